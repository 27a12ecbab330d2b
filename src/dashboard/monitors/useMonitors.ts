import { useQuery } from '@tanstack/react-query'
import { call } from '#client/http.ts'
import type { BodyOf } from '#platform/http/contract.ts'
import { of } from '#dashboard/app/queries.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useWhyNot } from '#dashboard/app/useApp.ts'
import { monitors, type Monitor, type MonitorName } from '#platform/monitors/contract.ts'

/** What watches an app's web dynos. Ask only where there are any. */
export function useMonitors(app: string, enabled = true): readonly Monitor[] {
  return useQuery({ ...of.monitors(app), enabled }).data ?? []
}

export type Wanted = BodyOf<typeof monitors.update>

interface SaveOptions {
  done?: (monitor: Monitor) => void
  /** A refusal shows in a form. */
  quiet?: boolean
}

/** Creates a monitor, or changes the one that is there. */
export function useSave(app: string, name: MonitorName, before: Monitor | undefined, { done, quiet }: SaveOptions = {}) {
  return useAction({
    run: (body: Wanted): Promise<Monitor> =>
      before
        ? call(monitors.update, { params: { app, type: 'web', monitor: before.id }, body })
        : call(monitors.create, { params: { app, type: 'web' }, body: { name, ...body } }),
    failed: name === 'LATENCY_SCALE' ? 'Autoscaling was not changed' : 'The alert was not changed',
    ...(done ? { done } : {}),
    ...(quiet ? { quiet } : {}),
  })
}

/** Why web cannot be watched now, as a sentence; null if it can. `sizes` that can, and what to say of others. */
export function useWhyNotWatch(
  web: { readonly size: string; readonly quantity: number } | undefined,
  sizes: RegExp,
  needs: string,
) {
  const why = useWhyNot()('monitors.edit')
  if (why !== null || !web) return why
  if (!sizes.test(web.size)) return needs
  return web.quantity === 0 ? 'Scale web to one dyno or more first' : null
}

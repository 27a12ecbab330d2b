import { healths } from '#dashboard/shared/health.ts'
import { paths } from '#dashboard/shared/paths.ts'
import type { App } from '#platform/apps/contract.ts'
import type { AppState } from '#platform/control/contract.ts'
import type { Command } from '#ui/CommandPalette.tsx'
import { StatusIcon } from '#ui/Status.tsx'

/** Each app, as a place to go to. */
export function appCommands(apps: readonly App[], states: readonly AppState[]): Command[] {
  const stateOf = new Map(states.map((state) => [state.app, state]))
  return apps.map((app) => {
    const health = stateOf.get(app.id)?.health
    const owner = app.team?.name ?? 'Personal'
    return {
      id: `app ${app.name}`,
      label: app.name,
      detail: [owner, app.buildpack_provided_description, health && healths[health].word].filter(Boolean).join(', '),
      icon: <StatusIcon tone={health ? healths[health].tone : 'unknown'} />,
      to: paths.app(app.name),
    }
  })
}

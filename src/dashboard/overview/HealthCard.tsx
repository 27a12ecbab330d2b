import { useQuery } from '@tanstack/react-query'
import { errorCounts, type ErrorCount } from '#dashboard/metrics/marks.ts'
import { useMarks } from '#dashboard/metrics/useWindow.ts'
import { useApp, useAppState } from '#dashboard/app/useApp.ts'
import { of } from '#dashboard/app/queries.ts'
import { healths } from '#dashboard/shared/health.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { formatNumber } from '#ui/format.ts'
import { LinkButton } from '#ui/LinkButton.tsx'
import { StatusIcon } from '#ui/Status.tsx'

/** How the app is doing in a sentence, why, and where to go about it. Shows only when there is something to say. */
export function HealthCard() {
  const { name } = useApp()
  const state = useAppState()
  const errors = errorCounts(useMarks(name, '2h').data ?? [])
  const { data: releases } = useQuery(of.releases(name, 20))
  if (state.health === 'healthy' && errors.length === 0) return null
  const { tone, word } = healths[state.health]
  const wrong = state.health === 'down' || state.health === 'degraded'
  const before = releases?.find(({ current }) => current)
  return (
    <section
      aria-label="Health"
      className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3 shadow-card"
    >
      <div className="flex min-w-0 gap-3">
        <StatusIcon tone={wrong || errors.length === 0 ? tone : 'warn'} className="mt-1" />
        <div className="min-w-0">
          <p className="font-medium">{state.health === 'healthy' ? 'Up, with errors' : word}</p>
          <p className="text-muted">{[state.summary, causes(errors)].filter(Boolean).join(' ')}</p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {(wrong || errors.length > 0) && (
          <LinkButton size="sm" to={`${paths.logs(name)}?level=error`}>
            Errors in the log
          </LinkButton>
        )}
        {wrong && before && (
          <LinkButton size="sm" variant="primary" to={`${paths.deploy(name)}#releases`}>
            Roll back
          </LinkButton>
        )}
        {state.health === 'stopped' && (
          <LinkButton size="sm" variant="primary" to={paths.resources(name)}>
            Scale up
          </LinkButton>
        )}
        {state.health === 'maintenance' && (
          <LinkButton size="sm" to={`${paths.settings(name)}#maintenance`}>
            Maintenance mode
          </LinkButton>
        )}
      </div>
    </section>
  )
}

function causes(errors: readonly ErrorCount[]): string {
  if (errors.length === 0) return ''
  const named = errors.slice(0, 3).map(({ code, title, count }) => `${code} ${title} × ${formatNumber(count)}`)
  return `In the past 2 hours: ${named.join(', ')}.`
}

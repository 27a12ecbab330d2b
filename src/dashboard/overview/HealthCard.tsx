import { healths } from '#dashboard/shared/health.ts'
import { errorCounts, type ErrorCount } from '#dashboard/metrics/marks.ts'
import { useMarks } from '#dashboard/metrics/useWindow.ts'
import { useApp, useAppState } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { useClock } from '#ui/clock.ts'
import { formatNumber } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { StatusIcon } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { causeOf } from './cause.ts'
import { Incidents } from './Incidents.tsx'

/** How the app is in a sentence, since when and why; what is open, and how to go about it. */
export function HealthCard() {
  const { name } = useApp()
  const { health, summary } = useAppState()
  const marks = useMarks(name, '2h').data ?? []
  const errors = errorCounts(marks)
  const advice = adviceOn(health, errors)
  const { title, what, to } = advice ?? { title: healths[health].word, what: summary, to: null }
  const minute = useClock((now) => Math.floor(now / 60_000) * 60_000)
  const cause = health === 'down' || health === 'degraded' ? causeOf(marks, minute) : null
  const links = {
    scale: paths.resources(name),
    rollBack: `${paths.deploy(name)}#releases`,
    maintenance: `${paths.settings(name)}#maintenance`,
  }
  const labels = { scale: 'Scale up', rollBack: 'Roll back', maintenance: 'Maintenance mode' }
  return (
    <section
      aria-label="Health"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3 shadow-card"
    >
      <div className="flex min-w-60 flex-1 gap-3">
        <StatusIcon
          tone={!advice ? healths[health].tone : health === 'down' ? 'error' : errors.length > 0 ? 'warn' : 'idle'}
          className="mt-1"
        />
        <div className="min-w-0">
          <p className="font-medium">{title}</p>
          <p className="text-muted">{advice && what === '' ? summary : what}</p>
          {cause && (
            <p className="text-muted">
              It began <TimeAgo time={cause.since} />
              {cause.deed ? (
                <>
                  , after somebody{' '}
                  <Link to={cause.deed.version === null ? paths.activity(name) : paths.release(name, `v${cause.deed.version}`)}>
                    {cause.deed.title}
                  </Link>
                </>
              ) : (
                ', with no deploy, config change or scaling just before'
              )}
              .
            </p>
          )}
          <Incidents />
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {errors.length > 0 && (
          <LinkButton size="sm" to={paths.logs(name, 'level:error')}>
            Errors in the log
          </LinkButton>
        )}
        {to && (
          <LinkButton size="sm" variant="primary" to={links[to]}>
            {labels[to]}
          </LinkButton>
        )}
      </div>
    </section>
  )
}

interface Advice {
  title: string
  what: string
  to: 'scale' | 'rollBack' | 'maintenance' | null
}

/** Codes that more or larger dynos help against. */
const tooSmall = new Set(['H11', 'H12', 'R14', 'R15'])

function adviceOn(health: ReturnType<typeof useAppState>['health'], errors: readonly ErrorCount[]): Advice | null {
  const counted = errors.slice(0, 3).map(({ code, title, count }) => `${code} ${title} × ${formatNumber(count)}`)
  const what = counted.length > 0 ? `In the past 2 hours: ${counted.join(', ')}.` : ''
  if (health === 'maintenance') return { title: 'Visitors see the maintenance page', what, to: 'maintenance' }
  if (health === 'stopped') return { title: 'No dyno runs', what: what || 'Scale a process type up to start it.', to: 'scale' }
  if (health === 'down') return { title: 'The app does not answer', what, to: 'rollBack' }
  if (errors.length === 0) return null
  const small = errors.some(({ code, count }) => count > 10 && tooSmall.has(code))
  if (small) return { title: 'It needs more than it has', what, to: 'scale' }
  if (health === 'healthy') return { title: 'Healthy, with some errors', what, to: null }
  return { title: 'There are errors', what, to: health === 'degraded' ? 'rollBack' : null }
}

import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import type { Overview } from '#platform/postgres/insight/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { formatBytes, formatNumber } from '#ui/format.ts'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Link } from '#ui/Link.tsx'
import { Meter } from '#ui/Meter.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status, StatusIcon } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { Connection } from './Connection.tsx'
import { ofPostgres } from './queries.ts'
import { useDatabase } from './useDatabase.ts'
import { databaseTones, percent } from './words.ts'

/** How a database does: what is wrong with it, what it holds of what it may, what protects it, how to reach it. */
export function DatabaseOverview() {
  const { database, addon } = useDatabase()
  const { data, error, refetch } = useQuery(ofPostgres.overview(database))
  if (addon.state === 'provisioning') return null
  if (error)
    return (
      <Card>
        <Failure error={error} retry={refetch} />
      </Card>
    )
  return (
    <>
      {data && data.warnings.length > 0 && <Warnings warnings={data.warnings} />}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
        <Section title="Database">
          <Card>{data ? <Facts data={data} /> : <Skeleton lines={9} />}</Card>
        </Section>
        <Section title="What it holds">
          <Card>{data ? <Usage data={data} /> : <Skeleton lines={9} />}</Card>
        </Section>
      </div>
      <Section
        title="Connect"
        description="Apps that it is attached to have this in a config var. It changes when the credential is rotated."
      >
        <Card>{data ? <Connection data={data} /> : <Skeleton lines={4} />}</Card>
      </Section>
    </>
  )
}

function Warnings({ warnings }: Pick<Overview, 'warnings'>) {
  return (
    <section aria-label="Warnings">
      <Card flush>
        <ul className="divide-y divide-line">
          {warnings.map(({ grave, text, what_to_do: whatToDo }) => (
            <li key={text} className="flex items-start gap-2.5 px-4 py-3">
              <StatusIcon tone={grave ? 'error' : 'warn'} className="mt-1" />
              <p className="min-w-0">
                <span className="sr-only">{grave ? 'Urgent: ' : 'Warning: '}</span>
                <span className="font-medium">{text}</span> <span className="text-muted">{whatToDo}</span>
              </p>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  )
}

function Facts({ data }: { data: Overview }) {
  const { maintenance, leader, forked_from: origin, followers, forks, rollback_from: from } = data
  const planned = maintenance.status === 'pending' ? maintenance.scheduled_for : null
  return (
    <KeyValue
      rows={[
        {
          name: 'Status',
          value: (
            <span className="flex flex-wrap gap-x-3">
              <Status tone={databaseTones[data.state]}>{data.message}</Status>
              {data.read_only && <Status tone="warn">Read-only</Status>}
            </span>
          ),
        },
        {
          name: 'Version',
          value: (
            <>
              PostgreSQL {data.version}
              {data.upgrade && (
                <span className="text-muted">
                  , {data.upgrade.stage} for {data.upgrade.to}
                </span>
              )}
              {!data.upgrade && data.versions.length > 0 && (
                <Link to={paths.addon(data.name, 'maintenance')} className="ml-2 text-xs">
                  Upgrade
                </Link>
              )}
            </>
          ),
        },
        { name: 'Region', value: data.region === 'eu' ? 'Europe' : data.region === 'us' ? 'United States' : data.region },
        {
          name: 'High availability',
          value: data.standby ? <Status tone="ok">A standby takes over</Status> : 'No standby on this plan',
        },
        {
          name: 'Continuous protection',
          value: data.continuous_protection ? <Status tone="ok">On</Status> : 'Not on this tier: backups only',
        },
        ...(from === null
          ? []
          : [
              {
                name: 'Rollback',
                value: (
                  <>
                    back to <TimeAgo time={from} />
                  </>
                ),
              },
            ]),
        {
          name: 'Maintenance',
          value: (
            <Link to={paths.addon(data.name, 'maintenance')} look="quiet">
              {maintenance.status === 'running' ? (
                'Under way'
              ) : planned ? (
                <>
                  planned, <TimeAgo time={planned} />
                </>
              ) : (
                'Nothing is planned'
              )}
              {data.window !== null && <span className="text-muted"> ({data.window})</span>}
            </Link>
          ),
        },
        ...(leader ? [{ name: 'Follows', value: <Relatives all={[leader]} after={behindWords(data.behind_by)} /> }] : []),
        ...(origin === null ? [] : [{ name: 'Forked from', value: <Link to={paths.addon(origin)}>{origin}</Link> }]),
        ...(followers.length > 0 ? [{ name: 'Followers', value: <Relatives all={followers} /> }] : []),
        ...(forks.length > 0 ? [{ name: 'Forks', value: <Relatives all={forks} /> }] : []),
      ]}
    />
  )
}

/** How far a follower is behind its leader. */
const behindWords = (commits: number | null) =>
  commits === null ? '' : commits === 0 ? 'up to date' : `${formatNumber(commits)} commits behind`

function Relatives({ all, after = '' }: { all: Overview['followers']; after?: string }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {all.map(({ id, name, plan }) => (
        <span key={id}>
          <Link to={paths.addon(name)}>{name}</Link> <span className="text-muted">{plan}</span>
        </span>
      ))}
      {after && <span className="text-muted">{after}</span>}
    </span>
  )
}

function Usage({ data }: { data: Overview }) {
  const { limits } = data
  const of = (name: string, value: number, max: number, format: (count: number) => string) => ({
    name,
    value,
    max,
    text: `${format(value)} of ${format(max)}`,
  })
  const meters = [
    of('Data size', data.bytes, limits.bytes, formatBytes),
    of('Connections', data.connections, limits.connections, formatNumber),
    ...(limits.tables === null ? [] : [of('Tables', data.tables, limits.tables, formatNumber)]),
  ]
  const hit = data.cache_hit
  return (
    <div className="grid gap-4">
      {meters.map(({ name, value, max, text }) => (
        <div key={name} className="grid gap-1.5">
          <p className="flex justify-between gap-4">
            <span>{name}</span>
            <span className="text-muted tabular-nums">
              {text}
              {name === 'Connections' && data.waiting > 0 && `, ${data.waiting} wait`}
            </span>
          </p>
          <Meter label={name} value={value} max={max} text={text} />
        </div>
      ))}
      <KeyValue
        rows={[
          { name: 'Rows', value: formatNumber(data.rows) },
          ...(limits.tables === null ? [{ name: 'Tables', value: formatNumber(data.tables) }] : []),
          {
            name: 'Cache hit rate',
            value:
              hit === null ? (
                'nothing was read yet'
              ) : (
                <span className="inline-flex items-center gap-1.5 tabular-nums">
                  {percent(hit, 2)}
                  {hit < 0.99 && (
                    <span className="inline-flex items-center gap-1 text-warn-text">
                      <TriangleAlert size={12} aria-hidden /> below 99%
                    </span>
                  )}
                </span>
              ),
          },
        ]}
      />
      <p className="text-xs text-muted">
        {data.measured_at === null ? (
          'Worked out from what its apps are asked. Open its console, and it is measured.'
        ) : (
          <>
            Measured <TimeAgo time={data.measured_at} />.
          </>
        )}
      </p>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Stethoscope } from 'lucide-react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { diagnoses, type Report } from '#platform/postgres/service/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatAbsolute } from '#ui/format.ts'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import type { Look } from '#ui/tone.ts'
import { ExpensiveQueries } from './ExpensiveQueries.tsx'
import { ofPostgres } from './queries.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { useDatabase } from './useDatabase.ts'
import { typedAs } from './words.ts'

type Check = Report['checks'][number]

const looks: Record<Check['status'], Look> = {
  red: { tone: 'error', word: 'Act now' },
  yellow: { tone: 'warn', word: 'Look at it' },
  green: { tone: 'ok', word: 'Fine' },
}

/** What a check is about, and what to do where it finds something. */
const about: Readonly<Record<string, string>> = {
  'Connection Count': 'Pool connections, or run fewer dynos: when all are in use, new ones are refused.',
  'Long Queries': 'End them with heroku pg:kill, and look at their plans.',
  'Long Transactions': 'They keep dead rows from being cleaned up. End them, and commit sooner.',
  'Idle in Transaction': 'A program has begun a transaction and forgotten it. End it, and find the code.',
  Indexes: 'Drop indexes that nothing reads: each slows every write.',
  Bloat: 'Run VACUUM FULL, or rebuild the table or index, when few people are about: it locks the table.',
  'Hit Rate': 'Add indexes for the slowest queries, or choose a plan with more memory.',
  'Blocking Queries': 'Others wait for them. End them with heroku pg:kill.',
  Sequences: 'Change the column to bigint before its numbers run out.',
  'Table Transaction ID Wraparound': 'Run VACUUM on the table, and find out what keeps autovacuum from it.',
  Load: 'Look for the queries below that take most of the time, or choose a plan with more processors.',
}

/** What is wrong with a database, what to do, and which queries take most of the time. */
export function DiagnosePart() {
  return (
    <Ready>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <Checks />
        <ExpensiveQueries />
      </div>
    </Ready>
  )
}

/** The last reports; the address says which one shows. */
export function Checks() {
  const { database, app } = useDatabase()
  const { data, error, refetch } = useQuery(ofPostgres.reports(database))
  const [search, change] = useSearch()
  const args = { body: { app, database } }
  const check = useAction({
    run: () => call(diagnoses.create, args),
    failed: 'It was not checked',
    done: () => change((next) => next.delete('report')),
  })
  const report = data?.find(({ id }) => id === search.get('report')) ?? data?.[0]
  return (
    <Section
      title="Checks"
      description="Looks for what usually goes wrong. The last ten reports are kept for a month."
      actions={
        <>
          {data && data.length > 1 && (
            <NativeSelect
              aria-label="Report"
              className="w-56"
              value={report?.id}
              onChange={(event) => change((next) => next.set('report', event.target.value))}
            >
              {data.map(({ id, created_at: at }) => (
                <option key={id} value={id}>
                  {formatAbsolute(Date.parse(at))}
                </option>
              ))}
            </NativeSelect>
          )}
          <ShowAs
            what="Check the database"
            calls={[typedAs(`pg:diagnose ${database} -a ${app}`, shown(diagnoses.create, args))]}
          />
          <Button variant="primary" icon={<Stethoscope size={14} />} pending={check.isPending} onClick={() => check.mutate()}>
            Check now
          </Button>
        </>
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={8} className="p-4" />}
        {data && !report && (
          <EmptyState title="Not checked yet" icon={<Stethoscope size={18} />}>
            A check looks at connections, long queries, indexes, bloat, hit rate and more.
          </EmptyState>
        )}
        {report && <Findings report={report} />}
      </Card>
    </Section>
  )
}

const urgency = ['red', 'yellow', 'green']

function Findings({ report }: { report: Report }) {
  const checks = report.checks.toSorted((a, b) => urgency.indexOf(a.status) - urgency.indexOf(b.status))
  const wrong = checks.filter(({ status }) => status !== 'green').length
  return (
    <>
      <p className="border-b border-line px-4 py-2 text-muted">
        {wrong === 0 ? 'All is fine' : `${wrong} of ${checks.length} need a look`}, checked <TimeAgo time={report.created_at} />.
      </p>
      <ul aria-label="Checks" className="divide-y divide-line">
        {checks.map(({ name, status, results }) => (
          <li key={name} className="grid gap-1 px-4 py-2 sm:grid-cols-[14rem_minmax(0,1fr)]">
            <span className="flex items-baseline justify-between gap-3 sm:block">
              <span className="font-medium sm:block">{name}</span>
              <Status tone={looks[status].tone}>{looks[status].word}</Status>
            </span>
            {status !== 'green' && (
              <div className="min-w-0">
                {results.map((result) => (
                  <dl key={JSON.stringify(result)} className="flex flex-wrap gap-x-4">
                    {Object.entries(result).map(([key, value]) => (
                      <div key={key} className="flex gap-1.5">
                        <dt className="text-muted">{key.replaceAll('_', ' ')}</dt>
                        <dd className="wrap-anywhere tabular-nums">{value}</dd>
                      </div>
                    ))}
                  </dl>
                ))}
                <p className="text-muted">{about[name]}</p>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

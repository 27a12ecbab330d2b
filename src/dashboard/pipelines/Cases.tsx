import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Failure } from '#dashboard/shared/Failure.tsx'
import type { TestCase, TestRun } from '#platform/ci/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { useMore } from '#ui/useMore.tsx'
import { ofPipelines } from './queries.ts'
import { isRunning } from './tests.ts'

/** While tests run, nothing changes but the time: what they have found by then is asked for again. */
const EVERY_MS = 1000

/** What a run has found: what failed first, with what was expected. */
export function Cases({ run }: { run: TestRun }) {
  const running = isRunning(run.status)
  const { data, error, refetch } = useQuery({ ...ofPipelines.cases(run.id), refetchInterval: running && EVERY_MS })
  const [only, setOnly] = useState<'all' | 'failed'>('all')
  const failed = (data ?? []).filter(({ passed }) => !passed)
  const shown = only === 'failed' ? failed : [...failed, ...(data ?? []).filter(({ passed }) => passed)]
  const [first, more] = useMore(shown)
  return (
    <Section
      title="Tests"
      description={data && data.length > 0 ? `${data.length - failed.length} passed, ${failed.length} failed` : undefined}
      actions={
        failed.length > 0 && (
          <Segmented
            label="Tests to show"
            options={[
              { value: 'all', label: 'All' },
              { value: 'failed', label: 'Failed' },
            ]}
            value={only}
            onChange={setOnly}
          />
        )
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={4} className="p-4" />}
        {data?.length === 0 && <p className="p-4 text-muted">{running ? 'None has run yet.' : 'None was run.'}</p>}
        {first.length > 0 && (
          <ul aria-label="Tests" className="divide-y divide-line">
            {first.map((each) => (
              <Case key={each.id} {...each} />
            ))}
          </ul>
        )}
        {more}
      </Card>
    </Section>
  )
}

function Case({ passed, description, diagnostic }: TestCase) {
  return (
    <li className="grid gap-1 px-4 py-1.5 text-xs">
      <p className="flex flex-wrap items-center gap-x-3">
        <Status tone={passed ? 'ok' : 'error'}>{passed ? 'Passed' : 'Failed'}</Status>
        <span className="min-w-0 font-mono break-all">{description}</span>
      </p>
      {diagnostic !== '' && <pre className="overflow-x-auto rounded-md bg-sunken px-3 py-2 font-mono">{diagnostic}</pre>}
    </li>
  )
}

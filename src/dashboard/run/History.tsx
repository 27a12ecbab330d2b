import { useQuery } from '@tanstack/react-query'
import { SquareTerminal } from 'lucide-react'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import type { PastRun } from '#platform/console/contract.ts'
import { dynos } from '#platform/dynos/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { useClock } from '#ui/clock.ts'
import { Duration } from '#ui/Duration.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import type { Terminal } from './terminal.ts'
import { openTerminal } from './terminals.ts'

const PAGE = 20

/** The one-off dynos of the last days, newest first. */
export function History({ terminals }: { terminals: readonly Terminal[] }) {
  const { name } = useApp()
  const [count, setCount] = useState(PAGE)
  const { data, error, refetch } = useQuery({ ...of.runs(name, count), placeholderData: (before) => before })
  return (
    <Section title="Earlier commands" description="One-off dynos of the last eight days, also those that others started.">
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={4} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState title="Nothing was run yet" icon={<SquareTerminal size={18} />}>
            Commands that were run here, by the command line or by the API are listed with their exit status.
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <Table label="Earlier commands">
            <thead>
              <tr>
                <Th>Dyno</Th>
                <Th>Command</Th>
                <Th>Outcome</Th>
                <Th numeric className="max-sm:hidden">
                  Took
                </Th>
                <Th className="max-md:hidden">Started</Th>
                <Th>
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {data.map((run) => (
                <Row key={run.id} app={name} run={run} open={terminals.some(({ dyno }) => dyno.name === run.dyno)} />
              ))}
            </tbody>
          </Table>
        )}
        {data && data.length >= count && (
          <div className="flex justify-center border-t border-line p-2">
            <Button variant="ghost" onClick={() => setCount(count + 100)}>
              Older commands
            </Button>
          </div>
        )}
      </Card>
    </Section>
  )
}

function Row({ app, run, open }: { app: string; run: PastRun; open: boolean }) {
  const { dyno, command, size, version, by, started_at: started, ended_at: ended } = run
  return (
    <Tr>
      <Td className="whitespace-nowrap">
        <Link to={paths.logs(app, `dyno:${dyno}`)} className="font-mono">
          {dyno}
        </Link>
        <span className="block text-xs text-muted max-sm:hidden">
          {size}, v{version}
        </span>
      </Td>
      <Td className="w-full max-w-0">
        <code className="block truncate" data-hint={command}>
          {command}
        </code>
      </Td>
      <Td className="whitespace-nowrap">
        <Outcome run={run} />
      </Td>
      <Td numeric className="max-sm:hidden">
        {ended === null ? <Running since={started} /> : <Duration ms={Date.parse(ended) - Date.parse(started)} />}
      </Td>
      <Td className="whitespace-nowrap max-md:hidden">
        <TimeAgo time={started} />
        <span className="block text-xs text-muted">{by}</span>
      </Td>
      <Td className="text-right max-sm:whitespace-normal">{ended === null && !open && <Attach app={app} run={run} />}</Td>
    </Tr>
  )
}

function Outcome({ run: { status, stopped } }: { run: PastRun }) {
  if (status === null) return <Status tone="busy">Running</Status>
  if (stopped) return <Status tone="idle">Stopped</Status>
  return status === 0 ? <Status tone="ok">Exit status 0</Status> : <Status tone="error">Exit status {status}</Status>
}

function Running({ since }: { since: string }) {
  const ms = useClock((now) => Math.max(0, Math.floor((now - Date.parse(since)) / 1000) * 1000))
  return <Duration ms={ms} />
}

/** For a dyno whose terminal went with its tab. */
function Attach({ app, run: { dyno, terminal } }: { app: string; run: PastRun }) {
  const reason = useWhyNot()('dyno.run')
  const params = { app, dyno }
  const attach = useAction({
    run: () => call(dynos.info, { params }),
    failed: `No terminal was attached to ${dyno}`,
    done: (found) => openTerminal(app, found),
  })
  const stop = useAction({ run: () => call(dynos.stop, { params }), failed: `${dyno} was not stopped` })
  return (
    <span className="inline-flex gap-1">
      {terminal && (
        <Button
          size="sm"
          reason={reason}
          pending={attach.isPending}
          aria-label={`Attach a terminal to ${dyno}`}
          onClick={() => attach.mutate()}
        >
          Attach
        </Button>
      )}
      <Button
        size="sm"
        variant="ghost"
        reason={reason}
        pending={stop.isPending}
        aria-label={`Stop ${dyno}`}
        onClick={() => stop.mutate()}
      >
        Stop
      </Button>
      <ShowAs what={`Stop ${dyno}`} calls={[shown(dynos.stop, { params })]} />
    </span>
  )
}

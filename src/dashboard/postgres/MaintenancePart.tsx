import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import type { Overview } from '#platform/postgres/insight/contract.ts'
import { maintenances } from '#platform/postgres/service/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { formatDuration } from '#ui/format.ts'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { ofPostgres } from './queries.ts'
import { Ready } from './Ready.tsx'
import { Upgrade } from './Upgrade.tsx'
import { useDatabase } from './useDatabase.ts'
import { MaintenanceWindow } from './MaintenanceWindow.tsx'
import { ESSENTIAL, typedAs } from './words.ts'

/** When a database may be worked on, what is planned, and its version. */
export function MaintenancePart() {
  return (
    <Ready>
      <Upkeep />
    </Ready>
  )
}

function Upkeep() {
  const { database } = useDatabase()
  const { data, error, refetch } = useQuery(ofPostgres.overview(database))
  if (error)
    return (
      <Card>
        <Failure error={error} retry={refetch} />
      </Card>
    )
  if (!data) return <Skeleton height={420} />
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <Planned data={data} />
      <MaintenanceWindow key={data.window} data={data} />
      <Upgrade data={data} />
      <History />
    </div>
  )
}

function Planned({ data: { maintenance, essential } }: { data: Overview }) {
  const { database, app, whyNotOwn } = useDatabase()
  const [asking, setAsking] = useState(false)
  const { status, scheduled_for: at, required_by: by, previously_scheduled_for: before, reason } = maintenance
  const pending = status === 'pending'
  const run = useAction({
    run: () => call(maintenances.run, { params: { database } }),
    failed: 'It was not begun',
    quiet: true,
    done: () => setAsking(false),
  })
  const later = { params: { database }, body: { delay_weeks: 1 } }
  const delay = useAction({ run: () => call(maintenances.schedule, later), failed: 'It was not put off' })
  const none = essential ? ESSENTIAL : pending ? null : status === 'running' ? 'It is under way' : 'Nothing is planned'
  return (
    <Section
      title="Planned maintenance"
      description="The database cannot be reached for some minutes. On plans with a standby, for some seconds."
      actions={
        <>
          <ShowAs
            what="Put maintenance off"
            calls={[typedAs(`data:maintenances:schedule ${database} --weeks 1 -a ${app}`, shown(maintenances.schedule, later))]}
          />
          <Button reason={whyNotOwn ?? none} pending={delay.isPending} onClick={() => delay.mutate()}>
            Put off a week
          </Button>
          <Button reason={whyNotOwn ?? none} onClick={() => setAsking(true)}>
            Run now
          </Button>
        </>
      }
    >
      <Card>
        {pending && at !== null ? (
          <KeyValue
            rows={[
              { name: 'What', value: reason },
              { name: 'When', value: <TimeAgo time={at} /> },
              ...(by === null ? [] : [{ name: 'At the latest', value: <TimeAgo time={by} /> }]),
              ...(before === null ? [] : [{ name: 'Was planned for', value: <TimeAgo time={before} /> }]),
            ]}
          />
        ) : status === 'running' ? (
          <Status tone="busy">{reason} is under way</Status>
        ) : (
          <p className="text-muted">Nothing is planned.</p>
        )}
      </Card>
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title="Run the maintenance now?"
          name={database}
          action="Run maintenance"
          pending={run.isPending}
          error={run.error && sentence(run.error)}
          onConfirm={() => run.mutate()}
        >
          {reason}. Connections end, and the database cannot be reached for some minutes.{' '}
          <ShowAs
            what="Run maintenance"
            calls={[
              typedAs(
                `data:maintenances:run ${database} -a ${app} --confirm ${app}`,
                shown(maintenances.run, { params: { database } }),
              ),
            ]}
          />
        </ConfirmDialog>
      )}
    </Section>
  )
}

function History() {
  const { database } = useDatabase()
  const { data, error, refetch } = useQuery(ofPostgres.history(database))
  return (
    <Section title="Earlier maintenance">
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={2} className="p-4" />}
        {data?.maintenances.length === 0 && <p className="px-4 py-3 text-muted">There was none yet.</p>}
        {data && data.maintenances.length > 0 && (
          <Table label="Earlier maintenance">
            <thead>
              <tr>
                <Th>What</Th>
                <Th>Begun</Th>
                <Th numeric>Took</Th>
              </tr>
            </thead>
            <tbody>
              {data.maintenances.map(({ server_created_at: key, reason, started_at: at, duration_seconds: seconds }) => (
                <Tr key={key}>
                  <Td>{reason}</Td>
                  <Td>{at !== null && <TimeAgo time={at} />}</Td>
                  <Td numeric>{seconds !== null && formatDuration(seconds * 1000)}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </Section>
  )
}

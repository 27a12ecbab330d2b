import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { maintenances, type Maintenance } from '#platform/maintenance/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { useMaintained } from './useMaintained.ts'

/** What is to be done, or is under way; it can be put off, or done now. */
export function Planned({ current }: { current: Maintenance }) {
  const { addon, whyNot, effect, shared, typed } = useMaintained()
  const [asking, setAsking] = useState(false)
  const later = { params: { addon }, body: { delay_weeks: 1 } }
  const delay = useAction({ run: () => call(maintenances.schedule, later), failed: 'It was not put off' })
  const { status } = current
  const none = status === 'running' ? 'It is under way' : 'Nothing is planned'
  const reason = whyNot ?? (current.window === null ? shared : status === 'pending' ? null : none)
  return (
    <Section
      title="Planned maintenance"
      description={effect}
      actions={
        <>
          <ShowAs
            what="Put maintenance off"
            calls={[typed(`schedule ${addon} --weeks 1`, shown(maintenances.schedule, later))]}
          />
          <Button reason={reason} pending={delay.isPending} onClick={() => delay.mutate()}>
            Put off a week
          </Button>
          <Button reason={reason} onClick={() => setAsking(true)}>
            Run now
          </Button>
        </>
      }
    >
      <Card>
        <What current={current} />
      </Card>
      {asking && <RunDialog current={current} close={() => setAsking(false)} />}
    </Section>
  )
}

function What({ current }: { current: Maintenance }) {
  const { status, reason, scheduled_for: at, required_by: by, previously_scheduled_for: before } = current
  if (status === 'running') return <Status tone="busy">{reason} is under way</Status>
  if (status !== 'pending' || at === null) return <p className="text-muted">Nothing is planned.</p>
  return (
    <KeyValue
      rows={[
        { name: 'What', value: reason },
        { name: 'When', value: <TimeAgo time={at} /> },
        ...(by === null ? [] : [{ name: 'At the latest', value: <TimeAgo time={by} /> }]),
        ...(before === null ? [] : [{ name: 'Was planned for', value: <TimeAgo time={before} /> }]),
      ]}
    />
  )
}

function RunDialog({ current, close }: { current: Maintenance; close: () => void }) {
  const { addon, app, effect, typed } = useMaintained()
  const args = { params: { addon } }
  const run = useAction({
    run: () => call(maintenances.run, args),
    failed: 'It was not begun',
    quiet: true,
    done: close,
  })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && close()}
      title="Run the maintenance now?"
      name={addon}
      action="Run maintenance"
      pending={run.isPending}
      error={run.error && sentence(run.error)}
      onConfirm={() => run.mutate()}
    >
      {current.reason}. {effect}{' '}
      <ShowAs what="Run maintenance" calls={[typed(`run ${addon} --confirm ${app}`, shown(maintenances.run, args))]} />
    </ConfirmDialog>
  )
}

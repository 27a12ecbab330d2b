import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import { redis } from '#platform/redis/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { Login } from './Login.tsx'
import { Notifications } from './Notifications.tsx'
import { Policy } from './Policy.tsx'
import { ofRedis } from './queries.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { Timeout } from './Timeout.tsx'
import { useStore } from './useStore.ts'

/** How to reach a store, and how it is set: what happens when it is full, what it tells, its version. */
export function EnginePart() {
  return (
    <Ready>
      <Engine />
    </Ready>
  )
}

function Engine() {
  const { store } = useStore()
  const { data: config, error, refetch } = useQuery(ofRedis.config(store))
  if (error) return <Failure error={error} retry={refetch} />
  if (!config) return <Skeleton height={600} />
  const { maxmemory_policy: policy, notify_keyspace_events: notify, timeout } = config
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <Login />
      <Policy key={policy.value} policy={policy.value} />
      <Notifications key={notify.value} letters={notify.value} />
      <Timeout key={timeout.value} seconds={timeout.value} />
      <Version />
      <Statistics />
    </div>
  )
}

function Version() {
  const { store, app, whyNot, typed } = useStore()
  const { data } = useQuery(ofRedis.details(store, 24))
  const [asking, setAsking] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const version = chosen ?? data?.versions.at(-1) ?? ''
  const args = { params: { database: store }, body: { version } }
  const upgrade = useAction({
    run: () => call(redis.upgrade, args),
    failed: 'It was not upgraded',
    quiet: true,
    done: ({ message }) => {
      setAsking(false)
      toast({ title: message, tone: 'ok' })
    },
  })
  const nothing = data?.versions.length === 0 ? 'It runs the newest version' : null
  const busy = data?.upgrading_to ? `It is being upgraded to ${data.upgrading_to}` : null
  return (
    <Section
      id="version"
      title="Version"
      actions={
        <>
          <ShowAs what="Upgrade the store" calls={[typed(shown(redis.upgrade, args), ` --confirm ${app}`)]} />
          {data && data.versions.length > 0 && (
            <NativeSelect
              aria-label="Version"
              className="w-28"
              value={version}
              onChange={(event) => setChosen(event.target.value)}
            >
              {data.versions.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </NativeSelect>
          )}
          <Button reason={whyNot ?? (data ? (nothing ?? busy) : 'Loading')} onClick={() => setAsking(true)}>
            Upgrade
          </Button>
        </>
      }
    >
      <Card>
        {data ? (
          <p className="flex flex-wrap items-center gap-3">
            Valkey {data.version}, which speaks Redis’ protocol.
            {data.upgrading_to && <Status tone="busy">Upgrading to {data.upgrading_to}</Status>}
          </p>
        ) : (
          <Skeleton lines={1} />
        )}
      </Card>
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={`Upgrade to ${version}?`}
          name={store}
          action="Upgrade"
          pending={upgrade.isPending}
          error={upgrade.error && sentence(upgrade.error)}
          onConfirm={() => upgrade.mutate()}
        >
          It takes some minutes, and clients lose their connections for a moment. There is no way back to an older version.
        </ConfirmDialog>
      )}
    </Section>
  )
}

function Statistics() {
  const { store, app, whyNot, typed } = useStore()
  const { data } = useQuery(ofRedis.details(store, 24))
  const args = { params: { database: store } }
  const reset = useAction({
    run: () => call(redis.resetStats, args),
    failed: 'They were not reset',
    done: ({ message }) => toast({ title: message, tone: 'ok' }),
  })
  return (
    <Section title="Statistics">
      <Card className="flex flex-wrap items-center gap-3">
        <p className="min-w-52 flex-1 text-muted">
          Expired and evicted keys are counted since {data ? <TimeAgo time={data.reset_at} /> : '…'}.
        </p>
        <ShowAs what="Reset the statistics" calls={[typed(shown(redis.resetStats, args), ` --confirm ${app}`)]} />
        <Button reason={whyNot} pending={reset.isPending} onClick={() => reset.mutate()}>
          Count anew
        </Button>
      </Card>
    </Section>
  )
}

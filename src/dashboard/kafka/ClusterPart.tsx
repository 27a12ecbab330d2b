import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import { kafka, type Cluster } from '#platform/kafka/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { TimeSeries } from '#ui/chart/TimeSeries.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { formatBytes, formatNumber } from '#ui/format.ts'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Meter } from '#ui/Meter.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import type { Tone } from '#ui/tone.ts'
import { ofKafka } from './queries.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { useCluster } from './useCluster.ts'
import { rate, times } from './words.ts'

const tones: Record<Cluster['state']['status'], Tone> = {
  available: 'ok',
  preparing: 'busy',
  upgrading: 'busy',
  maintenance: 'busy',
  degraded: 'warn',
}
const brokerLooks = {
  up: { tone: 'ok', word: 'Up' },
  restarting: { tone: 'busy', word: 'Restarting' },
  down: { tone: 'error', word: 'Down' },
} as const

/** How the cluster is doing: what it holds of what it may, what goes through it, its brokers, its version. */
export function ClusterPart() {
  return (
    <Ready>
      <Cluster />
    </Ready>
  )
}

function Cluster() {
  const { cluster } = useCluster()
  const { data, error, refetch } = useQuery(ofKafka.cluster(cluster))
  if (error) return <Failure error={error} retry={refetch} />
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
        <Section title="Cluster">
          <Card>{data ? <Facts data={data} /> : <Skeleton lines={6} />}</Card>
        </Section>
        <Section title="What it holds">
          <Card>{data ? <Usage data={data} /> : <Skeleton lines={6} />}</Card>
        </Section>
      </div>
      <Throughput />
      <Brokers shared={data?.shared_cluster ?? true} />
    </div>
  )
}

function Facts({ data }: { data: Cluster }) {
  const { limits } = data
  const quota = (bytes: number | null) => (bytes === null ? 'no quota' : `quota ${formatBytes(bytes)}/s`)
  return (
    <KeyValue
      rows={[
        {
          name: 'Status',
          value: (
            <Status tone={tones[data.state.status]}>
              {data.state.message.charAt(0).toUpperCase() + data.state.message.slice(1)}
            </Status>
          ),
        },
        { name: 'Version', value: `Apache Kafka ${data.version}` },
        {
          name: 'Kind',
          value: data.shared_cluster ? 'Shared with other customers' : `Dedicated, ${data.formation.kafkas} brokers`,
        },
        ...(data.topic_prefix === null
          ? []
          : [{ name: 'Prefix', value: <code className="font-mono text-xs break-all">{data.topic_prefix}</code> }]),
        { name: 'Messages in', value: rate(data.messages_in_per_sec) },
        {
          name: 'Traffic in',
          value: (
            <>
              {formatBytes(data.bytes_in_per_sec)}/s{' '}
              <span className="text-muted">{quota(limits.produce_quota_bytes_per_second)}</span>
            </>
          ),
        },
        {
          name: 'Traffic out',
          value: (
            <>
              {formatBytes(data.bytes_out_per_sec)}/s{' '}
              <span className="text-muted">{quota(limits.consume_quota_bytes_per_second)}</span>
            </>
          ),
        },
      ]}
    />
  )
}

function Usage({ data }: { data: Cluster }) {
  const { limits } = data
  const size = limits.data_size
  const rows = [
    {
      name: 'Data, all replicas',
      value: data.data_size,
      max: size.limit_bytes,
      text: `${formatBytes(data.data_size)} of ${formatBytes(size.limit_bytes)}`,
    },
    ...(limits.max_topics === null
      ? []
      : [
          {
            name: 'Topics',
            value: data.topics.length,
            max: limits.max_topics,
            text: `${data.topics.length} of ${limits.max_topics}`,
          },
        ]),
    {
      name: 'Partition replicas',
      value: data.partition_replica_count,
      max: limits.max_partition_replica_count,
      text: `${formatNumber(data.partition_replica_count)} of ${formatNumber(limits.max_partition_replica_count)}`,
    },
  ]
  return (
    <div className="grid gap-4">
      {rows.map(({ name, value, max, text }) => (
        <div key={name} className="grid gap-1.5">
          <p className="flex justify-between gap-4">
            <span>{name}</span>
            <span className="text-muted tabular-nums">{text}</span>
          </p>
          <Meter label={name} value={value} max={max} text={text} warnAt={size.subcritical_percentage / 100} />
        </div>
      ))}
      <p className="text-xs text-muted">
        A topic has at most {limits.max_partitions_per_topic} partitions
        {limits.maximum_replication > limits.minimum_replication
          ? ` and ${limits.minimum_replication} to ${limits.maximum_replication} replicas of each.`
          : ` and ${limits.minimum_replication} replicas of each.`}
      </p>
    </div>
  )
}

function Throughput() {
  const { cluster } = useCluster()
  const { data } = useQuery(ofKafka.details(cluster))
  return (
    <Section title="Throughput">
      <Card>
        {data ? (
          <TimeSeries
            title="Messages a second, last 24 hours"
            times={times(data.throughput.from, data.throughput.step, data.throughput.in.length)}
            series={[
              { id: 'in', label: 'Written', values: data.throughput.in },
              { id: 'out', label: 'Read', values: data.throughput.out },
            ]}
            format={rate}
            atLeast={1}
          />
        ) : (
          <Skeleton height={246} />
        )}
      </Card>
    </Section>
  )
}

function Brokers({ shared }: { shared: boolean }) {
  const { cluster, whyNot } = useCluster()
  const { data, error, refetch } = useQuery(ofKafka.details(cluster))
  const [asking, setAsking] = useState<'upgrade' | 'fail' | null>(null)
  const [to, setTo] = useState<string>()
  const version = to ?? data?.versions.at(-1)
  const busy = data?.upgrading_to ? `It is being upgraded to ${data.upgrading_to}` : null
  const down = data?.brokers.some(({ state }) => state === 'down') ? 'One has failed already' : null
  const onlyOwn = shared ? 'Brokers of shared clusters are looked after by the platform' : null
  return (
    <Section
      id="brokers"
      title="Brokers"
      description={
        data &&
        (data.under_replicated === 0
          ? 'Every partition has all its replicas.'
          : `${data.under_replicated} partitions lack a replica.`)
      }
      actions={
        <>
          {data && data.versions.length > 0 && (
            <NativeSelect aria-label="Version" className="w-28" value={version} onChange={(event) => setTo(event.target.value)}>
              {data.versions.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </NativeSelect>
          )}
          <Button
            reason={whyNot ?? onlyOwn ?? busy ?? (data?.versions.length === 0 ? 'It runs the newest version' : null)}
            onClick={() => setAsking('upgrade')}
          >
            Upgrade
          </Button>
          <Button reason={whyNot ?? onlyOwn ?? busy ?? down} onClick={() => setAsking('fail')}>
            Fail a broker
          </Button>
        </>
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={4} className="p-4" />}
        {data && (
          <Table label="Brokers">
            <thead>
              <tr>
                <Th>Broker</Th>
                <Th>State</Th>
                <Th numeric>Leads</Th>
                <Th numeric>Replicas</Th>
              </tr>
            </thead>
            <tbody>
              {data.brokers.map(({ id, state, leaders, replicas }) => (
                <Tr key={id}>
                  <Td>{id}</Td>
                  <Td>
                    <Status tone={brokerLooks[state].tone}>{brokerLooks[state].word}</Status>
                  </Td>
                  <Td numeric>{leaders}</Td>
                  <Td numeric>{replicas}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      {asking === 'upgrade' && version !== undefined && <UpgradeDialog version={version} close={() => setAsking(null)} />}
      {asking === 'fail' && <FailDialog close={() => setAsking(null)} />}
    </Section>
  )
}

function UpgradeDialog({ version, close }: { version: string; close: () => void }) {
  const { cluster } = useCluster()
  const args = { params: { cluster }, body: { version } }
  const upgrade = useAction({ run: () => call(kafka.upgrade, args), failed: 'It was not upgraded', quiet: true, done: close })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && close()}
      title={`Upgrade to Kafka ${version}?`}
      name={cluster}
      action="Upgrade"
      pending={upgrade.isPending}
      error={upgrade.error && sentence(upgrade.error)}
      onConfirm={() => upgrade.mutate()}
    >
      The brokers restart one after the other; clients connect to the others meanwhile. There is no way back to an older version.{' '}
      <ShowAs what="Upgrade the cluster" calls={[shown(kafka.upgrade, args)]} />
    </ConfirmDialog>
  )
}

function FailDialog({ close }: { close: () => void }) {
  const { cluster } = useCluster()
  const args = { params: { cluster }, body: {} }
  const fail = useAction({ run: () => call(kafka.fail, args), failed: 'No broker failed', quiet: true, done: close })
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && close()}
      title="Let a broker fail?"
      name={cluster}
      action="Fail a broker"
      pending={fail.isPending}
      error={fail.error && sentence(fail.error)}
      onConfirm={() => fail.mutate()}
    >
      One of its brokers, chosen by chance, stops for some minutes. Partitions that it leads are led by others until it is back.{' '}
      <ShowAs what="Let a broker fail" calls={[shown(kafka.fail, args)]} />
    </ConfirmDialog>
  )
}

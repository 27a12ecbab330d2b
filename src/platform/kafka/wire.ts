import { hex } from '#kernel/random.ts'
import { keysOf, type Addon } from '#platform/addons/vars.ts'
import { iso, isoOrNull } from '#platform/http/wire.ts'
import { runningMaintenance } from '#platform/maintenance/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { clusterOf, missingBroker, prefixOn } from './clusters.ts'
import { groupsOf } from './consumers.ts'
import type { Cluster, Topic as WireTopic } from './contract.ts'
import type { Message, TopicPage } from './control/contract.ts'
import { positionsAt, readingAt, writtenBetween } from './groups.ts'
import { bytesIn, countIn, endOffset, logOf, startOffset, topicBytes, type Entry, type Log } from './log.ts'
import { momentsOf } from './moments.ts'
import { DEFAULT_RETENTION_MS, limitsOf, MAX_PARTITIONS, VERSIONS } from './plans.ts'
import type { Topic } from './rows.ts'
import { meanBytes, programOf, rateAt, volumeAt } from './streams.ts'
import { replicasOf, topicsOf } from './topics.ts'

const RATE_OVER_MS = 60_000

const round = (value: number) => Math.round(value * 10) / 10

/** Messages a second that came to a topic lately. */
const inRate = ({ topic, produced, now }: Log) =>
  rateAt(topic, now) + (produced.flat().filter(({ at }) => at > now - RATE_OVER_MS).length * 1000) / RATE_OVER_MS

/** How many groups read a topic: what comes in once goes out to each. */
const readersOf = (tables: Tables, topic: Topic, now: number) =>
  tables.kafkaGroups
    .by('addon', topic.addonId)
    .filter((group) => group.topicIds.includes(topic.id) && (readingAt(group, now)?.members ?? 0) > 0).length

/** A topic as the data service describes it. */
export const wireTopic = ({ seed, tables, now }: PlatformWorld, addon: Addon, topic: Topic): WireTopic => {
  const log = logOf(tables, topic, now)
  const rate = inRate(log)
  const bytes = rate * (meanBytes(topic) || 100)
  return {
    name: topic.name,
    prefix: prefixOn(seed, addon),
    partitions: topic.status === 'pending' ? 0 : topic.partitions,
    replication_factor: topic.replication,
    retention_time_ms: topic.retentionMs,
    compaction: topic.compaction,
    cleanup_policy: topic.compaction ? (topic.retentionMs === null ? 'compact' : 'compact,delete') : 'delete',
    status: topic.status,
    status_label: STATUS[topic.status],
    data_size: topicBytes(log),
    messages_in_per_second: round(rate),
    bytes_in_per_second: Math.round(bytes),
    bytes_out_per_second: Math.round(bytes * readersOf(tables, topic, now)),
  }
}

const STATUS = { pending: 'Being created', ready: 'Ready', updating: 'Being changed', deleted: 'Being deleted' } as const

/** A cluster as the data service describes it. */
export function wireCluster(world: PlatformWorld, addon: Addon): Cluster {
  const { tables, seed } = world
  const limits = limitsOf(addon)
  const cluster = clusterOf(tables, addon)
  const rows = topicsOf(tables, addon)
  const topics = rows.map((topic) => wireTopic(world, addon, topic))
  const sum = (of: (topic: WireTopic) => number) => topics.reduce((total, topic) => total + of(topic), 0)
  const missing = missingBroker(world, addon)
  return {
    addon: { id: addon.id, name: addon.name },
    name: addon.name,
    created_at: iso(addon.createdAt),
    version: cluster.version,
    state: {
      ...waitOf(world, addon),
      status: stateOf(world, addon).status,
      degraded_brokers: missing ? [missing.broker] : [],
      degraded_topics: missing
        ? rows.filter((topic) => partitionsOn(topic, limits.brokers, missing.broker) > 0).map(({ name }) => name)
        : [],
    },
    robot: { is_robot: false, robot_ttl: null },
    topics: rows.map(({ name }) => name),
    topic_prefix: prefixOn(seed, addon),
    shared_cluster: limits.shared,
    partition_replica_count: replicasOf(tables, addon),
    messages_in_per_sec: round(sum((topic) => topic.messages_in_per_second)),
    bytes_in_per_sec: sum((topic) => topic.bytes_in_per_second),
    bytes_out_per_sec: sum((topic) => topic.bytes_out_per_second),
    data_size: sum((topic) => topic.data_size),
    limits: {
      minimum_replication: limits.replication[0],
      maximum_replication: limits.replication[1],
      minimum_retention_ms: limits.retentionMs[0],
      maximum_retention_ms: limits.retentionMs[1],
      default_retention_ms: DEFAULT_RETENTION_MS,
      max_topics: limits.maxTopics,
      max_partition_replica_count: limits.maxReplicas,
      max_partitions_per_topic: MAX_PARTITIONS,
      data_size: {
        limit_bytes: limits.dataBytes,
        subcritical_percentage: 75,
        critical_percentage: 90,
        supercritical_percentage: 100,
      },
      produce_quota_bytes_per_second: limits.quota?.[0] ?? null,
      consume_quota_bytes_per_second: limits.quota?.[1] ?? null,
    },
    defaults: { partition_count: limits.defaultPartitions, retention_time_ms: DEFAULT_RETENTION_MS },
    formation: { kafkas: limits.brokers },
    capabilities: { supports_mixed_cleanup_policy: true, supports_kafka_upgrade: !limits.shared },
  }
}

/** How a cluster is: as a word, and what there is to say about it. */
function stateOf(world: PlatformWorld, addon: Addon): Pick<Cluster['state'], 'status' | 'message'> {
  const { upgrade, failure } = clusterOf(world.tables, addon)
  if (addon.state === 'provisioning') return { status: 'preparing', message: 'preparing' }
  if (upgrade) return { status: 'upgrading', message: `upgrading to ${upgrade.to}` }
  if (runningMaintenance(world, addon)) return { status: 'maintenance', message: 'under maintenance' }
  if (failure) return { status: 'degraded', message: `broker ${failure.broker} is not available` }
  return { status: 'available', message: 'Available' }
}

/** Whether one has to wait for a cluster, and for what. */
export function waitOf(world: PlatformWorld, addon: Addon): { message: string; 'waiting?': boolean; 'healthy?': boolean } {
  const { status, message } = stateOf(world, addon)
  return {
    message,
    'waiting?': status !== 'available' && status !== 'degraded',
    'healthy?': status !== 'preparing' && status !== 'degraded',
  }
}

/** The brokers that keep a partition, its leader first: they take turns. */
function replicasFor(topic: Topic, partition: number, brokers: number): number[] {
  const first = partition + (parseInt(topic.id.slice(0, 4), 16) % brokers)
  return Array.from({ length: Math.min(topic.replication, brokers) }, (_, nth) => (first + nth) % brokers)
}

const partitionsOn = (topic: Topic, brokers: number, broker: number) =>
  Array.from({ length: topic.partitions }, (_, partition) => replicasFor(topic, partition, brokers)).filter((ids) =>
    ids.includes(broker),
  ).length

/** A partition's replicas, those of them that are in step, and who leads. */
function placed(topic: Topic, partition: number, brokers: number, missing: number | null) {
  const replicas = replicasFor(topic, partition, brokers)
  const inSync = replicas.filter((id) => id !== missing)
  return { leader: inSync[0] ?? 0, replicas, in_sync: inSync }
}

/** A topic with its partitions. */
export function wireTopicPage(world: PlatformWorld, addon: Addon, topic: Topic): TopicPage {
  const { tables, now } = world
  const log = logOf(tables, topic, now)
  const { brokers } = limitsOf(addon)
  const missing = missingBroker(world, addon)?.broker ?? null
  return {
    topic: wireTopic(world, addon, topic),
    created_at: iso(topic.createdAt),
    program: programOf(topic),
    partitions:
      topic.status === 'pending'
        ? []
        : log.produced.map((_, id) => ({
            id,
            ...placed(topic, id, brokers, missing),
            start_offset: startOffset(log, id),
            end_offset: endOffset(log, id),
            messages: countIn(log, id),
            bytes: bytesIn(log, id),
          })),
  }
}

export const wireMessage = ({ partition, offset, at, key, value, headers }: Entry): Message => ({
  partition,
  offset,
  timestamp: new Date(at).toISOString(),
  key,
  value,
  headers: { ...headers },
})

/** A cluster's brokers and what went through it in the last day. */
export function wireDetails(world: PlatformWorld, addon: Addon) {
  const { tables, now } = world
  const { brokers } = limitsOf(addon)
  const cluster = clusterOf(tables, addon)
  const missing = missingBroker(world, addon)
  const topics = topicsOf(tables, addon)
  const all = topics.flatMap((topic) =>
    Array.from({ length: topic.partitions }, (_, partition) => placed(topic, partition, brokers, missing?.broker ?? null)),
  )
  const { times, step } = momentsOf(now, 24)
  const readers = groupsOf(tables, addon).map((group) => ({ group, at: positionsAt(group, topics, times) }))
  const hand = topics.flatMap((topic) => tables.kafkaMessages.by('topic', topic.id).map(({ at }) => at))
  const rates = (of: (from: number, to: number, nth: number) => number) =>
    times.slice(1).map((to, nth) => round((of(times[nth] ?? to, to, nth) * 1000) / step))
  return {
    brokers: Array.from({ length: brokers }, (_, id) => ({
      id,
      state: missing?.broker === id ? missing.state : ('up' as const),
      leaders: all.filter(({ leader }) => leader === id).length,
      replicas: all.filter(({ replicas }) => replicas.includes(id)).length,
    })),
    under_replicated: all.filter(({ replicas, in_sync: inSync }) => inSync.length < replicas.length).length,
    versions: VERSIONS.slice(VERSIONS.indexOf(cluster.version) + 1),
    upgrading_to: cluster.upgrade?.to ?? null,
    throughput: {
      from: iso(times[0] ?? now),
      step,
      in: rates(
        (from, to) =>
          topics.reduce((sum, topic) => sum + volumeAt(topic, to) - volumeAt(topic, from), 0) +
          hand.filter((at) => at > from && at <= to).length,
      ),
      out: rates((_from, _to, nth) =>
        readers.reduce((sum, { group, at }) => {
          const mine = topics.filter(({ id }) => group.topicIds.includes(id))
          return sum + writtenBetween(mine, at[nth] ?? 0, at[nth + 1] ?? 0)
        }, 0),
      ),
    },
  }
}

/** Who may reach a cluster, with what, and what they may do there. */
export function wireAccess({ tables, seed }: PlatformWorld, addon: Addon) {
  const prefix = prefixOn(seed, addon)
  const { rotatedAt, rotations } = clusterOf(tables, addon)
  const principal = `User:CN=u${hex(14, seed, 'kafka user', addon.id, rotations)}`
  const [name, pattern] = prefix === null ? ['*', 'literal' as const] : [prefix, 'prefixed' as const]
  return {
    prefix,
    rotated_at: isoOrNull(rotatedAt),
    credentials: tables.attachments.by('addon', addon.id).map((row) => ({
      app: tables.apps.must(row.appId).name,
      attachment: row.name,
      principal,
      config_vars: keysOf(row, addon),
    })),
    rules: [
      { principal, resource: 'topic' as const, name, pattern, operations: ['Read', 'Write', 'Describe', 'DescribeConfigs'] },
      { principal, resource: 'group' as const, name, pattern, operations: ['Read', 'Describe'] },
      ...(prefix === null
        ? [
            {
              principal,
              resource: 'cluster' as const,
              name: 'kafka-cluster',
              pattern,
              operations: ['Describe', 'IdempotentWrite'],
            },
          ]
        : []),
    ],
  }
}

import { integer } from '#kernel/random.ts'
import { record } from '#platform/apps/activity.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { conflict, invalid, notFound } from '#platform/http/errors.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { endOffset, goneUntil, logOf, sizeOf, topicBytes, type Entry } from './log.ts'
import { partitionOf } from './murmur.ts'
import { DEFAULT_RETENTION_MS, limitsOf, MAX_PARTITIONS } from './plans.ts'
import type { Message, Topic } from './rows.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** So that a world stays small: what is kept of what people produce, and how many topics of their own a dedicated cluster has. */
const MESSAGES_OF_TOPIC = 500
const MESSAGES_OF_CLUSTER = 2000
const TOPICS_OF_CLUSTER = 200
const LARGEST_VALUE = 16 * 1024
const LARGEST_KEY = 256

const noTopic = () => notFound('topic')

/** A topic of a cluster by its name, with the prefix or without. Refuses with 404. */
export function topicCalled(tables: Tables, addon: Addon, prefix: string | null, name: string): Topic {
  const short = prefix !== null && name.startsWith(prefix) ? name.slice(prefix.length) : name
  const topic = topicsOf(tables, addon).find((row) => row.name === short)
  if (!topic) throw noTopic()
  return topic
}

/** A cluster's topics by name. */
export const topicsOf = (tables: Tables, { id }: Addon): Topic[] =>
  tables.kafkaTopics.by('addon', id).sort((a, b) => (a.name < b.name ? -1 : 1))

/** Partitions times replicas, of all topics of a cluster. */
export const replicasOf = (tables: Tables, addon: Addon): number =>
  topicsOf(tables, addon).reduce((sum, { partitions, replication }) => sum + partitions * replication, 0)

export interface TopicAsked {
  readonly name: string
  readonly partitions?: number | undefined
  readonly replication?: number | undefined
  /** Null: keep them however old; undefined: the default. */
  readonly retentionMs?: number | null | undefined
  readonly compaction?: boolean | undefined
}

/** Makes a topic, which is ready some seconds later. */
export function createTopic(world: PlatformWorld, addon: Addon, prefix: string | null, asked: TopicAsked, userId: string): Topic {
  const { tables, now, seed } = world
  const limits = limitsOf(addon)
  const name = prefix !== null && asked.name.startsWith(prefix) ? asked.name.slice(prefix.length) : asked.name
  checkName(tables, addon, name, prefix)
  const { partitions = limits.defaultPartitions, replication = limits.replication[0], compaction = false } = asked
  if (!Number.isInteger(partitions) || partitions < 1 || partitions > MAX_PARTITIONS)
    throw invalid(`A topic has 1 to ${MAX_PARTITIONS} partitions.`)
  const fallback = compaction && !limits.shared ? null : DEFAULT_RETENTION_MS
  const retentionMs = asked.retentionMs === undefined ? fallback : asked.retentionMs
  checkSettings(addon, { replication, retentionMs, compaction })
  const { length } = topicsOf(tables, addon)
  const most = limits.maxTopics ?? TOPICS_OF_CLUSTER
  if (length >= most) throw invalid(`${addon.name} has ${length} topics, which is as many as its plan ${addon.plan} may have.`)
  checkReplicas(tables, addon, partitions * replication)
  const topic = tables.kafkaTopics.insert({
    id: world.newId('kafka topic'),
    addonId: addon.id,
    name,
    partitions,
    replication,
    retentionMs,
    compaction,
    status: 'pending',
    stream: null,
    goneUntil: 0,
    dropped: Array.from({ length: partitions }, () => 0),
    createdAt: now,
    updatedAt: now,
  })
  world.setAlarm('kafka topic', topic.id, now + integer(3000, 8000, seed, 'kafka topic', topic.id))
  noteTopic(world, addon, `created the topic ${name} on ${addon.name}`, userId)
  return topic
}

function checkName(tables: Tables, addon: Addon, name: string, prefix: string | null): void {
  if (!/^[A-Za-z0-9._-]+$/.test(name) || name === '.' || name === '..')
    throw invalid('Topic names can only contain letters, digits, dots, underscores and dashes.')
  if ((prefix ?? '').length + name.length > 249) throw invalid('Topic names have at most 249 characters, the prefix included.')
  if (name === '__consumer_offsets') throw invalid('__consumer_offsets belongs to Kafka itself.')
  // Kafka's metrics do not tell '.' and '_' apart, so that it refuses names which differ in nothing else.
  const plain = (text: string) => text.replaceAll('.', '_')
  const there = topicsOf(tables, addon).find((row) => plain(row.name) === plain(name))
  if (there?.status === 'deleted') throw conflict(`The topic ${there.name} is still being deleted. Try again in some seconds.`)
  if (there?.name === name) throw invalid(`There is a topic ${name} already.`)
  if (there) throw invalid(`${name} differs from the topic ${there.name} only in dots and underscores, which Kafka mixes up.`)
}

function checkSettings(
  addon: Addon,
  { replication, retentionMs, compaction }: Pick<Topic, 'replication' | 'retentionMs' | 'compaction'>,
): void {
  const {
    shared,
    replication: copies,
    retentionMs: [low, high],
  } = limitsOf(addon)
  if (!Number.isInteger(replication) || replication < copies[0] || replication > copies[1])
    throw invalid(
      `The replication factor has to be ${copies[0] === copies[1] ? copies[0] : `${copies[0]} to ${copies[1]}`} on ${addon.plan}.`,
    )
  if (retentionMs === null && shared) throw invalid('Topics of a shared cluster need a retention time, compacted or not.')
  if (retentionMs === null && !compaction) throw invalid('A topic needs a retention time, or compaction, or both.')
  if (retentionMs !== null && (!Number.isInteger(retentionMs) || retentionMs < low || retentionMs > high))
    throw invalid(`Retention on ${addon.plan} has to be between ${words(low)} and ${words(high)}.`)
}

const words = (ms: number) => (ms % DAY === 0 ? `${ms / DAY} day${ms === DAY ? '' : 's'}` : `${ms / HOUR} hours`)

function checkReplicas(tables: Tables, addon: Addon, more: number): void {
  const { maxReplicas } = limitsOf(addon)
  const have = replicasOf(tables, addon)
  if (have + more > maxReplicas)
    throw invalid(
      `${addon.name} may have ${maxReplicas} partition replicas and has ${have}; this needs ${more} more (partitions times replication).`,
    )
}

/** Changes a topic's settings; partitions cannot be changed. Takes some seconds. */
export function updateTopic(
  world: PlatformWorld,
  addon: Addon,
  topic: Topic,
  asked: Pick<TopicAsked, 'replication' | 'retentionMs' | 'compaction'>,
  userId: string,
): Topic {
  const { tables, now, seed } = world
  checkReady(topic)
  const replication = asked.replication ?? topic.replication
  const compaction = asked.compaction ?? topic.compaction
  const retentionMs = asked.retentionMs === undefined ? topic.retentionMs : asked.retentionMs
  checkSettings(addon, { replication, retentionMs, compaction })
  checkReplicas(tables, addon, topic.partitions * (replication - topic.replication))
  // What was too old for the setting before does not come back.
  const changed = tables.kafkaTopics.update(topic.id, {
    replication,
    compaction,
    retentionMs,
    goneUntil: goneUntil({ topic, now }),
    status: 'updating',
    updatedAt: now,
  })
  world.setAlarm('kafka topic', topic.id, now + integer(2000, 5000, seed, 'kafka update', topic.id, now))
  noteTopic(world, addon, `changed the topic ${topic.name} on ${addon.name}`, userId)
  return changed
}

function checkReady({ name, status }: Topic): void {
  if (status === 'pending') throw conflict(`The topic ${name} is still being created. Try again in some seconds.`)
  if (status === 'deleted') throw conflict(`The topic ${name} is being deleted.`)
}

/** Marks a topic for deletion; it is gone some seconds later, with its messages. */
export function deleteTopic(world: PlatformWorld, addon: Addon, topic: Topic, userId: string): Topic {
  const { tables, now, seed } = world
  if (topic.status === 'deleted') return topic
  const changed = tables.kafkaTopics.update(topic.id, { status: 'deleted', updatedAt: now })
  world.setAlarm('kafka topic', topic.id, now + integer(3000, 8000, seed, 'kafka delete', topic.id))
  noteTopic(world, addon, `deleted the topic ${topic.name} on ${addon.name}`, userId)
  return changed
}

/** What was asked of a topic is done. */
export function onTopicAlarm(world: PlatformWorld, id: string): void {
  const { kafkaTopics, kafkaMessages, kafkaGroups } = world.tables
  const topic = kafkaTopics.get(id)
  if (!topic) return
  if (topic.status !== 'deleted') {
    kafkaTopics.update(id, { status: 'ready', updatedAt: world.now })
    return
  }
  for (const row of kafkaMessages.by('topic', id)) kafkaMessages.delete(row.id)
  for (const group of kafkaGroups.by('addon', topic.addonId))
    if (group.topicIds.includes(id)) kafkaGroups.update(group.id, { topicIds: group.topicIds.filter((each) => each !== id) })
  kafkaTopics.delete(id)
}

/** Forgets every message of a topic; its offsets go on. */
export function emptyTopic(world: PlatformWorld, addon: Addon, topic: Topic, userId: string): Topic {
  checkReady(topic)
  forget(world, topic, () => true)
  noteTopic(world, addon, `emptied the topic ${topic.name} on ${addon.name}`, userId)
  return world.tables.kafkaTopics.update(topic.id, { goneUntil: world.now, updatedAt: world.now })
}

/** Deletes rows of what was produced by hand, and goes on counting their offsets. */
function forget(world: PlatformWorld, topic: Topic, which: (row: Message) => boolean): Topic {
  const { kafkaMessages, kafkaTopics } = world.tables
  const rows = kafkaMessages.by('topic', topic.id).filter(which)
  if (rows.length === 0) return topic
  const dropped = [...topic.dropped]
  for (const row of rows) {
    dropped[row.partition] = (dropped[row.partition] ?? 0) + 1
    kafkaMessages.delete(row.id)
  }
  return kafkaTopics.update(topic.id, { dropped })
}

export interface Produced {
  readonly key: string | null
  readonly value: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly partition: number | null
}

/** Appends a message to the partition that its key belongs to, or that was asked for. */
export function produce(world: PlatformWorld, addon: Addon, given: Topic, { key, value, headers, partition }: Produced): Entry {
  const { tables, now, seed } = world
  checkReady(given)
  checkMessage(given, { key, value, headers, partition })
  const old = goneUntil({ topic: given, now })
  const topic = forget(world, given, (row) => row.at < old)
  if (tables.kafkaMessages.count('topic', topic.id) >= MESSAGES_OF_TOPIC)
    throw invalid(`This simulation keeps ${MESSAGES_OF_TOPIC} messages of a topic that were produced by hand. Empty it first.`)
  if (tables.kafkaMessages.count('addon', addon.id) >= MESSAGES_OF_CLUSTER)
    throw invalid(
      `This simulation keeps ${MESSAGES_OF_CLUSTER} messages of a cluster that were produced by hand. Empty a topic first.`,
    )
  const log = logOf(tables, topic, now)
  if (topicBytes(log) + sizeOf({ key, value }) > limitsOf(addon).dataBytes)
    throw invalid(`${addon.name} is full. Shorten the retention of a topic, or move to a larger plan.`)
  // Without a key they are spread, as a producer does that sends one at a time.
  const spread = () => integer(0, topic.partitions - 1, seed, 'spread', topic.id, world.count(`kafka spread ${topic.id}`))
  const into = partition ?? (key === null ? spread() : partitionOf(key, topic.partitions))
  const offset = endOffset(log, into)
  const row = { addonId: addon.id, topicId: topic.id, partition: into, offset, at: now, key, value, headers }
  tables.kafkaMessages.insert({ id: world.newId('kafka message'), ...row })
  return row
}

function checkMessage(topic: Topic, { key, value, headers, partition }: Produced): void {
  if (partition !== null && (!Number.isInteger(partition) || partition < 0 || partition >= topic.partitions))
    throw invalid(`${topic.name} has the partitions 0 to ${topic.partitions - 1}.`)
  if (key === null && topic.compaction) throw invalid('Messages of a compacted topic need a key: the newest of each is kept.')
  if (value === null && !topic.compaction)
    throw invalid('Only in a compacted topic a message without a value means something: it deletes its key.')
  if (key !== null && key.length > LARGEST_KEY) throw invalid(`A key may have ${LARGEST_KEY} characters here.`)
  if (sizeOf({ key: null, value }) > LARGEST_VALUE) throw invalid('A value may have 16 KB here.')
  const names = Object.entries(headers)
  if (names.length > 10 || names.some(([name, text]) => name === '' || name.length > 64 || text.length > 512))
    throw invalid('A message may have 10 headers, with names of up to 64 and values of up to 512 characters.')
}

function noteTopic(world: PlatformWorld, addon: Addon, text: string, actorId: string): void {
  record(world, { appId: addon.appId, kind: 'addon', text, line: null, actorId })
}

import type { Addon } from '#platform/addons/vars.ts'
import { badRequest, invalid } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import type { Tables } from '#platform/world.ts'
import { changeable, clusterAddon, fail, prefixOn, readyCluster, rotate, upgrade } from './clusters.ts'
import { consume, createGroup, deleteGroup, groupCalled, groupsOf } from './consumers.ts'
import { kafka } from './contract.ts'
import { kafkaControl } from './control/contract.ts'
import { wireGroup, wireGroupPage } from './group-wire.ts'
import { logOf, offsetAfter, readBefore, readFrom, type Entry, type Log } from './log.ts'
import { limitsOf } from './plans.ts'
import { createTopic, deleteTopic, emptyTopic, produce, topicCalled, topicsOf, updateTopic } from './topics.ts'
import { waitOf, wireAccess, wireCluster, wireDetails, wireMessage, wireTopic, wireTopicPage } from './wire.ts'

/** A number that may have come as text, as the CLI sends it. */
function numberOf(given: number | string | null | undefined, what: string): number | undefined {
  if (given === null || given === undefined) return undefined
  const number = Number(given)
  if (given === '' || !Number.isInteger(number)) throw invalid(`${what} has to be a whole number.`)
  return number
}

const attachmentOf = (tables: Tables, { id }: Addon) => tables.attachments.by('addon', id)[0]?.name ?? 'HEROKU_KAFKA'

const PAGE = 50

/** Asked for one partition, from an offset or a time on; or the newest of one or all. */
function read(
  log: Log,
  asked: { partition?: number | undefined; offset?: number | undefined; since?: string | undefined; limit?: number | undefined },
): Entry[] {
  const { partition, offset, since, limit = PAGE } = asked
  const { partitions, name, status } = log.topic
  if (status === 'pending') return []
  if (partition !== undefined && partition >= partitions) throw badRequest(`${name} has the partitions 0 to ${partitions - 1}.`)
  if (offset !== undefined && partition === undefined) throw badRequest('An offset is one of a partition: say which.')
  const time = since === undefined ? undefined : Date.parse(since)
  if (Number.isNaN(time)) throw badRequest('Times look like 2026-01-05T12:00:00Z.')
  const ids = partition === undefined ? Array.from({ length: partitions }, (_, id) => id) : [partition]
  const first = (id: number) => offset ?? (time === undefined ? undefined : offsetAfter(log, id, time - 1))
  const found = ids.flatMap((id) => {
    const from = first(id)
    return from === undefined ? readBefore(log, id, Infinity, limit) : readFrom(log, id, from, limit)
  })
  const sorted = found.sort((a, b) =>
    a.partition === b.partition ? a.offset - b.offset : a.at - b.at || a.partition - b.partition,
  )
  return offset === undefined && time === undefined ? sorted.slice(-limit) : sorted.slice(0, limit)
}

export const kafkaRoutes = [
  ...implement(kafka, {
    info: ({ world, tables, actor, params }) => wireCluster(world, readyCluster(tables, actor, params.cluster)),
    wait: ({ world, tables, actor, params }) => waitOf(world, clusterAddon(tables, actor, params.cluster)),
    topics: ({ world, tables, actor, params }) => {
      const addon = readyCluster(tables, actor, params.cluster)
      return {
        attachment_name: attachmentOf(tables, addon),
        prefix: prefixOn(world.seed, addon),
        limits: { max_topics: limitsOf(addon).maxTopics },
        topics: topicsOf(tables, addon).map((topic) => wireTopic(world, addon, topic)),
      }
    },
    createTopic: ({ world, tables, actor, params, body: { topic } }) => {
      const addon = changeable(tables, actor, params.cluster)
      const asked = {
        name: topic.name,
        partitions: numberOf(topic.partition_count, 'The number of partitions'),
        replication: numberOf(topic.replication_factor, 'The replication factor'),
        // The CLI says null where it leaves the choice to the platform, and where a compacted topic shall keep everything.
        retentionMs: topic.retention_time_ms ?? undefined,
        compaction: topic.compaction ?? undefined,
      }
      return wireTopic(world, addon, createTopic(world, addon, prefixOn(world.seed, addon), asked, actor.id))
    },
    updateTopic: ({ world, tables, actor, params, body }) => {
      const addon = changeable(tables, actor, params.cluster)
      const topic = topicCalled(tables, addon, prefixOn(world.seed, addon), params.topic)
      const asked = {
        replication: numberOf(body.topic.replication_factor, 'The replication factor'),
        retentionMs: body.topic.retention_time_ms,
        compaction: body.topic.compaction ?? undefined,
      }
      return wireTopic(world, addon, updateTopic(world, addon, topic, asked, actor.id))
    },
    deleteTopic: ({ world, tables, actor, params }) => {
      const addon = changeable(tables, actor, params.cluster)
      const topic = topicCalled(tables, addon, prefixOn(world.seed, addon), params.topic)
      return wireTopic(world, addon, deleteTopic(world, addon, topic, actor.id))
    },
    groups: ({ tables, actor, params }) => {
      const addon = readyCluster(tables, actor, params.cluster)
      const groups = groupsOf(tables, addon).map(({ name, status }) => ({ name, status }))
      return { attachment_name: attachmentOf(tables, addon), consumer_groups: groups }
    },
    createGroup: ({ world, tables, actor, params, body }) => {
      const addon = changeable(tables, actor, params.cluster)
      const { name, status } = createGroup(world, addon, prefixOn(world.seed, addon), body.consumer_group.name)
      return { name, status }
    },
    deleteGroup: ({ world, tables, actor, params, body }) => {
      const addon = changeable(tables, actor, params.cluster)
      const { name } = deleteGroup(world, addon, prefixOn(world.seed, addon), body.consumer_group.name)
      return { name, status: 'deleted' as const }
    },
    rotate: ({ world, tables, actor, params }) => {
      const addon = changeable(tables, actor, params.cluster)
      rotate(world, addon, actor.id)
      return { message: `${addon.name} has new credentials. They are set on every app that uses it.` }
    },
    upgrade: ({ world, tables, actor, params, body }) => ({
      message: upgrade(world, changeable(tables, actor, params.cluster), body.version, actor.id),
    }),
    fail: ({ world, tables, actor, params, body }) => {
      const addon = changeable(tables, actor, params.cluster)
      if (body.zookeeper) throw badRequest('There is no Zookeeper in this cluster.')
      return { message: fail(world, addon, body.catastrophic ?? false, actor.id) }
    },
  }),
  ...implement(kafkaControl, {
    details: ({ world, tables, actor, params }) => wireDetails(world, readyCluster(tables, actor, params.cluster)),
    topic: ({ world, tables, actor, params }) => {
      const addon = readyCluster(tables, actor, params.cluster)
      return wireTopicPage(world, addon, topicCalled(tables, addon, prefixOn(world.seed, addon), params.topic))
    },
    messages: ({ world, tables, actor, params, query, now }) => {
      const addon = readyCluster(tables, actor, params.cluster)
      const topic = topicCalled(tables, addon, prefixOn(world.seed, addon), params.topic)
      return read(logOf(tables, topic, now), query).map(wireMessage)
    },
    produce: ({ world, tables, actor, params, body }) => {
      const addon = readyCluster(tables, actor, params.cluster)
      const topic = topicCalled(tables, addon, prefixOn(world.seed, addon), params.topic)
      const { key = null, value, headers = {}, partition = null } = body
      return wireMessage(produce(world, addon, topic, { key, value, headers, partition }))
    },
    empty: ({ world, tables, actor, params }) => {
      const addon = changeable(tables, actor, params.cluster)
      const topic = topicCalled(tables, addon, prefixOn(world.seed, addon), params.topic)
      return wireTopicPage(world, addon, emptyTopic(world, addon, topic, actor.id))
    },
    groups: ({ world, tables, actor, params }) => {
      const addon = readyCluster(tables, actor, params.cluster)
      return groupsOf(tables, addon).map((group) => wireGroup(world, addon, group))
    },
    group: ({ world, tables, actor, params, query }) => {
      const addon = readyCluster(tables, actor, params.cluster)
      const group = groupCalled(tables, addon, prefixOn(world.seed, addon), params.group)
      return wireGroupPage(world, addon, group, query.hours ?? 24)
    },
    consume: ({ world, tables, actor, params, body }) => {
      const addon = changeable(tables, actor, params.cluster)
      return wireGroup(world, addon, consume(world, addon, prefixOn(world.seed, addon), params.group, body))
    },
    access: ({ world, tables, actor, params }) => wireAccess(world, readyCluster(tables, actor, params.cluster)),
  }),
]

import { hex } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import type { GroupRow } from './control/contract.ts'
import { positionsAt, readingAt } from './groups.ts'
import { endOffset, logOf, offsetAfter, startOffset, type Log } from './log.ts'
import { momentsOf } from './moments.ts'
import type { Group, Topic } from './rows.ts'
import { topicsOf } from './topics.ts'

/** How far a group is behind in each partition, having read up to a position, at the time of the logs. */
function behind(logs: readonly Log[], position: number) {
  return logs.flatMap((log) =>
    log.produced.map((_, partition) => {
      const end = endOffset(log, partition)
      const committed = Math.min(end, Math.max(startOffset(log, partition), offsetAfter(log, partition, position)))
      return { topic: log.topic.name, partition, committed, end, lag: end - committed }
    }),
  )
}

const mineOf = (topics: readonly Topic[], group: Group) =>
  topics.filter(({ id, status }) => group.topicIds.includes(id) && status !== 'pending')

/** How far a group is behind in all, at each of some times, which must ascend. */
function lagsAt(tables: Tables, topics: readonly Topic[], group: Group, moments: readonly number[]): number[] {
  const positions = positionsAt(group, topics, moments)
  return moments.map((time, nth) => {
    const logs = mineOf(topics, group).map((topic) => logOf(tables, topic, time))
    return behind(logs, positions[nth] ?? time).reduce((sum, { lag }) => sum + lag, 0)
  })
}

export function wireGroup({ tables, now }: PlatformWorld, addon: Addon, group: Group): GroupRow {
  const topics = topicsOf(tables, addon)
  const reading = readingAt(group, now)
  const members = reading?.members ?? 0
  return {
    name: group.name,
    status: group.status,
    state: members > 0 ? 'stable' : group.topicIds.length > 0 ? 'empty' : 'unused',
    topics: mineOf(topics, group).map(({ name }) => name),
    members,
    speed: reading?.speed ?? 0,
    lag: lagsAt(tables, topics, group, [now])[0] ?? 0,
    created_at: iso(group.createdAt),
  }
}

/** A group with its partitions, and its lag over the last hours. */
export function wireGroupPage(world: PlatformWorld, addon: Addon, group: Group, hours: number) {
  const { tables, now } = world
  const topics = topicsOf(tables, addon)
  const logs = mineOf(topics, group).map((topic) => logOf(tables, topic, now))
  const [position = now] = positionsAt(group, topics, [now])
  const { members } = readingAt(group, now) ?? { members: 0 }
  const { times, step } = momentsOf(now, hours)
  return {
    group: wireGroup(world, addon, group),
    partitions: behind(logs, position).map((row, nth) => ({
      ...row,
      member: members > 0 ? `consumer-${(nth % members) + 1}-${hex(6, 'consumer', group.id, nth % members)}` : null,
    })),
    series: {
      from: iso(times[0] ?? now),
      step,
      lag: lagsAt(tables, topics, group, times.slice(1)).map((lag, nth) => ((times[nth + 1] ?? now) < group.createdAt ? 0 : lag)),
    },
  }
}

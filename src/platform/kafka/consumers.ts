import { integer } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { badRequest, conflict, invalid, notFound } from '#platform/http/errors.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { positionsAt, readingAt } from './groups.ts'
import { goneUntil } from './log.ts'
import { limitsOf } from './plans.ts'
import type { Group } from './rows.ts'
import { topicCalled, topicsOf } from './topics.ts'

/** What is kept of who read when. */
const READINGS_KEPT = 40
const GROUPS_OF_CLUSTER = 100
const SPEED = 50

/** A cluster's groups by name. */
export const groupsOf = (tables: Tables, { id }: Addon): Group[] =>
  tables.kafkaGroups.by('addon', id).sort((a, b) => (a.name < b.name ? -1 : 1))

const short = (prefix: string | null, name: string) =>
  prefix !== null && name.startsWith(prefix) ? name.slice(prefix.length) : name

export function groupCalled(tables: Tables, addon: Addon, prefix: string | null, name: string): Group {
  const group = groupsOf(tables, addon).find((row) => row.name === short(prefix, name))
  if (!group) throw notFound('consumer_group')
  return group
}

/** On a shared cluster groups are made before they are used (heroku-facts E.4). */
export function createGroup(world: PlatformWorld, addon: Addon, prefix: string | null, asked: string): Group {
  if (!limitsOf(addon).shared) throw badRequest('this command is not required or enabled on dedicated clusters')
  const group = addGroup(world, addon, short(prefix, asked), 'pending')
  world.setAlarm('kafka group', group.id, world.now + integer(2000, 5000, world.seed, 'kafka group', group.id))
  return group
}

function addGroup(world: PlatformWorld, addon: Addon, name: string, status: Group['status']): Group {
  const { tables, now } = world
  if (!/^[A-Za-z0-9._-]{1,200}$/.test(name))
    throw invalid('Names of consumer groups can only contain letters, digits, dots, underscores and dashes.')
  const groups = groupsOf(tables, addon)
  if (groups.some((row) => row.name === name)) throw invalid(`There is a consumer group ${name} already.`)
  if (groups.length >= GROUPS_OF_CLUSTER) throw invalid(`A cluster has ${GROUPS_OF_CLUSTER} consumer groups at most here.`)
  return tables.kafkaGroups.insert({
    id: world.newId('kafka group'),
    addonId: addon.id,
    name,
    topicIds: [],
    readings: [{ from: now, position: now, members: 0, speed: SPEED }],
    status,
    createdAt: now,
    updatedAt: now,
  })
}

export function onGroupAlarm(world: PlatformWorld, id: string): void {
  if (world.tables.kafkaGroups.get(id)) world.tables.kafkaGroups.update(id, { status: 'created', updatedAt: world.now })
}

/** Ends a group nobody reads in, as Kafka does. */
export function deleteGroup(world: PlatformWorld, addon: Addon, prefix: string | null, asked: string): Group {
  const group = groupCalled(world.tables, addon, prefix, asked)
  const members = readingAt(group, world.now)?.members ?? 0
  if (members > 0) throw conflict(`${members} consumers read as ${group.name}. Stop them first.`)
  world.cancelAlarm('kafka group', group.id)
  world.tables.kafkaGroups.delete(group.id)
  return group
}

export interface Consuming {
  readonly members?: number | undefined
  readonly speed?: number | undefined
  readonly topics?: readonly string[] | undefined
  readonly reset?: string | undefined
}

/**
 * Starts and stops simulated consumers, and says where they read on. On a dedicated cluster a group comes about when its first
 * consumer joins.
 */
export function consume(world: PlatformWorld, addon: Addon, prefix: string | null, name: string, asked: Consuming): Group {
  const { tables, now } = world
  const known = groupsOf(tables, addon).some((row) => row.name === short(prefix, name))
  const group =
    known || limitsOf(addon).shared
      ? groupCalled(tables, addon, prefix, name)
      : addGroup(world, addon, short(prefix, name), 'created')
  if (group.status === 'pending') throw conflict(`${group.name} is still being created. Try again in some seconds.`)
  const topics = topicsOf(tables, addon)
  const topicIds = asked.topics
    ? [...new Set(asked.topics.map((each) => topicCalled(tables, addon, prefix, each).id))]
    : group.topicIds
  const before = readingAt(group, now) ?? { members: 0, speed: SPEED }
  const members = asked.members ?? before.members
  if (asked.reset !== undefined && (before.members > 0 || members > 0))
    throw conflict('Offsets can only be reset while nobody reads. Stop the consumers first.')
  if (members > 0 && topicIds.length === 0) throw invalid('Say which topics they shall read.')
  const [reached = now] = positionsAt(group, topics, [now])
  // One that has read nothing yet begins with what comes from now on; nobody reads what is gone.
  const on = asked.reset === undefined ? (group.topicIds.length === 0 ? now : reached) : resetTo(asked.reset, now)
  const oldest = topics
    .filter(({ id }) => topicIds.includes(id))
    .map((topic) => Math.max(topic.createdAt, goneUntil({ topic, now })) - 1)
  const position = Math.max(on, Math.min(now, ...oldest))
  const reading = { from: now, position, members, speed: asked.speed ?? before.speed }
  return tables.kafkaGroups.update(group.id, {
    topicIds,
    readings: [...group.readings, reading].slice(-READINGS_KEPT),
    updatedAt: now,
  })
}

function resetTo(asked: string, now: number): number {
  if (asked === 'earliest') return 0
  return asked === 'latest' ? now : Math.min(now, Date.parse(asked) - 1)
}

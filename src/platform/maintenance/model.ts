import { integer, pick, uuid } from '#kernel/random.ts'
import type { Row } from '#kernel/table.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { ApiError, invalid } from '#platform/http/errors.ts'
import { limitsOf as kafkaLimits } from '#platform/kafka/plans.ts'
import { isEssential } from '#platform/postgres/plans.ts'
import { limitsOf as redisLimits } from '#platform/redis/store.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { nextWindow, type Window } from './window.ts'

// When databases, key-value stores and clusters may be worked on, and what was and is to be done. Of one that nobody has changed
// anything of, this is a function of the seed and the time.

const DAY = 86_400_000
/** Planned maintenance is announced so long before. */
const NOTICE = 12 * DAY

/** What is known of an add-on's maintenance; it has the add-on's id. Made at the first change. */
export interface Upkeep extends Row {
  readonly window: Window
  /** What was announced up to now, the oldest first. */
  readonly maintenances: readonly Maintenance[]
}

export interface Maintenance {
  readonly id: string
  readonly reason: string
  readonly requiredBy: number
  readonly createdAt: number
  readonly startsAt: number
  readonly endsAt: number
  readonly previouslyAt: number | null
}

interface Service {
  /** Where machines are shared the platform chooses the time, and tells nobody. */
  readonly hasWindow: (addon: Pick<Addon, 'service' | 'plan'>) => boolean
  readonly reasons: readonly string[]
  /** How long it takes. */
  readonly seconds: readonly [least: number, most: number]
}

const services: Readonly<Record<string, Service>> = {
  'heroku-postgresql': {
    hasWindow: (addon) => !isEssential(addon),
    reasons: ['OS update', 'Postgres minor version update', 'Hardware replacement'],
    seconds: [40, 280],
  },
  'heroku-redis': {
    hasWindow: (addon) => redisLimits(addon).persistent,
    reasons: ['OS update', 'Security update', 'Hardware replacement'],
    seconds: [20, 150],
  },
  // Its brokers restart one after the other.
  'heroku-kafka': {
    hasWindow: (addon) => !kafkaLimits(addon).shared,
    reasons: ['OS update', 'Security update', 'Hardware replacement'],
    seconds: [240, 600],
  },
}

/** Whether an add-on is one of the data services, whose maintenance can be asked about. */
export const isMaintained = ({ service }: Addon): boolean => Object.hasOwn(services, service)

/** Whether one may choose when it is worked on. */
export const hasWindow = (addon: Addon): boolean => services[addon.service]?.hasWindow(addon) ?? false

/** What is known of an add-on's maintenance, whether or not it was ever written down. */
export function upkeepOf(world: PlatformWorld, addon: Addon): Upkeep {
  const { tables, seed } = world
  const { id } = addon
  const known = tables.upkeeps.get(id)
  if (known) return known
  const window = { day: integer(0, 6, seed, 'window day', id), minute: integer(0, 47, seed, 'window minute', id) * 30 }
  return announced(world, addon, { id, window, maintenances: [] })
}

/** The same with what was announced since. */
function announced(world: PlatformWorld, addon: Addon, upkeep: Upkeep): Upkeep {
  const maintenances = [...upkeep.maintenances]
  for (;;) {
    const next = planned(world, addon, upkeep.window, maintenances.length)
    if (!next || next.createdAt > world.now) return { ...upkeep, maintenances }
    maintenances.push(next)
  }
}

/** One of an add-on's maintenances, counted from 0; null where they are not announced. */
function planned({ seed }: PlatformWorld, addon: Addon, window: Window, nth: number): Maintenance | null {
  const { id, createdAt } = addon
  const service = services[addon.service]
  if (!service?.hasWindow(addon)) return null
  // Every four weeks, but the second one sooner: so the starting world has one that is done and one that is to come.
  const weeks = Math.max(0, 4 * nth - 2)
  const startsAt = nextWindow(window, createdAt + NOTICE, weeks) + integer(0, 90, seed, 'maintenance', id, nth) * 60_000
  return {
    id: uuid(seed, 'maintenance', id, nth),
    reason: pick(service.reasons, seed, 'reason', id, nth),
    requiredBy: startsAt + 14 * DAY,
    createdAt: startsAt - NOTICE,
    startsAt,
    endsAt: startsAt + integer(...service.seconds, seed, 'maintenance length', id, nth) * 1000,
    previouslyAt: null,
  }
}

export function stateAt({ startsAt, endsAt }: Maintenance, now: number) {
  if (now < startsAt) return 'pending'
  return now < endsAt ? 'running' : 'completed'
}

/** The maintenance that is under way or to come next, or else the last one; null if there never was any. */
export function currentMaintenance(world: PlatformWorld, addon: Addon): Maintenance | null {
  const { maintenances } = upkeepOf(world, addon)
  return maintenances.find((each) => stateAt(each, world.now) !== 'completed') ?? maintenances.at(-1) ?? null
}

/** The one that is under way; null if none is. */
export function runningMaintenance(world: PlatformWorld, addon: Addon): Maintenance | null {
  const current = currentMaintenance(world, addon)
  return current && stateAt(current, world.now) === 'running' ? current : null
}

/** What is over, the latest first. */
export const pastMaintenances = (world: PlatformWorld, addon: Addon): Maintenance[] =>
  upkeepOf(world, addon)
    .maintenances.filter((each) => stateAt(each, world.now) === 'completed')
    .toSorted((a, b) => b.startsAt - a.startsAt)

/** The one that is to come; null if none is announced. */
export function pendingMaintenance(world: PlatformWorld, addon: Addon): Maintenance | null {
  const current = currentMaintenance(world, addon)
  return current && stateAt(current, world.now) === 'pending' ? current : null
}

/** The same. Refuses with 404. */
function pending(world: PlatformWorld, addon: Addon): Maintenance {
  const found = pendingMaintenance(world, addon)
  if (!found) throw new ApiError(404, 'not_found', `No maintenance of ${addon.name} is planned.`)
  return found
}

/** Does what is planned now. */
export function runMaintenance(world: PlatformWorld, addon: Addon): void {
  const { startsAt, endsAt } = pending(world, addon)
  move(world, addon, { startsAt: world.now, endsAt: world.now + (endsAt - startsAt) })
}

/** Puts what is planned off by some weeks, or brings it forward. */
export function scheduleMaintenance(world: PlatformWorld, addon: Addon, weeks: number): Maintenance {
  const { startsAt: previouslyAt, endsAt, requiredBy } = pending(world, addon)
  const startsAt = previouslyAt + weeks * 7 * DAY
  if (startsAt < world.now) throw invalid('That would be in the past.')
  if (startsAt > requiredBy) throw invalid('It cannot be put off that long: it has to be done before that.')
  return move(world, addon, { startsAt, endsAt: startsAt + (endsAt - previouslyAt), previouslyAt })
}

/** Sets when an add-on may be worked on, and moves what is planned into it; answers that. */
export function setWindow(world: PlatformWorld, addon: Addon, window: Window): Maintenance | null {
  if (!hasWindow(addon))
    throw invalid(`On the plan ${addon.plan} the platform chooses when ${addon.name} is worked on. Move to a larger plan first.`)
  change(world, addon, { window })
  const found = pendingMaintenance(world, addon)
  if (!found) return null
  const { startsAt: previouslyAt, endsAt } = found
  const startsAt = nextWindow(window, Math.max(world.now, previouslyAt - 7 * DAY))
  return move(world, addon, { startsAt, endsAt: startsAt + (endsAt - previouslyAt), previouslyAt })
}

function move(world: PlatformWorld, addon: Addon, patch: Partial<Maintenance>): Maintenance {
  const changed = { ...pending(world, addon), ...patch }
  const { maintenances } = upkeepOf(world, addon)
  change(world, addon, { maintenances: maintenances.map((each) => (each.id === changed.id ? changed : each)) })
  return changed
}

function change(world: PlatformWorld, addon: Addon, patch: Partial<Upkeep> = {}): void {
  const { tables, now } = world
  const upkeep = announced(world, addon, { ...upkeepOf(world, addon), ...patch })
  if (tables.upkeeps.get(addon.id)) tables.upkeeps.update(addon.id, upkeep)
  else tables.upkeeps.insert(upkeep)
  const next = planned(world, addon, upkeep.window, upkeep.maintenances.length)
  const moments = upkeep.maintenances.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])
  const coming = [...moments, ...(next ? [next.createdAt] : [])].filter((at) => at > now)
  if (coming.length > 0) world.setAlarm('maintenance', addon.id, Math.min(...coming))
}

/** Something is announced, begins or ends: pages are told. */
export function onMaintenanceAlarm(world: PlatformWorld, addonId: string): void {
  const addon = world.tables.addons.get(addonId)
  if (addon) change(world, addon)
}

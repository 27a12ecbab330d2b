import { between, integer, pick, uuid } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Database, Maintenance, Transfer } from './model.ts'
import { hasStandby, isEssential } from './plans.ts'
import { keptOf } from './retention.ts'
import { DAY, nextRun, nextWindow } from './time.ts'
import { modelSize, transferTime } from './usage.ts'

// A database of the starting world has a past before anybody looks: it is worked out from the seed, and is written down with
// the first change of a database of its app. So a world is made without any of this.

const NEWEST = '17.6'
const REASONS = ['OS update', 'Postgres minor version update', 'Hardware replacement'] as const

/** A database that has just been added holds nothing. */
export function newDatabase({ seed, now }: PlatformWorld, { id, appId }: Addon): Database {
  return {
    id,
    appId,
    empty: true,
    version: NEWEST,
    measured: null,
    forkedFrom: null,
    leader: null,
    credentials: [],
    rotating: {},
    schedules: [],
    settings: {},
    window: { day: integer(0, 6, seed, 'window day', id), minute: integer(0, 47, seed, 'window minute', id) * 30 },
    maintenances: [],
    upgrade: null,
    links: [],
    statsResetAt: null,
    reports: [],
    seenAt: now,
  }
}

/** The row of a database of the starting world. */
export function begunDatabase(world: PlatformWorld, addon: Addon): Database {
  const { seed, tables, now } = world
  const { id, createdAt } = addon
  const named = tables.attachments
    .by('addon', id)
    .flatMap(({ namespace }) => (namespace?.startsWith('credential:') ? [namespace.slice('credential:'.length)] : []))
  const fresh = newDatabase(world, addon)
  const schedule = {
    id: uuid(seed, 'schedule', id),
    name: 'DATABASE_URL',
    hour: integer(0, 4, seed, 'schedule', id),
    timezone: 'UTC',
  }
  return {
    ...fresh,
    empty: false,
    // Who pays most upgrades last.
    version: hasStandby(addon) ? '16.10' : NEWEST,
    credentials: [...new Set(named)].sort().map((name) => ({ id: uuid(seed, 'credential', id, name), name })),
    schedules: isEssential(addon) && addon.plan !== 'essential-2' ? [] : [{ ...schedule, createdAt }],
    maintenances: isEssential(addon) ? [] : maintenancesOf(world, addon, fresh),
    seenAt: now,
  }
}

/** One that is behind it, and one that is to come two weeks after the world begins. */
function maintenancesOf({ seed, origin }: PlatformWorld, { id, createdAt }: Addon, { window }: Database): Maintenance[] {
  return [0, 1].map((nth) => {
    const startsAt = nextWindow(window, createdAt + 2 * DAY, nth * 3) + integer(0, 90, seed, 'maintenance', id, nth) * 60_000
    return {
      id: uuid(seed, 'maintenance', id, nth),
      reason: pick(REASONS, seed, 'reason', id, nth),
      requiredBy: startsAt + 14 * DAY,
      createdAt: Math.max(origin.epoch, startsAt - 10 * DAY),
      startsAt,
      endsAt: startsAt + integer(40, 280, seed, 'maintenance length', id, nth) * 1000,
      previouslyAt: null,
    }
  })
}

/** The backups of a database of the starting world up to now: one by hand, and one a day where that is scheduled. */
export function begunTransfers(world: PlatformWorld, addon: Addon, { schedules }: Database): Transfer[] {
  const { seed, now } = world
  const { id, appId, createdAt } = addon
  const starts = schedules.flatMap((schedule) => {
    const times: number[] = []
    for (let at = nextRun(schedule, createdAt); at <= now; at = nextRun(schedule, at)) times.push(at)
    return times.map((at) => ({ at, scheduled: true }))
  })
  const byHand = createdAt + Math.floor(between(2, 9, seed, 'backup by hand', id) * DAY)
  if (byHand <= now) starts.push({ at: byHand, scheduled: false })
  const all = starts
    .sort((a, b) => a.at - b.at)
    .map(({ at, scheduled }, index): Transfer => {
      const size = modelSize(world, addon, at)
      return {
        id: uuid(seed, 'backup', id, at),
        appId,
        databaseId: id,
        kind: 'backup',
        num: index + 1,
        nth: 0,
        scheduled,
        takes: null,
        fromName: 'DATABASE',
        toName: 'BACKUP',
        startsAt: at,
        endsAt: at + transferTime(size.bytes),
        canceledAt: null,
        failure: null,
        ...size,
      }
    })
  const kept = keptOf(addon, all)
  return all.filter((row) => kept.has(row))
}

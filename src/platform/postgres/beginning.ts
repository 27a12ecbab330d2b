import { between, integer, uuid } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Database, Transfer } from './model.ts'
import { hasStandby, isEssential } from './plans.ts'
import { keptOf } from './retention.ts'
import { EMPTY, sampleNames } from './samples.ts'
import { DAY, nextRun } from './time.ts'
import { modelSize, transferTime } from './usage.ts'

// A database of the starting world has a past before anybody looks: it is worked out from the seed, and is written down with
// the first change of a database of its app. So a world is made without any of this.

const NEWEST = '17.6'

/** A database that has just been added holds nothing. */
export function newDatabase({ now }: PlatformWorld, { id, appId }: Addon): Database {
  return {
    id,
    appId,
    empty: true,
    holds: { names: EMPTY, since: 0 },
    version: NEWEST,
    measured: null,
    forkedFrom: null,
    leader: null,
    credentials: [],
    rotating: {},
    schedules: [],
    settings: {},
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
  const schedule = {
    id: uuid(seed, 'schedule', id),
    name: 'DATABASE_URL',
    hour: integer(0, 4, seed, 'schedule', id),
    timezone: 'UTC',
  }
  return {
    ...newDatabase(world, addon),
    empty: false,
    holds: { names: sampleNames(world, addon), since: 0 },
    // Who pays most upgrades last.
    version: hasStandby(addon) ? '16.10' : NEWEST,
    credentials: [...new Set(named)].sort().map((name) => ({ id: uuid(seed, 'credential', id, name), name })),
    schedules: isEssential(addon) && addon.plan !== 'essential-2' ? [] : [{ ...schedule, createdAt }],
    seenAt: now,
  }
}

/** The backups of a database of the starting world up to now: one by hand, and one a day where that is scheduled. */
export function begunTransfers(world: PlatformWorld, addon: Addon, { schedules, holds: { names } }: Database): Transfer[] {
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
        scheduled,
        names,
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

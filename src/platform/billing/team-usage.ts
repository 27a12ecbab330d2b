import { invalid } from '#platform/http/errors.ts'
import { sizeOf } from '#platform/dynos/sizes.ts'
import type { Team } from '#platform/teams/model.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Line } from './contract.ts'
import { priceOf } from './lines.ts'
import { monthOf, MONTHS_KEPT, type Meter } from './meters.ts'
import { beginOf, costOf, nameOf, ranBetween, spreadOver } from './usage.ts'

const DAY = 86_400_000

/** Dynos of which one that runs the whole month is one, weighted by their size. */
export const dynoUnits = (dynos: readonly Line[], month: number): number =>
  round(dynos.reduce((sum, { what, hours }) => sum + hours * sizeOf(what).dynoUnits, 0) / (spreadOver(month) / 3_600_000))

const round = (value: number) => Math.round(value * 1000) / 1000

interface Span {
  readonly from: number
  readonly until: number
}

/** What a team used in some time: dynos in units, add-ons in dollars (heroku-facts F.7). */
function usedIn({ tables }: PlatformWorld, team: Team, { from, until }: Span) {
  const amounts = (meters: readonly Meter[]) => {
    const sum = (chosen: (meter: Meter) => boolean, of: (meter: Meter, ms: number) => number) =>
      round(meters.filter(chosen).reduce((total, meter) => total + of(meter, ranBetween(tables, meter, from, until)), 0))
    const dollars = (meter: Meter, ms: number) => costOf(priceOf(meter), ms, from) / 100
    const isData = ({ kind, sku }: Meter) => kind === 'addon' && sku.startsWith('heroku-')
    const units = ({ sku }: Meter, ms: number) => (sizeOf(sku).dynoUnits * ms) / spreadOver(monthOf(from))
    return {
      addons: sum(({ kind }) => kind === 'addon', dollars),
      data: sum(isData, dollars),
      dynos: sum(({ kind }) => kind === 'dyno', units),
      partner: sum((meter) => meter.kind === 'addon' && !isData(meter), dollars),
    }
  }
  const meters = tables.meters.by('payer', team.id).filter((meter) => ranBetween(tables, meter, from, until) > 0)
  const apps = [...Map.groupBy(meters, ({ appId }) => appId)].map(([appId, own]) => ({
    app_name: tables.apps.get(appId)?.name ?? own[0]?.appName ?? '',
    ...amounts(own),
  }))
  return { id: team.id, name: team.name, ...amounts(meters), space: 0, apps }
}

interface Asked {
  readonly start?: string | undefined
  readonly end?: string | undefined
}

/** One entry a month, from the first to the last that was asked for; one month when no end is given. */
export function usageByMonth(world: PlatformWorld, team: Team, { start, end = start }: Asked) {
  const present = monthOf(world.now)
  const read = (name: string | undefined) => (name === undefined ? present : monthOf(Date.parse(`${name}-01T00:00:00Z`)))
  const [first, last] = [Math.max(read(start), present - MONTHS_KEPT + 1), Math.min(read(end), present)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, nth) => {
    const month = first + nth
    const used = usedIn(world, team, { from: beginOf(month), until: Math.min(world.now, beginOf(month + 1)) })
    return { month: nameOf(month), connect: 0, ...used }
  })
}

/** One entry a day, from the first to the last that was asked for; one day when no end is given. */
export function usageByDay(world: PlatformWorld, team: Team, { start, end = start }: Asked) {
  const today = Math.floor(world.now / DAY)
  const read = (name: string | undefined) => {
    const time = name === undefined ? world.now : Date.parse(`${name}T00:00:00Z`)
    if (Number.isNaN(time)) throw invalid(`There is no day ${name}.`)
    return Math.floor(time / DAY)
  }
  const kept = Math.floor(beginOf(monthOf(world.now) - MONTHS_KEPT + 1) / DAY)
  const [first, last] = [Math.max(read(start), kept), Math.min(read(end), today)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, nth) => {
    const from = (first + nth) * DAY
    const used = usedIn(world, team, { from, until: Math.min(world.now, from + DAY) })
    return { date: new Date(from).toISOString().slice(0, 10), ...used }
  })
}

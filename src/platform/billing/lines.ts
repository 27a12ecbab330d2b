import type { Account } from '#platform/account/model.ts'
import { offerOf } from '#platform/addons/catalog.ts'
import { sizeOf } from '#platform/dynos/sizes.ts'
import type { Team } from '#platform/teams/model.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Line } from './contract.ts'
import { monthOf, MONTHS_KEPT, type Meter } from './meters.ts'
import { beginOf, costOf, ranBetween } from './usage.ts'

/** Who pays, and since when they could. */
export interface Payer {
  readonly type: 'person' | 'team'
  readonly id: string
  readonly name: string
  readonly createdAt: number
}

export const asPayer = (account: Account): Payer => ({
  type: 'person',
  id: account.id,
  name: account.email,
  createdAt: account.createdAt,
})
export const teamPays = ({ id, name, createdAt }: Team): Payer => ({ type: 'team', id, name, createdAt })

/** What all Eco apps of a payer share, cents a month (heroku-facts B.3). */
const ECO_CENTS = 500

/** The price a month of one of what a meter counts. */
export function priceOf({ kind, sku }: Pick<Meter, 'kind' | 'sku'>): number {
  if (kind === 'dyno') return sizeOf(sku).monthlyCents
  const [service = '', plan = ''] = sku.split(':')
  return offerOf({ service, plan }).plan.cents
}

/** When a month ends, or how far it has come. */
export const endOf = (month: number, now: number): number => Math.min(now, beginOf(month + 1))

/** What a payer had in a month, by app. */
export function linesOf({ tables, now }: PlatformWorld, payer: Payer, month: number): Line[] {
  const [from, until] = [beginOf(month), endOf(month, now)]
  const lines = tables.meters.by('payer', payer.id).flatMap((meter): Line[] => {
    const ms = ranBetween(tables, meter, from, until)
    if (ms === 0) return []
    const app = tables.apps.get(meter.appId)
    return [
      {
        app: { id: meter.appId, name: app?.name ?? meter.appName, gone: app === undefined },
        kind: meter.kind,
        name: meter.name,
        what: meter.sku,
        hours: Math.round(ms / 3_600) / 1000,
        monthly_cents: priceOf(meter),
        cents: Math.round(costOf(priceOf(meter), ms, from)),
      },
    ]
  })
  if (lines.some(({ what }) => what === 'Eco')) lines.push(ecoLine(lines))
  return lines.sort(
    (a, b) => compare(a.app?.name ?? '~', b.app?.name ?? '~') || compare(b.kind, a.kind) || compare(a.name, b.name),
  )
}

const ecoLine = (lines: readonly Line[]): Line => ({
  app: null,
  kind: 'eco',
  name: 'Eco dynos plan',
  what: '1000 hours a month',
  hours: lines.reduce((sum, { what, hours }) => sum + (what === 'Eco' ? hours : 0), 0),
  monthly_cents: ECO_CENTS,
  cents: ECO_CENTS,
})

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
export const totalOf = (lines: readonly Line[]): number => lines.reduce((sum, { cents }) => sum + cents, 0)

/** The months that a payer can ask for, the newest first. */
export function monthsOf({ now }: PlatformWorld, { createdAt }: Payer): number[] {
  const present = monthOf(now)
  const count = Math.min(MONTHS_KEPT, present - monthOf(createdAt) + 1)
  return Array.from({ length: count }, (_, nth) => present - nth)
}

import { integer, uuid } from '#kernel/random.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Bill, Invoice } from './contract.ts'
import { creditsFor } from './credits.ts'
import { endOf, linesOf, monthsOf, priceOf, totalOf, type Payer } from './lines.ts'
import { beginOf, costOf, nameOf } from './usage.ts'

// A bill is worked out from the meters whenever somebody asks, so a month that is over says the same for ever.

/** An invoice is paid this long after its month. */
const PAID_AFTER = 3 * 86_400_000

/** What the present month will have cost at its end if all stays as it is. */
function forecastOf({ tables, now }: PlatformWorld, payer: Payer, month: number, soFar: number): number {
  const left = beginOf(month + 1) - now
  const open = tables.meters.by('payer', payer.id).filter(({ quantity }) => quantity > 0)
  return Math.round(open.reduce((sum, meter) => sum + costOf(priceOf(meter), left * meter.quantity, now), soFar))
}

/** What the official invoice of a month says; null while the month goes on, or where nothing was had in it. */
export function invoiceOf(
  world: PlatformWorld,
  payer: Payer,
  month: number,
  lines = linesOf(world, payer, month),
): Invoice | null {
  if (lines.length === 0 || beginOf(month + 1) > world.now) return null
  const issued = beginOf(month + 1)
  const charges = totalOf(lines)
  const credits = payer.type === 'person' ? creditsFor(world, payer, month) : 0
  const paid = issued + PAID_AFTER <= world.now
  return {
    charges_total: charges,
    created_at: iso(issued),
    credits_total: credits,
    id: uuid('invoice', payer.id, month),
    // The newer, the higher.
    number: month * 10_000 + integer(0, 9_999, 'invoice', payer.id, month),
    period_end: american(issued - 1),
    period_start: american(beginOf(month)),
    state: paid ? 1 : 0,
    total: charges - credits,
    updated_at: iso(paid ? issued + PAID_AFTER : issued),
  }
}

const american = (time: number) => iso(time).replace(/^(\d+)-(\d+)-(\d+).*/, '$2/$3/$1')

/** Every invoice of a payer, the oldest first. */
export const invoicesOf = (world: PlatformWorld, payer: Payer): { month: number; invoice: Invoice }[] =>
  monthsOf(world, payer)
    .reverse()
    .flatMap((month) => {
      const invoice = invoiceOf(world, payer, month)
      return invoice ? [{ month, invoice }] : []
    })

/** A month of a payer, so far or as a whole. */
export function billOf(world: PlatformWorld, payer: Payer, month: number): Bill {
  const lines = linesOf(world, payer, month)
  const charges = totalOf(lines)
  const invoice = invoiceOf(world, payer, month, lines)
  const over = beginOf(month + 1) <= world.now
  return {
    payer: { type: payer.type, id: payer.id, name: payer.name },
    month: nameOf(month),
    from: iso(beginOf(month)),
    until: iso(endOf(month, world.now)),
    lines,
    charges_cents: charges,
    credits_cents: invoice?.credits_total ?? 0,
    total_cents: invoice?.total ?? charges,
    forecast_cents: over ? null : forecastOf(world, payer, month, charges),
    invoice,
    months: monthsOf(world, payer).map(nameOf),
  }
}

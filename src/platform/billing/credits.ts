import type { Row } from '#kernel/table.ts'
import { invalid } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { linesOf, monthsOf, totalOf, type Payer } from './lines.ts'
import { beginOf } from './usage.ts'

/** Money that a person was given, to be used up before they pay themselves. */
export interface Credit extends Row {
  readonly accountId: string
  readonly code: string
  /** Cents. */
  readonly amount: number
  readonly title: string
  readonly createdAt: number
  readonly expiresAt: number
}

/** Where the address on invoices is kept, by the person. */
export interface InvoiceAddress extends Row {
  readonly address_1: string
  readonly address_2: string
  readonly city: string
  readonly country: string
  readonly other: string
  readonly postal_code: string
  readonly state: string
  readonly use_invoice_address: boolean
}

const YEAR = 365 * 86_400_000
const MOST_DOLLARS = 500

/** Redeems a code. Codes are made up: any word with an amount of dollars is one, `WELCOME-25`, and each works once. */
export function redeem(world: PlatformWorld, accountId: string, typed: string): Credit {
  const { tables, now } = world
  const code = typed.trim().toUpperCase()
  const dollars = Number(/^[A-Z]{3,20}-(\d{1,3})$/.exec(code)?.[1] ?? 0)
  if (dollars < 1 || dollars > MOST_DOLLARS)
    throw invalid(`There is no such code. Here every word with up to ${MOST_DOLLARS} dollars is one, such as WELCOME-25.`)
  if (tables.credits.by('account', accountId).some((row) => row.code === code)) throw invalid(`${code} was redeemed already.`)
  return tables.credits.insert({
    id: world.newId('credit'),
    accountId,
    code,
    amount: dollars * 100,
    title: `Code ${code}`,
    createdAt: now,
    expiresAt: now + YEAR,
  })
}

interface Spent {
  readonly credit: Credit
  readonly balance: number
}

/** What is left of a person's credits once the invoices up to a month are paid with them, the oldest credit first. */
function leftAfter(world: PlatformWorld, payer: Payer, last: number): { credits: Spent[]; used: number } {
  let credits = world.tables.credits
    .by('account', payer.id)
    .sort((a, b) => a.createdAt - b.createdAt)
    .map((credit): Spent => ({ credit, balance: credit.amount }))
  let used = 0
  const months = monthsOf(world, payer).filter((month) => month <= last && beginOf(month + 1) <= world.now)
  for (const month of credits.length === 0 ? [] : months.reverse()) {
    const issued = beginOf(month + 1)
    let due = totalOf(linesOf(world, payer, month))
    used = 0
    credits = credits.map(({ credit, balance }) => {
      const taken = credit.createdAt < issued && issued <= credit.expiresAt ? Math.min(balance, due) : 0
      due -= taken
      used += taken
      return { credit, balance: balance - taken }
    })
  }
  return { credits, used }
}

/** What credits paid of a month. */
export const creditsFor = (world: PlatformWorld, payer: Payer, month: number): number => leftAfter(world, payer, month).used

/** A person's credits, and what is left of each. */
export const creditsOf = (world: PlatformWorld, payer: Payer): Spent[] => leftAfter(world, payer, Infinity).credits

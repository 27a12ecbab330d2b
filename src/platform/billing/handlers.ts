import type { Account } from '#platform/account/model.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { sizeOf } from '#platform/dynos/sizes.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { billOf, invoicesOf } from './bills.ts'
import { billing, teamBilling, type Invoice, type Line } from './contract.ts'
import { creditsOf, redeem, type InvoiceAddress } from './credits.ts'
import { asPayer, linesOf, monthsOf, teamPays, totalOf, type Payer } from './lines.ts'
import { monthOf } from './meters.ts'
import { dynoUnits, usageByDay, usageByMonth } from './team-usage.ts'
import { nameOf } from './usage.ts'

const byNumber = { number: (row: Invoice) => row.number }

function invoiceCalled<T extends { readonly invoice: Invoice }>(all: readonly T[], identity: string): T {
  const found = all.find(({ invoice }) => invoice.id === identity || String(invoice.number) === identity)
  if (!found) throw notFound('invoice')
  return found
}

/** A month that a payer can ask for, the present one unless told. */
function monthCalled(world: PlatformWorld, payer: Payer, name: string | undefined): number {
  if (name === undefined) return monthOf(world.now)
  const month = monthsOf(world, payer).find((each) => nameOf(each) === name)
  if (month === undefined) throw notFound('invoice', 'month')
  return month
}

const NO_ADDRESS: Omit<InvoiceAddress, 'id'> = {
  address_1: '',
  address_2: '',
  city: '',
  country: '',
  other: '',
  postal_code: '',
  state: '',
  use_invoice_address: false,
}

function wireAddress(tables: Tables, { id, email }: Account) {
  const { id: _, ...address } = tables.invoiceAddresses.get(id) ?? { id, ...NO_ADDRESS }
  return { ...address, heroku_id: email }
}

const wireCredit = ({ credit, balance }: ReturnType<typeof creditsOf>[number]) => ({
  amount: credit.amount,
  balance,
  created_at: iso(credit.createdAt),
  expires_at: iso(credit.expiresAt),
  id: credit.id,
  title: credit.title,
  updated_at: iso(credit.createdAt),
})

export const billingRoutes = implement(billing, {
  invoices: ({ world, actor }) =>
    listOf(
      invoicesOf(world, asPayer(actor)).map(({ invoice }) => invoice),
      byNumber,
      (row) => row,
    ),
  invoice: ({ world, actor, params }) => invoiceCalled(invoicesOf(world, asPayer(actor)), params.invoice).invoice,
  credits: ({ world, actor }) =>
    listOf(
      creditsOf(world, asPayer(actor)),
      { id: (row) => row.credit.id, created_at: (row) => iso(row.credit.createdAt) },
      wireCredit,
    ),
  credit: ({ world, actor, params }) => {
    const found = creditsOf(world, asPayer(actor)).find(({ credit }) => credit.id === params.credit)
    if (!found) throw notFound('credit')
    return wireCredit(found)
  },
  addCredit: ({ world, actor, body }) => {
    const code = body.code1 ?? body.code2
    if (code === undefined) throw invalid('Require params: code1.')
    const credit = redeem(world, actor.id, code)
    return wireCredit({ credit, balance: credit.amount })
  },
  address: ({ tables, actor }) => wireAddress(tables, actor),
  setAddress: ({ tables, actor, body }) => {
    const { invoiceAddresses } = tables
    const row = invoiceAddresses.get(actor.id) ?? invoiceAddresses.insert({ id: actor.id, ...NO_ADDRESS })
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
    invoiceAddresses.update(row.id, given)
    return wireAddress(tables, actor)
  },
  appUsage: ({ app }) => ({ id: app.id, addons: [] }),
  bill: ({ world, actor, query }) => billOf(world, asPayer(actor), monthCalled(world, asPayer(actor), query.month)),
})

/** What a team's invoice says beyond a person's. */
function wireTeamInvoice(world: PlatformWorld, payer: Payer, { month, invoice }: ReturnType<typeof invoicesOf>[number]) {
  const lines = linesOf(world, payer, month)
  const sum = (chosen: (line: Line) => boolean) => totalOf(lines.filter(chosen))
  const isData = ({ kind, what }: Line) => kind === 'addon' && what.startsWith('heroku-')
  const dynos = lines.filter(({ kind }) => kind === 'dyno')
  return {
    ...invoice,
    addons_total: sum((line) => line.kind === 'addon' && !isData(line)),
    database_total: sum(isData),
    platform_total: sum(({ kind }) => kind !== 'addon'),
    dyno_units: dynoUnits(dynos, month),
    payment_status: invoice.state === 1 ? 'Paid' : 'Pending',
    weighted_dyno_hours: Math.round(dynos.reduce((total, { what, hours }) => total + hours * sizeOf(what).dynoUnits, 0)),
  }
}

export const teamBillingRoutes = implement(teamBilling, {
  invoices: ({ world, team }) =>
    listOf(invoicesOf(world, teamPays(team)), { number: ({ invoice }) => invoice.number }, (row) =>
      wireTeamInvoice(world, teamPays(team), row),
    ),
  invoice: ({ world, team, params }) =>
    wireTeamInvoice(world, teamPays(team), invoiceCalled(invoicesOf(world, teamPays(team)), params.invoice)),
  monthly: ({ world, team, query }) => usageByMonth(world, team, query),
  daily: ({ world, team, query }) => usageByDay(world, team, query),
  usage: ({ team }) => ({ id: team.id, apps: [] }),
  bill: ({ world, team, query }) => billOf(world, teamPays(team), monthCalled(world, teamPays(team), query.month)),
})

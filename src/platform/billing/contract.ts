import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

const Invoice = z.object({
  charges_total: z.number(),
  created_at: timestamp,
  credits_total: z.number(),
  id: uuid,
  number: z.number(),
  /** As in 01/31/2014. */
  period_end: z.string(),
  period_start: z.string(),
  /** 0 is pending, 1 paid. */
  state: z.number(),
  total: z.number(),
  updated_at: timestamp,
})
export type Invoice = z.infer<typeof Invoice>

const TeamInvoice = z.extend(Invoice, {
  addons_total: z.number(),
  database_total: z.number(),
  dyno_units: z.number(),
  payment_status: z.string(),
  platform_total: z.number(),
  weighted_dyno_hours: z.number(),
})

const Credit = z.object({
  amount: z.number(),
  balance: z.number(),
  created_at: timestamp,
  expires_at: timestamp,
  id: uuid,
  title: z.string(),
  updated_at: timestamp,
})
export type Credit = z.infer<typeof Credit>

const short = z.string().check(z.maxLength(200, 'A line of an address has at most 200 characters.'))
const Address = z.object({
  address_1: short,
  address_2: short,
  city: short,
  country: short,
  other: short,
  postal_code: short,
  state: short,
  use_invoice_address: z.boolean(),
})
export type Address = z.infer<typeof Address>
const WireAddress = z.extend(Address, { heroku_id: z.string() })

/** Credits are in dollars, as a fraction of a month's worth of an add-on; dynos in dynos of which one ran the whole time. */
const Used = z.object({ addons: z.number(), data: z.number(), dynos: z.number(), partner: z.number() })
const AppUsed = z.extend(Used, { app_name: z.string() })
const TeamUsed = z.extend(Used, { id: uuid, name: z.string(), space: z.number() })

/** What was paid for one thing in one month. */
const Line = z.object({
  /** Null for what is not of one app. */
  app: z.nullable(z.object({ id: uuid, name: z.string(), gone: z.boolean() })),
  kind: z.enum(['dyno', 'addon', 'eco']),
  /** The process type, or the add-on's name. */
  name: z.string(),
  /** 'Standard-1X' or 'heroku-postgresql:essential-0' */
  what: z.string(),
  /** How long it ran, times how many. */
  hours: z.number(),
  monthly_cents: z.number(),
  cents: z.number(),
})
export type Line = z.infer<typeof Line>

const Bill = z.object({
  payer: z.object({ type: z.enum(['person', 'team']), id: uuid, name: z.string() }),
  /** As in 2026-11. */
  month: z.string(),
  from: timestamp,
  until: timestamp,
  lines: z.array(Line),
  charges_cents: z.number(),
  credits_cents: z.number(),
  total_cents: z.number(),
  /** What the month will come to if nothing changes; null once it is over. */
  forecast_cents: z.nullable(z.number()),
  /** Null until the month is over. */
  invoice: z.nullable(Invoice),
  /** The months that can be asked for, the newest first. */
  months: z.array(z.string()),
})
export type Bill = z.infer<typeof Bill>

const reads = ['meters', 'readings', 'apps', 'credits']
const month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'A month is written like 2026-11.'))
const day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-[0-3]\d$/, 'A day is written like 2026-11-30.'))

/** What is paid by how much of it is used. Nothing is: add-ons here are paid by their plan. */
const metered = z.array(z.never())

export const billing = {
  invoices: endpoint({
    method: 'GET',
    path: '/account/invoices',
    title: 'List invoices',
    action: 'account.billing',
    response: z.array(Invoice),
    list: { sort: ['number'] },
    reads,
  }),
  invoice: endpoint({
    method: 'GET',
    path: '/account/invoices/:invoice',
    title: 'Show an invoice',
    action: 'account.billing',
    response: Invoice,
    reads,
  }),
  credits: endpoint({
    method: 'GET',
    path: '/account/credits',
    title: 'List credits',
    action: 'account.billing',
    response: z.array(Credit),
    list: { sort: ['id', 'created_at'] },
    reads,
  }),
  credit: endpoint({
    method: 'GET',
    path: '/account/credits/:credit',
    title: 'Show a credit',
    action: 'account.billing',
    response: Credit,
    reads,
  }),
  addCredit: endpoint({
    method: 'POST',
    path: '/account/credits',
    title: 'Redeem a code',
    action: 'account.billing',
    body: z.object({ code1: z.optional(z.string()), code2: z.optional(z.string()) }),
    response: Credit,
    status: 201,
  }),
  address: endpoint({
    method: 'GET',
    path: '/account/invoice-address',
    title: 'Show the address on invoices',
    action: 'account.billing',
    response: WireAddress,
    reads: ['invoiceAddresses'],
  }),
  setAddress: endpoint({
    method: 'PUT',
    path: '/account/invoice-address',
    title: 'Change the address on invoices',
    action: 'account.billing',
    body: z.partial(Address),
    response: WireAddress,
  }),
  bill: endpoint({
    method: 'GET',
    path: '/control/account/bill',
    title: 'Show what a month costs',
    action: 'account.billing',
    query: z.object({ month: z.optional(month) }),
    response: Bill,
    reads,
  }),
  appUsage: endpoint({
    method: 'GET',
    path: '/apps/:app/usage',
    title: 'Show what metered add-ons of an app have used',
    action: 'app.view',
    response: z.object({ id: uuid, addons: metered }),
  }),
}

const ofTeam = { action: 'team.billing', reads } as const

export const teamBilling = {
  invoices: endpoint({
    method: 'GET',
    path: '/teams/:team/invoices',
    title: "List a team's invoices",
    response: z.array(TeamInvoice),
    list: { sort: ['number'] },
    ...ofTeam,
  }),
  invoice: endpoint({
    method: 'GET',
    path: '/teams/:team/invoices/:invoice',
    title: "Show a team's invoice",
    response: TeamInvoice,
    ...ofTeam,
  }),
  monthly: endpoint({
    method: 'GET',
    path: '/teams/:team/usage/monthly',
    title: "Show a team's usage by month",
    query: z.object({ start: z.optional(month), end: z.optional(month) }),
    response: z.array(z.extend(TeamUsed, { month: z.string(), connect: z.number(), apps: z.array(AppUsed) })),
    ...ofTeam,
  }),
  daily: endpoint({
    method: 'GET',
    path: '/teams/:team/usage/daily',
    title: "Show a team's usage by day",
    query: z.object({ start: z.optional(day), end: z.optional(day) }),
    response: z.array(z.extend(TeamUsed, { date: z.string(), apps: z.array(AppUsed) })),
    ...ofTeam,
  }),
  usage: endpoint({
    method: 'GET',
    path: '/teams/:team/usage',
    title: 'Show what metered add-ons of a team have used',
    response: z.object({ id: uuid, apps: metered }),
    ...ofTeam,
  }),
  bill: endpoint({
    method: 'GET',
    path: '/control/teams/:team/bill',
    title: 'Show what a month costs a team',
    query: z.object({ month: z.optional(month) }),
    response: Bill,
    ...ofTeam,
  }),
}

import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { NOON, openHarness, type Harness } from '#hosts/support/harness.ts'
import type { PlatformWorld } from '#platform/index.ts'
import type { Bill, Credit, Invoice } from './contract.ts'
import { priceOf } from './lines.ts'
import { monthOf } from './meters.ts'
import { beginOf, ranBetween, spreadOver } from './usage.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The tests' January. */
const HOURS = 744

let api: Harness
beforeEach(async () => {
  api = await openHarness()
})

const get = async (path: string, who = 'ada') => (await api.as(who, 'GET', path)).body
const bill = async (month?: string, path = '/control/account/bill', who = 'ada') =>
  (await get(`${path}${month ? `?month=${month}` : ''}`, who)) as Bill
const ask = async (method: string, path: string, body?: object, who = 'ada') => {
  const reply = await api.as(who, method, path, body)
  expect(reply.status, `${method} ${path} ${JSON.stringify(reply.body)}`).toBeLessThan(300)
  return reply.body
}
describe('a bill', () => {
  it('has each add-on for as long as it was there, also of apps that are gone', async () => {
    await ask('POST', '/apps', { name: 'shop' })
    await ask('POST', '/apps/shop/addons', { plan: 'heroku-redis:premium-2', name: 'cache' })
    api.pass(72 * HOUR)
    await ask('PATCH', '/apps/shop/addons/cache', { plan: 'heroku-redis:premium-3' })
    api.pass(36 * HOUR)
    await ask('DELETE', '/apps/shop')
    api.pass(DAY)
    const { lines, total_cents: total, forecast_cents: forecast } = await bill()
    expect(lines.map(({ app, name, what, hours, cents }) => [app?.name, app?.gone, name, what, hours, cents])).toEqual([
      ['shop', true, 'cache', 'heroku-redis:premium-2', 72, Math.round((6_000 * 72) / HOURS)],
      ['shop', true, 'cache', 'heroku-redis:premium-3', 36, Math.round((12_000 * 36) / HOURS)],
    ])
    expect([total, forecast]).toEqual([581 + 581, 581 + 581])
  })

  it('becomes an invoice when its month is over, is paid three days later, and says the same ever after', async () => {
    await ask('POST', '/apps', { name: 'shop' })
    await ask('POST', '/apps/shop/addons', { plan: 'heroku-redis:premium-2', name: 'cache' })
    expect(await get('/account/invoices')).toEqual([])
    const { forecast_cents: forecast, months } = await bill()
    expect(months).toEqual(['2026-01'])
    api.pass(beginOf(monthOf(NOON) + 1) - NOON + HOUR)
    const [january, ...others] = (await get('/account/invoices')) as Invoice[]
    expect(others).toEqual([])
    expect(january).toMatchObject({ total: forecast, state: 0, period_start: '01/01/2026', period_end: '01/31/2026' })
    expect(january?.created_at).toBe('2026-02-01T00:00:00Z')
    api.pass(3 * DAY)
    await ask('DELETE', '/apps/shop')
    api.pass(40 * DAY)
    const all = (await get('/account/invoices')) as Invoice[]
    expect(all.map(({ total, state }) => [total, state])).toEqual([
      [forecast, 1],
      [Math.round((6_000 * 73) / 720), 1],
    ])
    expect(await get(`/account/invoices/${january?.number}`)).toEqual(all[0])
    expect((await bill('2026-01')).invoice).toEqual(all[0])
    expect(await api.as('ada', 'GET', '/account/invoices/12')).toMatchObject({ status: 404 })
    expect(await api.as('otto', 'GET', `/account/invoices/${january?.number}`)).toMatchObject({ status: 404 })
    expect(await api.as('ada', 'GET', '/control/account/bill?month=2025-11')).toMatchObject({ status: 404 })
    expect(await api.as('ada', 'GET', '/control/account/bill?month=now')).toMatchObject({ status: 422 })
  })

  it('is paid by credits first, which are used up once', async () => {
    await ask('POST', '/apps', { name: 'shop' })
    await ask('POST', '/apps/shop/addons', { plan: 'heroku-redis:premium-2', name: 'cache' })
    await ask('POST', '/account/credits', { code1: 'welcome-70' })
    const before = api.world().hash()
    for (const [code1, words] of [
      ['WELCOME-70', 'redeemed already'],
      ['nothing', 'no such code'],
      ['RICH-999', 'no such code'],
    ])
      expect(await api.as('ada', 'POST', '/account/credits', { code1 })).toMatchObject({
        status: 422,
        body: { message: expect.stringContaining(words ?? '') },
      })
    expect(api.world().hash()).toBe(before)
    api.pass(60 * DAY)
    const [january, february] = (await get('/account/invoices')) as Invoice[]
    expect(january).toMatchObject({ credits_total: january?.charges_total, total: 0 })
    const left = 7_000 - (january?.charges_total ?? 0)
    expect(february).toMatchObject({ credits_total: left, total: (february?.charges_total ?? 0) - left })
    const [credit] = (await get('/account/credits')) as Credit[]
    expect(credit).toMatchObject({ amount: 7_000, balance: 0, title: 'Code WELCOME-70' })
    expect(await get(`/account/credits/${credit?.id}`)).toEqual(credit)
    expect(await get('/account/credits', 'otto')).toEqual([])
  })

  it('goes to the address that was given', async () => {
    expect(await get('/account/invoice-address')).toMatchObject({
      city: '',
      use_invoice_address: false,
      heroku_id: 'ada@example.com',
    })
    await ask('PUT', '/account/invoice-address', { city: 'Bergen', use_invoice_address: true })
    await ask('PUT', '/account/invoice-address', { address_1: 'Strandgaten 1' })
    expect(await get('/account/invoice-address')).toMatchObject({
      city: 'Bergen',
      address_1: 'Strandgaten 1',
      use_invoice_address: true,
    })
    expect(await get('/account/invoice-address', 'otto')).toMatchObject({ city: '' })
  })
})

describe("a team's bill", () => {
  beforeEach(async () => {
    api = await openHarness('company')
  })

  it('is for its admins, and agrees with its invoice and its usage', async () => {
    const team = await bill(undefined, '/control/teams/fernwood/bill')
    expect(team.payer).toMatchObject({ type: 'team', name: 'fernwood' })
    expect(team.lines.length).toBeGreaterThan(10)
    for (const path of ['/teams/fernwood/invoices', '/control/teams/fernwood/bill', '/teams/fernwood/usage/monthly'])
      expect(await api.as('lucia', 'GET', path)).toMatchObject({ status: 403 })
    expect(await api.as('ada', 'GET', '/teams/none/invoices')).toMatchObject({ status: 404 })
    api.pass(40 * DAY)
    const [invoice] = (await get('/teams/fernwood/invoices')) as (Invoice & {
      addons_total: number
      database_total: number
      platform_total: number
      dyno_units: number
    })[]
    expect(invoice).toMatchObject({ payment_status: 'Paid', credits_total: 0 })
    const { addons_total: addons = 0, database_total: data = 0, platform_total: platform = 0 } = invoice ?? {}
    expect(addons + data + platform).toBe(invoice?.total)
    const [used, ...more] = (await get('/teams/fernwood/usage/monthly?start=2026-01')) as {
      dynos: number
      addons: number
      apps: { addons: number }[]
    }[]
    expect(more).toEqual([])
    expect(used?.addons).toBeCloseTo((addons + data) / 100, 1)
    expect(used?.dynos).toBeCloseTo(invoice?.dyno_units ?? 0, 2)
    expect(used?.apps.reduce((sum, app) => sum + app.addons, 0)).toBeCloseTo(used?.addons ?? 0, 2)
    const days = (await get('/teams/fernwood/usage/daily?start=2026-01-01&end=2026-01-31')) as { dynos: number }[]
    expect(days).toHaveLength(31)
    expect(days.reduce((sum, day) => sum + day.dynos, 0)).toBeCloseTo(used?.dynos ?? 0, 1)
    expect(await api.as('ada', 'GET', '/teams/fernwood/usage/daily?start=2026-01-99')).toMatchObject({ status: 422 })
  })

  it('has the hours of a review app, of its dynos and add-ons, also after it is gone', async () => {
    const way = '/pipelines/fernwood-shop'
    await ask('POST', `${way}/repository`, { repository: 'fernwood/shop' })
    await ask('POST', `${way}/review-app-config`, { repo: 'fernwood/shop', automatic_review_apps: true })
    const pull = (await ask('POST', `/control${way}/pulls`, { title: 'Wrap gifts' })) as { number: number }
    const name = `fernwood-shop-pr-${pull.number}`
    const path = '/control/teams/fernwood/bill'
    const hoursOf = async (month?: string) =>
      (await bill(month, path)).lines
        .filter(({ app }) => app?.name === name)
        .map(({ app, kind, name: what, hours }) => ({ gone: app?.gone, kind, what, hours }))
    api.pass(HOUR)
    const first = await hoursOf()
    expect(new Set(first.map(({ kind }) => kind))).toEqual(new Set(['dyno', 'addon']))
    api.pass(6 * HOUR)
    const later = await hoursOf()
    // Its release command ran once, at the start.
    const more = (what: string) => (what === 'release' ? 0 : 6)
    expect(later).toEqual(first.map((line) => ({ ...line, hours: expect.closeTo(line.hours + more(line.what), 2) })))
    await ask('PATCH', `/control${way}/pulls/${pull.number}`, { state: 'merged' })
    api.pass(40 * DAY)
    expect(await api.as('ada', 'GET', `/apps/${name}`)).toMatchObject({ status: 404 })
    expect(await hoursOf('2026-01')).toEqual(later.map((line) => ({ ...line, gone: true, hours: expect.closeTo(line.hours, 2) })))
    const [invoice] = (await get('/teams/fernwood/invoices')) as Invoice[]
    const { lines } = await bill('2026-01', path)
    expect(invoice?.charges_total).toBe(lines.reduce((sum, { cents }) => sum + cents, 0))
  })
})

/** What ran, seen from outside: by what is there between any two changes. */
class Shadow {
  readonly ms = new Map<string, number>()
  #since: number
  #now: readonly string[]
  readonly #world: PlatformWorld

  constructor(world: PlatformWorld) {
    this.#world = world
    this.#since = world.now
    this.#now = this.#running()
    world.onCommit((_, at) => this.#look(at))
  }

  #running(): readonly string[] {
    const { apps, dynos, addons } = this.#world.tables
    const payer = (appId: string) => apps.must(appId).teamId ?? apps.must(appId).ownerId
    return [
      ...dynos
        .all()
        .flatMap(({ appId, size, state }) => (state === 'down' || state === 'idle' ? [] : [`${payer(appId)} ${size}`])),
      ...addons.all().map(({ appId, service, plan }) => `${payer(appId)} ${service}:${plan}`),
    ]
  }

  #look(at: number): void {
    for (let from = this.#since; from < at;) {
      const until = Math.min(at, beginOf(monthOf(from) + 1))
      for (const what of this.#now) {
        const key = `${monthOf(from)} ${what}`
        this.ms.set(key, (this.ms.get(key) ?? 0) + until - from)
      }
      from = until
    }
    this.#since = at
    this.#now = this.#running()
  }

  stop(): void {
    this.#look(this.#world.now)
  }
}

const APPS = ['fernwood-shop', 'fernwood-api', 'bread-timer', 'trail-log'] as const
const SIZES = ['standard-1x', 'standard-2x', 'performance-m', 'basic', 'eco'] as const
const PLANS = ['heroku-redis:mini', 'heroku-redis:premium-0', 'heroku-postgresql:essential-0', 'tidewatch'] as const
const anApp = fc.constantFrom(...APPS)

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ pass: fc.integer({ min: 1, max: 20 * DAY }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ app: anApp, scale: fc.integer({ min: 0, max: 3 }), size: fc.option(fc.constantFrom(...SIZES)) }),
  },
  { weight: 3, arbitrary: fc.record({ app: anApp, add: fc.constantFrom(...PLANS) }) },
  { weight: 2, arbitrary: fc.record({ app: anApp, remove: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ app: anApp, stop: fc.constant(true) }) },
  { weight: 2, arbitrary: fc.record({ app: anApp, run: fc.constant('sleep 5') }) },
  { weight: 1, arbitrary: fc.record({ app: anApp, give: fc.constantFrom('fernwood', 'ada@example.com', 'marcus@example.com') }) },
  { weight: 1, arbitrary: fc.record({ app: anApp, end: fc.constant(true) }) },
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Does it as whoever may; what is refused does nothing. */
async function perform(own: Harness, todo: Step): Promise<void> {
  if ('pass' in todo) return own.pass(todo.pass)
  const { apps, accounts, addons } = own.world().tables
  const app = apps.first('name', todo.app)
  if (!app) return
  const who = app.teamId === null ? (accounts.must(app.ownerId).email.split('@')[0] ?? '') : 'ada'
  const at = (method: string, path: string, body?: object) => own.as(who, method, path, body)
  const here = `/apps/${todo.app}`
  const [type] = own.world().tables.formations.by('app', app.id)
  if ('scale' in todo)
    await at('PATCH', `${here}/formation`, {
      updates: [{ type: type?.type ?? 'web', quantity: todo.scale, ...(todo.size && { size: todo.size }) }],
    })
  else if ('add' in todo) await at('POST', `${here}/addons`, { plan: todo.add })
  else if ('remove' in todo) {
    const addon = addons.by('app', app.id)[todo.remove]
    if (addon) await at('DELETE', `${here}/addons/${addon.name}`, { force: true })
  } else if ('stop' in todo) await at('POST', `${here}/dynos/${type?.type ?? 'web'}.1/actions/stop`)
  else if ('run' in todo) await at('POST', `${here}/dynos`, { command: todo.run })
  else if ('give' in todo) await at('PATCH', `/teams${here}`, { owner: todo.give })
  else await at('DELETE', here)
}

/** Each month's bill of each payer is its meters' time at their prices, each line rounded to the cent. */
async function expectBilled(own: Harness): Promise<void> {
  const { tables, now } = own.world()
  const bills = [
    ...['ada', 'marcus', 'priya', 'otto'].map((who) => [who, '/control/account/bill'] as const),
    ['ada', '/control/teams/fernwood/bill'] as const,
  ]
  for (const [who, path] of bills) {
    const { months } = (await own.as(who, 'GET', path)).body as Bill
    for (const name of months) {
      const { lines, payer, charges_cents: charges } = (await own.as(who, 'GET', `${path}?month=${name}`)).body as Bill
      const month = monthOf(Date.parse(`${name}-01`))
      const exact = tables.meters.by('payer', payer.id).reduce((sum, meter) => {
        const ms = ranBetween(tables, meter, beginOf(month), Math.min(now, beginOf(month + 1)))
        return sum + (priceOf(meter) * ms) / spreadOver(month)
      }, 0)
      const eco = lines.find(({ kind }) => kind === 'eco')?.cents ?? 0
      expect(Math.abs(charges - eco - exact)).toBeLessThanOrEqual(lines.length / 2)
      expect(charges).toBe(lines.reduce((sum, { cents }) => sum + cents, 0))
    }
  }
}

describe('the sum of what is billed', () => {
  it('is the price of what ran, by the second, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const own = await openHarness('company')
        const shadow = new Shadow(own.world())
        const start = own.world().now
        const { tables } = own.world()
        const before = new Map(
          tables.meters.all().map((meter) => [meter.id, ranBetween(tables, meter, beginOf(monthOf(start)), start)]),
        )
        for (const todo of steps) await perform(own, todo)
        shadow.stop()
        const { now } = own.world()
        const counted = new Map<string, number>()
        for (const meter of tables.meters.all())
          for (let month = monthOf(start); month <= monthOf(now); month++) {
            const all = ranBetween(tables, meter, beginOf(month), Math.min(now, beginOf(month + 1)))
            const ms = all - (month === monthOf(start) ? (before.get(meter.id) ?? 0) : 0)
            const key = `${month} ${meter.payerId} ${meter.sku}`
            if (ms > 0) counted.set(key, (counted.get(key) ?? 0) + ms)
          }
        expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(shadow.ms))
        await expectBilled(own)
      }),
      { numRuns: 15 },
    )
  }, 120_000)
})

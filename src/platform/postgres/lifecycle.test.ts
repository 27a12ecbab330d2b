import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import type { Content } from './contract.ts'
import type { Overview, ShownTransfer } from './insight/contract.ts'
import type { Transfer } from './backups/contract.ts'

// Whatever is asked of some databases of one app, in whatever order: nothing breaks, and what they say fits together.

const NAMES = ['one', 'two', 'three'] as const
const name = fc.constantFrom(...NAMES)
const plan = fc.constantFrom('essential-0', 'essential-1', 'standard-0', 'standard-2', 'premium-0')

interface Asked {
  readonly method: string
  readonly path: string
  readonly body?: object
}

const on = (path: (database: string) => string, method = 'POST', body?: object) =>
  name.map((database): Asked => ({ method, path: path(database), ...(body && { body }) }))
const db = (rest: string) => (database: string) => `/client/v11/databases/${database}${rest}`

const asked: fc.Arbitrary<Asked> = fc.oneof(
  fc
    .record({ name, plan, config: fc.option(fc.record({ kind: fc.constantFrom('fork', 'follow'), of: name })) })
    .map(({ name: called, plan: on_, config }) => ({
      method: 'POST',
      path: '/apps/shop/addons',
      body: { plan: `heroku-postgresql:${on_}`, name: called, config: config ? { [config.kind]: config.of } : {} },
    })),
  fc.record({ name, plan }).map(({ name: called, plan: to }) => ({
    method: 'PATCH',
    path: `/apps/shop/addons/${called}`,
    body: { plan: `heroku-postgresql:${to}` },
  })),
  on((database) => `/apps/shop/addons/${database}`, 'DELETE', { force: true }),
  on(db('/backups')),
  on(db('/reset'), 'PUT', {}),
  on(db('/unfollow'), 'PUT'),
  on(db('/upgrade/run'), 'POST', {}),
  on(db('/transfer-schedules'), 'POST', { hour: 2, timezone: 'UTC' }),
  on((database) => `/control/apps/shop/promotions/${database}`),
  on((database) => `/postgres/v0/databases/${database}/credentials`, 'POST', { name: 'reports' }),
  on((database) => `/postgres/v0/databases/${database}/credentials_rotation`, 'POST', { forced: true }),
  on((database) => `/control/databases/${database}/measured`, 'POST', {
    bytes: 3 * 2 ** 30,
    tables: 4,
    rows: 40,
    connections: 1,
  }),
  fc.record({ name, back: fc.nat(3) }).map(({ name: to, back }) => ({ method: 'restore', path: to, body: { back } })),
  fc.nat(3).map((back) => ({ method: 'delete', path: '', body: { back } })),
  fc
    .integer({ min: 0, max: 3 })
    .map((nth) => ({ method: 'wait', path: '', body: { ms: [20_000, 600_000, 86_400_000, 9 * 86_400_000][nth] } })),
)

/** One of the last backups, restores and copies of the app. */
async function pastOf(api: Harness, body: object | undefined): Promise<Transfer | undefined> {
  const all = await get<Transfer[]>(api, '/client/v11/apps/shop/transfers')
  return all?.at(-1 - (body && 'back' in body ? Number(body.back) : 0))
}

async function carryOut(api: Harness, { method, path, body }: Asked): Promise<void> {
  if (method === 'wait') return api.pass(body && 'ms' in body ? Number(body.ms) : 0)
  const past = method === 'restore' || method === 'delete' ? await pastOf(api, body) : undefined
  const request =
    method === 'restore'
      ? ({ method: 'POST', path: db('/restores')(path), body: { backup_url: past?.to_url ?? '' } } as const)
      : method === 'delete'
        ? ({ method: 'DELETE', path: `/client/v11/apps/shop/transfers/${past?.uuid ?? 'none'}`, body: undefined } as const)
        : { method, path, body }
  const before = api.world().hash()
  const reply = await api.as('ada', request.method, request.path, request.body)
  const said = `${request.method} ${request.path}: ${JSON.stringify(reply.body)}`
  expect(reply.status, said).toBeLessThan(500)
  if (reply.status >= 400) expect(api.world().hash(), `refused, but changed something: ${said}`).toBe(before)
}

async function get<T>(api: Harness, path: string): Promise<T | null> {
  const { status, body } = await api.as('ada', 'GET', path)
  expect(status).toBeLessThan(500)
  return status < 300 ? (body as T) : null
}

async function expectSound(api: Harness): Promise<void> {
  const shown = await Promise.all(NAMES.map((each) => get<Overview>(api, `/control/databases/${each}/overview`)))
  const there = shown.filter((each) => each !== null)
  for (const each of there) {
    const content = await get<Content>(api, `/control/databases/${each.name}/content`)
    if (content?.follows) expect(each.leader?.id, 'what is followed is there').toBe(content.follows)
    if (each.leader) {
      expect(there.find(({ id }) => id === each.leader?.id)?.followers.map(({ id }) => id)).toContain(each.id)
      expect(there.find(({ id }) => id === each.leader?.id)?.bytes).toBe(each.bytes)
      expect(each.read_only).toBe(true)
    }
    expect(each.connections).toBeLessThanOrEqual(each.limits.connections)
  }
  const transfers = await Promise.all(there.map((each) => get<ShownTransfer[]>(api, `/control/databases/${each.name}/transfers`)))
  const nums = transfers.flatMap((rows) => rows ?? []).map(({ num }) => num)
  expect(new Set(nums).size, 'numbers are given once').toBe(nums.length)
}

it('no order of requests breaks databases, and a replay makes the same world', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 5, maxLength: 25 }), async (requests) => {
      const api = await openHarness()
      await api.as('ada', 'POST', '/apps', { name: 'shop' })
      for (const [called, config] of [
        ['one', {}],
        ['two', { follow: 'one' }],
      ] as const) {
        await api.as('ada', 'POST', '/apps/shop/addons', { plan: 'heroku-postgresql:standard-0', name: called, config })
        api.pass(3_600_000)
      }
      for (const request of requests) {
        await carryOut(api, request)
        await expectSound(api)
      }
      const world = api.world()
      const replayed = createWorld(world.origin, world.journal)
      replayed.advanceTo(world.now)
      expect(replayed.hash()).toBe(world.hash())
      expect(api.reports).toEqual([])
    }),
    { numRuns: 40 },
  )
}, 60_000)

import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { api, ask, begin, beginWithShop, refused } from '#hosts/support/asking.testing.ts'
import { createWorld } from '#platform/index.ts'
import type { Maintenance } from './contract.ts'
import { nextWindow, readWindow, windowWords } from './window.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

beforeEach(beginWithShop)

const ONE = '/data/maintenances/v1/one'
const current = () => ask<Maintenance>('GET', ONE)
const past = async (limit = 5) =>
  (await ask<{ maintenances: Maintenance[] }>('GET', `${ONE}/history?limit=${limit}`)).maintenances

async function add(plan: string, name = 'one'): Promise<void> {
  await ask('POST', '/apps/shop/addons', { plan, name })
  api.pass(50 * MINUTE)
}

/** Adds one, and waits until maintenance of it is announced. */
async function announced(plan: string): Promise<Maintenance> {
  await add(plan)
  expect(await current()).toMatchObject({ status: 'none', scheduled_for: null })
  api.pass(7 * DAY)
  return await current()
}

describe.each([
  ['heroku-postgresql:standard-0', 'heroku-postgresql:essential-0'],
  ['heroku-redis:premium-0', 'heroku-redis:mini'],
  ['heroku-kafka:standard-0', 'heroku-kafka:basic-0'],
])('on %s', (plan, shared) => {
  it('is announced well before, within the window, and done by itself', async () => {
    const planned = await announced(plan)
    const { status, scheduled_for: at, window, addon, app } = planned
    expect({ status, addon, app }).toMatchObject({
      status: 'pending',
      addon: { name: 'one', kind: plan.split(':')[0], plan: plan.split(':')[1], window },
      app: { name: 'shop' },
    })
    expect(await ask('GET', '/data/maintenances/v1/apps/shop')).toEqual({ maintenances: [planned] })
    expect(await ask('GET', `${ONE}/window`)).toMatchObject({ window, scheduled_at: at })
    api.pass(Date.parse(at ?? '') - api.world().now + 10_000)
    expect(await current()).toMatchObject({ status: 'running', started_at: at, completed_at: null })
    api.pass(15 * MINUTE)
    expect(await current()).toMatchObject({ status: 'completed', duration_seconds: expect.any(Number) })
    expect(await past()).toEqual([await current()])
    api.pass(60 * DAY)
    expect((await past()).length).toBeGreaterThan(1)
    expect(await past(1)).toHaveLength(1)
  })

  it('is put off, moved to another window, and run now', async () => {
    await announced(plan)
    expect(await ask('POST', `${ONE}/window`, { day_of_week: 'Sunday', time_of_day: '22:30' })).toMatchObject({
      window: 'Sundays 22:30 to 02:30 UTC',
    })
    const moved = await ask<Record<string, string>>('POST', `${ONE}/schedule`, { delay_weeks: '1' })
    expect(Date.parse(moved['scheduled_for'] ?? '') - Date.parse(moved['previously_scheduled_for'] ?? '')).toBe(7 * DAY)
    expect(await current()).toMatchObject({ scheduled_for: moved['scheduled_for'], window: 'Sundays 22:30 to 02:30 UTC' })
    await refused('POST', `${ONE}/schedule`, { delay_weeks: 9 }, 422, 'cannot be put off that long')
    await refused('POST', `${ONE}/schedule`, { delay_weeks: -9 }, 422, 'in the past')
    await refused('POST', `${ONE}/window`, { day_of_week: 'Noday', time_of_day: '22:30' }, 422, 'no day')
    await refused('POST', `${ONE}/window`, { day_of_week: 'Sunday', time_of_day: '22:15' }, 422, 'half hour')
    await refused('POST', `${ONE}/run`, undefined, 403, '', 'otto')
    expect(await ask('POST', `${ONE}/run`)).toMatchObject({ status: 'running' })
    await refused('POST', `${ONE}/run`, undefined, 404, 'No maintenance of one is planned')
    api.pass(15 * MINUTE)
    expect(await current()).toMatchObject({ status: 'completed' })
    const again = createWorld(api.world().origin, api.world().journal)
    again.advanceTo(api.world().now)
    expect(again.hash()).toBe(api.world().hash())
  })

  it('leaves no choice where machines are shared', async () => {
    await add(shared)
    api.pass(40 * DAY)
    expect(await current()).toMatchObject({ status: 'none', window: null })
    expect(await ask('GET', `${ONE}/window`)).toMatchObject({ window: null, scheduled_at: null })
    expect(await past()).toEqual([])
    await refused('POST', `${ONE}/window`, { day_of_week: 'Sunday', time_of_day: '22:30' }, 422, 'the platform chooses')
    await refused('POST', `${ONE}/run`, undefined, 404, 'No maintenance of one is planned')
  })
})

it('shows in what each service says of itself', async () => {
  await announced('heroku-postgresql:standard-0')
  await ask('POST', `${ONE}/run`)
  expect(await ask('GET', '/client/v11/databases/one/wait_status')).toMatchObject({ message: 'Under maintenance' })
})

it('restarts a store, which is not upgraded meanwhile', async () => {
  await announced('heroku-redis:premium-0')
  const uptime = async () => {
    const { replies } = await ask<{ replies: { bulk: string }[] }>('POST', '/control/redis/one/commands', { line: 'INFO server' })
    return Number(/uptime_in_seconds:(\d+)/.exec(replies[0]?.bulk ?? '')?.[1])
  }
  expect(await uptime()).toBeGreaterThan(7 * 86_400)
  await ask('POST', `${ONE}/run`)
  expect(await ask('GET', '/redis/v0/databases/one/wait')).toEqual({ message: 'under maintenance', 'waiting?': true })
  expect(await ask('GET', '/control/redis/one')).toMatchObject({ under_maintenance: true })
  await refused('POST', '/redis/v0/databases/one/upgrade', { version: '8.1' }, 409, 'under maintenance')
  api.pass(15 * MINUTE)
  expect(await uptime()).toBeLessThan(15 * 60)
})

it('restarts the brokers of a cluster one after the other, while nothing else does', async () => {
  await announced('heroku-kafka:standard-0')
  const states = async () =>
    (await ask<{ brokers: { state: string }[] }>('GET', '/control/kafka/one')).brokers.map(({ state }) => state)
  const CLUSTER = '/data/kafka/v0/clusters/one'
  await ask('POST', `${CLUSTER}/induce-failure`, {})
  await refused('POST', `${ONE}/run`, undefined, 409, 'upgraded or repaired')
  api.pass(5 * MINUTE)
  await ask('POST', `${ONE}/run`)
  expect(await states()).toEqual(['restarting', 'up', 'up'])
  expect(await ask('GET', `${CLUSTER}/wait_status`)).toEqual({ message: 'under maintenance', 'waiting?': true, 'healthy?': true })
  await refused('POST', `${CLUSTER}/induce-failure`, {}, 409, 'under maintenance')
  api.pass(15 * MINUTE)
  expect(await states()).toEqual(['up', 'up', 'up'])
})

it('is known of data services alone, and gone with them', async () => {
  await add('heroku-redis:premium-0')
  await ask('POST', `${ONE}/window`, { day_of_week: 'Sunday', time_of_day: '22:30' })
  const { addon_service: service } = await ask<{ addon_service: { name: string } }>('GET', '/addons/one')
  expect(service.name).toBe('heroku-redis')
  await ask('DELETE', '/apps/shop/addons/one')
  await refused('GET', ONE, undefined, 404, 'add-on')
  expect(api.world().tables.upkeeps.all()).toEqual([])
  await ask('POST', '/apps/shop/addons', { plan: 'scheduler:standard', name: 'timer' })
  await refused('GET', '/data/maintenances/v1/timer', undefined, 404, 'database')
})

it('shows one that is done and one that is to come in the starting world', async () => {
  await begin('company')
  for (const [app, count] of [
    ['fernwood-shop', 2],
    ['fernwood-payments', 1],
  ] as const) {
    const { maintenances } = await ask<{ maintenances: Maintenance[] }>('GET', `/data/maintenances/v1/apps/${app}`)
    expect(maintenances.map(({ status }) => status)).toEqual(Array.from({ length: count }, () => 'pending'))
    for (const { addon } of maintenances)
      expect(await ask('GET', `/data/maintenances/v1/${addon.name}/history`)).toMatchObject({
        maintenances: [{ status: 'completed' }],
      })
  }
})

it('has windows that are read as they are written, and begin within a week', () => {
  const window = fc.record({ day: fc.nat(6), minute: fc.nat(47).map((half) => half * 30) })
  fc.assert(
    fc.property(window, fc.nat(4e12), (one, after) => {
      const [, day = '', time = ''] = /^(\w+) (\S+)/.exec(windowWords(one)) ?? []
      expect(readWindow(day, time)).toEqual(one)
      const next = nextWindow(one, after)
      expect(next).toBeGreaterThan(after)
      expect(next - after).toBeLessThanOrEqual(7 * DAY)
      expect(new Date(next).getUTCDay()).toBe(one.day)
    }),
  )
})

import { createHmac } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { NOON, openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import { ENTITIES, webhookUrlProblem, type Delivery, type DeliveryDetail, type Webhook } from './contract.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const HOOKS = '/apps/shop/webhooks'
const DELIVERIES = '/apps/shop/webhook-deliveries'
const URL_OK = 'https://hooks.example.com/heroku'

const FLASK = zipSync({
  'requirements.txt': strToU8('flask==3.1.2\ngunicorn==23.0.0\n'),
  'app.py': strToU8('from flask import Flask\n'),
  Procfile: strToU8('web: gunicorn app:app\n'),
})

let api: Harness
beforeEach(async () => {
  api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'shop' })
})

async function ask<T>(method: string, path: string, body?: unknown, as = 'ada'): Promise<T> {
  const reply = await api.as(as, method, path, body)
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300)
  return reply.body as T
}

const add = (url = URL_OK, include: readonly string[] = ENTITIES, level = 'notify', secret: string | null = 'between us') =>
  ask<Webhook>('POST', HOOKS, { url, include, level, secret })

interface WireEvent {
  readonly include: string
  readonly payload: {
    readonly action: string
    readonly actor: { readonly email: string }
    readonly data: Readonly<Record<string, unknown>>
    readonly previous_data: Readonly<Record<string, unknown>>
    readonly sequence: number
  }
}
const events = () => ask<WireEvent[]>('GET', '/apps/shop/webhook-events')
const told = async () => (await events()).map(({ payload: { action }, include }) => `${action} ${include.replace('api:', '')}`)
const deliveries = () => ask<Delivery[]>('GET', DELIVERIES)
const detail = (id: string) => ask<DeliveryDetail>('GET', `/control${DELIVERIES}/${id}`)

async function deploy(): Promise<void> {
  const source = await ask<{ source_blob: { put_url: string; get_url: string } }>('POST', '/sources')
  await api.as('ada', 'PUT', new URL(source.source_blob.put_url).pathname, FLASK)
  await ask('POST', '/apps/shop/builds', { source_blob: { url: source.source_blob.get_url } })
  api.pass(5 * MINUTE)
}

/** Asks for something that has to be refused, and proves that it left no trace. */
async function refused(person: string, method: string, path: string, body: object | undefined, status: number, words: string) {
  const before = api.world().hash()
  const reply = await api.as(person, method, path, body)
  expect(reply).toMatchObject({ status, body: { message: expect.stringContaining(words) } })
  expect(api.world().hash()).toBe(before)
}

describe('events', () => {
  it('tell of a deploy from its build to its dyno, with who did it', async () => {
    await add()
    await deploy()
    expect(await told()).toEqual([
      'create build',
      'update build',
      'create release',
      'update app',
      'create formation',
      'create dyno',
      'update dyno',
    ])
    const all = await events()
    expect(all.map(({ payload }) => payload.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(all[1]?.payload).toMatchObject({
      actor: { email: 'ada@example.com' },
      data: { status: 'succeeded' },
      previous_data: { status: 'pending' },
    })
    expect(all[6]?.payload).toMatchObject({
      actor: { email: 'platform@dynorama.test' },
      data: { state: 'up', name: 'web.1' },
      previous_data: { state: 'starting' },
    })
    const [release] = await ask<Record<string, unknown>[]>('GET', '/apps/shop/releases').then((rows) => rows.slice(-1))
    expect(all[2]?.payload.data).toEqual(release)
  })

  it('tell of the app, its config, its formation, its people and its dynos', async () => {
    await deploy()
    await add()
    await ask('PATCH', '/apps/shop', { maintenance: true })
    await ask('PATCH', '/apps/shop/config-vars', { ONE: '1' })
    await ask('PATCH', '/apps/shop/formation', { updates: [{ type: 'web', quantity: 0 }] })
    await ask('POST', '/apps/shop/collaborators', { user: 'otto@example.com' })
    await ask('DELETE', '/apps/shop/collaborators/otto@example.com')
    const list = await told()
    expect(list[0]).toBe('update app')
    expect(list).toEqual(expect.arrayContaining(['create release', 'update formation', 'destroy dyno', 'create collaborator']))
    expect(list.at(-1)).toBe('destroy collaborator')
    const all = await events()
    expect(all.find(({ include }) => include === 'api:app')?.payload.previous_data).toMatchObject({ maintenance: false })
    expect(all.find(({ payload }) => payload.action === 'destroy')?.payload.data).toMatchObject({ name: 'web.1' })
  })

  it('tell of domains', async () => {
    await add(URL_OK, ['api:domain', 'api:sni-endpoint'])
    await ask('POST', '/apps/shop/domains', { hostname: 'www.example.com', sni_endpoint: null })
    await ask('DELETE', '/apps/shop/domains/www.example.com')
    const list = await told()
    expect([list[0], list.at(-1)]).toEqual(['create domain', 'destroy domain'])
    expect((await events())[0]?.payload.data).toMatchObject({ hostname: 'www.example.com', kind: 'custom' })
  })

  it('are made only of what somebody asked for, and not at all without webhooks', async () => {
    await ask('PATCH', '/apps/shop/config-vars', { ONE: '1' })
    await add(URL_OK, ['api:release'])
    await ask('PATCH', '/apps/shop/config-vars', { TWO: '2' })
    expect(await told()).toEqual(['create release'])
    expect(api.world().tables.outbox.size).toBe(0)
  })
})

describe('deliveries', () => {
  it('are signed, and say what was sent and answered', async () => {
    const { id } = await add()
    await ask('PATCH', '/apps/shop', { maintenance: true })
    expect(await deliveries()).toMatchObject([{ status: 'pending', num_attempts: 0, last_attempt: null, webhook: { id } }])
    api.pass(2 * SECOND)
    const [delivery] = await deliveries()
    expect(delivery).toMatchObject({ status: 'succeeded', num_attempts: 1, last_attempt: { code: 200, status: 'succeeded' } })
    const { attempts, resource, action } = await detail(delivery?.id ?? '')
    expect({ resource, action }).toEqual({ resource: 'app', action: 'update' })
    const request = attempts[0]?.request
    expect(request?.headers['Heroku-Webhook-Hmac-SHA256']).toBe(
      createHmac('sha256', 'between us')
        .update(request?.body ?? '')
        .digest('base64'),
    )
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      action: 'update',
      resource: 'app',
      sequence: 1,
      actor: { email: 'ada@example.com' },
      data: { name: 'shop', maintenance: true },
      previous_data: { maintenance: false },
      version: 'application/vnd.heroku+json; version=3',
      webhook_metadata: { delivery: { id: delivery?.id }, event: { include: 'api:app' }, webhook: { id } },
    })
    expect(attempts[0]?.response).toEqual({ body: 'OK' })
  })

  it('are tried once by notify, whatever comes of it', async () => {
    await add('https://example.com/fail')
    await ask('PATCH', '/apps/shop', { maintenance: true })
    api.pass(HOUR)
    expect(await deliveries()).toMatchObject([{ status: 'failed', num_attempts: 1, last_attempt: { code: 500 } }])
  })

  it('are tried again by sync, with pauses that double, until they succeed', async () => {
    await add('https://flaky.example.com/', ENTITIES, 'sync')
    await ask('PATCH', '/apps/shop', { maintenance: true })
    api.pass(2 * SECOND)
    expect(await deliveries()).toMatchObject([{ status: 'retrying', num_attempts: 1, next_attempt_at: expect.any(String) }])
    api.pass(HOUR)
    const [delivery] = await deliveries()
    expect(delivery).toMatchObject({ status: 'succeeded', num_attempts: 3, next_attempt_at: null })
    const times = (await detail(delivery?.id ?? '')).attempts.map((attempt) => Date.parse(attempt.created_at))
    expect(Math.round(((times[1] ?? 0) - (times[0] ?? 0)) / MINUTE)).toBe(1)
    expect(Math.round(((times[2] ?? 0) - (times[1] ?? 0)) / MINUTE)).toBe(2)
  })

  it('are given up after three days', async () => {
    await add('https://example.invalid/', ENTITIES, 'sync')
    await ask('PATCH', '/apps/shop', { maintenance: true })
    api.pass(60 * HOUR)
    expect(await deliveries()).toMatchObject([{ status: 'retrying' }])
    api.pass(12 * HOUR)
    const [delivery] = await deliveries()
    expect(delivery).toMatchObject({ status: 'failed', last_attempt: { code: null, error_class: 'ConnectionError' } })
    expect(delivery?.num_attempts).toBe(13)
  })

  it('are sent again when asked for, to where the webhook points by then', async () => {
    const { id } = await add('https://example.com/slow')
    await ask('PATCH', '/apps/shop', { maintenance: true })
    api.pass(2 * SECOND)
    const [waiting] = await deliveries()
    const again = `/control${DELIVERIES}/${waiting?.id}/actions/redeliver`
    expect(waiting).toMatchObject({ status: 'pending', last_attempt: { status: 'scheduled' } })
    await refused('ada', 'POST', again, undefined, 409, 'on its way')
    api.pass(30 * SECOND)
    expect(await deliveries()).toMatchObject([{ status: 'failed', last_attempt: { error_class: 'Timeout' } }])
    await ask('PATCH', `${HOOKS}/${id}`, { url: URL_OK })
    await ask('POST', again)
    api.pass(2 * SECOND)
    expect(await deliveries()).toMatchObject([{ status: 'succeeded', num_attempts: 2, last_attempt: { code: 200 } }])
  })

  it('are found by their status and by webhook', async () => {
    const { id } = await add('https://example.com/fail')
    await add()
    await ask('PATCH', '/apps/shop', { maintenance: true })
    api.pass(MINUTE)
    expect(await ask<Delivery[]>('GET', `${DELIVERIES}?eq[status]=failed`)).toHaveLength(1)
    expect(await ask<Delivery[]>('GET', `${DELIVERIES}?eq[webhook]=${id}`)).toMatchObject([{ webhook: { id } }])
    expect(await ask('GET', '/control/apps/shop/webhooks')).toEqual(
      expect.arrayContaining([expect.objectContaining({ webhook: id, deliveries: 1, failed: 1 })]),
    )
  })

  it('are kept for a while only, and go with their webhook', async () => {
    const { id } = await add(URL_OK, ['api:app'])
    for (let i = 0; i < 305; i++) await ask('PATCH', '/apps/shop', { maintenance: i % 2 === 0 })
    const { tables } = api.world()
    expect([tables.webhookDeliveries.size, tables.webhookEvents.size]).toEqual([300, 300])
    api.pass(8 * 24 * HOUR)
    await ask('PATCH', '/apps/shop', { maintenance: false })
    expect([tables.webhookDeliveries.size, tables.webhookEvents.size]).toEqual([1, 1])
    await ask('DELETE', `${HOOKS}/${id}`)
    expect([tables.webhookDeliveries.size, tables.webhookEvents.size]).toEqual([0, 0])
  })
})

describe('webhooks', () => {
  it('make a secret for who brings none, and tell it once', async () => {
    const body = { url: URL_OK, include: ['api:release'], level: 'sync' }
    const made = await api.as('ada', 'POST', HOOKS, body)
    const secret = made.headers.get('heroku-webhook-secret')
    expect(secret).toMatch(/^[0-9a-f]{60}$/)
    expect(JSON.stringify(made.body)).not.toContain(secret)
    const { id } = made.body as Webhook
    expect((await api.as('ada', 'GET', `${HOOKS}/${id}`)).headers.get('heroku-webhook-secret')).toBeNull()
    const other = (await api.as('ada', 'PATCH', `${HOOKS}/${id}`, { secret: null })).headers.get('heroku-webhook-secret')
    expect(other).toMatch(/^[0-9a-f]{60}$/)
    expect(other).not.toBe(secret)
    expect((await api.as('ada', 'POST', HOOKS, { ...body, secret: 'mine' })).headers.get('heroku-webhook-secret')).toBeNull()
  })

  it('are refused when they cannot be, and nothing changes', async () => {
    const good = { url: URL_OK, include: ['api:release'], level: 'notify' }
    await refused('ada', 'POST', HOOKS, { ...good, url: 'http://example.com/' }, 422, 'https://')
    await refused('ada', 'POST', HOOKS, { ...good, url: 'example' }, 422, 'whole address')
    await refused('ada', 'POST', HOOKS, { ...good, url: 'https://me:pw@example.com/' }, 422, 'password')
    await refused('ada', 'POST', HOOKS, { ...good, url: 'https://localhost:3000/' }, 422, 'can reach')
    await refused('ada', 'POST', HOOKS, { ...good, include: [] }, 422, 'at least one')
    await refused('ada', 'POST', HOOKS, { ...good, include: ['api:planet'] }, 422, 'no entity api:planet')
    await refused('ada', 'POST', HOOKS, { ...good, level: 'shout' }, 422, 'level')
    await refused('ada', 'POST', HOOKS, { ...good, secret: ' ' }, 422, 'secret')
    await refused('ada', 'POST', HOOKS, { ...good, authorization: 'a\nb' }, 422, 'Authorization')
    await refused('ada', 'GET', `${HOOKS}/${ENTITIES[0]}`, undefined, 404, "Couldn't find that webhook")
    for (let i = 0; i < 10; i++) await add()
    await refused('ada', 'POST', HOOKS, good, 422, 'at most 10')
    expect(webhookUrlProblem(`https://example.com/${'a'.repeat(3000)}`)).toContain('2048')
  })

  it('are for those who manage the app; others of the app may look', async () => {
    const { id } = await add()
    await refused('otto', 'GET', HOOKS, undefined, 403, 'do not have access')
    await ask('POST', '/apps/shop/collaborators', { user: 'otto@example.com' })
    expect(await ask('GET', HOOKS, undefined, 'otto')).toHaveLength(1)
    await refused('otto', 'POST', HOOKS, { url: URL_OK, include: ['api:app'], level: 'sync' }, 403, 'manage permission')
    await refused('otto', 'PATCH', `${HOOKS}/${id}`, { level: 'sync' }, 403, 'manage permission')
    await refused('otto', 'DELETE', `${HOOKS}/${id}`, undefined, 403, 'manage permission')
  })

  it('are never of another app', async () => {
    const { id } = await add()
    await ask('POST', '/apps', { name: 'other' })
    await refused('ada', 'DELETE', `/apps/other/webhooks/${id}`, undefined, 404, "Couldn't find that webhook")
  })

  it('go with their app, and leave nothing due', async () => {
    await add('https://example.com/fail', ENTITIES, 'sync')
    await ask('PATCH', '/apps/shop', { maintenance: true })
    await ask('DELETE', '/apps/shop')
    api.pass(80 * HOUR)
    const { webhooks, webhookEvents, webhookDeliveries, outbox } = api.world().tables
    expect([webhooks, webhookEvents, webhookDeliveries, outbox].map(({ size }) => size)).toEqual([0, 0, 0, 0])
    expect(api.reports).toEqual([])
  })

  it('follow from the journal to the byte', async () => {
    await add('https://flaky.example.com/', ENTITIES, 'sync', null)
    await deploy()
    await ask('PATCH', '/apps/shop/config-vars', { ONE: '1' })
    api.pass(3 * HOUR)
    const world = api.world()
    const again = createWorld({ scenario: 'empty', seed: 'test', epoch: NOON }, world.journal)
    again.advanceTo(world.now)
    expect(again.hash()).toBe(world.hash())
    const resumed = createWorld({ scenario: 'empty', seed: 'test', epoch: NOON }, world.journal, world.snapshot())
    expect(resumed.hash()).toBe(world.hash())
  })
})

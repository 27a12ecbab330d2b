import { QueryObserver, type QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { access } from '#platform/access/contract.ts'
import { apps } from '#platform/apps/contract.ts'
import { config } from '#platform/config/contract.ts'
import { control } from '#platform/control/contract.ts'
import { dynos } from '#platform/dynos/contract.ts'
import { webhooks } from '#platform/webhooks/contract.ts'
import type { Keeper } from '#hosts/keeper.ts'
import { startTestPlatform } from '#client/support/platform.ts'
import { followChanges } from './changes.ts'
import { connection, signIn } from './connection.ts'
import { call, urlOf } from './http.ts'
import { createQueryClient, optimistically, query, shownEarly, type EndpointQuery } from './query.ts'
import { readEvents } from './streams.ts'

let keeper: Keeper
let asked: string[] = []
let client: QueryClient
let stops: (() => void)[] = []

beforeEach(async () => {
  vi.stubGlobal('document', new EventTarget())
  vi.stubGlobal('window', new EventTarget())
  ;({ keeper, asked } = await startTestPlatform())
  client = createQueryClient()
  for (const name of ['one', 'two']) await call(apps.create, { body: { name } })
})

afterEach(() => {
  for (const stop of stops) stop()
  stops = []
  client.clear()
})

/** Shows a query, as a page would. */
async function show<T>(options: EndpointQuery<T>): Promise<void> {
  await client.fetchQuery(options)
  stops.push(new QueryObserver(client, options).subscribe(() => undefined))
}

/** Leaves every page. */
function leave(): void {
  for (const stop of stops.splice(1)) stop()
}

async function follow(onWorld?: () => void): Promise<void> {
  stops.push(followChanges(client, { onWorld }))
  await vi.waitFor(() => expect(asked).toContain('GET /control/changes'))
}

const set = (app: string) => call(config.update, { params: { app }, body: { A: String(asked.length) } })
const count = (line: string) => asked.filter((other) => other === line).length

test('a change has those queries asked again that are made of it, and no other', async () => {
  await follow()
  await show(query(config.info, { params: { app: 'one' } }))
  await show(query(config.info, { params: { app: 'two' } }))
  await show(query(dynos.sizes))
  asked.length = 0
  await set('one')
  await vi.waitFor(() => expect(client.getQueryData(query(config.info, { params: { app: 'one' } }).queryKey)).toHaveProperty('A'))
  expect(count('GET /apps/one/config-vars')).toBe(1)
  expect(count('GET /apps/two/config-vars')).toBe(0)
  expect(count('GET /dyno-sizes')).toBe(0)
})

test('an app is known by its id too', async () => {
  await follow()
  const { id } = await call(apps.info, { params: { app: 'one' } })
  await show(query(config.info, { params: { app: id } }))
  asked.length = 0
  await set('one')
  await vi.waitFor(() => expect(count(`GET /apps/${id}/config-vars`)).toBe(1))
})

describe('what is gone', () => {
  const vars = (app: string) => query(config.info, { params: { app } })
  const info = (app: string) => query(apps.info, { params: { app } })
  /** Whatever the change before it had to have asked again is asked again when this one is heard of. */
  const untilHeard = async () => {
    await set('two')
    await vi.waitFor(() => expect(client.getQueryData(vars('two').queryKey)).toHaveProperty('A'))
  }
  /** What was asked about an app by this name. */
  const askedAbout = (app: string) => asked.filter((line) => line.startsWith('GET ') && line.includes(`/apps/${app}`))

  beforeEach(async () => {
    await follow()
    await show(vars('two'))
    await show(query(apps.list))
  })

  test('a deleted app is not asked for again, and forgotten when its page is left', async () => {
    const { id } = await call(apps.info, { params: { app: 'one' } })
    for (const name of ['one', id]) {
      await show(info(name))
      await show(vars(name))
    }
    await client.fetchQuery(query(dynos.list, { params: { app: 'one' } }))
    asked.length = 0
    await call(apps.delete, { params: { app: 'one' } })
    await untilHeard()
    expect(count('GET /apps')).toBeGreaterThan(0)
    expect(askedAbout('one')).toEqual([])
    expect(askedAbout(id)).toEqual([])
    expect(client.getQueryData(query(dynos.list, { params: { app: 'one' } }).queryKey)).toBeUndefined()
    expect(client.getQueryData(info('one').queryKey)).toHaveProperty('name', 'one')
    leave()
    expect(client.getQueryData(info('one').queryKey)).toBeUndefined()
  })

  test('an app is followed by its new name, and by its id, but not by the name it had', async () => {
    const { id } = await call(apps.info, { params: { app: 'one' } })
    await show(info('one'))
    await show(info(id))
    asked.length = 0
    await call(apps.update, { params: { app: 'one' }, body: { name: 'uno' } })
    await show(info('uno'))
    await untilHeard()
    await vi.waitFor(() => expect(client.getQueryData(info(id).queryKey)).toHaveProperty('name', 'uno'))
    await call(apps.update, { params: { app: 'uno' }, body: { maintenance: true } })
    await vi.waitFor(() => expect(client.getQueryData(info('uno').queryKey)).toHaveProperty('maintenance', true))
    expect(askedAbout('one')).toEqual([])
  })

  test('an app under the name that another had is followed', async () => {
    await show(info('one'))
    await call(apps.update, { params: { app: 'one' }, body: { name: 'uno' } })
    await untilHeard()
    leave()
    await call(apps.update, { params: { app: 'two' }, body: { name: 'one' } })
    await show(info('one'))
    await call(apps.update, { params: { app: 'one' }, body: { maintenance: true } })
    await vi.waitFor(() => expect(client.getQueryData(info('one').queryKey)).toHaveProperty('maintenance', true))
  })

  test('a removed webhook is not asked for again, but its app is', async () => {
    const body = { include: ['api:release'], level: 'notify' as const, url: 'https://example.com/hook' }
    const { id: webhook } = await call(webhooks.create, { params: { app: 'one' }, body })
    await show(query(webhooks.info, { params: { app: 'one', webhook } }))
    await show(query(webhooks.list, { params: { app: 'one' } }))
    asked.length = 0
    await call(webhooks.delete, { params: { app: 'one', webhook } })
    await vi.waitFor(() => expect(client.getQueryData(query(webhooks.list, { params: { app: 'one' } }).queryKey)).toEqual([]))
    expect(count(`GET /apps/one/webhooks/${webhook}`)).toBe(0)
  })

  test('who is taken off an app asks for it no more, and nobody hears of an app they never saw', async () => {
    const otto = tokenOf('otto')
    const ada = connection().token
    await call(access.add, { params: { app: 'one' }, body: { user: 'otto@example.com' } })
    signIn(otto)
    const heard = listen()
    await vi.waitFor(() => expect(count('GET /control/changes')).toBe(3))
    signIn(ada)
    await call(access.remove, { params: { app: 'one', collaborator: 'otto@example.com' } })
    await call(apps.update, { params: { app: 'one' }, body: { name: 'secret' } })
    await call(apps.update, { params: { app: 'two' }, body: { name: 'hidden' } })
    await call(apps.delete, { params: { app: 'hidden' } })
    await call(apps.create, { body: { name: 'three' } })
    await call(access.add, { params: { app: 'three' }, body: { user: 'otto@example.com' } })
    await vi.waitFor(() => expect(heard.join()).toContain('three'))
    expect(heard.filter((line) => line.includes('"gone"') && line.includes('"one"'))).not.toEqual([])
    expect(heard.join()).not.toMatch(/secret|two|hidden/)
  })
})

/** The token of somebody, by the local part of their e-mail. */
function tokenOf(person: string): string {
  const { accounts, authorizations } = keeper.present().tables
  const account = accounts.first('email', `${person}@example.com`)
  return authorizations.by('account', account?.id ?? '')[0]?.token ?? ''
}

/** What the change feed says to whoever is signed in. */
function listen(): string[] {
  const heard: string[] = []
  const ended = new AbortController()
  stops.push(() => ended.abort())
  void (async () => {
    for await (const { data } of readEvents(urlOf(control.changes), { signal: ended.signal })) heard.push(data)
  })().catch(() => undefined)
  return heard
}

test('many changes at once are one question', async () => {
  await follow()
  await show(query(apps.list))
  asked.length = 0
  await Promise.all(Array.from({ length: 20 }, () => set('one')))
  await vi.waitFor(() => expect(count('GET /apps')).toBeGreaterThan(0))
  expect(count('GET /apps')).toBeLessThanOrEqual(3)
})

test('what is shown early is not taken back by an answer from before', async () => {
  await follow()
  const options = query(config.info, { params: { app: 'one' } })
  await show(options)
  const answered = Promise.withResolvers<void>()
  const change = client.getMutationCache().build(client, {
    meta: shownEarly,
    mutationFn: () => answered.promise,
    onMutate: () => optimistically(client, options, () => ({ WISHED: 'for' })),
  })
  const done = change.execute(undefined)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await set('one')
  await vi.advanceTimersByTimeAsync(5_000)
  vi.useRealTimers()
  expect(client.getQueryData(options.queryKey)).toEqual({ WISHED: 'for' })
  answered.resolve()
  await done
  await vi.waitFor(() => expect(client.getQueryData(options.queryKey)).toHaveProperty('A'))
})

test('what was asked before the feed is asked again', async () => {
  await show(query(apps.list))
  expect(count('GET /apps')).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 2))
  await follow()
  await vi.waitFor(() => expect(count('GET /apps')).toBe(2))
})

test('setting the clock is heard of', async () => {
  await follow()
  await show(query(control.clock))
  keeper.advance(60_000)
  await vi.waitFor(() =>
    expect(client.getQueryData(query(control.clock).queryKey)).toMatchObject({ now: '2026-01-05T09:01:00.000Z' }),
  )
})

test('another world drops what was known', async () => {
  const onWorld = vi.fn<() => void>()
  await follow(onWorld)
  await client.fetchQuery(query(config.info, { params: { app: 'one' } }))
  await keeper.replace(keeper.present().origin, [], 0)
  await vi.waitFor(() => expect(onWorld).toHaveBeenCalled())
  expect(client.getQueryData(query(config.info, { params: { app: 'one' } }).queryKey)).toBeUndefined()
})

test('a feed that breaks off is taken up again', async () => {
  await follow()
  await keeper.close()
  await vi.waitFor(() => expect(count('GET /control/changes')).toBe(2), { timeout: 3000 })
})

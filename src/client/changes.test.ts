import { QueryObserver, type QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { apps } from '#platform/apps/contract.ts'
import { config } from '#platform/config/contract.ts'
import { control } from '#platform/control/contract.ts'
import { dynos } from '#platform/dynos/contract.ts'
import type { Keeper } from '#hosts/keeper.ts'
import { startTestPlatform } from '#client/support/platform.ts'
import { followChanges } from './changes.ts'
import { call } from './http.ts'
import { createQueryClient, optimistically, query, shownEarly, type EndpointQuery } from './query.ts'

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

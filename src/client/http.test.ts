import { beforeEach, describe, expect, expectTypeOf, test, vi } from 'vitest'
import { apps, type App } from '#platform/apps/contract.ts'
import type { builds } from '#platform/builds/contract.ts'
import { config } from '#platform/config/contract.ts'
import { control, type Clock } from '#platform/control/contract.ts'
import { dynos } from '#platform/dynos/contract.ts'
import { metrics } from '#platform/metrics/contract.ts'
import { startTestPlatform } from '#client/support/platform.ts'
import { connectTo, holdCallsUntil, signIn } from './connection.ts'
import { ApiFailure, call, callAll, pages, urlOf, type Args } from './http.ts'

let asked: string[] = []
beforeEach(async () => {
  asked = (await startTestPlatform()).asked
})

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  )

describe('a call', () => {
  test('sends what it is given and answers what the contract says', async () => {
    const made = await call(apps.create, { body: { name: 'storefront' } })
    expectTypeOf(made).toEqualTypeOf<App>()
    expect(made.name).toBe('storefront')
    await call(config.update, { params: { app: 'storefront' }, body: { GREETING: 'hello' } })
    expect(await call(config.info, { params: { app: 'storefront' } })).toEqual({ GREETING: 'hello' })
  })

  test('may leave out what is not needed', async () => {
    expectTypeOf(await call(control.clock)).toEqualTypeOf<Clock>()
    expect((await call(apps.create)).name).toMatch(/^[a-z]+-[a-z]+-\d+$/)
  })

  test('carries parameters and a query in its address', async () => {
    expect(urlOf(apps.info, { params: { app: 'a b/c' } })).toBe('http://platform.test/apps/a%20b%2Fc')
    expect(urlOf(metrics.latency, { params: { app: 'x' }, query: { step: '10m', process_type: undefined } })).toMatch(
      /\/apps\/x\/router-metrics\/latency\?step=10m$/,
    )
  })

  test('fails with the platform’s own words', async () => {
    const error = await refusal(call(apps.info, { params: { app: 'nowhere' } }))
    expect(error).toBeInstanceOf(ApiFailure)
    expect(error).toMatchObject({ status: 404, id: 'not_found', message: "Couldn't find that app." })
    signIn('wrong')
    expect(await refusal(call(apps.list))).toMatchObject({ status: 401, id: 'unauthorized' })
  })

  test('says so when nobody answers, and keeps the reason of an abort', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    expect(await refusal(call(apps.list))).toMatchObject({ status: 0, id: 'unreachable' })
    const controller = new AbortController()
    controller.abort('enough')
    globalThis.fetch = () => Promise.reject(controller.signal.reason)
    expect(await refusal(call(apps.list, { signal: controller.signal }))).toBe('enough')
  })
})

test('calls to the world in this browser wait until it has started', async () => {
  vi.stubGlobal('location', { origin: 'http://page.test' })
  const started = Promise.withResolvers<void>()
  holdCallsUntil(started.promise)
  connectTo(null)
  globalThis.fetch = vi.fn(() => Promise.resolve(Response.json([])))
  const answer = call(apps.stacks)
  await new Promise((resolve) => setImmediate(resolve))
  expect(fetch).not.toHaveBeenCalled()
  started.resolve()
  expect(await answer).toEqual([])
  expect(fetch).toHaveBeenCalledWith('http://page.test/api/stacks', expect.anything())
})

test('a list comes whole, or page by page', async () => {
  for (let i = 0; i < 7; i++) await call(apps.create, { body: { name: `app-${i}` } })
  const names = Array.from({ length: 7 }, (_, i) => `app-${i}`)
  const range = 'name ..; max=3'
  expect((await callAll(apps.list, { range })).map(({ name }) => name)).toEqual(names)
  const sizes: number[] = []
  for await (const page of pages(apps.list, { range })) sizes.push(page.length)
  expect(sizes).toEqual([3, 3, 1])
  asked.length = 0
  expect(await callAll(apps.list)).toHaveLength(7)
  expect(asked).toHaveLength(1)
})

test('arguments are those of the contract', () => {
  expectTypeOf<Args<typeof apps.info>['params']>().toEqualTypeOf<{ readonly app: string }>()
  expectTypeOf<Args<typeof builds.info>['params']>().toEqualTypeOf<{ readonly app: string; readonly build: string }>()
  expectTypeOf<Args<typeof control.clock>>().toMatchTypeOf<{ readonly params?: undefined; readonly body?: undefined }>()
  expectTypeOf<Args<typeof dynos.create>['body']['command']>().toEqualTypeOf<string>()
  // @ts-expect-error -- the app is missing
  void (() => call(apps.info))
  // @ts-expect-error -- a list has no body
  void (() => call(apps.list, { body: {} }))
  // @ts-expect-error -- not a field of the body
  void (() => call(dynos.scaleType, { params: { app: 'a', type: 'web' }, body: { amount: 1 } }))
  // @ts-expect-error -- not a name of the path
  void (() => call(apps.info, { params: { application: 'a' } }))
})

import { MutationObserver } from '@tanstack/react-query'
import { beforeEach, expect, expectTypeOf, test } from 'vitest'
import { apps, type App } from '#platform/apps/contract.ts'
import { config, type ConfigVars } from '#platform/config/contract.ts'
import { startTestPlatform } from '#client/support/platform.ts'
import { call } from './http.ts'
import { createQueryClient, mutation, optimistically, query, queryAll } from './query.ts'

const params = { app: 'one' }
const vars = query(config.info, { params })

beforeEach(async () => {
  await startTestPlatform()
  await call(apps.create, { body: { name: 'one' } })
})

test('a query is known by its endpoint and what it is asked with', async () => {
  expect(vars.queryKey).toEqual(['GET /apps/:app/config-vars', { app: 'one' }, {}, false])
  expect(query(apps.list).queryKey).not.toEqual(queryAll(apps.list).queryKey)
  expect(vars.meta).toEqual({ reads: ['apps'], app: 'one' })
  const client = createQueryClient()
  const list = await client.fetchQuery(queryAll(apps.list))
  expectTypeOf(list).toEqualTypeOf<App[]>()
  expect(list.map(({ name }) => name)).toEqual(['one'])
  // @ts-expect-error -- the app is missing
  void (() => query(config.info))
})

const setVars = (client = createQueryClient()) => {
  const options = mutation(config.update, {
    optimistic: (from, { body }) => {
      expectTypeOf(body).toEqualTypeOf<Record<string, string | null>>()
      return optimistically(from, vars, (before) => {
        expectTypeOf(before).toEqualTypeOf<ConfigVars>()
        return { ...before, A: String(body['A']) }
      })
    },
  })
  return { client, observer: new MutationObserver(client, options) }
}

test('an optimistic change shows at once', async () => {
  const { client, observer } = setVars()
  await client.fetchQuery(vars)
  const done = observer.mutate({ params, body: { A: '1' } })
  await Promise.resolve()
  expect(client.getQueryData(vars.queryKey)).toEqual({ A: '1' })
  expect(await done).toEqual({ A: '1' })
})

test('and is undone when the platform refuses', async () => {
  const { client, observer } = setVars()
  await client.fetchQuery(vars)
  const done = observer.mutate({ params, body: { A: '1', 'not a name': 'x' } })
  await Promise.resolve()
  expect(client.getQueryData(vars.queryKey)).toEqual({ A: '1' })
  await expect(done).rejects.toMatchObject({ status: 422, id: 'invalid_params' })
  expect(client.getQueryData(vars.queryKey)).toEqual({})
})

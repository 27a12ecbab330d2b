import { expect, test } from 'vitest'
import { call } from '#client/http.ts'
import { startTestPlatform } from '#client/support/platform.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { addons } from '#platform/addons/contract.ts'
import { apps } from '#platform/apps/contract.ts'
import { control } from '#platform/control/contract.ts'
import { databaseContents } from '#platform/postgres/contract.ts'
import { databases } from '#platform/postgres/service/contract.ts'
import { contentOf, targetFor } from './ask.ts'

test('what is asked right after a change goes to the new state, though the page has not heard of it', async () => {
  await startTestPlatform()
  await call(apps.create, { body: { name: 'shop' } })
  await call(addons.create, { params: { app: 'shop' }, body: { plan: 'heroku-postgresql:standard-0', name: 'db' } })
  await call(control.setClock, { body: { advance: 1_800_000 } })
  const params = { addon: 'db' }
  const { credentials, names, since } = await call(databaseContents.content, { params })
  const name = `kept ${'a'.repeat(32)} 1`
  const body = { name, from: names[0] ?? '', since, password: credentials[0]?.password ?? '' }
  await call(databaseContents.written, { params, body })
  // As a page that shows the database knows it.
  expect((await queryClient.fetchQuery(contentOf('db'))).names).toEqual([name, 'empty'])

  await call(databases.reset, { params: { database: 'db' }, body: {} })
  expect((await queryClient.fetchQuery(contentOf('db'))).names).toEqual([name, 'empty'])
  expect((await targetFor('db')).contents.names).toEqual(['empty'])
})

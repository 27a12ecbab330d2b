import { beforeEach, expect, test } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'

let api: Harness
beforeEach(async () => {
  api = await openHarness('company')
})

test('a person changes nobody but themself', async () => {
  expect(await api.as('ada', 'PATCH', '/users/~', { name: 'Ada L.' })).toMatchObject({ body: { name: 'Ada L.' } })
  const before = api.world().hash()
  expect(await api.as('ada', 'PATCH', '/users/otto@example.com', { name: 'x' })).toMatchObject({ status: 403 })
  expect(api.world().hash()).toBe(before)
})

test('apps are filtered by ids, and only those that one sees', async () => {
  const apps = (await api.as('ada', 'GET', '/apps')).body as { id: string }[]
  const id = apps.map((app) => app.id)
  const found = (await api.as('ada', 'POST', '/filters/apps', { in: { id: id.slice(0, 2) } })).body as { id: string }[]
  expect(found.map((app) => app.id).sort()).toEqual(id.slice(0, 2).sort())
  expect(await api.as('otto', 'POST', '/filters/apps', { in: { id } })).toMatchObject({ status: 200, body: [] })
})

test("a team's feature has its documented shape", async () => {
  const { body } = await api.as('ada', 'GET', '/teams/fernwood/features/org-access-controls')
  expect(body).toMatchObject({ name: 'org-access-controls', enabled: true, state: 'general' })
  expect(await api.as('ada', 'GET', '/teams/fernwood/features')).toMatchObject({ body: expect.arrayContaining([body]) })
  expect(await api.as('ada', 'GET', '/teams/fernwood/features/none')).toMatchObject({ status: 404 })
})

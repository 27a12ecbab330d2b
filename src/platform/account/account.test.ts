import { beforeEach, expect, test } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'

let api: Harness
beforeEach(async () => {
  api = await openHarness('company')
})

test('an authorization gets a new token, and the old one is worth nothing', async () => {
  const made = (await api.as('ada', 'POST', '/oauth/authorizations', { description: 'check' })).body as {
    id: string
    access_token: { token: string }
  }
  const path = `/oauth/authorizations/${made.id}`
  const before = api.world().hash()
  expect(await api.as('otto', 'POST', `${path}/actions/regenerate-tokens`)).toMatchObject({ status: 404 })
  expect(await api.as('otto', 'PATCH', path, { description: 'mine' })).toMatchObject({ status: 404 })
  expect(api.world().hash()).toBe(before)
  const fresh = (await api.as('ada', 'POST', `${path}/actions/regenerate-tokens`)).body as typeof made
  expect(fresh.id).toBe(made.id)
  expect(fresh.access_token.token).not.toBe(made.access_token.token)
  const who = (token: string) => api.as(null, 'GET', '/account', undefined, { authorization: `Bearer ${token}` })
  expect(await who(made.access_token.token)).toMatchObject({ status: 401 })
  expect(await who(fresh.access_token.token)).toMatchObject({ status: 200, body: { email: 'ada@example.com' } })
  expect(await api.as('ada', 'PATCH', path, { description: 'robots' })).toMatchObject({ body: { description: 'robots' } })
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

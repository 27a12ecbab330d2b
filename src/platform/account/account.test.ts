import { beforeEach, expect, test } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import type { TwoFactor } from './contract.ts'
import { codeAt } from './totp.ts'

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

test('a second factor is set up by a code, shown to the team, and given up by one', async () => {
  const path = '/control/account/two-factor'
  const get = async () => (await api.as('ada', 'GET', path)).body as TwoFactor
  expect(await get()).toMatchObject({ enabled: false, pending: null, simulated_code: null })
  expect(await api.as('ada', 'PUT', path, { code: '123456' })).toMatchObject({ status: 422 })
  await api.as('ada', 'POST', path)
  const { pending, simulated_code: first } = await get()
  expect(pending?.uri).toContain(`secret=${pending?.secret}`)
  const before = api.world().hash()
  expect(await api.as('ada', 'PUT', path, { code: '000000' })).toMatchObject({ status: 422 })
  expect(api.world().hash()).toBe(before)
  api.pass(31_000)
  const { recovery_codes: codes } = (await api.as('ada', 'PUT', path, { code: first })).body as { recovery_codes: string[] }
  expect(new Set(codes).size).toBe(10)
  expect(await get()).toMatchObject({ enabled: true, pending: null, recovery_codes_left: 10 })
  expect((await api.as('ada', 'GET', '/account')).body).toMatchObject({ two_factor_authentication: true })
  const members = (await api.as('lucia', 'GET', '/teams/fernwood/members')).body as {
    email: string
    two_factor_authentication: boolean
  }[]
  expect(members.filter((member) => member.two_factor_authentication).map(({ email }) => email)).toEqual(['ada@example.com'])
  expect(await api.as('ada', 'POST', path)).toMatchObject({ status: 422 })
  expect(await api.as('ada', 'DELETE', path, { code: first })).toMatchObject({ status: 200 })
  await api.as('ada', 'POST', path)
  const { recovery_codes: others } = (await api.as('ada', 'PUT', path, { code: (await get()).simulated_code })).body as {
    recovery_codes: string[]
  }
  api.pass(3_600_000)
  expect(await api.as('ada', 'DELETE', path, { code: first })).toMatchObject({ status: 403, body: { id: 'two_factor' } })
  expect(await api.as('ada', 'POST', `${path}/recovery-codes`, { code: codes[0] })).toMatchObject({ status: 403 })
  const renewed = await api.as('ada', 'POST', `${path}/recovery-codes`, { code: (await get()).simulated_code })
  expect(await api.as('ada', 'DELETE', path, { code: others[1] })).toMatchObject({ status: 403 })
  const [fresh] = (renewed.body as { recovery_codes: string[] }).recovery_codes
  expect(await api.as('ada', 'DELETE', path, { code: fresh })).toMatchObject({ status: 200, body: { enabled: false } })
})

test('a second factor is asked for before tokens, passwords and the end', async () => {
  const path = '/control/account/two-factor'
  const shown = async () => ((await api.as('ada', 'GET', path)).body as TwoFactor).simulated_code ?? ''
  const made = (await api.as('ada', 'POST', '/oauth/authorizations', {})).body as { id: string }
  await api.as('ada', 'POST', path)
  await api.as('ada', 'PUT', path, { code: await shown() })
  const protectedCalls = [
    ['POST', '/oauth/authorizations', { scope: ['read'] }],
    ['POST', `/oauth/authorizations/${made.id}/actions/regenerate-tokens`],
    ['PATCH', '/account', { new_password: 'correct horse 1!' }],
    ['PATCH', '/users/~', { email: 'ada@new.example' }],
    ['DELETE', '/account'],
  ] as const
  const before = api.world().hash()
  for (const [method, at, body] of protectedCalls) {
    const none = await api.as('ada', method, at, body)
    expect(none, at).toMatchObject({
      status: 403,
      body: { id: 'two_factor', message: expect.stringMatching(/factor .* is required/) },
    })
    const wrong = await api.as('ada', method, at, body, { 'Heroku-Two-Factor-Code': '000000' })
    expect(wrong, at).toMatchObject({ status: 403, body: { id: 'two_factor', message: expect.stringMatching(/not the code/) } })
  }
  expect(api.world().hash()).toBe(before)
  // What takes something away, and what is not protected, goes on without.
  expect(await api.as('ada', 'PATCH', '/account', { name: 'Ada L.' })).toMatchObject({ status: 200 })
  const code = { 'Heroku-Two-Factor-Code': await shown() }
  const fresh = await api.as('ada', 'POST', '/oauth/authorizations', { scope: ['read'] }, code)
  expect(fresh).toMatchObject({ status: 201, body: { scope: ['read'] } })
  expect(await api.as('ada', 'DELETE', `/oauth/authorizations/${made.id}`)).toMatchObject({ status: 200 })
  // Others are asked for nothing.
  expect(await api.as('tom', 'POST', '/oauth/authorizations', {})).toMatchObject({ status: 201 })
  // What was done with a code is done again when the journal is performed, when no code would fit any more.
  const file = (await api.as(null, 'GET', '/control/world/file')).body
  const { tables } = api.world()
  const tokens = tables.authorizations.all()
  expect(await api.as(null, 'PUT', '/control/world/file', file)).toMatchObject({ status: 200 })
  expect(api.world().tables.authorizations.all()).toEqual(tokens)
  expect(api.reports).toEqual([])
})

test('the codes are those of RFC 6238', () => {
  // The secret of its appendix B, in base32; of its eight digits the last six.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  expect([59, 1_111_111_109, 2_000_000_000].map((seconds) => codeAt(secret, seconds * 1000))).toEqual([
    '287082',
    '081804',
    '279037',
  ])
})

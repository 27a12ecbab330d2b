import { beforeEach, expect, test, vi } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import type { Security } from './contract.ts'

const OLD = 'correct horse 1!'
const NEW = 'battery staple 2?'

// A digest takes its time on purpose.
vi.setConfig({ testTimeout: 30_000 })

let api: Harness
beforeEach(async () => {
  api = await openHarness('company')
})

const state = async () => (await api.as('ada', 'GET', '/control/account/security')).body as Security

/** Refused, with nothing changed. */
async function expectRefusal(status: number, message: RegExp, ...asked: Parameters<Harness['as']>): Promise<void> {
  const before = api.world().hash()
  expect(await api.as(...asked)).toMatchObject({ status, body: { message: expect.stringMatching(message) } })
  expect(api.world().hash()).toBe(before)
}

test('a password is set, and changed by who knows it', async () => {
  expect(await state()).toMatchObject({ password_set_at: null })
  for (const weak of ['short1!', 'letters only!', '12345678!', 'letters and 1'])
    await expectRefusal(422, /8 characters/, 'ada', 'PATCH', '/account', { new_password: weak })
  expect(await api.as('ada', 'PATCH', '/account', { new_password: OLD })).toMatchObject({ status: 200 })
  expect((await state()).password_set_at).not.toBeNull()
  await expectRefusal(403, /not your current/, 'ada', 'PATCH', '/account', { new_password: NEW })
  await expectRefusal(403, /not your current/, 'ada', 'PATCH', '/account', { new_password: NEW, password: 'wrong' })
  await expectRefusal(422, /one that you have/, 'ada', 'PATCH', '/account', { new_password: OLD, password: OLD })
  expect(await api.as('ada', 'PATCH', '/users/~', { new_password: NEW, password: OLD })).toMatchObject({ status: 200 })
  await expectRefusal(403, /not your current/, 'ada', 'PATCH', '/account', { new_password: OLD, password: OLD })
  expect(api.reports).toEqual([])
})

test('a link resets it once, within a day, and ends all sessions', async () => {
  await expectRefusal(404, /that user/, null, 'POST', '/password-resets', { email: 'nobody@example.com' })
  const finalize = (token: string, again = NEW) =>
    [null, 'POST', `/password-resets/${token}/actions/finalize`, { password: NEW, password_confirmation: again }] as const
  await api.as(null, 'POST', '/password-resets', { email: 'Ada@example.com' })
  const first = (await state()).reset?.token ?? ''
  await api.as(null, 'POST', '/password-resets', { email: 'ada@example.com' })
  const second = (await state()).reset?.token ?? ''
  await expectRefusal(404, /Ask for another/, ...finalize(first))
  await expectRefusal(422, /not the same/, ...finalize(second, OLD))
  api.pass(86_400_000)
  await expectRefusal(404, /older than a day/, ...finalize(second))
  expect(await state()).toMatchObject({ reset: null })
  await api.as(null, 'POST', '/password-resets', { email: 'ada@example.com' })
  const third = (await state()).reset?.token ?? ''
  expect(await api.as(...finalize(third))).toMatchObject({ status: 200, body: { user: { email: 'ada@example.com' } } })
  expect(await api.as('ada', 'GET', '/account')).toMatchObject({ status: 401 })
  await expectRefusal(404, /followed already/, ...finalize(third))
})

test('the journal holds no password', async () => {
  await api.as('ada', 'PATCH', '/account', { new_password: OLD })
  await api.as('ada', 'PATCH', '/account', { new_password: NEW, password: OLD })
  await api.as(null, 'POST', '/password-resets', { email: 'ada@example.com' })
  const token = (await state()).reset?.token ?? ''
  await api.as(null, 'POST', `/password-resets/${token}/actions/finalize`, { password: OLD, password_confirmation: OLD })
  const file = JSON.stringify((await api.as(null, 'GET', '/control/world/file')).body)
  expect(file).toContain('new_password')
  expect(file).not.toContain('horse')
  expect(file).not.toContain('staple')
  const before = api.world().hash()
  expect(await api.as(null, 'PUT', '/control/world/file', JSON.parse(file))).toMatchObject({ status: 200 })
  expect(api.world().hash()).toBe(before)
})

test('the same password of two people has two digests, and a link that is none costs no digest', async () => {
  for (const who of ['ada', 'tom']) await api.as(who, 'PATCH', '/account', { new_password: OLD })
  const passwords = api
    .world()
    .tables.accounts.all()
    .flatMap(({ password }) => (password ? [password] : []))
  expect(new Set(passwords.map(({ digest }) => digest)).size).toBe(2)
  api.pass(1_000)
  await api.as('ada', 'PATCH', '/account', { new_password: NEW, password: OLD })
  await api.as('ada', 'PATCH', '/account', { new_password: OLD, password: NEW })
  const again = api.world().tables.accounts.first('email', 'ada@example.com')?.password
  expect(passwords.map(({ salt }) => salt)).not.toContain(again?.salt)
  expect(passwords.map(({ digest }) => digest)).not.toContain(again?.digest)
  const derive = vi.spyOn(crypto.subtle, 'deriveBits')
  const body = { password: NEW, password_confirmation: NEW }
  await expectRefusal(404, /followed already/, null, 'POST', '/password-resets/none/actions/finalize', body)
  expect(derive).not.toHaveBeenCalled()
  derive.mockRestore()
})

test('another address counts once its link is followed', async () => {
  for (const email of ['nonsense', 'ada@example'])
    await expectRefusal(422, /name@example\.com/, 'ada', 'PATCH', '/account', { email })
  await expectRefusal(422, /already taken/, 'ada', 'PATCH', '/account', { email: 'Otto@example.com' })
  await api.as('ada', 'PATCH', '/account', { new_password: OLD })
  await expectRefusal(403, /not your current/, 'ada', 'PATCH', '/account', { email: 'ada@new.example' })
  const change = (email: string) => api.as('ada', 'PATCH', '/account', { email, password: OLD })
  expect(await change('ada@new.example')).toMatchObject({ status: 200, body: { email: 'ada@example.com' } })
  const { email_change: first } = await state()
  await change('Ada.Nilsen@new.example')
  await expectRefusal(404, /confirmation/, null, 'POST', `/control/email-confirmations/${first?.token}`)
  const repos = (await api.as('ada', 'GET', '/account/github/repositories')).body
  const { email_change: second } = await state()
  const confirmed = await api.as(null, 'POST', `/control/email-confirmations/${second?.token}`)
  expect(confirmed).toMatchObject({ status: 200, body: { email: 'ada.nilsen@new.example' } })
  expect(await state()).toMatchObject({ email_change: null })
  // GitHub is another service, and knows them as before.
  expect((await api.as('ada', 'GET', '/account/github/repositories')).body).toEqual(repos)
})

test('an account goes when nothing is left without anybody, and what its owner did stays', async () => {
  await expectRefusal(422, /You own apps: .*ada-bread-timer/, 'ada', 'DELETE', '/account')
  const members = (await api.as('ada', 'GET', '/teams/fernwood/members')).body as { email: string; role: string }[]
  for (const { email, role } of members)
    if (role === 'admin' && email !== 'ada@example.com')
      await api.as('ada', 'PATCH', '/teams/fernwood/members', { email, role: 'member' })
  expect((await state()).hindrances.join(' ')).toMatch(/only admin of .*fernwood/)
  const marcus = await api.as('marcus', 'GET', '/account')
  const { id } = marcus.body as { id: string }
  for (const app of (await api.as('marcus', 'GET', '/users/~/apps')).body as { id: string; owner: { id: string } }[])
    if (app.owner.id === id) await api.as('marcus', 'DELETE', `/apps/${app.id}`)
  const gone = await api.as('marcus', 'DELETE', '/account')
  expect(gone).toMatchObject({ status: 200, body: { email: 'marcus@example.com' } })
  expect(await api.as('marcus', 'GET', '/account')).toMatchObject({ status: 401 })
  expect(JSON.stringify((await api.as('ada', 'GET', '/teams/fernwood/members')).body)).not.toContain('marcus')
  expect(JSON.stringify((await api.as(null, 'GET', '/control/people')).body)).not.toContain('marcus')
  for (const person of [id, 'marcus@example.com']) {
    expect(await api.as(null, 'POST', `/control/people/${person}/sessions`)).toMatchObject({ status: 404 })
    const user = { user: person }
    expect(await api.as('ada', 'POST', '/apps/ada-bread-timer/collaborators', user)).toMatchObject({ status: 404 })
  }
  for (const { name } of (await api.as('ada', 'GET', '/apps')).body as { name: string }[])
    for (const part of ['releases', 'builds', 'collaborators'])
      expect(await api.as('ada', 'GET', `/apps/${name}/${part}`)).toMatchObject({ status: 200 })
  expect(JSON.stringify((await api.as('ada', 'GET', '/control/activity')).body)).toContain('marcus@example.com')
  api.pass(86_400_000)
  expect(api.reports).toEqual([])
})

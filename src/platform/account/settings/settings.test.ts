import { beforeEach, expect, test } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import type { AccountFeature, Preferences } from './contract.ts'

let api: Harness
beforeEach(async () => {
  api = await openHarness('company')
})

const PATH = '/users/~/preferences'
const preferences = async (who = 'ada') => (await api.as(who, 'GET', PATH)).body as Preferences
const set = (body: object) => api.as('ada', 'PATCH', PATH, body)

test('preferences are kept, each by itself, and by person', async () => {
  expect(new Set(Object.values(await preferences('tom')))).toEqual(new Set([null]))
  expect(await set({ timezone: 'Asia/Tokyo', 'dismissed-getting-started': true })).toMatchObject({ status: 200 })
  expect(await set({ 'dismissed-sms-banner': false })).toMatchObject({ status: 200 })
  expect(await preferences()).toMatchObject({
    timezone: 'Asia/Tokyo',
    'dismissed-getting-started': true,
    'dismissed-sms-banner': false,
    'dismissed-pipelines-banner': null,
  })
  expect(await set({ timezone: null })).toMatchObject({ body: { timezone: null, 'dismissed-getting-started': true } })
  expect(await preferences('tom')).toMatchObject({ timezone: null, 'dismissed-getting-started': null })
})

test('what cannot be kept is refused, and changes nothing', async () => {
  const before = api.world().hash()
  for (const body of [
    { timezone: 'the other side' },
    { timezone: 'x'.repeat(100) },
    { 'default-organization': 'no-such-team' },
    { 'dismissed-sms-banner': 'yes' },
    { 'dismissed-pipelines-github-banners': ['no id'] },
    // Nothing of it is kept when one part is wrong.
    { timezone: 'UTC', 'default-organization': 'no-such-team' },
  ])
    expect(await set(body), JSON.stringify(body)).toMatchObject({ status: 422 })
  expect(api.world().hash()).toBe(before)
  await api.as('otto', 'POST', '/teams', { name: 'elsewhere' })
  const later = api.world().hash()
  expect(await set({ 'default-organization': 'elsewhere' })).toMatchObject({ status: 403 })
  expect(await api.as('ada', 'GET', '/users/otto@example.com/preferences')).toMatchObject({ status: 403 })
  expect(api.world().hash()).toBe(later)
})

test('the default team is the one of the account', async () => {
  const team = async () =>
    ((await api.as('ada', 'GET', '/account')).body as { default_team: { name: string } | null }).default_team
  await api.as('ada', 'POST', '/teams', { name: 'side-project' })
  await set({ 'default-organization': 'side-project' })
  expect(await team()).toMatchObject({ name: 'side-project' })
  expect(await preferences()).toMatchObject({ 'default-organization': 'side-project' })
  await api.as('ada', 'PATCH', '/teams/fernwood', { default: true })
  expect(await preferences()).toMatchObject({ 'default-organization': 'fernwood' })
  expect(await set({ 'default-organization': null })).toMatchObject({ body: { 'default-organization': null } })
})

test('features are switched for oneself alone', async () => {
  const features = async (who = 'ada') => (await api.as(who, 'GET', '/account/features')).body as AccountFeature[]
  expect((await features()).map(({ enabled }) => enabled)).toEqual([false, false])
  const switched = await api.as('ada', 'PATCH', '/account/features/exact-times', { enabled: true })
  expect(switched).toMatchObject({ status: 200, body: { name: 'exact-times', enabled: true, state: 'beta' } })
  expect((await features()).filter(({ enabled }) => enabled).map(({ name }) => name)).toEqual(['exact-times'])
  expect((await features('tom')).some(({ enabled }) => enabled)).toBe(false)
  const [first] = await features()
  expect(await api.as('ada', 'GET', `/account/features/${first?.id}`)).toMatchObject({ body: first })
  const before = api.world().hash()
  expect(await api.as('ada', 'PATCH', '/account/features/exact-times', { enabled: true })).toMatchObject({ status: 200 })
  expect(await api.as('ada', 'PATCH', '/account/features/none', { enabled: true })).toMatchObject({ status: 404 })
  expect(api.world().hash()).toBe(before)
  await api.as('ada', 'PATCH', '/account/features/exact-times', { enabled: false })
  expect((await features()).some(({ enabled }) => enabled)).toBe(false)
})

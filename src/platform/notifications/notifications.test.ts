import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { issue } from '#platform/certificates/fixture.testing.ts'
import type { TeamActivity } from '#platform/teams/settings/contract.ts'
import type { Notice, Preferences } from './contract.ts'

const DAY = 86_400_000

let api: Harness
beforeEach(async () => {
  api = await openHarness('company')
})

const ask = async (method: string, path: string, body?: object, who = 'ada') => {
  const reply = await api.as(who, method, path, body)
  expect(reply.status, `${method} ${path} ${JSON.stringify(reply.body)}`).toBeLessThan(300)
  return reply.body
}
const notices = async (who = 'ada') => (await ask('GET', '/control/notifications', undefined, who)) as Notice[]
const unread = async (who = 'ada') =>
  ((await ask('GET', '/control/notifications/unread', undefined, who)) as { count: number }).count

describe('notifications', () => {
  it('tell of what went wrong with apps that one sees, the newest first', async () => {
    const all = await notices()
    const kinds = new Set(all.map(({ kind }) => kind))
    expect(kinds).toContain('deploy')
    expect(kinds).toContain('health')
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    expect(all.find(({ kind, build }) => kind === 'deploy' && build !== null)?.text).toMatch(/^A build of \S+ failed$/)
    const shown = new Set(all.map(({ app }) => app?.name))
    expect(shown).toContain('fernwood-api-staging')
    expect((await notices('otto')).filter(({ app }) => app?.name.startsWith('fernwood'))).toEqual([])
    expect((await notices('tom')).length).toBeGreaterThan(0)
  })

  it('are read one by one or all at once, each by each person', async () => {
    const [newest, next] = await notices()
    const before = await unread()
    const toms = await unread('tom')
    expect(await ask('PATCH', '/control/notifications', { read: true, ids: [newest?.id, 'nothing'] })).toEqual({
      count: before - 1,
    })
    expect((await notices())[0]).toMatchObject({ id: newest?.id, read: true })
    expect(await ask('PATCH', '/control/notifications', { read: true })).toEqual({ count: 0 })
    expect(await ask('PATCH', '/control/notifications', { read: false, ids: [next?.id] })).toEqual({ count: 1 })
    expect(await unread('tom')).toBe(toms)
    await ask('POST', '/account/app-transfers', { app: 'ada-bread-timer', recipient: 'tom@example.com' })
    expect(await unread('tom')).toBe(toms + 1)
    const [offer] = await notices('tom')
    expect(offer).toMatchObject({ kind: 'access', text: 'ada@example.com offers you the app', app: { name: 'ada-bread-timer' } })
    await ask('PATCH', '/account/app-transfers/ada-bread-timer', { state: 'declined' }, 'tom')
    expect(await unread('tom')).toBe(toms)
  })

  it('tell who offers an app what became of that, as long as they see it', async () => {
    const answer = async (state: 'accepted' | 'declined') => {
      await ask('PATCH', '/control/notifications', { read: true })
      await ask('POST', '/account/app-transfers', { app: 'ada-bread-timer', recipient: 'tom@example.com' })
      expect(await unread()).toBe(0)
      api.pass(60_000)
      await ask('PATCH', '/account/app-transfers/ada-bread-timer', { state }, 'tom')
    }
    const told = async () =>
      (await notices()).filter(({ app, read }) => app?.name === 'ada-bread-timer' && !read).map(({ kind, text }) => [kind, text])
    for (const state of ['declined', 'accepted'] as const) {
      await answer(state)
      expect(await told()).toEqual([['access', `tom@example.com ${state} the app that you offered`]])
    }
    await ask('DELETE', '/apps/ada-bread-timer/collaborators/ada@example.com')
    expect(await told()).toEqual([])
    await ask('DELETE', '/apps/ada-bread-timer', undefined, 'tom')
    expect((await notices()).some(({ app }) => app?.name === 'ada-bread-timer')).toBe(false)
  })

  it('keep few names, whatever is read and unread', async () => {
    const step = fc.record({ read: fc.boolean(), some: fc.option(fc.array(fc.nat(60), { maxLength: 5 })) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const own = await openHarness('company')
        const list = async () => (await own.as('ada', 'GET', '/control/notifications')).body as Notice[]
        const expected = new Map((await list()).map(({ id, read }) => [id, read]))
        for (const { read, some } of steps) {
          const there = await list()
          const ids = some?.flatMap((nth) => there[nth]?.id ?? [])
          for (const id of ids ?? there.map((notice) => notice.id)) expected.set(id, read)
          await own.as('ada', 'PATCH', '/control/notifications', { read, ...(ids && { ids }) })
          expect(Object.fromEntries((await list()).map((notice) => [notice.id, notice.read]))).toEqual(
            Object.fromEntries(expected),
          )
        }
        const inbox = own.world().tables.inboxes.all()[0]
        expect((inbox?.read.length ?? 0) + (inbox?.unread.length ?? 0)).toBeLessThanOrEqual(expected.size)
      }),
      { numRuns: 10 },
    )
  }, 30_000)

  it('are only of what one wants to hear', async () => {
    const deploys = (await notices()).filter(({ kind }) => kind === 'deploy').length
    const before = await unread()
    const changed = (await ask('PATCH', '/control/notifications/preferences', { deploy: false })) as Preferences
    expect(changed).toMatchObject({ deploy: false, health: true })
    expect(await ask('GET', '/control/notifications/preferences')).toEqual(changed)
    expect(await unread()).toBe(before - deploys)
    expect((await notices('tom')).some(({ kind }) => kind === 'deploy')).toBe(true)
    await ask('PATCH', '/control/notifications/preferences', { deploy: true, health: false })
    expect((await notices()).some(({ kind }) => kind === 'health')).toBe(false)
    expect(await api.as('ada', 'PATCH', '/control/notifications/preferences', { deploy: 'no' })).toMatchObject({ status: 422 })
  })

  const limits = async (limit: Notice['limit'], who = 'ada') => (await notices(who)).filter((notice) => notice.limit === limit)
  const APP = 'fernwood-shop'

  it('come once when what there is only so much of is nearly used, and once when all of it is', async () => {
    const drain = (nth: number) => ask('POST', `/apps/${APP}/log-drains`, { url: `https://logs-${nth}.example.com/` })
    const there = (await ask('GET', `/apps/${APP}/log-drains`)) as unknown[]
    for (let nth = there.length; nth < 3; nth++) await drain(nth)
    expect(await limits('drains')).toEqual([])
    await drain(3)
    const [near] = await limits('drains')
    expect(near).toMatchObject({ kind: 'limit', text: '4 of 5 log drains are used', app: { name: APP }, read: false })
    api.pass(60_000)
    const last = (await drain(4)) as { id: string }
    await ask('PATCH', '/control/notifications', { read: true })
    expect((await limits('drains')).map(({ text, read }) => ({ text, read }))).toEqual([
      { text: '5 of 5 log drains are used', read: true },
      { text: '4 of 5 log drains are used', read: true },
    ])
    // Only those who can do something about it are told.
    expect(await limits('drains', 'tom')).toEqual([])
    await ask('DELETE', `/apps/${APP}/log-drains/${last.id}`)
    expect((await limits('drains')).length).toBe(1)
    api.pass(60_000)
    await drain(5)
    expect((await limits('drains')).map(({ read }) => read)).toEqual([false, true])
    await ask('PATCH', '/control/notifications/preferences', { limit: false })
    expect(await limits('drains')).toEqual([])
  })

  it('come as a database grows, each once, and not again with each measurement', async () => {
    const addon = (await ask('POST', `/apps/${APP}/addons`, { plan: 'heroku-postgresql:essential-0', name: 'small-db' })) as {
      id: string
    }
    api.pass(3_600_000)
    const measure = (bytes: number) => {
      api.pass(3_600_000)
      return ask('POST', `/control/databases/${addon.id}/measured`, {
        bytes: Math.round(bytes),
        tables: 1,
        rows: 1,
        connections: 1,
      })
    }
    const GB = 2 ** 30
    await measure(0.5 * GB)
    expect(await limits('size')).toEqual([])
    await measure(0.85 * GB)
    const [near] = await limits('size')
    expect(near).toMatchObject({ addon: 'small-db', text: 'small-db uses 80 % of the size of its plan', read: false })
    await ask('PATCH', '/control/notifications', { read: true })
    await measure(0.95 * GB)
    expect(await limits('size')).toEqual([{ ...near, read: true }])
    await measure(1.2 * GB)
    expect((await limits('size')).map(({ text, read }) => ({ text, read }))).toEqual([
      { text: 'small-db is larger than its plan allows', read: false },
      { text: 'small-db uses 80 % of the size of its plan', read: true },
    ])
    expect(await limits('size', 'tom')).toEqual([])
    await measure(0.1 * GB)
    expect(await limits('size')).toEqual([])
    await measure(0.9 * GB)
    expect((await limits('size')).map(({ read }) => read)).toEqual([false])
    expect(api.reports).toEqual([])
  })

  it('come as the memory of a store runs out', async () => {
    const plan = 'heroku-redis:mini'
    const addon = (await ask('POST', `/apps/${APP}/addons`, { plan, name: 'small-store' })) as { id: string }
    api.pass(3_600_000)
    const fill = (keys: number) => ask('POST', `/control/redis/${addon.id}/fill`, { keys, bytes: 100_000, seconds: null })
    await fill(100)
    expect(await limits('memory')).toEqual([])
    await fill(120)
    expect(await limits('memory')).toMatchObject([{ addon: 'small-store', text: 'small-store uses 80 % of its memory' }])
    await fill(100)
    expect((await limits('memory')).map(({ text }) => text).toSorted()).toEqual([
      'small-store has no memory left',
      'small-store uses 80 % of its memory',
    ])
    await ask('POST', `/control/redis/${addon.id}/commands`, { line: 'FLUSHALL' })
    expect(await limits('memory')).toEqual([])
  })

  it('come when a personal app has nearly all the collaborators that it can have', async () => {
    const people = ['tom', 'priya', 'lucia', 'jonas']
    const app = 'ada-bread-timer'
    const there = ((await ask('GET', `/apps/${app}/collaborators`)) as { role: string }[]).filter(({ role }) => role !== 'owner')
    for (const who of people.slice(there.length)) await ask('POST', `/apps/${app}/collaborators`, { user: `${who}@example.com` })
    expect(await limits('collaborators')).toMatchObject([{ text: '4 of 5 collaborators are used', app: { name: app } }])
    expect(await limits('collaborators', 'tom')).toEqual([])
  })

  it('come with invoices, certificates that end, and people', async () => {
    await ask('PUT', '/teams/fernwood/invitations', { email: 'otto@example.com', role: 'viewer' })
    expect(await notices('otto')).toContainEqual(
      expect.objectContaining({
        kind: 'access',
        team: 'fernwood',
        text: expect.stringContaining('invites you to the team fernwood'),
      }),
    )
    const authority = issue({ name: 'Test Authority', authority: true })
    const ends = new Date(api.world().now + 25 * DAY).toISOString().slice(0, 10)
    const { certificate, key } = issue({ hosts: ['www.example.com'], to: ends }, authority)
    const files = { certificate_chain: certificate + authority.certificate, private_key: key }
    await ask('POST', '/apps/fernwood-shop/sni-endpoints', files)
    api.pass(30 * DAY)
    const all = await notices()
    expect(new Set(all.flatMap(({ kind, team }) => (kind === 'billing' ? [team] : [])))).toEqual(new Set([null, 'fernwood']))
    expect(all).toContainEqual(
      expect.objectContaining({ kind: 'certificate', app: expect.objectContaining({ name: 'fernwood-shop' }) }),
    )
    expect((await notices('lucia')).filter(({ kind }) => kind === 'billing').map(({ team }) => team)).not.toContain('fernwood')
  })

  it('are told to the CLI in its own way', async () => {
    const list = async (who: string) =>
      (await ask('GET', '/user/notifications', undefined, who)) as { id: string; title: string; read: boolean }[]
    const before = await unread()
    const unseen = (await list('ada')).find(({ read }) => !read)
    expect(unseen?.title).toMatch(/^\S+: \w/)
    expect(await ask('PATCH', `/user/notifications/${encodeURIComponent(unseen?.id ?? '')}`, { read: true })).toEqual({
      ...unseen,
      read: true,
    })
    expect(await unread()).toBe(before - 1)
    expect((await list('ada')).find(({ id }) => id === unseen?.id)).toMatchObject({ read: true })
    expect(await api.as('otto', 'PATCH', `/user/notifications/${unseen?.id}`, { read: true })).toMatchObject({ status: 404 })
  })
})

describe('the activity of everything', () => {
  const feed = async (who: string, query = '') =>
    (await ask('GET', `/control/activity${query}`, undefined, who)) as TeamActivity[]

  it('is that of the apps and teams one sees', async () => {
    const all = await feed('ada', '?max=1000')
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    expect(new Set(all.map(({ app }) => app?.name)).size).toBeGreaterThan(8)
    expect(all.some(({ kind }) => kind === 'team')).toBe(true)
    expect(await feed('ada', '?max=5')).toEqual(all.slice(0, 5))
    expect(new Set((await feed('otto', '?max=1000')).map(({ app }) => app?.name))).not.toContain('fernwood-shop')
    expect(await api.as('ada', 'GET', '/control/activity?max=0')).toMatchObject({ status: 422 })
  })
})

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
  })

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

import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import type { TeamMember } from './contract.ts'
import { MOST_MEMBERS } from './model.ts'
import type { ReceivedInvitation, SentInvitation } from './people/contract.ts'
import type { AppAccess, TeamActivity } from './settings/contract.ts'

const DAY = 86_400_000
const TEAM = '/teams/fernwood'

let api: Harness
beforeEach(async () => {
  api = await openHarness('company')
  // The world begins with two.
  for (const { id } of api.world().tables.invitations.by('team', api.world().tables.teams.first('name', 'fernwood')?.id ?? ''))
    await api.as('ada', 'DELETE', `/teams/fernwood/invitations/${id}`)
})

const email = (name: string) => `${name}@example.com`
const done = async (who: string, method: string, path: string, body?: unknown) => {
  const reply = await api.as(who, method, path, body)
  expect(reply, `${who} ${method} ${path}`).toMatchObject({ status: expect.toBeOneOf([200, 201]) })
  return reply.body
}
/** Refuses, says why, and changes nothing. */
async function refused(who: string | null, method: string, path: string, body: unknown, status: number, why: string) {
  const before = api.world().hash()
  expect(await api.as(who, method, path, body)).toMatchObject({ status, body: { message: expect.stringContaining(why) } })
  expect(api.world().hash()).toBe(before)
}
const roles = async (team = TEAM, who = 'ada') =>
  Object.fromEntries(
    ((await done(who, 'GET', `${team}/members`)) as TeamMember[]).map(({ email: at, role }) => [at.split('@')[0], role]),
  )
const feed = async (who = 'ada', team = 'fernwood') =>
  ((await done(who, 'GET', `/control/teams/${team}/activity?max=5`)) as TeamActivity[]).map(
    ({ text, actor }) => `${actor?.email.split('@')[0]} ${text}`,
  )
/** The names of all apps of the team. */
const appNames = async () => ((await done('ada', 'GET', `${TEAM}/apps`)) as { name: string }[]).map(({ name }) => name).toSorted()
const received = async (who: string) => (await done(who, 'GET', '/control/invitations')) as ReceivedInvitation[]
const invite = async (name: string, role = 'member', team = TEAM) => {
  await done('ada', 'PUT', `${team}/invitations`, { email: email(name), role })
  const token = (await received(name)).at(-1)?.token
  if (token === undefined) throw new Error(`${name} has no invitation`)
  return `/teams/invitations/${token}`
}

describe('an invitation', () => {
  it('is sent, shown to its person alone, accepted, and told of', async () => {
    const path = await invite('otto', 'viewer')
    expect(await done('tom', 'GET', `${TEAM}/invitations`)).toMatchObject([
      {
        user: { email: email('otto'), name: 'Otto Brandt' },
        invited_by: { email: email('ada') },
        role: 'viewer',
        team: { name: 'fernwood' },
      },
    ])
    expect(await received('priya')).toEqual([])
    expect(await done('otto', 'GET', path)).toMatchObject({ role: 'viewer', team: { name: 'fernwood' } })
    await refused('priya', 'POST', `${path}/accept`, undefined, 403, 'is for otto@example.com')
    await refused(null, 'POST', `${path}/accept`, undefined, 401, 'credentials')
    await refused('otto', 'POST', '/teams/invitations/nonsense/accept', undefined, 404, 'invitation')
    expect(await done('otto', 'POST', `${path}/accept`)).toMatchObject({ role: 'viewer', email: email('otto') })
    expect(await roles()).toMatchObject({ otto: 'viewer' })
    expect(await done('otto', 'GET', '/apps/fernwood-shop')).toMatchObject({ name: 'fernwood-shop' })
    expect(await feed()).toContain('otto joined the team as viewer')
    await refused('otto', 'POST', `${path}/accept`, undefined, 404, 'invitation')
    await refused('ada', 'PUT', `${TEAM}/invitations`, { email: email('otto'), role: 'member' }, 422, 'already')
  })

  it('can be declined, or revoked by e-mail or id', async () => {
    const declined = await invite('otto')
    await done('otto', 'POST', `${declined.replace('/teams', '/control')}/decline`)
    expect((await feed()).slice(0, 2)).toEqual(['otto declined to join the team', 'ada invited otto@example.com as member'])
    const revoked = await invite('otto')
    await refused('lucia', 'DELETE', `${TEAM}/invitations/${email('otto')}`, undefined, 403, 'need to be an admin')
    await done('ada', 'DELETE', `${TEAM}/invitations/${email('otto')}`)
    await refused('otto', 'POST', `${revoked}/accept`, undefined, 404, 'invitation')
  })

  it('expires, is sent again with another role, and may be for somebody who has no account', async () => {
    const path = await invite('otto')
    await done('ada', 'PUT', `${TEAM}/invitations`, { email: ' Nobody@Example.com', role: 'admin' })
    api.pass(8 * DAY)
    expect(await done('ada', 'GET', `${TEAM}/invitations`)).toEqual([])
    expect(await received('otto')).toEqual([])
    expect(
      ((await done('ada', 'GET', '/control/teams/fernwood/invitations')) as SentInvitation[]).map((row) => [
        row.user.email,
        row.expired,
      ]),
    ).toEqual(
      expect.arrayContaining([
        [email('otto'), true],
        [email('nobody'), true],
      ]),
    )
    await refused('otto', 'POST', `${path}/accept`, undefined, 422, 'expired')
    await invite('otto', 'admin')
    expect(await done('otto', 'POST', `${path}/accept`)).toMatchObject({ role: 'admin' })
  })

  it('counts towards the most people that a team can have', async () => {
    const there = Object.keys(await roles()).length
    for (let nth = there; nth < MOST_MEMBERS; nth++)
      await done('ada', 'PUT', `${TEAM}/invitations`, { email: email(`new-${nth}`), role: 'member' })
    await refused('ada', 'PUT', `${TEAM}/invitations`, { email: email('otto'), role: 'member' }, 422, 'at most 25')
  })

  it.each([
    [{ email: 'otto', role: 'member' }, 'name@example.com'],
    [{ email: 'otto@example', role: 'member' }, 'name@example.com'],
    [{ email: 'otto@example.com', role: 'owner' }, 'admin, member and viewer'],
    [{ email: 'otto@example.com' }, 'admin, member and viewer'],
  ])('is refused as %j', async (body, why) => {
    await refused('ada', 'PUT', `${TEAM}/invitations`, body, 422, why)
  })
})

describe('members', () => {
  it('are added, get other roles, and lose all with their membership', async () => {
    expect(await done('ada', 'PUT', `${TEAM}/members`, { email: email('priya'), role: 'member' })).toMatchObject({
      role: 'member',
    })
    expect(await done('ada', 'PATCH', `${TEAM}/members`, { email: email('priya'), role: 'viewer' })).toMatchObject({
      role: 'viewer',
    })
    await refused('ada', 'POST', `${TEAM}/members`, { email: email('priya'), role: 'viewer' }, 422, 'already')
    await refused('ada', 'PATCH', `${TEAM}/members`, { email: email('otto'), role: 'viewer' }, 404, 'member')
    await refused('ada', 'PUT', `${TEAM}/members`, { email: email('nobody'), role: 'viewer' }, 404, 'user')
    // She was a collaborator on the blog before; that goes too.
    expect(await done('priya', 'GET', '/apps/fernwood-blog')).toMatchObject({ name: 'fernwood-blog' })
    await done('ada', 'DELETE', `${TEAM}/members/${email('priya')}`)
    await refused('priya', 'GET', '/apps/fernwood-blog', undefined, 403, 'do not have access')
    await refused('priya', 'GET', TEAM, undefined, 403, 'do not have access to the team')
    expect(await done('priya', 'GET', '/teams')).toEqual([])
    expect((await feed()).slice(0, 3)).toEqual([
      'ada removed priya@example.com',
      'ada made priya@example.com a viewer',
      'ada added priya@example.com as member',
    ])
  })

  it('may leave by themselves, but the last admin stays one', async () => {
    await done('marcus', 'DELETE', `${TEAM}/members/${email('marcus')}`)
    for (const [method, path, body] of [
      ['PATCH', `${TEAM}/members`, { email: email('ada'), role: 'member' }],
      ['DELETE', `${TEAM}/members/${email('ada')}`, undefined],
    ] as const)
      await refused('ada', method, path, body, 422, 'last admin')
    await refused('lucia', 'DELETE', `${TEAM}/members/${email('tom')}`, undefined, 403, 'need to be an admin')
    await refused('priya', 'GET', `${TEAM}/members`, undefined, 403, 'admin or a member or a viewer')
  })

  it('have the apps that they may see', async () => {
    const namesOf = async (who: string) =>
      ((await done('ada', 'GET', `${TEAM}/members/${email(who)}/apps`)) as { name: string }[]).map(({ name }) => name).toSorted()
    expect(await namesOf('tom')).toEqual(await appNames())
    await done('ada', 'PATCH', '/teams/apps/fernwood-shop', { locked: true })
    const locked = ['fernwood-payments', 'fernwood-shop']
    expect(await namesOf('lucia')).toEqual((await appNames()).filter((name) => !locked.includes(name)))
  })
})

describe('a team', () => {
  it('is created, renamed, made the default, and deleted once it is empty', async () => {
    expect(await done('otto', 'POST', '/teams', { name: 'records' })).toMatchObject({ name: 'records', role: 'admin' })
    await done('otto', 'PATCH', '/teams/records', { name: 'vinyl' })
    await refused('otto', 'PATCH', '/teams/vinyl', {}, 422, 'name or default')
    expect(await done('otto', 'POST', '/teams/apps', { name: 'player' })).toMatchObject({ team: { name: 'vinyl' } })
    await refused('otto', 'DELETE', '/teams/vinyl', undefined, 409, 'has an app')
    await done('otto', 'DELETE', '/apps/player')
    expect(await feed('otto', 'vinyl')).toEqual([
      'otto deleted the app player',
      'otto renamed the team from records to vinyl',
      'otto created the team',
    ])
    await done('otto', 'PUT', '/teams/vinyl/members', { email: email('ada'), role: 'viewer' })
    await done('ada', 'PATCH', '/teams/vinyl', { default: true })
    expect(await done('ada', 'GET', '/account')).toMatchObject({ default_team: { name: 'vinyl' } })
    await refused('ada', 'POST', '/teams/apps', {}, 403, 'need to be an admin or a member')
    await refused('ada', 'PATCH', '/teams/vinyl', { name: 'wax' }, 403, 'need to be an admin')
    await refused('ada', 'DELETE', '/teams/vinyl', undefined, 403, 'to delete it')
    await done('otto', 'DELETE', '/teams/vinyl')
    await refused('otto', 'GET', '/teams/vinyl', undefined, 404, 'team')
    expect(await done('ada', 'GET', '/account')).toMatchObject({ default_team: { name: 'fernwood' } })
  })

  it.each([
    ['fernwood', 'already taken'],
    ['permissions', 'reserved'],
    ['Ab', 'too short'],
    ['Two Words', 'can only contain'],
  ])('cannot be called %s', async (name, why) => {
    await refused('otto', 'POST', '/teams', { name }, 422, why)
  })

  it('keeps add-ons off its apps that are not on its list, but for admins', async () => {
    const add = ['POST', '/apps/fernwood-loyalty/addons', { plan: 'heroku-redis:mini' }] as const
    await done('ada', 'PATCH', `${TEAM}/preferences`, { 'whitelisting-enabled': true, 'default-permission': 'viewer' })
    expect(await done('tom', 'GET', `${TEAM}/preferences`)).toEqual({
      'default-permission': 'viewer',
      'whitelisting-enabled': true,
      'addons-controls': true,
    })
    await refused('lucia', ...add, 403, 'not on the list')
    await refused(
      'lucia',
      'POST',
      `${TEAM}/allowed-addon-services`,
      { addon_service: 'heroku-redis' },
      403,
      'need to be an admin',
    )
    await done('ada', 'POST', `${TEAM}/allowed-addon-services`, { addon_service: 'heroku-redis' })
    await refused('ada', 'POST', `${TEAM}/allowed-addon-services`, { addon_service: 'heroku-redis' }, 422, 'already')
    await done('lucia', ...add)
    expect(await done('tom', 'GET', `${TEAM}/whitelisted-addon-services`)).toMatchObject([
      { addon_service: { name: 'heroku-redis' } },
    ])
    await done('ada', 'DELETE', `${TEAM}/allowed-addon-services/heroku-redis`)
    expect(await done('tom', 'GET', `${TEAM}/allowed-addon-services`)).toEqual([])
    await done('ada', ...add)
  })

  it('says who may do what with each of its apps', async () => {
    const entities = (await done('tom', 'GET', `${TEAM}/permissions`)) as {
      name: string
      users: { email: string; permissions: string[] }[]
    }[]
    expect(entities.map(({ name }) => name)).toEqual(await appNames())
    expect(entities[0]).toMatchObject({ type: 'app', name: 'fernwood-api' })
    const given = ((await done('tom', 'GET', '/control/teams/fernwood/access')) as AppAccess[]).filter(
      (row) => row.given.length > 0,
    )
    for (const { app, given: people } of given)
      for (const { email: at, permissions } of people)
        expect(entities.find(({ name }) => name === app.name)?.users.find((user) => user.email === at)?.permissions).toEqual(
          permissions,
        )
    expect(given.map(({ app }) => app.name)).toContain('fernwood-blog')
  })

  it('tells of its apps to those who can see them, and of its people to those in it', async () => {
    await done('ada', 'PUT', `${TEAM}/invitations`, { email: email('otto'), role: 'member' })
    const of = async (who: string) => (await done(who, 'GET', '/control/teams/fernwood/activity?max=1000')) as TeamActivity[]
    expect(new Set((await of('priya')).map(({ app }) => app?.name))).toEqual(new Set(['fernwood-blog']))
    expect(new Set((await of('tom')).flatMap(({ app }) => app?.name ?? []))).toEqual(new Set(await appNames()))
    const team = { name: 'fernwood' }
    expect((await of('ada'))[0]).toMatchObject({ kind: 'team', team, about: 'people', pipeline: null, app: null })
    await done('ada', 'POST', '/control/pipelines/fernwood-api/pulls', { title: 'Count requests', branch: 'count' })
    expect((await of('ada'))[0]).toMatchObject({ kind: 'team', team, pipeline: { name: 'fernwood-api' }, app: null })
    await refused('otto', 'GET', '/control/teams/fernwood/activity', undefined, 403, 'do not have access')
    await refused('ada', 'GET', '/control/teams/fernwood/activity?max=none', undefined, 422, 'whole number')
  })

  it('has no spaces, identity providers or enterprise account', async () => {
    for (const path of [`${TEAM}/spaces`, `${TEAM}/identity-providers`, '/spaces', '/enterprise-accounts'])
      expect(await done('ada', 'GET', path)).toEqual([])
    await refused('ada', 'GET', '/spaces/none', undefined, 404, 'space')
    await refused('ada', 'GET', '/enterprise-accounts/none', undefined, 403, 'enterprise account')
  })
})

it('never lacks an admin or has too many people, whatever is asked, and replays to the same world', async () => {
  const people = ['ada', 'marcus', 'lucia', 'tom', 'priya', 'otto'] as const
  const role = fc.constantFrom('admin', 'member', 'viewer')
  const person = fc.constantFrom(...people)
  const act = fc.oneof(
    fc.tuple(
      person,
      fc.constantFrom('PUT', 'POST', 'PATCH'),
      fc.constant(`${TEAM}/members`),
      fc.record({ email: person.map(email), role }),
    ),
    fc.tuple(person, fc.constant('PUT'), fc.constant(`${TEAM}/invitations`), fc.record({ email: person.map(email), role })),
    fc.tuple(
      person,
      fc.constant('DELETE'),
      person.map((who) => `${TEAM}/members/${email(who)}`),
      fc.constant(undefined),
    ),
    fc.tuple(
      person,
      fc.constant('DELETE'),
      person.map((who) => `${TEAM}/invitations/${email(who)}`),
      fc.constant(undefined),
    ),
    fc.tuple(person, fc.constant('ACCEPT'), fc.constant(''), fc.constant(undefined)),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
      api = await openHarness('company')
      const { tables } = api.world()
      const team = tables.teams.first('name', 'fernwood')?.id ?? ''
      for (const [who, method, path, body] of acts) {
        if (method === 'ACCEPT')
          for (const { token } of await received(who)) await api.as(who, 'POST', `/teams/invitations/${token}/accept`)
        else await api.as(who, method, path, body)
        const members = api.world().tables.members.by('team', team)
        expect(members.some((row) => row.role === 'admin')).toBe(true)
        expect(new Set(members.map((row) => row.accountId)).size).toBe(members.length)
        const invited = api.world().tables.invitations.by('team', team)
        expect(
          members.filter((row) => invited.some(({ email: at }) => at === api.world().tables.accounts.must(row.accountId).email)),
        ).toEqual([])
      }
      expect(api.reports).toEqual([])
      const world = api.world()
      const again = createWorld(world.origin, world.journal)
      again.advanceTo(world.now)
      expect(again.hash()).toBe(world.hash())
    }),
    { numRuns: 8 },
  )
}, 60_000)

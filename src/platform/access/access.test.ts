import { beforeAll, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import type { Collaborator, Transfer } from './contract.ts'
import type { Rule } from '#platform/control/contract.ts'

const SHOP = '/teams/apps/fernwood-shop'
const LOG = '/apps/ada-trail-log'

let api: Harness
beforeAll(async () => {
  api = await openHarness('company')
})

/** Everyone on an app, as 'tom member view'. */
async function people(app: string, as = 'ada'): Promise<string[]> {
  const { body } = await api.as(as, 'GET', `/apps/${app}/collaborators`)
  return (body as Collaborator[])
    .map(({ user, role, permissions }) => `${user.email.split('@')[0]} ${role} ${permissions.map(({ name }) => name).join(' ')}`)
    .sort()
}

/** Asks for something that has to be refused, and proves that it left no trace. */
async function refused(person: string, method: string, path: string, body: object | undefined, status: number, words: string) {
  const before = api.world().hash()
  const reply = await api.as(person, method, path, body)
  expect(reply).toMatchObject({ status, body: { message: expect.stringContaining(words) } })
  expect(api.world().hash()).toBe(before)
}

const texts = async (app: string) =>
  (
    (await api.as('ada', 'GET', `/control/apps/${app}/activity`, undefined, { range: 'at ..; order=desc, max=8' })).body as {
      text: string
    }[]
  ).map(({ text }) => text)

const email = (name: string) => `${name}@example.com`
const transfers = async (as: string) => (await api.as(as, 'GET', '/account/app-transfers')).body as Transfer[]

describe('collaborators of a personal app', () => {
  it('are added, shown and removed by its owner', async () => {
    const added = await api.as('ada', 'POST', `${LOG}/collaborators`, { user: 'Otto@example.com', silent: true })
    expect(added).toMatchObject({ status: 201, body: { role: 'collaborator', user: { email: email('otto') } } })
    expect(await people('ada-trail-log')).toEqual([
      'ada owner deploy manage operate view',
      'otto collaborator deploy operate view',
    ])
    const { id } = added.body as Collaborator
    expect((await api.as('otto', 'GET', `${LOG}/collaborators/${id}`)).body).toEqual(added.body)
    expect(await api.as('otto', 'GET', LOG)).toMatchObject({ status: 200 })
    expect(await texts('ada-trail-log')).toContain('added otto@example.com (deploy, operate, view)')
    expect((await api.as('ada', 'DELETE', `${LOG}/collaborators/${email('otto')}`)).body).toEqual(added.body)
    expect(await people('ada-trail-log')).toEqual(['ada owner deploy manage operate view'])
    expect(await api.as('otto', 'GET', LOG)).toMatchObject({ status: 403 })
  })

  it('may leave, and do nothing to others', async () => {
    await api.as('ada', 'POST', `${LOG}/collaborators`, { user: email('otto') })
    await refused('otto', 'POST', `${LOG}/collaborators`, { user: email('tom') }, 403, 'manage permission')
    await refused('otto', 'DELETE', `${LOG}/collaborators/${email('ada')}`, undefined, 403, 'manage permission')
    await refused(
      'otto',
      'POST',
      '/account/app-transfers',
      { app: 'ada-trail-log', recipient: email('otto') },
      403,
      'transfer this app',
    )
    expect(await api.as('otto', 'DELETE', `${LOG}/collaborators/${email('otto')}`)).toMatchObject({ status: 200 })
    expect(await texts('ada-trail-log')).toContain('left the app')
  })

  it('are at most five, each once, and never the owner', async () => {
    for (const name of ['otto', 'tom', 'mei', 'jonas', 'priya'])
      await api.as('ada', 'POST', `${LOG}/collaborators`, { user: email(name) })
    await refused('ada', 'POST', `${LOG}/collaborators`, { user: email('marcus') }, 422, 'at most 5 collaborators')
    await refused('ada', 'POST', `${LOG}/collaborators`, { user: email('tom') }, 422, 'already a collaborator')
    await refused('ada', 'POST', `${LOG}/collaborators`, { user: email('ada') }, 422, 'is the owner')
    await refused('ada', 'POST', `${LOG}/collaborators`, { user: 'nobody@example.com' }, 404, "Couldn't find that user")
    await refused('ada', 'POST', `${LOG}/collaborators`, {}, 422, 'Require params: user')
    await refused('ada', 'DELETE', `${LOG}/collaborators/${email('ada')}`, undefined, 422, 'owner cannot be removed')
    await refused('ada', 'DELETE', `${LOG}/collaborators/${email('marcus')}`, undefined, 404, "Couldn't find that collaborator")
    await refused(
      'ada',
      'PATCH',
      `/teams${LOG}/collaborators/${email('tom')}`,
      { permissions: ['view'] },
      422,
      'Only apps of a team',
    )
    await refused('ada', 'PATCH', `/teams${LOG}`, { locked: true }, 422, 'Only apps of a team')
    for (const name of ['tom', 'mei', 'jonas', 'priya', 'otto'])
      await api.as('ada', 'DELETE', `${LOG}/collaborators/${email(name)}`)
  })
})

describe('people of a team app', () => {
  it('are given permissions, which are changed and taken away', async () => {
    const added = await api.as('ada', 'POST', `${SHOP}/collaborators`, { user: email('otto'), permissions: ['deploy'] })
    expect(added).toMatchObject({ status: 201, body: { permissions: [{ name: 'deploy' }, { name: 'view' }] } })
    const set = await api.as('ada', 'PATCH', `${SHOP}/collaborators/${email('otto')}`, { permissions: ['manage'] })
    expect(set).toMatchObject({ status: 200, body: { permissions: [{ name: 'manage' }, { name: 'view' }] } })
    expect(await people('fernwood-shop')).toContain('otto collaborator manage view')
    expect(await texts('fernwood-shop')).toEqual(
      expect.arrayContaining(['let otto@example.com manage, view', 'added otto@example.com (deploy, view)']),
    )
    // Who manages the app may do so too.
    await api.as('otto', 'PATCH', `${SHOP}/collaborators/${email('tom')}`, { permissions: ['operate'] })
    expect(await people('fernwood-shop')).toContain('tom member operate view')
    await api.as('otto', 'DELETE', `${SHOP}/collaborators/${email('tom')}`)
    expect(await people('fernwood-shop')).toContain('tom member view')
    expect(await api.as('ada', 'DELETE', `${SHOP}/collaborators/${email('otto')}`)).toMatchObject({ status: 200 })
    expect(await people('fernwood-shop')).not.toContain('otto collaborator manage view')
  })

  it('keep what their role gives them', async () => {
    await refused(
      'ada',
      'PATCH',
      `${SHOP}/collaborators/${email('lucia')}`,
      { permissions: ['view'] },
      422,
      'by their role in the team',
    )
    await refused('ada', 'DELETE', `${SHOP}/collaborators/${email('marcus')}`, undefined, 422, 'by their role in the team')
    await refused('lucia', 'DELETE', `${SHOP}/collaborators/${email('lucia')}`, undefined, 422, 'by their role in the team')
    await refused(
      'lucia',
      'PATCH',
      `${SHOP}/collaborators/${email('lucia')}`,
      { permissions: ['manage'] },
      403,
      'manage permission',
    )
    await refused(
      'ada',
      'PATCH',
      `${SHOP}/collaborators/${email('lucia')}`,
      { permissions: ['everything'] },
      422,
      'Permissions are',
    )
    await refused('ada', 'PATCH', `${SHOP}/collaborators/${email('lucia')}`, {}, 422, 'Require params: permissions')
  })

  it('join an unlocked app with what they have, and stay when it is locked', async () => {
    expect(await api.as('tom', 'POST', `${SHOP}/collaborators`, { user: email('tom'), permissions: ['manage'] })).toMatchObject({
      status: 201,
      body: { permissions: [{ name: 'view' }] },
    })
    await api.as('lucia', 'POST', `${SHOP}/collaborators`, { user: '~' })
    await refused('lucia', 'PATCH', SHOP, { locked: true }, 403, 'lock or unlock')
    expect(await api.as('ada', 'PATCH', SHOP, { locked: true })).toMatchObject({ status: 200, body: { locked: true } })
    expect(await people('fernwood-shop')).toEqual([
      'ada admin deploy manage operate view',
      'lucia member deploy operate view',
      'marcus admin deploy manage operate view',
      'tom member view',
    ])
    await refused('jonas', 'POST', `${SHOP}/collaborators`, { user: '~' }, 403, 'It is locked')
    expect(await api.as('lucia', 'DELETE', `${SHOP}/collaborators/${email('lucia')}`)).toMatchObject({ status: 200 })
    await refused('lucia', 'GET', SHOP, undefined, 403, 'It is locked')
    await api.as('ada', 'PATCH', SHOP, { locked: false })
    expect(await people('fernwood-shop')).toContain('jonas member deploy operate view')
    expect(await texts('fernwood-shop')).toEqual(expect.arrayContaining(['locked the app', 'unlocked the app', 'joined the app']))
  })

  it('include someone who may manage it, always', async () => {
    const other = await openHarness('company')
    await other.as('ada', 'POST', `${SHOP}/collaborators`, { user: email('otto'), permissions: ['manage'] })
    const { members } = other.world().tables
    for (const row of members.all()) if (row.role === 'admin') members.update(row.id, { role: 'viewer' })
    expect(await other.as('otto', 'DELETE', `${SHOP}/collaborators/${email('otto')}`)).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('the last who may manage fernwood-shop') },
    })
  })

  it('lose their star with their access', async () => {
    const starred = async () =>
      ((await api.as('mei', 'GET', '/favorites')).body as { resource_name: string }[]).map((row) => row.resource_name)
    await api.as('mei', 'POST', '/favorites', { type: 'app', resource_id: 'fernwood-shop' })
    expect(await starred()).toContain('fernwood-shop')
    await api.as('ada', 'PATCH', SHOP, { locked: true })
    expect(await starred()).not.toContain('fernwood-shop')
    await api.as('ada', 'PATCH', SHOP, { locked: false })
  })
})

describe('a transfer', () => {
  const offer = (recipient: string) =>
    api.as('ada', 'POST', '/account/app-transfers', { app: 'ada-trail-log', recipient: email(recipient) })

  it('to a person is pending until they answer', async () => {
    expect(await offer('otto')).toMatchObject({ status: 201, body: { state: 'pending', owner: { email: email('ada') } } })
    await refused(
      'ada',
      'POST',
      '/account/app-transfers',
      { app: 'ada-trail-log', recipient: email('tom') },
      409,
      'Withdraw that first',
    )
    await refused('ada', 'PATCH', '/account/app-transfers/ada-trail-log', { state: 'accepted' }, 403, 'Only the recipient')
    await refused('otto', 'DELETE', '/account/app-transfers/ada-trail-log', undefined, 403, 'can withdraw that')
    await refused('tom', 'GET', '/account/app-transfers/ada-trail-log', undefined, 404, "Couldn't find")
    await refused('otto', 'PATCH', '/account/app-transfers/ada-trail-log', { state: 'pending' }, 422, 'Invalid state')
    expect(await transfers('tom')).toEqual([])
    expect(await transfers('otto')).toEqual(await transfers('ada'))

    expect(await api.as('otto', 'PATCH', '/account/app-transfers/ada-trail-log', { state: 'declined' })).toMatchObject({
      status: 200,
    })
    await refused('otto', 'PATCH', '/account/app-transfers/ada-trail-log', { state: 'accepted' }, 422, 'declined already')
    expect(await api.as('otto', 'GET', LOG)).toMatchObject({ status: 403 })

    const again = (await offer('otto')).body as Transfer
    expect(await api.as('ada', 'DELETE', `/account/app-transfers/${again.id}`)).toMatchObject({ body: { id: again.id } })
    expect((await transfers('otto')).map(({ state }) => state)).toEqual(['declined'])
  })

  it('makes the recipient the owner, and the owner a collaborator', async () => {
    await offer('otto')
    expect(await api.as('otto', 'PATCH', '/account/app-transfers/ada-trail-log', { state: 'accepted' })).toMatchObject({
      body: { state: 'accepted' },
    })
    expect(await api.as('otto', 'GET', LOG)).toMatchObject({ body: { owner: { email: email('otto') } } })
    expect(await people('ada-trail-log', 'otto')).toEqual([
      'ada collaborator deploy operate view',
      'otto owner deploy manage operate view',
    ])
    expect(await texts('ada-trail-log')).toContain('transferred the app to otto@example.com')
    await api.as('otto', 'POST', '/account/app-transfers', { app: 'ada-trail-log', recipient: email('ada') })
    await api.as('ada', 'PATCH', '/account/app-transfers/ada-trail-log', { state: 'accepted' })
    await api.as('ada', 'DELETE', `${LOG}/collaborators/${email('otto')}`)
    expect(await people('ada-trail-log')).toEqual(['ada owner deploy manage operate view'])
  })

  it('to a team happens at once, and ends what was offered', async () => {
    await offer('otto')
    await refused('ada', 'PATCH', `/teams${LOG}`, { owner: email('otto') }, 422, 'is offered to a person')
    await refused(
      'otto',
      'PATCH',
      '/teams/apps/otto-records',
      { owner: 'fernwood' },
      403,
      'do not have access to the team fernwood',
    )
    await refused('ada', 'PATCH', `/teams${LOG}`, {}, 422, 'locked or owner')
    expect(await api.as('ada', 'PATCH', `/teams${LOG}`, { owner: 'fernwood' })).toMatchObject({
      body: { team: { name: 'fernwood' } },
    })
    expect((await transfers('otto')).filter(({ state }) => state === 'pending')).toEqual([])
    expect(await people('ada-trail-log')).toContain('jonas member deploy operate view')
    await refused(
      'ada',
      'POST',
      '/account/app-transfers',
      { app: 'ada-trail-log', recipient: email('tom') },
      422,
      'belongs to a team',
    )
    await refused('jonas', 'PATCH', `/teams${LOG}`, { owner: email('jonas') }, 403, 'transfer this app')
    await refused('ada', 'PATCH', `/teams${LOG}`, { owner: email('otto') }, 422, 'Add them first')
    expect(await api.as('ada', 'PATCH', `/teams${LOG}`, { owner: email('ada') })).toMatchObject({
      body: { team: null, locked: false },
    })
    expect(await people('ada-trail-log')).toEqual(['ada owner deploy manage operate view'])
  })

  it('goes with its app', async () => {
    await api.as('mei', 'POST', '/apps', { name: 'short-lived' })
    await api.as('mei', 'POST', '/account/app-transfers', { app: 'short-lived', recipient: email('otto') })
    await api.as('mei', 'DELETE', '/apps/short-lived')
    expect((await transfers('otto')).map(({ app }) => app.name)).not.toContain('short-lived')
    expect(api.reports).toEqual([])
  })
})

it('tells everyone the rules by which it judges', async () => {
  const rules = (await api.as(null, 'GET', '/control/permissions')).body as Rule[]
  const byAction = (name: string) => rules.find(({ action }) => action === name)
  expect(byAction('access.edit')).toMatchObject({ on: 'app', needs: ['manage'], what: 'change who may do what', scope: 'write' })
  expect(byAction('account.keys')).toMatchObject({ on: 'account', needs: ['owner'], scope: 'global', second_factor: false })
  expect((await api.as('ada', 'GET', '/teams/permissions')).body).toMatchObject([
    { name: 'deploy' },
    { name: 'manage' },
    { name: 'operate' },
    { name: 'view' },
  ])
})

import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import type { Authorization, OauthClient, Session } from './contract.ts'

const HOUR = 3_600_000

let api: Harness
beforeEach(async () => {
  api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'shop' })
  await api.as('ada', 'PATCH', '/apps/shop/config-vars', { SECRET: 'x' })
})

const make = async (body: object = {}) => {
  const { status, body: made } = await api.as('ada', 'POST', '/oauth/authorizations', body)
  expect(status, JSON.stringify(made)).toBe(201)
  const authorization = made as Authorization
  return { ...authorization, token: authorization.access_token?.token ?? '' }
}
/** The status that a request with a token gets. */
const status = async (token: string, method: string, path: string, body?: object) =>
  (await api.as(token, method, path, body)).status

describe('an authorization', () => {
  it('gets a new token, and the old one is worth nothing', async () => {
    const made = await make({ description: 'check' })
    const path = `/oauth/authorizations/${made.id}`
    const before = api.world().hash()
    expect(await api.as('otto', 'POST', `${path}/actions/regenerate-tokens`)).toMatchObject({ status: 404 })
    expect(await api.as('otto', 'PATCH', path, { description: 'mine' })).toMatchObject({ status: 404 })
    expect(await api.as('otto', 'DELETE', path)).toMatchObject({ status: 404 })
    expect(api.world().hash()).toBe(before)
    const fresh = (await api.as('ada', 'POST', `${path}/actions/regenerate-tokens`)).body as Authorization
    expect(fresh.id).toBe(made.id)
    expect(await status(made.token, 'GET', '/account')).toBe(401)
    const token = fresh.access_token?.token ?? ''
    expect(await api.as(token, 'GET', '/account')).toMatchObject({ status: 200, body: { email: 'ada@example.com' } })
    expect(await api.as('ada', 'PATCH', path, { description: 'robots' })).toMatchObject({ body: { description: 'robots' } })
    await api.as('ada', 'DELETE', path)
    expect(await status(token, 'GET', '/account')).toBe(401)
  })

  it('ends when its time is over, by the simulated clock', async () => {
    const { token, access_token: access } = await make({ expires_in: '3600' })
    expect(access?.expires_in).toBe(3600)
    api.pass(HOUR - 1_000)
    expect(await status(token, 'GET', '/apps')).toBe(200)
    api.pass(1_000)
    expect(await status(token, 'GET', '/apps')).toBe(401)
  })

  it('is refused where it makes no sense', async () => {
    const before = api.world().hash()
    for (const body of [{ scope: ['everything'] }, { scope: [] }, { expires_in: 0 }, { expires_in: 'soon' }, { client: 'none' }])
      expect(await api.as('ada', 'POST', '/oauth/authorizations', body)).toMatchObject({ status: 422 })
    expect(api.world().hash()).toBe(before)
  })
})

describe('a scope', () => {
  const asked = [
    ['GET', '/account', undefined],
    ['GET', '/apps', undefined],
    ['GET', '/apps/shop/config-vars', undefined],
    ['PATCH', '/apps/shop', { maintenance: true }],
    ['PATCH', '/apps/shop/config-vars', { MORE: '1' }],
    ['PATCH', '/account', { name: 'Ada' }],
    ['GET', '/oauth/authorizations', undefined],
    ['GET', '/account/keys', undefined],
    ['GET', '/account/invoices', undefined],
  ] as const
  it.each([
    ['global', '+++++++++'],
    ['identity', '+--------'],
    ['read', '-+-------'],
    ['read-protected', '-++------'],
    ['write', '-+-+-----'],
    ['write-protected', '-++++----'],
  ])('of %s is good for so much', async (scope, expected) => {
    const { token } = await make({ scope: [scope] })
    let may = ''
    for (const [method, path, body] of asked) {
      const before = api.world().hash()
      const reply = await api.as(token, method, path, body)
      may += reply.status === 403 ? '-' : '+'
      if (reply.status === 403) {
        expect(reply.body).toMatchObject({ id: 'forbidden', message: expect.stringContaining(`used for ${scope} only`) })
        expect(api.world().hash()).toBe(before)
      }
      expect(reply.headers.get('oauth-scope')).toBe(scope)
    }
    expect(may).toBe(expected)
  })

  it('is the sum of several', async () => {
    const { token } = await make({ scope: ['identity', 'read'] })
    expect(await status(token, 'GET', '/account')).toBe(200)
    expect(await status(token, 'GET', '/apps/shop')).toBe(200)
    expect(await status(token, 'DELETE', '/apps/shop')).toBe(403)
  })
})

describe('an API client', () => {
  const create = async () =>
    (await api.as('ada', 'POST', '/oauth/clients', { name: 'robot', redirect_uri: 'https://robot.example.com/back' }))
      .body as OauthClient

  it('is made, changed, given a new secret, and destroyed by its owner alone', async () => {
    const client = await create()
    const path = `/oauth/clients/${client.id}`
    const before = api.world().hash()
    for (const [method, at] of [
      ['GET', path],
      ['PATCH', path],
      ['DELETE', path],
      ['POST', `${path}/actions/rotate-credentials`],
    ] as const)
      expect(await status('otto', method, at, method === 'GET' ? undefined : {})).toBe(404)
    for (const redirect_uri of [
      'ftp://a.example.com',
      'http://a.example.com',
      'a',
      'https://me:pw@a.example.com',
      'https://a.example.com/#x',
    ])
      expect(await status('ada', 'PATCH', path, { redirect_uri })).toBe(422)
    expect(await status('ada', 'POST', '/oauth/clients', { name: ' ', redirect_uri: client.redirect_uri })).toBe(422)
    expect(api.world().hash()).toBe(before)
    expect((await api.as('ada', 'PATCH', path, { redirect_uri: 'http://localhost:3000/' })).body).toMatchObject({ name: 'robot' })
    const rotated = (await api.as('ada', 'POST', `${path}/actions/rotate-credentials`)).body as OauthClient
    expect(rotated.secret).not.toBe(client.secret)
    expect((await api.as('ada', 'GET', '/oauth/clients')).body).toEqual([rotated])
    expect(await status('ada', 'DELETE', path)).toBe(200)
    expect((await api.as('ada', 'GET', '/oauth/clients')).body).toEqual([])
  })

  it('exchanges a code once, refreshes its token, and loses all with the client', async () => {
    const client = await create()
    const { id, grant, access_token: none } = await make({ client: client.id, scope: ['read'] })
    expect([none, grant?.expires_in]).toEqual([null, 300])
    const exchange = (code: string, secret = client.secret) =>
      api.as(null, 'POST', '/oauth/tokens', { grant: { type: 'authorization_code', code }, client: { secret } })
    expect(await exchange(grant?.code ?? '', 'wrong')).toMatchObject({ status: 401 })
    expect(await exchange('wrong')).toMatchObject({ status: 401 })
    const first = (await exchange(grant?.code ?? '')) as {
      status: number
      body: { access_token: { token: string }; refresh_token: { token: string } }
    }
    expect(first).toMatchObject({ status: 201, body: { authorization: { id }, access_token: { expires_in: 28_800 } } })
    expect(await exchange(grant?.code ?? '')).toMatchObject({ status: 401 })
    const { token } = first.body.access_token
    expect(await status(token, 'GET', '/apps')).toBe(200)
    expect(await status(token, 'DELETE', '/apps/shop')).toBe(403)
    api.pass(8 * HOUR)
    expect(await status(token, 'GET', '/apps')).toBe(401)
    const refresh = (refreshToken: string) =>
      api.as(null, 'POST', '/oauth/tokens', {
        grant: { type: 'refresh_token' },
        client: { secret: client.secret },
        refresh_token: { token: refreshToken },
      })
    expect(await refresh('wrong')).toMatchObject({ status: 401 })
    const second = (await refresh(first.body.refresh_token.token)).body as { access_token: { token: string }; id: string }
    expect(await status(second.access_token.token, 'GET', '/apps')).toBe(200)
    expect(await status('otto', 'DELETE', `/oauth/tokens/${second.id}`)).toBe(404)
    await api.as('ada', 'DELETE', `/oauth/clients/${client.id}`)
    expect(await status(second.access_token.token, 'GET', '/apps')).toBe(401)
    expect(await refresh(first.body.refresh_token.token)).toMatchObject({ status: 401 })
  })

  it('comes too late with a code after five minutes', async () => {
    const client = await create()
    const { grant } = await make({ client: client.id })
    api.pass(300_000)
    const body = { grant: { type: 'authorization_code', code: grant?.code }, client: { secret: client.secret } }
    expect(await api.as(null, 'POST', '/oauth/tokens', body)).toMatchObject({ status: 401 })
    expect(await api.as(null, 'POST', '/oauth/tokens', { ...body, grant: { type: 'password' } })).toMatchObject({ status: 422 })
  })
})

describe('a session', () => {
  it('is opened by signing in, and can be ended', async () => {
    const [session] = (await api.as('ada', 'GET', '/oauth/sessions')).body as Session[]
    expect(session).toMatchObject({ description: 'Dashboard', expires_in: null })
    const { token } = (await api.as(null, 'POST', '/control/people/ada@example.com/sessions')).body as { token: string }
    expect(await status(token, 'GET', '/account')).toBe(200)
    const sessions = (await api.as(token, 'GET', '/oauth/sessions')).body as Session[]
    expect(sessions).toHaveLength(2)
    for (const { id } of sessions) {
      expect(await status('otto', 'DELETE', `/oauth/sessions/${id}`)).toBe(404)
      const [mine] = api
        .world()
        .tables.authorizations.all()
        .filter((row) => row.id === id)
      await api.as(mine?.token ?? '', 'DELETE', `/oauth/sessions/${id}`)
      expect(await status(mine?.token ?? '', 'GET', '/account')).toBe(401)
    }
    const people = (await api.as(null, 'GET', '/control/people')).body as { email: string; token: string | null }[]
    expect(people.find(({ email }) => email === 'ada@example.com')?.token).toBeNull()
    expect(await api.as(null, 'POST', '/control/people/nobody@example.com/sessions')).toMatchObject({ status: 404 })
  })

  it('is not what an authorization is', async () => {
    const { id } = await make()
    expect(await status('ada', 'DELETE', `/oauth/sessions/${id}`)).toBe(404)
  })
})

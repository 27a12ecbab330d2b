import { expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import type { CheckedCertificate, SniEndpoint } from './contract.ts'
import { issue } from './fixture.testing.ts'

const DAY = 86_400_000
const BASE = '/apps/shop/sni-endpoints'

const authority = issue({ name: 'Test Authority', authority: true })
const upload = (hosts: readonly string[], to = '2026-12-01') => {
  const { certificate, key } = issue({ hosts, to }, authority)
  return { certificate_chain: certificate + authority.certificate, private_key: key }
}
const good = upload(['www.example.com', '*.example.org'])
const expired = upload(['www.example.com'], '2026-01-01')
const other = upload(['other.example.com'])

async function shop(): Promise<Harness> {
  const api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'shop' })
  for (const hostname of ['www.example.com', 'a.example.org', 'else.example.com'])
    await api.as('ada', 'POST', '/apps/shop/domains', { hostname })
  return api
}

async function added(api: Harness, files = good): Promise<SniEndpoint> {
  const reply = await api.as('ada', 'POST', BASE, files)
  expect([reply.status, reply.body]).toEqual([201, expect.anything()])
  return reply.body as SniEndpoint
}

const use = (api: Harness, host: string, name: string | null) =>
  api.as('ada', 'PATCH', `/apps/shop/domains/${host}`, { sni_endpoint: name })
const alerts = (api: Harness) =>
  api
    .world()
    .tables.activities.all()
    .flatMap(({ kind, text }) => (kind === 'alert' && text !== null ? [text] : []))

it('an uploaded certificate is read, and put on the domains it is good for', async () => {
  const api = await shop()
  const { name, ...rest } = await added(api)
  expect(rest).toMatchObject({
    domains: [],
    certificate_chain: good.certificate_chain,
    ssl_cert: {
      acm: false,
      'ca_signed?': true,
      'self_signed?': false,
      cert_domains: ['www.example.com', '*.example.org'],
      issuer: '/CN=Test Authority',
      expires_at: '2026-12-01T00:00:00Z',
    },
  })
  expect(name).toMatch(/^[a-z][a-z0-9-]{2,29}$/)
  for (const host of ['www.example.com', 'a.example.org'])
    expect((await use(api, host, name)).body).toMatchObject({ sni_endpoint: { name } })
  expect(await use(api, 'else.example.com', name)).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('is not good for else.example.com') },
  })
  expect(((await api.as('ada', 'GET', `${BASE}/${name}`)).body as SniEndpoint).domains).toHaveLength(2)
})

it('what cannot be used is refused, and nothing changes', async () => {
  const api = await shop()
  const { name } = await added(api)
  await use(api, 'www.example.com', name)
  const before = api.world().hash()
  const refusals: [string, string, object, number, RegExp][] = [
    ['POST', BASE, expired, 422, /expired on 2026-01-01/],
    ['POST', BASE, { ...good, private_key: other.private_key }, 422, /does not belong/],
    ['POST', BASE, { ...good, certificate_chain: 'x' }, 422, /No certificate/],
    ['POST', BASE, { certificate_chain: good.certificate_chain }, 422, /private_key/],
    ['PATCH', `${BASE}/${name}`, other, 422, /not good for www\.example\.com/],
    ['PATCH', `${BASE}/nothing`, good, 404, /SNI endpoint/],
    ['POST', BASE, { ...good, certificate_chain: 'x'.repeat(300_000) }, 413, /256 KB/],
  ]
  for (const [method, path, body, status, message] of refusals) {
    const reply = await api.as('ada', method, path, body)
    expect([reply.status, (reply.body as { message: string }).message]).toEqual([status, expect.stringMatching(message)])
  }
  for (const [method, path] of [
    ['POST', BASE],
    ['PATCH', `${BASE}/${name}`],
    ['DELETE', `${BASE}/${name}`],
  ] as const)
    expect((await api.as('otto', method, path, method === 'DELETE' ? undefined : expired)).status).toBe(403)
  expect(api.world().hash()).toBe(before)
  expect(api.reports).toEqual([])
})

it('the private key is kept nowhere, and the world can be replayed', async () => {
  const api = await shop()
  await added(api)
  await api.as('ada', 'POST', `/control/apps/shop/certificate-check`, good)
  api.pass(400 * DAY)
  const world = api.world()
  const secret = good.private_key.split('\n')[1] ?? ''
  const everything = JSON.stringify([world.journal, world.snapshot()])
  expect(everything).toContain('Test Authority')
  expect(everything).not.toContain(secret)
  const replayed = createWorld(world.origin, JSON.parse(JSON.stringify(world.journal)))
  replayed.advanceTo(world.now)
  expect(replayed.hash()).toBe(world.hash())
})

it('people are warned before it ends, until it is replaced', async () => {
  const api = await shop()
  const { name } = await added(api, upload(['www.example.com'], '2026-03-01'))
  await use(api, 'www.example.com', name)
  api.pass(40 * DAY)
  expect(alerts(api)).toEqual([`The certificate ${name} expires on 2026-03-01: it serves www.example.com`])
  const replaced = await api.as('ada', 'PATCH', `${BASE}/${name}`, upload(['*.example.com'], '2026-05-01'))
  expect(replaced.body).toMatchObject({ name, ssl_cert: { expires_at: '2026-05-01T00:00:00Z' } })
  api.pass(100 * DAY)
  expect(alerts(api).map((text) => text.split(name)[1])).toEqual([
    ' expires on 2026-03-01: it serves www.example.com',
    ' expires on 2026-05-01: it serves www.example.com',
    ' expires on 2026-05-01: it serves www.example.com',
    ' has expired: it serves www.example.com',
  ])
})

it('a domain is the platform’s again when its uploaded certificate is removed', async () => {
  const api = await shop()
  await api.as('ada', 'POST', '/apps/shop/acm')
  api.pass(3_600_000)
  const { name } = await added(api)
  expect((await use(api, 'www.example.com', name)).body).toMatchObject({ acm_status: null, sni_endpoint: { name } })
  const managed = ((await api.as('ada', 'GET', BASE)).body as SniEndpoint[]).filter(({ ssl_cert: { acm } }) => acm)
  expect(managed).toHaveLength(2)
  const [first] = managed
  for (const [method, body] of [
    ['PATCH', good],
    ['DELETE', undefined],
  ] as const)
    expect(await api.as('ada', method, `${BASE}/${first?.name}`, body)).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('managed automatically') },
    })
  expect((await use(api, 'www.example.com', first?.name ?? '')).status).toBe(422)
  await api.as('ada', 'DELETE', `${BASE}/${name}`)
  api.pass(3_600_000)
  expect((await api.as('ada', 'GET', '/apps/shop/domains/www.example.com')).body).toMatchObject({ acm_status: 'cert issued' })
})

it('can be read without being added', async () => {
  const api = await shop()
  const before = api.world().hash()
  const check = async (files: object) =>
    (await api.as('ada', 'POST', '/control/apps/shop/certificate-check', files)).body as CheckedCertificate
  expect(await check(good)).toMatchObject({
    found: { key: 'ECDSA P-256' },
    problem: null,
    covers: expect.arrayContaining(['a.example.org', 'www.example.com']),
  })
  expect(await check(expired)).toMatchObject({ found: { domains: ['www.example.com'] }, problem: { field: 'certificate_chain' } })
  expect(await check({ ...good, private_key: '' })).toMatchObject({ found: null, problem: { field: 'private_key' } })
  expect((await api.as('otto', 'POST', '/control/apps/shop/certificate-check', good)).status).toBe(403)
  expect(api.world().hash()).toBe(before)
})

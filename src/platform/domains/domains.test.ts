import { describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import { hostProblem, nameCovers, recordType, type Domain } from './contract.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const BASE = '/apps/shop/domains'

async function shop(): Promise<Harness> {
  const api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'shop' })
  return api
}

async function add(api: Harness, hostname: string, app = 'shop'): Promise<Domain> {
  const reply = await api.as('ada', 'POST', `/apps/${app}/domains`, { hostname, sni_endpoint: null })
  expect([reply.status, reply.body]).toEqual([201, expect.anything()])
  return reply.body as Domain
}

const show = async (api: Harness, hostname: string) => (await api.as('ada', 'GET', `${BASE}/${hostname}`)).body as Domain
const dns = (api: Harness, hostname: string, answer: string) =>
  api.as('ada', 'PUT', `/control${BASE}/${hostname}/dns`, { answer })
const said = (api: Harness) =>
  api
    .world()
    .tables.activities.all()
    .flatMap(({ text }) => text ?? [])

/** The states that a domain goes through, looked at every 5 seconds. */
async function statesOf(api: Harness, hostname: string, ms: number): Promise<(string | null)[]> {
  const seen: (string | null)[] = []
  for (let passed = 0; passed < ms; passed += 5_000) {
    const { acm_status: status } = await show(api, hostname)
    if (seen.at(-1) !== status) seen.push(status)
    api.pass(5_000)
  }
  return seen
}

describe('host names', () => {
  it.each([
    'www.example.com',
    'EXAMPLE.com ',
    '*.example.com',
    'a-b.c0.example.co.uk',
    'xn--bcher-kva.example',
    `${'a'.repeat(63)}.example.com`,
  ])('may be %s', (host) => expect(hostProblem(host)).toBeNull())

  it.each([
    ['', /missing/],
    ['example', /must have a dot/],
    ['https://www.example.com/', /leave out https/],
    ['www.example.com/shop', /path, a port or blanks/],
    ['www.example.com:443', /path, a port or blanks/],
    ['bücher.example', /xn--/],
    ['10.0.0.1', /IP address/],
    ['www..example.com', /dot too many/],
    ['www.example.com.', /dot too many/],
    ['-www.example.com', /"-www" is no part/],
    ['under_score.example.com', /"under_score"/],
    [`${'a'.repeat(64)}.example.com`, /is no part/],
    [`${'a.'.repeat(130)}example.com`, /too long/],
    ['www.example.123', /top-level/],
    ['*.com', /domain of its own/],
    ['*', /must have a dot/],
    ['www.*.example.com', /whole first part/],
    ['w*.example.com', /whole first part/],
    ['shop.herokuapp.com', /belongs to the platform/],
    ['herokudns.com', /belongs to the platform/],
  ])('may not be %o', (host, message) => expect(hostProblem(host)).toMatch(message))

  it('are covered by names of certificates, a wildcard by one part', () => {
    expect(nameCovers('www.example.com', 'www.example.com')).toBe(true)
    expect(nameCovers('*.example.com', 'www.example.com')).toBe(true)
    expect(nameCovers('*.example.com', '*.example.com')).toBe(true)
    expect(nameCovers('*.example.com', 'a.www.example.com')).toBe(false)
    expect(nameCovers('*.example.com', 'example.com')).toBe(false)
    expect(nameCovers('*.com', '*.example.com')).toBe(false)
    expect(nameCovers('www.example.com', '*.example.com')).toBe(false)
  })

  it('at the apex need another record', () => {
    expect(['example.com', 'www.example.com', 'example.co.uk', '*.example.com'].map(recordType)).toEqual([
      'ALIAS or ANAME',
      'CNAME',
      'ALIAS or ANAME',
      'CNAME',
    ])
  })
})

describe('a domain', () => {
  it('is added, listed beside the default one, and removed', async () => {
    const api = await shop()
    const added = await add(api, ' WWW.Example.com')
    expect(added).toMatchObject({ hostname: 'www.example.com', kind: 'custom', status: 'pending', sni_endpoint: null })
    expect(added).toMatchObject({
      acm_status: null,
      cname: expect.stringMatching(/^[a-z]+-[a-z]+-[0-9a-f]{20}\.herokudns\.com$/),
    })
    const list = (await api.as('ada', 'GET', BASE)).body as Domain[]
    expect(list.map(({ kind }) => kind).sort()).toEqual(['custom', 'heroku'])
    api.pass(MINUTE)
    expect(await show(api, 'www.example.com')).toMatchObject({ id: added.id, status: 'succeeded' })
    expect((await api.as('ada', 'DELETE', `${BASE}/${added.id}`)).body).toMatchObject({ hostname: 'www.example.com' })
    expect((await api.as('ada', 'GET', `${BASE}/www.example.com`)).status).toBe(404)
    expect(said(api)).toEqual(expect.arrayContaining(['added the domain www.example.com', 'removed the domain www.example.com']))
  })

  it('is refused where it is taken, and changes nothing', async () => {
    const api = await shop()
    await add(api, 'www.example.com')
    await add(api, '*.example.org')
    await api.as('ada', 'POST', '/apps', { name: 'other' })
    await api.as('otto', 'POST', '/apps', { name: 'foreign' })
    const before = api.world().hash()
    const refusals: [string, string, string, number, RegExp][] = [
      ['ada', 'shop', 'www.example.com', 422, /already a domain of this app/],
      ['ada', 'other', 'WWW.example.com', 422, /in use by another app/],
      ['otto', 'foreign', 'a.example.org', 422, /covered by \*\.example\.org/],
      ['otto', 'foreign', '*.example.com', 422, /would cover www\.example\.com/],
      ['ada', 'shop', 'not a host', 422, /blanks/],
      ['otto', 'shop', 'otto.example.com', 403, /do not have access/],
    ]
    for (const [who, app, hostname, status, message] of refusals) {
      const reply = await api.as(who, 'POST', `/apps/${app}/domains`, { hostname })
      expect([reply.status, (reply.body as { message: string }).message]).toEqual([status, expect.stringMatching(message)])
    }
    const own = (await api.as('ada', 'GET', BASE)).body as Domain[]
    const standard = own.find(({ kind }) => kind === 'heroku')?.hostname
    expect((await api.as('ada', 'DELETE', `${BASE}/${standard}`)).status).toBe(403)
    expect((await api.as('otto', 'DELETE', `${BASE}/www.example.com`)).status).toBe(403)
    expect((await api.as('ada', 'PATCH', `${BASE}/www.example.com`, { sni_endpoint: 'nothing-12345' })).status).toBe(404)
    expect(api.world().hash()).toBe(before)
    // Below one's own wildcard everything is free.
    await add(api, 'b.example.org', 'other')
  })

  it('is one of at most 1000', async () => {
    const api = await shop()
    for (let nth = 0; nth < 1000; nth++) await add(api, `a${nth}.example.com`)
    const reply = await api.as('ada', 'POST', BASE, { hostname: 'b.example.com' })
    expect([reply.status, reply.body]).toMatchObject([422, { message: expect.stringContaining('at most 1000') }])
  })

  it('goes with its app', async () => {
    const api = await shop()
    await api.as('ada', 'POST', '/apps/shop/acm')
    await add(api, 'www.example.com')
    api.pass(HOUR)
    await add(api, 'new.example.com')
    await api.as('ada', 'DELETE', '/apps/shop')
    const { domains, certificates } = api.world().tables
    expect([domains.all(), certificates.all()]).toEqual([[], []])
    api.pass(DAY)
    expect(api.reports).toEqual([])
  })
})

describe('automated certificates', () => {
  it('are issued step by step once DNS leads to the target', async () => {
    const api = await shop()
    await add(api, 'www.example.com')
    expect((await api.as('ada', 'POST', '/apps/shop/acm')).body).toMatchObject({ acm: true })
    expect(await statesOf(api, 'www.example.com', 10 * MINUTE)).toEqual(['waiting', 'dns-verified', 'verified', 'cert issued'])
    const domain = await show(api, 'www.example.com')
    const list = (await api.as('ada', 'GET', '/apps/shop/sni-endpoints')).body
    expect(list).toMatchObject([
      { name: domain.sni_endpoint?.name, domains: [domain.id], ssl_cert: { acm: true, cert_domains: ['www.example.com'] } },
    ])
    expect(said(api)).toContain('issued a certificate for www.example.com')
  })

  it('wait for a record, say what is missing, give up after an hour, and go on when asked', async () => {
    const api = await shop()
    await api.as('ada', 'POST', '/apps/shop/acm')
    await add(api, 'www.example.com')
    await dns(api, 'www.example.com', 'elsewhere')
    expect(await statesOf(api, 'www.example.com', 2 * HOUR)).toEqual(['waiting', 'failing', 'failed'])
    expect((await show(api, 'www.example.com')).acm_status_reason).toMatch(/leads to another address than its DNS target/)
    expect(said(api).at(-1)).toMatch(/^No certificate could be had for www\.example\.com/)
    await dns(api, 'www.example.com', 'caa')
    expect(api.world().alarmAt('domain', (await show(api, 'www.example.com')).id)).toBeUndefined()
    await api.as('ada', 'PATCH', '/apps/shop/acm', { acm_refresh: true })
    api.pass(MINUTE)
    expect((await show(api, 'www.example.com')).acm_status_reason).toMatch(/CAA record/)
    await dns(api, 'www.example.com', 'target')
    api.pass(5 * MINUTE)
    expect(await show(api, 'www.example.com')).toMatchObject({ acm_status: 'cert issued', acm_status_reason: null })
  })

  it('are renewed every 60 days, and end when DNS leads elsewhere', async () => {
    const api = await shop()
    await api.as('ada', 'POST', '/apps/shop/acm')
    await add(api, 'www.example.com')
    api.pass(HOUR)
    const expiry = async () => {
      const [first] = (await api.as('ada', 'GET', '/apps/shop/sni-endpoints')).body as [{ ssl_cert: { expires_at: string } }]
      return (Date.parse(first.ssl_cert.expires_at) - api.world().now) / DAY
    }
    expect(Math.round(await expiry())).toBe(90)
    api.pass(61 * DAY)
    expect(Math.round(await expiry())).toBe(89)
    await dns(api, 'www.example.com', 'none')
    api.pass(60 * DAY)
    expect(await show(api, 'www.example.com')).toMatchObject({ acm_status: 'failing' })
    expect(Math.round(await expiry())).toBe(29)
    expect(said(api).at(-1)).toMatch(/could not be renewed and will expire on/)
    await dns(api, 'www.example.com', 'target')
    api.pass(DAY)
    expect(await show(api, 'www.example.com')).toMatchObject({ acm_status: 'cert issued', acm_status_reason: null })
    expect(await expiry()).toBeGreaterThan(88)
    await dns(api, 'www.example.com', 'none')
    api.pass(95 * DAY)
    expect(await show(api, 'www.example.com')).toMatchObject({ acm_status: 'failed' })
    expect(said(api).at(-1)).toMatch(/could not be renewed and has expired/)
    expect(api.reports).toEqual([])
  })

  it('are not for wildcards, and go when they are switched off', async () => {
    const api = await shop()
    await api.as('ada', 'POST', '/apps/shop/acm')
    await add(api, '*.example.com')
    await add(api, 'www.example.com')
    api.pass(HOUR)
    expect(await show(api, '*.example.com')).toMatchObject({
      acm_status: 'failed',
      acm_status_reason: expect.stringContaining('Wildcard'),
    })
    expect((await api.as('otto', 'DELETE', '/apps/shop/acm')).status).toBe(403)
    await api.as('ada', 'DELETE', '/apps/shop/acm')
    expect((await api.as('ada', 'GET', '/apps/shop/sni-endpoints')).body).toEqual([])
    expect(await show(api, 'www.example.com')).toMatchObject({ acm_status: null, sni_endpoint: null })
    expect((await api.as('ada', 'PATCH', '/apps/shop/acm')).status).toBe(422)
  })
})

it('what domains did can be replayed', async () => {
  const api = await shop()
  await api.as('ada', 'POST', '/apps/shop/acm')
  await add(api, 'www.example.com')
  await add(api, 'a.example.com')
  await dns(api, 'a.example.com', 'caa')
  api.pass(2 * HOUR)
  await dns(api, 'www.example.com', 'none')
  api.pass(100 * DAY)
  const world = api.world()
  const replayed = createWorld(world.origin, JSON.parse(JSON.stringify(world.journal)))
  replayed.advanceTo(world.now)
  expect(replayed.hash()).toBe(world.hash())
})

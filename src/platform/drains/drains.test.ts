import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { drainUrlProblem, type Drain } from './contract.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DRAINS = '/apps/shop/log-drains'
const OK = 'https://logs.example.com/in'

let api: Harness
beforeEach(async () => {
  api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'shop' })
})

async function ask<T>(method: string, path: string, body?: unknown, as = 'ada'): Promise<T> {
  const reply = await api.as(as, method, path, body)
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300)
  return reply.body as T
}

const add = (url = OK) => ask<Drain>('POST', DRAINS, { url })

/** What the platform said of drains. */
async function said(): Promise<string[]> {
  const session = await ask<{ logplex_url: string }>('POST', '/apps/shop/log-sessions', { dyno: 'logplex', lines: 1500 })
  const text = await ask<string>('GET', session.logplex_url.replace('http://localhost', ''))
  return text.split('\n').filter((line) => line !== '')
}

async function refused(person: string, method: string, path: string, body: object | undefined, status: number, words: string) {
  const before = api.world().hash()
  const reply = await api.as(person, method, path, body)
  expect(reply).toMatchObject({ status, body: { message: expect.stringContaining(words) } })
  expect(api.world().hash()).toBe(before)
}

describe('log drains', () => {
  it('are added, shown by id, URL and token, and removed', async () => {
    const drain = await add()
    expect(drain).toMatchObject({ addon: null, url: OK, token: expect.stringMatching(/^d\.[0-9a-f-]{36}$/) })
    for (const name of [drain.id, drain.url, drain.token])
      expect(await ask('GET', `${DRAINS}/${encodeURIComponent(name)}`)).toEqual(drain)
    expect(await ask('GET', `${DRAINS}?extended=true`)).toMatchObject([{ extended: { drain_id: expect.any(Number) } }])
    expect(await ask('DELETE', `${DRAINS}/${encodeURIComponent(OK)}`)).toEqual(drain)
    expect(await ask('GET', DRAINS)).toEqual([])
    const activity = await ask<{ text: string | null }[]>('GET', '/control/apps/shop/activity')
    expect(activity.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['added a log drain to logs.example.com', 'removed the log drain to logs.example.com']),
    )
  })

  it('are refused when they cannot be, and nothing changes', async () => {
    for (const url of ['http://example.com/', 'ftp://example.com/', 'logs', 'syslog://', 'https://'])
      await refused('ada', 'POST', DRAINS, { url }, 422, 'https://, syslog+tls:// or syslog://')
    await refused('ada', 'POST', DRAINS, { url: 'syslog+tls://logs.example.com' }, 422, 'needs a port')
    await refused('ada', 'POST', DRAINS, {}, 422, 'Require params: url')
    await add()
    await refused('ada', 'POST', DRAINS, { url: OK }, 422, 'already')
    for (const port of [1, 2, 3, 4]) await add(`syslog+tls://logs.example.com:${port}`)
    await refused('ada', 'POST', DRAINS, { url: 'syslog://logs.example.com:514' }, 422, 'at most 5')
    await refused('ada', 'DELETE', `${DRAINS}/none`, undefined, 404, "Couldn't find that drain")
    expect(drainUrlProblem('syslog://logs.example.com:514')).toBeNull()
  })

  it('are for those who operate the app; others of it may look', async () => {
    await refused('otto', 'GET', DRAINS, undefined, 403, 'do not have access')
    const company = await openHarness('company')
    const drains = '/apps/fernwood-shop/log-drains'
    expect(await company.as('ada', 'POST', drains, { url: OK })).toMatchObject({ status: 201 })
    expect(await company.as('tom', 'GET', drains)).toMatchObject({ status: 200 })
    const before = company.world().hash()
    expect(await company.as('tom', 'POST', drains, { url: 'https://example.com/' })).toMatchObject({ status: 403 })
    expect(await company.as('tom', 'DELETE', `${drains}/${encodeURIComponent(OK)}`)).toMatchObject({ status: 403 })
    expect(company.world().hash()).toBe(before)
  })
})

describe("an add-on's log drain", () => {
  const ofAddon = () => ask<Drain[]>('GET', '/addons/our-logs/log-drains')
  beforeEach(() => ask('POST', '/apps/shop/addons', { plan: 'paperlane', name: 'our-logs' }))

  it('comes and goes with it, and is changed by it alone', async () => {
    const [drain] = await ofAddon()
    expect(drain).toMatchObject({
      addon: { name: 'our-logs' },
      url: expect.stringMatching(/^https:\/\/paperlane\.example\.com\//),
    })
    expect(await ask('GET', DRAINS)).toEqual([drain])
    await refused('ada', 'DELETE', `${DRAINS}/${drain?.id}`, undefined, 403, 'belongs to the add-on our-logs')
    const at = `/addons/our-logs/log-drains/${drain?.token}`
    await refused('ada', 'PUT', at, { url: 'logs' }, 422, 'https://')
    await refused('otto', 'PUT', at, { url: OK }, 403, 'permission')
    await refused('ada', 'PUT', '/addons/our-logs/log-drains/none', { url: OK }, 404, "Couldn't find that drain")
    expect(await ask('PUT', at, { url: OK })).toMatchObject({ url: OK, token: drain?.token })
    await ask('POST', '/apps', { name: 'books' })
    await ask('POST', '/addon-attachments', { addon: 'our-logs', app: 'books', confirm: 'books' })
    expect(await ofAddon()).toHaveLength(2)
    await ask('DELETE', '/apps/shop/addons/our-logs', { confirm: 'shop', force: true })
    expect(await ask('GET', DRAINS)).toEqual([])
    expect(await ask('GET', '/apps/books/log-drains')).toEqual([])
  })
})

describe('what a drain loses', () => {
  beforeEach(async () => {
    await ask('PUT', '/control/apps/shop/traffic', { peak_rps: 20, shape: 'steady' })
  })

  it('is told in the log, minute by minute, and summed up', async () => {
    const fails = await add('https://fail.example.com/')
    const slow = await add('syslog+tls://slow.example.com:6514')
    await add()
    api.pass(10 * MINUTE)
    const lines = await said()
    expect(lines[0]).toMatch(
      /\+00:00 heroku\[logplex\]: Error L10 \(output buffer overflow\): \d+ messages dropped since 2026-01-05T12:\d\d:00Z\.$/,
    )
    const lost = lines.map((line) => Number(/(\d+) messages/.exec(line)?.[1]))
    const states = await ask<{ drain: string; state: string; dropped: number }[]>('GET', `/control${DRAINS}`)
    expect(states.map(({ drain, state }) => [drain, state])).toEqual(
      expect.arrayContaining([
        [fails.id, 'failing'],
        [slow.id, 'behind'],
      ]),
    )
    expect(states).toHaveLength(3)
    // The last minute's loss is known before the log says it.
    expect(states.reduce((sum, { dropped }) => sum + dropped, 0)).toBeGreaterThanOrEqual(lost.reduce((sum, n) => sum + n, 0))
    expect(Math.min(...lost)).toBeGreaterThan(1_000)
  })

  it('stays in the log when the drain is gone, and is no more from then on', async () => {
    const { id } = await add('https://drain.invalid/')
    api.pass(5 * MINUTE)
    const before = await said()
    expect(before.length).toBeGreaterThanOrEqual(4)
    await ask('DELETE', `${DRAINS}/${id}`)
    api.pass(HOUR)
    const after = await said()
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.length).toBeLessThanOrEqual(before.length + 1)
  })

  it('is explained where a certificate has expired', async () => {
    await add('https://expired.example.com/in')
    api.pass(3 * MINUTE)
    expect((await said())[0]).toContain('Error L14 (certificate validation): error="certificate has expired"')
  })

  it('is nothing while nobody comes', async () => {
    await ask('PUT', '/control/apps/shop/traffic', { peak_rps: 0, shape: 'steady' })
    await add('https://fail.example.com/')
    api.pass(HOUR)
    expect(await said()).toEqual([])
    expect(await ask('GET', `/control${DRAINS}`)).toMatchObject([{ state: 'ok', dropped: 0 }])
  })
})

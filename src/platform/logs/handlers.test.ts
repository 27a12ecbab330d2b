import { describe, expect, it } from 'vitest'
import { NOON, openHarness, type Harness } from '#hosts/support/harness.ts'
import { decodeSession } from './session.ts'
import { openLog } from './tail.ts'

const MINUTE = 60_000

async function withApp(): Promise<Harness> {
  const api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'chatty' })
  api.pass(5 * MINUTE)
  return api
}

async function session(api: Harness, body: object = {}): Promise<string> {
  const made = await api.as('ada', 'POST', '/apps/chatty/log-sessions', body)
  expect(made.status).toBe(201)
  return new URL((made.body as { logplex_url: string }).logplex_url).pathname
}

const lines = (text: unknown) => String(text).split('\n').slice(0, -1)

describe('a log session', () => {
  it('leaves the world as it was', async () => {
    const api = await withApp()
    const before = [api.world().hash(), api.world().journal.length]
    await session(api, { lines: 5, tail: true, source: 'app', dyno: 'web.1' })
    expect([api.world().hash(), api.world().journal.length]).toEqual(before)
  })

  it('gives the last lines as text, to anyone who has its address', async () => {
    const api = await withApp()
    const path = await session(api, { lines: 7 })
    const answer = await api.as(null, 'GET', path)
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(lines(answer.body).length).toBe(7)
    for (const line of lines(answer.body))
      expect(line).toMatch(
        /^2026-01-05T12:0[45]:\d\d\.\d{6}\+00:00 heroku\[router\]: at=info code=H81 desc="Blank app" .* dyno= connect= service= status=502 bytes= /,
      )
  })

  it('gives events with ids where they are asked for, and goes on after one', async () => {
    const api = await withApp()
    const path = await session(api, { lines: 7 })
    const { headers, body } = await api.as(null, 'GET', path, undefined, { accept: 'text/event-stream' })
    expect(headers.get('content-type')).toBe('text/event-stream')
    const [retry, ...events] = String(body).split('\n\n').slice(0, -1)
    expect(retry).toBe('retry: 100')
    expect(events.length).toBe(7)
    for (const event of events) expect(event).toMatch(/^id: [\da-z]+-[\da-z]+\ndata: 2026-[^\n]+$/)
    const third = /^id: (\S+)/.exec(events[2] ?? '')?.[1] ?? ''
    const rest = await api.as(null, 'GET', path, undefined, { accept: 'text/event-stream', 'last-event-id': third })
    expect(String(rest.body).split('\n\n').slice(1, -1)).toEqual(events.slice(3))
  })

  it('filters, and reads the past', async () => {
    const api = await withApp()
    const people = await api.as(null, 'GET', await session(api, { source: 'app', dyno: 'api' }))
    expect(lines(people.body).map((line) => line.replace(/^.*\]: | by user \S+$/g, ''))).toEqual([
      'Initial release',
      'Release v1 created',
      'Enable Logplex',
      'Release v2 created',
    ])
    const past = await api.as(
      null,
      'GET',
      await session(api, { until: new Date(NOON + MINUTE).toISOString(), lines: 3, tail: true }),
    )
    expect(lines(past.body).length).toBe(3)
    expect(lines(past.body).every((line) => line.startsWith('2026-01-05T12:00:'))).toBe(true)
  })

  it('begins at a moment, and ends where the one that ends there begins', async () => {
    const api = await withApp()
    const moment = new Date(NOON + 2 * MINUTE).toISOString()
    const from = lines((await api.as(null, 'GET', await session(api, { since: moment, lines: 4, tail: true }))).body)
    const upTo = lines((await api.as(null, 'GET', await session(api, { until: moment, lines: 4 }))).body)
    expect(from.length).toBe(4)
    expect(from.every((line) => line >= moment.slice(0, -1))).toBe(true)
    expect([...upTo, ...from]).toEqual([...new Set([...upTo, ...from])].toSorted())
  })

  it.each([[{ lines: 1501 }], [{ lines: -1 }], [{ dyno: 'x'.repeat(200) }], [{ until: 'once' }], [{ since: 'then' }]])(
    'refuses %o',
    async (body) => {
      const api = await withApp()
      expect(await api.as('ada', 'POST', '/apps/chatty/log-sessions', body)).toMatchObject({
        status: 422,
        body: { id: 'invalid_params' },
      })
    },
  )

  it('cannot be made up, changed, or used for ever', async () => {
    const api = await withApp()
    const path = await session(api, { lines: 1 })
    const [payload = '', sign = ''] = path.split('/').at(-1)?.split('.') ?? []
    for (const id of ['x', `${payload}.`, `${payload}.0${sign.slice(1)}0`, `${payload.slice(0, -2)}AA.${sign}`, '%F0.1']) {
      expect(await api.as(null, 'GET', `/log-sessions/${id}`)).toMatchObject({ status: 404 })
    }
    api.pass(2 * 60 * MINUTE)
    expect(await api.as(null, 'GET', path)).toMatchObject({ status: 404, body: { id: 'not_found', resource: 'log_session' } })
    const next = await session(api, { lines: 1 })
    await api.as('ada', 'DELETE', '/apps/chatty')
    expect(await api.as(null, 'GET', next)).toMatchObject({ status: 404 })
    expect(api.reports).toEqual([])
  })
})

describe('a tail', () => {
  it('gives each line once as time passes, whatever the steps', async () => {
    const api = await withApp()
    const id = (await session(api, { lines: 5, tail: true })).split('/').at(-1) ?? ''
    const stream = openLog(decodeSession(api.world().seed, id, api.world().now), false, undefined)
    const first = stream.pull(api.world())
    expect(first.done).toBe(false)
    let text = first.text
    for (const step of [0, 1, 999, 20, 7_000, 60_001, 0, 3]) {
      api.pass(step)
      text += stream.pull(api.world()).text
    }
    await api.as('ada', 'PATCH', '/apps/chatty/config-vars', { COLOUR: 'blue' })
    text += stream.pull(api.world()).text
    api.pass(1)
    text += stream.pull(api.world()).text
    expect(lines(text).filter((line) => line.includes('Set COLOUR config vars')).length).toBe(1)
    const whole = await api.as(null, 'GET', await session(api, { lines: 1500 }))
    const since = lines(whole.body).slice(lines(whole.body).indexOf(lines(text)[0] ?? ''))
    expect(lines(text)).toEqual(since)
  })

  it('catches up after a long time with the newest lines, and ends with the app', async () => {
    const api = await withApp()
    const id = (await session(api, { lines: 0, tail: true })).split('/').at(-1) ?? ''
    const stream = openLog(decodeSession(api.world().seed, id, api.world().now), false, undefined)
    expect(stream.pull(api.world()).text).toBe('')
    api.pass(24 * 60 * MINUTE)
    expect(lines(stream.pull(api.world()).text).length).toBe(1500)
    await api.as('ada', 'DELETE', '/apps/chatty')
    expect(stream.pull(api.world())).toEqual({ text: '', done: true })
  })

  it('goes on after the world went back in time', async () => {
    const api = await withApp()
    const id = (await session(api, { lines: 0, tail: true })).split('/').at(-1) ?? ''
    const stream = openLog(decodeSession(api.world().seed, id, api.world().now), false, undefined)
    stream.pull(api.world())
    const world = api.world()
    world.advanceTo(world.now + 10 * MINUTE)
    stream.pull(world)
    world.goBackTo(world.now - 8 * MINUTE)
    expect(stream.pull(world).text).toBe('')
    world.advanceTo(world.now + 5_000)
    expect(lines(stream.pull(world).text).length).toBeGreaterThan(0)
  })
})

import { afterEach, describe, expect, test } from 'vitest'
import { hideBodies } from '#hosts/support/hide-bodies.ts'
import { portLine, type ToPage, type ToWorld } from './bridge.ts'
import { PageBridge } from './page-bridge.ts'
import { WorldBridge, type Fetch } from './world-bridge.ts'

const ports: MessagePort[] = []
afterEach(() => ports.splice(0).forEach((port) => port.close()))

/** A page and a world that answers by `fetch`; `say` lets the world speak by itself, `heard` is what the page was told. */
function connect(fetch: Fetch) {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  const heard: string[] = []
  const page = new PageBridge(portLine<ToWorld, ToPage>(port1), ({ type }) => heard.push(type))
  const line = portLine<ToPage, ToWorld>(port2)
  const world = new WorldBridge(line, fetch)
  line.listen((message) => world.hear(message))
  return { page, world, heard, say: (message: ToPage) => line.post(message) }
}

const request = (path: string, init?: RequestInit) => new Request(`http://page.test/api${path}`, init)
const later = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))

/** A stream that gives a chunk whenever asked, and knows whether somebody still reads. */
function endless() {
  const seen = { chunks: 0, cancelled: false }
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: (controller) => controller.enqueue(new TextEncoder().encode(`${(seen.chunks += 1)}\n`)),
      cancel: () => void (seen.cancelled = true),
    },
    { highWaterMark: 0 },
  )
  return { seen, response: () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }) }
}

describe('a request', () => {
  test('arrives as it was sent, and so does its answer', async () => {
    const { page } = connect(async (asked) => {
      const { method, url } = asked
      return Response.json(
        { method, url, accept: asked.headers.get('accept'), body: await asked.text() },
        { status: 201, headers: { etag: '"1"' } },
      )
    })
    const response = await page.fetch(request('/apps?a=1', { method: 'POST', body: 'hello', headers: { accept: 'x/y' } }))
    expect(response.status).toBe(201)
    expect(response.headers.get('etag')).toBe('"1"')
    expect(await response.json()).toEqual({ method: 'POST', url: 'http://page.test/api/apps?a=1', accept: 'x/y', body: 'hello' })
  })

  test('without a body, and an answer without one', async () => {
    const { page } = connect(async (asked) => new Response(null, { status: asked.body === null ? 204 : 500 }))
    expect((await page.fetch(request('/x'))).status).toBe(204)
  })

  test('of a browser that does not show what a request carries', async () => {
    hideBodies()
    const { page } = connect(async (asked) => new Response(`${asked.method} ${await asked.text()}`))
    expect(await (await page.fetch(request('/x'))).text()).toBe('GET ')
    expect(await (await page.fetch(request('/x', { method: 'PUT', body: 'hello' }))).text()).toBe('PUT hello')
  })

  test('that the world fails to answer gets an answer in the API’s words', async () => {
    const { page } = connect(() => Promise.reject(new Error('broken')))
    const response = await page.fetch(request('/x'))
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ id: 'unavailable', message: 'broken' })
  })

  test('that is aborted rejects, and the world hears of it', async () => {
    let aborted = false
    const { page } = connect((asked) => new Promise(() => asked.signal.addEventListener('abort', () => (aborted = true))))
    const controller = new AbortController()
    const answer = page.fetch(request('/x', { signal: controller.signal }))
    await later()
    controller.abort(new Error('enough'))
    await expect(answer).rejects.toThrow('enough')
    await later()
    expect(aborted).toBe(true)
  })
})

describe('a stream', () => {
  test('comes chunk by chunk, as it is read, and ends', async () => {
    const text = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (const part of ['a', 'b', 'c']) controller.enqueue(new TextEncoder().encode(part))
        controller.close()
      },
    })
    const { page } = connect(async () => new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } }))
    expect(await (await page.fetch(request('/x'))).text()).toBe('abc')
  })

  test('is not read ahead of its reader, and stops with it', async () => {
    const { seen, response } = endless()
    const { page } = connect(async () => response())
    const body = (await page.fetch(request('/x'))).body
    const reader = body?.getReader()
    await reader?.read()
    await later()
    expect(seen.chunks).toBeLessThan(4)
    await reader?.cancel()
    await later()
    expect(seen.cancelled).toBe(true)
  })

  test('stops when its request is aborted, or its page ends', async () => {
    const aborted = endless()
    const first = connect(async () => aborted.response())
    const controller = new AbortController()
    const body = (await first.page.fetch(request('/x', { signal: controller.signal }))).body
    controller.abort(new Error('enough'))
    await expect(body?.getReader().read()).rejects.toThrow('enough')
    await later()
    expect(aborted.seen.cancelled).toBe(true)

    const left = endless()
    const second = connect(async () => left.response())
    await second.page.fetch(request('/x'))
    second.world.close()
    await later()
    expect(left.seen.cancelled).toBe(true)
  })
})

describe('when another worker takes over', () => {
  test('what only reads is asked again, once; what changes something is not', async () => {
    const asked: string[] = []
    let silent = true
    const { page, say } = connect((message) => {
      asked.push(message.method)
      return silent ? new Promise(() => undefined) : Promise.resolve(Response.json({ fine: true }))
    })
    say({ type: 'welcome', kept: true })
    await later()
    const read = page.fetch(request('/x'))
    const write = page.fetch(request('/x', { method: 'POST', body: '{}' }))
    await later()
    silent = false
    say({ type: 'welcome', kept: true })
    expect((await read).status).toBe(200)
    expect((await write).status).toBe(503)
    expect(asked).toEqual(['GET', 'POST', 'GET'])
  })

  test('its streams break off', async () => {
    const { page, say } = connect(async () => endless().response())
    say({ type: 'welcome', kept: true })
    const body = (await page.fetch(request('/x'))).body
    say({ type: 'welcome', kept: true })
    const reader = body?.getReader()
    await expect(
      (async () => {
        for (;;) await reader?.read()
      })(),
    ).rejects.toThrow('was closed')
  })
})

test('a world that has left answers nothing more', async () => {
  const { page, say, heard } = connect(() => new Promise(() => undefined))
  const pending = page.fetch(request('/x'))
  await later()
  say({ type: 'gone', reason: 'It moved.' })
  expect(await (await pending).json()).toEqual({ id: 'unavailable', message: 'It moved.' })
  expect((await page.fetch(request('/y'))).status).toBe(503)
  expect(heard).toEqual(['gone'])
})

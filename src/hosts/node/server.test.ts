import { once } from 'node:events'
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as SecureAgent, request as httpsRequest } from 'node:https'
import { connect } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeIdentity } from './certificate.ts'
import { serve, type Running } from './server.ts'
import { ask } from './support.ts'

const identity = makeIdentity(['localhost', '127.0.0.1', '*.heroku.com'], Date.now())
const reported: unknown[] = []
const nobody = async () => null
/** What the server's streams have lived through. */
let cancelled = Promise.withResolvers<string>()
let produced = 0
let server: Running

/** A small platform of the test's own. */
async function answer(request: Request): Promise<Response> {
  const { pathname, origin } = new URL(request.url)
  if (pathname === '/endless') {
    request.signal.addEventListener('abort', () => cancelled.resolve('aborted'))
    return new Response(endless(), { headers: { 'content-type': 'text/event-stream' } })
  }
  if (pathname === '/lines') return new Response('one\ntwo\n', { headers: { 'content-type': 'text/plain; charset=utf-8' } })
  if (pathname === '/early') return Response.json({ refused: true }, { status: 413 })
  if (pathname === '/broken') throw new Error('a fault')
  const body = await request.text()
  return Response.json(
    {
      method: request.method,
      url: request.url,
      origin,
      size: body.length,
      body: body.slice(0, 20),
      token: request.headers.get('authorization'),
    },
    { headers: { vary: 'Authorization', 'request-id': 'r1' } },
  )
}

function endless(): ReadableStream<Uint8Array> {
  produced = 0
  const line = new TextEncoder().encode(`data: ${'x'.repeat(64 * 1024)}\n\n`)
  return new ReadableStream({
    pull(controller) {
      produced += line.length
      controller.enqueue(line)
    },
    cancel: () => cancelled.resolve('cancelled'),
  })
}

beforeAll(async () => {
  server = await serve({
    attach: nobody,
    fetch: answer,
    address: '127.0.0.1',
    port: 0,
    allowOrigins: ['https://demo.example'],
    identity,
    report: (error) => reported.push(error),
  })
})
afterAll(() => server.close())

test('passes method, address, headers and body on, again and again over one connection', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (const size of [0, 10, 300_000]) {
    const { status, headers, text } = await ask(server.port, {
      agent,
      method: 'POST',
      path: '/apps?a=1',
      headers: { authorization: 'Bearer t' },
      body: 'b'.repeat(size),
    })
    expect(status).toBe(200)
    expect(headers['request-id']).toBe('r1')
    expect(JSON.parse(text)).toMatchObject({
      method: 'POST',
      url: `http://localhost:${server.port}/apps?a=1`,
      size,
      token: 'Bearer t',
    })
  }
  agent.destroy()
})

test('answers HEAD as GET without the body', async () => {
  const { status, headers, text } = await ask(server.port, { method: 'HEAD', path: '/apps' })
  expect({ status, text, id: headers['request-id'] }).toEqual({ status: 200, text: '', id: 'r1' })
})

test('lets an answer that comes before the body has been read through', async () => {
  const { status, text } = await ask(server.port, { method: 'PUT', path: '/early', body: 'b'.repeat(3_000_000) })
  expect({ status, text }).toEqual({ status: 413, text: '{"refused":true}' })
})

test('a path that looks like another address stays a path', async () => {
  expect(JSON.parse((await ask(server.port, { path: '//elsewhere.example/x' })).text)).toMatchObject({
    url: `http://localhost:${server.port}//elsewhere.example/x`,
  })
  expect((await ask(server.port, { path: 'http://elsewhere.example/x' })).status).toBe(400)
})

test('what the platform should never do ends the connection and is reported', async () => {
  await expect(ask(server.port, { path: '/broken' })).rejects.toThrow('socket hang up')
  expect(reported).toEqual([new Error('a fault')])
})

test('a stream waits for a slow reader and ends when it goes away', async () => {
  cancelled = Promise.withResolvers()
  const asked = httpRequest({
    port: server.port,
    host: '127.0.0.1',
    path: '/endless',
    headers: { host: `localhost:${server.port}` },
  }).end()
  const [response]: IncomingMessage[] = await once(asked, 'response')
  await once(response ?? asked, 'readable')
  // Nobody reads: what is produced stops at the size of the buffers on the way.
  let last = -1
  while (last !== produced) {
    last = produced
    await new Promise((resolve) => setImmediate(resolve))
    await ask(server.port, { path: '/lines' })
  }
  expect(produced).toBeLessThan(64_000_000)
  asked.destroy()
  expect(await cancelled.promise).toMatch(/aborted|cancelled/)
})

test.each([
  ['no Host of this server', { host: 'rebound.example:80' }],
  ['another port', { host: 'localhost:1' }],
  ['a name that begins like it', { host: 'localhost.rebound.example' }],
  ['a page of another site', { origin: 'https://elsewhere.example' }],
  ['a sandboxed page', { origin: 'null' }],
  ['a page of a site that sounds like this machine', { origin: 'http://localhost.elsewhere.example' }],
  ['an image in a page of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
])('refuses %s', async (_, headers) => {
  const { status, text, headers: answered } = await ask(server.port, { path: '/apps', headers })
  expect(status).toBe(403)
  expect(JSON.parse(text)).toMatchObject({ id: 'forbidden' })
  expect(answered['access-control-allow-origin']).toBeUndefined()
})

test.each(['http://localhost:5173', 'http://127.0.0.1:8080', 'http://[::1]:3000', 'https://demo.example'])(
  'lets pages of %s use it',
  async (origin) => {
    const { status, headers } = await ask(server.port, { path: '/apps', headers: { origin } })
    expect(status).toBe(200)
    expect(headers['access-control-allow-origin']).toBe(origin)
    expect(headers['access-control-expose-headers']).toContain('Next-Range')
    expect(headers['vary']).toBe('Origin, Authorization')
    const preflight = await ask(server.port, {
      method: 'OPTIONS',
      path: '/apps',
      headers: {
        origin,
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,if-match',
        'access-control-request-private-network': 'true',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-headers': 'authorization,if-match',
      'access-control-allow-private-network': 'true',
    })
    expect(preflight.headers['access-control-allow-methods']).toContain('PATCH')
  },
)

test('OPTIONS of a program tells the methods', async () => {
  const { status, headers } = await ask(server.port, { method: 'OPTIONS', path: '/apps' })
  expect({ status, allow: headers.allow }).toEqual({ status: 204, allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' })
})

test('speaks TLS on the same port to whoever trusts its certificate', async () => {
  const agent = new SecureAgent({ ca: identity.cert })
  const asked = httpsRequest({ port: server.port, host: 'localhost', path: '/apps', agent }).end()
  const [response]: IncomingMessage[] = await once(asked, 'response')
  let text = ''
  for await (const chunk of response ?? []) text += String(chunk)
  expect(JSON.parse(text)).toMatchObject({ url: `https://localhost:${server.port}/apps` })
  agent.destroy()
  await expect(
    once(httpsRequest({ port: server.port, host: 'localhost', agent: new SecureAgent() }).end(), 'response'),
  ).rejects.toThrow(/self-signed/)
})

test('a rendezvous sends the stream that the secret names', async () => {
  const socket = connectSecurely({ port: server.port, host: 'localhost', ca: identity.cert })
  socket.write('lines\r\n')
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  expect(text).toBe('rendezvous\r\none\r\ntwo\r\n')
})

test('is a proxy to itself for the hosts that clients ask beside the API, and for no other', async () => {
  const through = async (target: string) => {
    const socket = connect(server.port, '127.0.0.1')
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`)
    const [head]: Buffer[] = await once(socket, 'data')
    return { socket, head: String(head).split('\r\n')[0] }
  }
  for (const other of ['elsewhere.example:443', 'github.com:443', 'api.github.com.example:443', 'notheroku.com:443'])
    expect((await through(other)).head).toBe('HTTP/1.1 403 Forbidden')
  expect((await through('api.github.com:443')).head).toBe('HTTP/1.1 200 Connection established')
  const { socket, head } = await through(`particleboard.heroku.com:${server.port}`)
  expect(head).toBe('HTTP/1.1 200 Connection established')
  socket.write(`GET /favorites HTTP/1.1\r\nHost: particleboard.heroku.com:${server.port}\r\nConnection: close\r\n\r\n`)
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  expect(text).toContain(`http://localhost:${server.port}/favorites`)
})

test('what is no HTTP at all is told so', async () => {
  const socket = connect(server.port, '127.0.0.1')
  socket.write('hello\r\n\r\n')
  const [head]: Buffer[] = await once(socket, 'data')
  expect(String(head)).toMatch(/^HTTP\/1.1 400 /)
})

test('a port that is taken is an error that says which', async () => {
  await expect(
    serve({
      fetch: answer,
      attach: nobody,
      address: '127.0.0.1',
      port: server.port,
      allowOrigins: [],
      identity,
      report: () => undefined,
    }),
  ).rejects.toMatchObject({ code: 'EADDRINUSE', port: server.port })
})

import { once } from 'node:events'
import { request, type Agent, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { createTarGzip } from 'nanotar'
import { startHost, type Host } from './host.ts'

// For tests: a host, and requests to it over real HTTP, with headers that fetch would not let through.

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
  /** The text as JSON; undefined when it is none. */
  readonly body: unknown
}

export interface Asked {
  readonly method?: string
  readonly path: string
  readonly headers?: OutgoingHttpHeaders
  /** An object goes as JSON, a text or bytes as they are. */
  readonly body?: unknown
  readonly agent?: Agent
}

/** Asks the server on a port of this machine. */
export async function ask(port: number, { method = 'GET', path, headers = {}, body, agent }: Asked): Promise<Answer> {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''))
  const length = 'transfer-encoding' in headers || bytes.length === 0 ? {} : { 'content-length': bytes.length }
  const asked = request({
    port,
    host: '127.0.0.1',
    method,
    path,
    agent,
    headers: { host: `localhost:${port}`, ...length, ...headers },
  })
  asked.end(bytes)
  const [response]: IncomingMessage[] = await once(asked, 'response')
  if (!response) throw new Error('no response')
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return { status: response.statusCode ?? 0, headers: response.headers, text, body: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A value inside a JSON answer: `at(answer.body, 'owner', 'email')`. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}

/** A host with an app `shop` of Ada's, deployed and up, and its clock paused. */
export interface Shop {
  readonly host: Host
  /** What should never have happened. */
  readonly reports: readonly unknown[]
  /** A request as the official CLI sends it, by Ada unless `headers` say otherwise. */
  readonly cli: (method: string, path: string, body?: unknown, headers?: OutgoingHttpHeaders) => Promise<Answer>
  /** The token of 'ada' or 'otto', who has nothing to do with the app. */
  readonly tokenOf: (person: string) => string
  readonly hash: () => Promise<unknown>
}

export async function openShop(): Promise<Shop> {
  const reports: unknown[] = []
  const options = {
    port: 0,
    address: '127.0.0.1',
    data: null,
    seed: 'test',
    scenario: 'empty',
    allowOrigins: [],
    enforceRateLimit: false,
  }
  const host = await startHost(options, (error) => reports.push(error))
  const { body: people } = await ask(host.port, { path: '/control/people' })
  const tokenOf = (name: string) =>
    String(
      at(Array.isArray(people) ? people.find((person) => at(person, 'email') === `${name}@example.com`) : undefined, 'token'),
    )
  const cli: Shop['cli'] = (method, path, body, headers = {}) => {
    const json =
      body === undefined || typeof body === 'string' || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }
    const usual = {
      accept: 'application/vnd.heroku+json; version=3',
      authorization: `Bearer ${tokenOf('ada')}`,
      'user-agent': 'heroku-cli/11.10.0 linux-x64',
    }
    return ask(host.port, { method, path, body, headers: { ...usual, ...json, ...headers } })
  }
  await deploy(cli)
  return { host, reports, cli, tokenOf, hash: async () => at((await ask(host.port, { path: '/control/world' })).body, 'hash') }
}

async function deploy(cli: Shop['cli']): Promise<void> {
  await cli('PATCH', '/control/clock', { rate: 0 })
  await cli('POST', '/apps', { name: 'shop' })
  const source = await cli('POST', '/apps/shop/sources')
  const archive = await createTarGzip([
    {
      name: 'package.json',
      data: JSON.stringify({ name: 'shop', version: '1.0.0', engines: { node: '24.x' }, scripts: { start: 'node server.js' } }),
    },
    { name: 'package-lock.json', data: JSON.stringify({ name: 'shop', version: '1.0.0', lockfileVersion: 3, packages: {} }) },
    { name: 'server.js', data: "require('node:http').createServer((_, res) => res.end('hello')).listen(process.env.PORT)" },
    { name: 'Procfile', data: 'web: npm start\nworker: node worker.js\n' },
  ])
  const url = new URL(String(at(source.body, 'source_blob', 'put_url')))
  await cli('PUT', url.pathname, archive)
  const build = await cli('POST', '/apps/shop/builds', { source_blob: { url: url.href, version: 'f00dfeed' } })
  await cli('PATCH', '/control/clock', { until_quiet: true })
  const { body } = await cli('GET', `/apps/shop/builds/${String(at(build.body, 'id'))}`)
  if (at(body, 'status') !== 'succeeded') throw new Error(`the build did not succeed: ${JSON.stringify(body)}`)
}

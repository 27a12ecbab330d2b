import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { signedIn } from './postgres/support.ts'
import { ask, at } from './support.ts'

// The program as it is started from a terminal.

// A process takes a second to start, and more when others do too.
vi.setConfig({ testTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'dynorama-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
const children = new Set<ChildProcess>()
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})

function start(...options: string[]): {
  readonly child: ChildProcess
  readonly ended: Promise<{ code: number | null; out: string; err: string }>
  readonly greeting: Promise<string>
} {
  const child = spawn(process.execPath, ['src/hosts/node/main.ts', ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.add(child)
  const text = { out: '', err: '' }
  const { promise: greeting, resolve } = Promise.withResolvers<string>()
  child.stdout.on('data', (chunk: Buffer) => {
    text.out += chunk.toString()
    if (text.out.includes('Ctrl-C')) resolve(text.out)
  })
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()))
  const ended = once(child, 'close').then(([code]: (number | null)[]) => ({ code: code ?? null, ...text }))
  return { child, ended, greeting }
}

const begin = (...options: string[]) => start('--port', '0', '--scenario', 'empty', ...options)
const portOf = (greeting: string) => Number(/localhost:(\d+)/.exec(greeting)?.[1])
const tokenOf = (greeting: string) => /HEROKU_API_KEY=(\S+)/.exec(greeting)?.[1] ?? ''
const world = async (port: number) => (await ask(port, { path: '/control/world' })).body

function as(greeting: string, method: string, path: string, body?: unknown) {
  return ask(portOf(greeting), { method, path, body, headers: { authorization: `Bearer ${tokenOf(greeting)}` } })
}

test('says where it is, who there is, and what the CLI needs; ends cleanly when told to', async () => {
  const { child, ended, greeting } = begin('--seed', 'greeting')
  const text = await greeting
  expect(text).toMatch(/^ {2}\* \S+@example\.com +HRKU-[0-9a-f]{40} /m)
  for (const name of ['HEROKU_HOST', 'HEROKU_PARTICLEBOARD_URL', 'HEROKU_BUILDPACK_REGISTRY_URL'])
    expect(text).toContain(`export ${name}=http://localhost:${portOf(text)}\n`)
  const trusted = /NODE_EXTRA_CA_CERTS=(\S+)/.exec(text)?.[1] ?? ''
  expect(readFileSync(trusted, 'utf8')).toContain('BEGIN CERTIFICATE')
  rmSync(trusted)
  expect(await as(text, 'GET', '/account')).toMatchObject({ status: 200 })
  const stream = as(text, 'GET', '/control/changes').catch(() => undefined)
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 0, err: '' })
  await stream
})

test('kill -9 loses nothing that was answered, and the world is the same afterwards', async () => {
  const data = join(folder, 'killed')
  const first = begin('--data', data)
  let greeting = await first.greeting
  await as(greeting, 'PATCH', '/control/clock', { rate: 0 })
  await as(greeting, 'POST', '/apps', { name: 'shop' })
  const answered: string[] = []
  // Twenty at a time; the process dies in the middle of it.
  await Promise.all(
    Array.from({ length: 20 }, async (_, lane) => {
      for (let i = 0; i < 50 && first.child.exitCode === null && first.child.signalCode === null; i++) {
        const key = `KEY_${lane}_${i}`
        const answer = await as(greeting, 'PATCH', '/apps/shop/config-vars', { [key]: 'kept' }).catch(() => null)
        if (answer?.status === 200) answered.push(key)
        if (answered.length >= 100) first.child.kill('SIGKILL')
      }
    }),
  )
  await first.ended
  expect(answered.length).toBeGreaterThanOrEqual(100)

  const second = begin('--data', data)
  greeting = await second.greeting
  const { body } = await as(greeting, 'GET', '/apps/shop/config-vars')
  for (const key of answered) expect(at(body, key)).toBe('kept')
  const before = await world(portOf(greeting))
  expect(at(before, 'commands')).toBeGreaterThan(answered.length)
  second.child.kill('SIGKILL')
  await second.ended

  const third = begin('--data', data)
  expect(await world(portOf(await third.greeting))).toEqual(before)
  third.child.kill('SIGKILL')
  await third.ended
  rmSync(`${data}.snapshot`, { force: true }) // killed that early, it may not have had one
  // Without the snapshot it takes longer, and comes to the same.
  expect(await world(portOf(await begin('--data', data).greeting))).toEqual(before)
})

test('kill -9 loses no write that a key-value store has answered', async () => {
  const data = join(folder, 'written')
  const first = begin('--data', data)
  let greeting = await first.greeting
  await as(greeting, 'POST', '/apps', { name: 'shop' })
  await as(greeting, 'POST', '/apps/shop/addons', { plan: 'heroku-redis:mini', name: 'store' })
  await as(greeting, 'PATCH', '/control/clock', { advance: 600_000 })
  const { body: vars } = await as(greeting, 'GET', '/apps/shop/config-vars')
  const { port, password } = new URL(String(at(vars, 'REDIS_URL')))
  const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined)
  const pushes = Array.from({ length: 5000 }, (_, nth) => `RPUSH list ${nth}\n`)
  socket.write(`AUTH ${password}\n${pushes.join('')}`)
  let answers = ''
  socket.on('data', (chunk: Buffer) => {
    answers += chunk.toString()
    if (answers.includes(':50\r\n')) first.child.kill('SIGKILL')
  })
  await first.ended
  const answered = [...answers.matchAll(/:\d+\r\n/g)].length
  expect(answered).toBeGreaterThanOrEqual(50)

  greeting = await begin('--data', data).greeting
  const { body } = await as(greeting, 'POST', '/control/redis/store/commands', { line: 'llen list' })
  expect(Number(at(body, 'replies', 0))).toBeGreaterThanOrEqual(answered)
})

test('kill -9 loses no row that a database has answered', async () => {
  const data = join(folder, 'tables')
  const first = begin('--data', data)
  let greeting = await first.greeting
  await as(greeting, 'POST', '/apps', { name: 'shop' })
  await as(greeting, 'POST', '/apps/shop/addons', { plan: 'heroku-postgresql:essential-0', name: 'db' })
  await as(greeting, 'PATCH', '/control/clock', { advance: 600_000 })
  const urlIn = async () => new URL(String(at((await as(greeting, 'GET', '/apps/shop/config-vars')).body, 'DATABASE_URL')))
  const client = await signedIn(await urlIn())
  await client.query('create table notes (id int)')
  let answered = 0
  for (; answered < 20; answered += 1)
    expect(await client.query(`insert into notes values (${answered})`)).toMatchObject({ status: 'I' })
  void client.query('insert into notes select generate_series(1, 1000)')
  first.child.kill('SIGKILL')
  await first.ended

  greeting = await begin('--data', data).greeting
  const { rows } = await (await signedIn(await urlIn())).query('select count(*) from notes')
  expect([20, 1020]).toContain(Number(rows[0]?.[0]))
})

test('another world in the same file is not begun by mistake', async () => {
  const data = join(folder, 'other')
  const { child, ended, greeting } = begin('--data', data, '--seed', 'one')
  await greeting
  const inUse = await begin('--data', data).ended
  expect(inUse).toMatchObject({ code: 1, out: '' })
  expect(inUse.err).toContain('in use by another process')
  child.kill('SIGTERM')
  await ended
  const other = await begin('--data', data, '--seed', 'two').ended
  expect(other).toMatchObject({ code: 1, out: '' })
  expect(other.err).toContain('holds a world of scenario empty and seed one')
})

test.each([
  [
    'a file that is no world',
    () => writeFileSync(join(folder, 'notes'), 'notes\n'),
    ['--data', join(folder, 'notes')],
    'notes cannot be read: line 1',
  ],
  ['a folder that is not there', () => undefined, ['--data', join(folder, 'no', 'such', 'file')], 'no such file or directory'],
  ['an unknown scenario', () => undefined, ['--scenario', 'nothing'], 'There is no scenario nothing. Scenarios are company, '],
  ['an unknown option', () => undefined, ['--colour', 'red'], '--colour'],
  ['a port that is none', () => undefined, ['--port', 'http'], '--port must be a number'],
  ['an address that others can reach', () => undefined, ['--host', '0.0.0.0'], '--host must be one of 127.0.0.1'],
  ['an origin that is none', () => undefined, ['--allow-origin', 'demo.example'], '--allow-origin takes an origin'],
])('refuses %s in a sentence', async (_, prepare, options, message) => {
  prepare()
  const { code, out, err } = await start('--port', '0', ...options).ended
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain(message)
  expect(err).not.toMatch(/^ {4}at /m)
})

test('says so when the port is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { code, err } = await start('--port', String(port), '--scenario', 'empty').ended
  taken.close()
  expect(code).toBe(1)
  expect(err).toBe(`Port ${port} is taken. Choose another one with --port, or --port 0 for any that is free.\n`)
})

test('--help explains the options', async () => {
  const { code, out } = await start('--help').ended
  expect(code).toBe(0)
  for (const option of ['--port', '--data', '--seed', '--scenario', '--allow-origin']) expect(out).toContain(option)
})

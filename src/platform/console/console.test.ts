import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness, type Reply } from '#hosts/support/harness.ts'
import { tarGz } from '#platform/builds/source/archives.testing.ts'
import type { Dyno } from '#platform/dynos/contract.ts'
import type { FilesHead, PastRun, Session } from './contract.ts'

const SHOP = '/apps/shop'
const SERVER = "require('http').createServer().listen(3000)\n"

let api: Harness
beforeEach(async () => {
  api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'shop' })
  const { source_blob } = (await api.as('ada', 'POST', '/sources')).body as { source_blob: { put_url: string; get_url: string } }
  const files = {
    'demo/package.json': JSON.stringify({ name: 'demo', scripts: { start: 'node server.js' } }),
    'demo/server.js': SERVER,
    'demo/notes/left-out.md': 'no',
    'demo/.slugignore': 'notes\n',
  }
  await api.as('ada', 'PUT', new URL(source_blob.put_url).pathname, tarGz(files))
  await api.as('ada', 'POST', `${SHOP}/builds`, { source_blob: { url: source_blob.get_url } })
  await api.as('ada', 'PATCH', '/control/clock', { until_quiet: true })
  await api.as('ada', 'PATCH', `${SHOP}/config-vars`, { GREETING: 'hello' })
})

const start = async (command: string, attach = true) =>
  (await api.as('ada', 'POST', `${SHOP}/dynos`, { command, attach })).body as Dyno
const attach = (dyno: string, as = 'ada') => api.as(as, 'POST', `/control${SHOP}/dynos/${dyno}/attach`)
const exit = (dyno: string, status: unknown, as = 'ada') => api.as(as, 'POST', `/control${SHOP}/dynos/${dyno}/exit`, { status })
const runs = async () => (await api.as('ada', 'GET', `/control${SHOP}/runs`)).body as PastRun[]

/** What the log says of a dyno, without the times. */
async function log(dyno: string): Promise<string[]> {
  const { logplex_url } = (await api.as('ada', 'POST', `${SHOP}/log-sessions`, { dyno, lines: 50 })).body as {
    logplex_url: string
  }
  const { pathname, search } = new URL(logplex_url)
  const { body } = await api.as(null, 'GET', pathname + search)
  return String(body)
    .split('\n')
    .flatMap((line) => / (\w+\[.*)$/.exec(line)?.[1] ?? [])
}

/** What `files` answers, taken apart. */
function unpacked({ body }: Reply): { head: FilesHead; contents: Record<string, string> } {
  const cut = String(body).indexOf('\n')
  const head = JSON.parse(String(body).slice(0, cut)) as FilesHead
  let at = cut + 1
  const contents: Record<string, string> = {}
  for (const { path, bytes } of head.files) {
    if (bytes === null) continue
    contents[path] = String(body).slice(at, at + bytes)
    at += bytes
  }
  expect(at).toBe(String(body).length)
  return { head, contents }
}

describe('a terminal', () => {
  it('has what the app runs with, and ends its dyno with the status of its shell', async () => {
    const { id, name } = await start('bash')
    const session = (await attach(name)).body as Session
    expect(session).toMatchObject({ id, dyno: name, command: 'bash' })
    expect(session.env).toMatchObject({ GREETING: 'hello', HOME: '/app', DYNO: name, PORT: expect.stringMatching(/^\d+$/) })
    expect(session.env).not.toHaveProperty('HEROKU_APP_NAME')
    expect(session.programs).toContain('node')
    api.pass(10_000)
    expect((await api.as('ada', 'GET', `${SHOP}/dynos/${name}`)).body).toMatchObject({ state: 'up' })
    expect(await runs()).toMatchObject([{ dyno: name, status: null, ended_at: null, terminal: true, by: 'ada@example.com' }])
    await exit(name, 3)
    api.pass(1_000)
    expect(await api.as('ada', 'GET', `${SHOP}/dynos/${name}`)).toMatchObject({ status: 404 })
    expect((await log(name)).slice(-2)).toEqual([
      `heroku[${name}]: Process exited with status 3`,
      `heroku[${name}]: State changed from up to complete`,
    ])
    expect(await runs()).toMatchObject([{ dyno: name, status: 3, stopped: false }])
  })

  it('keeps a command that would have ended, and its output out of the log', async () => {
    const { name } = await start('cat package.json')
    await attach(name)
    api.pass(3_600_000)
    expect((await api.as('ada', 'GET', `${SHOP}/dynos/${name}`)).body).toMatchObject({ state: 'up' })
    expect((await log(name)).join('\n')).not.toContain('"scripts"')
  })

  it('is up at once where its process was slow to boot, and can be attached anew', async () => {
    const { name } = await start('bash')
    const first = await attach(name)
    api.pass(5_000)
    expect((await attach(name)).body).toEqual(first.body)
    expect((await api.as('ada', 'GET', `${SHOP}/dynos/${name}`)).body).toMatchObject({ state: 'up' })
  })

  it('has the metadata of dynos where that is switched on', async () => {
    await api.as('ada', 'PATCH', `${SHOP}/features/runtime-dyno-metadata`, { enabled: true })
    const { name } = await start('bash')
    expect(((await attach(name)).body as Session).env).toMatchObject({ HEROKU_APP_NAME: 'shop' })
  })

  it('is refused where it may not be, and nothing changes', async () => {
    const { name } = await start('bash')
    const detached = await start('sleep 60', false)
    const before = api.world().hash()
    expect(await attach(name, 'otto')).toMatchObject({ status: 403 })
    expect(await exit(name, 0, 'otto')).toMatchObject({ status: 403 })
    expect(await attach(detached.name)).toMatchObject({ status: 422, body: { message: /has no terminal/ } })
    expect(await attach('run.0')).toMatchObject({ status: 404 })
    expect(await exit(name, 0)).toMatchObject({ status: 422, body: { message: /No terminal is attached/ } })
    expect(await api.as('otto', 'GET', `/control${SHOP}/dynos/${name}/files`)).toMatchObject({ status: 403 })
    await attach(name)
    const attached = api.world().hash()
    for (const status of [-1, 256, 1.5, 'x', undefined]) expect((await exit(name, status)).status).toBeGreaterThanOrEqual(400)
    expect(api.world().hash()).toBe(attached)
    expect(attached).not.toBe(before)
  })
})

describe('the files of a dyno', () => {
  it('are those that were deployed', async () => {
    const { name } = await start('bash')
    const { head, contents } = unpacked(await api.as('ada', 'GET', `/control${SHOP}/dynos/${name}/files`))
    expect(head).toMatchObject({ kept: true, omitted: 0 })
    expect(Object.keys(contents)).toEqual(['.slugignore', 'package.json', 'server.js'])
    expect(contents['server.js']).toBe(SERVER)
  })

  it('are known by name only where the archive is not kept', async () => {
    const company = await openHarness('company')
    const { body } = await company.as('ada', 'POST', '/apps/fernwood-shop/dynos', { command: 'bash', attach: true })
    const reply = await company.as('ada', 'GET', `/control/apps/fernwood-shop/dynos/${(body as Dyno).name}/files`)
    const { head, contents } = unpacked(reply)
    expect(head.kept).toBe(false)
    expect(head.files.some(({ bytes }) => bytes === null)).toBe(true)
    expect(Object.keys(contents)).toContain('Procfile')
  })
})

describe('a program that no shell has', () => {
  const ask = async (dyno: string, command: string) =>
    (await api.as('ada', 'GET', `/control${SHOP}/dynos/${dyno}/program?${new URLSearchParams({ command })}`)).body

  it('does what the platform knows of it', async () => {
    const { name } = await start('bash')
    expect(await ask(name, 'node --version')).toMatchObject({ lines: [expect.stringMatching(/^v\d+\./)], status: 0 })
    expect(await ask(name, 'node missing.js')).toMatchObject({ status: 1 })
    expect(await ask(name, 'node server.js')).toMatchObject({ status: null })
    expect(await ask(name, 'rails console')).toMatchObject({ status: 127 })
  })
})

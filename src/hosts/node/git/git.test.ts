import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, openShop, type Shop } from '#hosts/node/support.ts'

// Pushes and clones by git itself, as a person does it.

let shop: Shop
let folder = ''

beforeAll(async () => {
  shop = await openShop()
  folder = mkdtempSync(join(tmpdir(), 'git-'))
  writeFileSync(join(folder, 'ca.pem'), shop.host.certificate)
  await git('init', '--quiet', '--initial-branch=main')
  await shop.cli('POST', '/apps', { name: 'pushed' })
  await shop.cli('PATCH', '/control/clock', { rate: 600 })
})
afterAll(async () => {
  await shop.host.close()
  rmSync(folder, { recursive: true })
  expect(shop.reports).toEqual([])
})

interface Ran {
  readonly code: number | null
  /** What it said, without the padding that git puts after each line from afar. */
  readonly said: string
}

/** Runs git in the checkout. The server is in this process, so nothing here may block it. */
function git(...args: readonly string[]): Promise<Ran> {
  const settings = ['user.name=Ada', 'user.email=ada@example.com']
  const child = spawn('git', [...settings.flatMap((setting) => ['-c', setting]), ...args], {
    cwd: folder,
    env: {
      ...process.env,
      GIT_TERMINAL_PROMPT: '0',
      GIT_CONFIG_GLOBAL: join(folder, 'none'),
      GIT_SSL_CAINFO: join(folder, 'ca.pem'),
      LC_ALL: 'C',
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, said: said.replaceAll(/ +$/gm, '') }))
  })
}

async function commit(message: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  await git('add', '.', ':!ca.pem')
  expect((await git('commit', '--quiet', '--message', message)).code).toBe(0)
}

const remote = (app: string, { token = shop.tokenOf('ada'), scheme = 'http' } = {}) =>
  `${scheme}://git:${token}@localhost:${shop.host.port}/${app}.git`

test('a push is built and released, and refused when it does not build', async () => {
  await commit('Say hello', {
    'package.json': JSON.stringify({ name: 'pushed', engines: { node: '24.x' } }),
    'package-lock.json': JSON.stringify({ name: 'pushed', lockfileVersion: 3, packages: {} }),
    'index.js': 'process.env.PORT',
    Procfile: 'web: node index.js\n',
  })
  const first = await git('push', remote('pushed'), 'main')
  expect(first.code, first.said).toBe(0)
  expect(first.said).toMatch(
    /remote: Updated 4 paths from [0-9a-f]{7}\n[^]*-----> Node\.js app detected\n[^]*Released v3\n[^]*Verifying deploy\.\.\. done\./,
  )
  const sha = (await git('rev-parse', 'HEAD')).said.trim()
  const builds = await shop.cli('GET', '/apps/pushed/builds')
  expect(at(builds.body, 0)).toMatchObject({
    status: 'succeeded',
    source_blob: { version: sha, version_description: 'Say hello' },
    user: { email: 'ada@example.com' },
  })
  expect((await git('push', remote('pushed'), 'main')).said).toContain('Everything up-to-date')

  await commit('Break it', { 'package.json': '{ broken' })
  const second = await git('push', remote('pushed'), 'main')
  expect(second.code).toBe(1)
  expect(second.said).toMatch(
    /Push rejected, failed to compile Node\.js app\.[^]*Push rejected to pushed\.[^]*pre-receive hook declined/,
  )
  // What was refused is not there, and what ran before still does.
  expect((await git('ls-remote', remote('pushed'), 'main')).said).toContain(sha)
  expect(at((await shop.cli('GET', '/apps/pushed/releases')).body, 'length')).toBe(3)
})

test('other branches are kept and not built, and a checkout can be cloned, by TLS too', async () => {
  const before = at((await shop.cli('GET', '/apps/pushed/builds')).body, 'length')
  const { code, said } = await git('push', remote('pushed', { scheme: 'https' }), 'main:topic')
  expect(code, said).toBe(0)
  expect(said).toContain('Pushed to non-main branch, skipping build.')
  expect(at((await shop.cli('GET', '/apps/pushed/builds')).body, 'length')).toBe(before)
  expect((await git('push', remote('pushed'), '--delete', 'topic')).code).not.toBe(0)
  expect((await git('clone', '--quiet', remote('pushed', { scheme: 'https' }), 'clone')).said).toBe('')
  expect(readFileSync(join(folder, 'clone', 'Procfile'), 'utf8')).toBe('web: node index.js\n')
})

test('who may not deploy may neither push nor clone', async () => {
  expect((await git('push', remote('pushed', { token: 'HRKU-nobody' }), 'main')).said).toContain('The password is a token')
  expect((await git('push', remote('no-such-app'), 'main')).said).toContain('not found')
  for (const args of [
    ['push', remote('pushed', { token: shop.tokenOf('otto') }), 'main'],
    ['clone', remote('pushed', { token: shop.tokenOf('otto') }), 'own'],
  ])
    expect((await git(...args)).said).toContain('403')
})

test('what an app held is gone with it', async () => {
  await shop.cli('DELETE', '/apps/pushed')
  await shop.cli('POST', '/apps', { name: 'pushed' })
  expect(await git('ls-remote', remote('pushed'))).toEqual({ code: 0, said: '' })
})

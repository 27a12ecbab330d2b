import { describe, expect, it } from 'vitest'
import { failure, npmLock, pkg, success } from './plan.testing.ts'

describe('Node.js', () => {
  const app = {
    'package.json': pkg({ dependencies: { express: '^5.0.0' } }),
    'package-lock.json': npmLock({ express: '5.1.0' }),
    'server.js': '',
  }

  it.each([
    ['22', '22.23.2'],
    ['>=18', '26.7.0'],
    ['18 || 20', '20.20.0'],
    ['22.3.0', '22.3.0'],
    ['~22.23.0', '22.23.2'],
    ['lts/*', '24.19.0'],
  ])('engines.node %s gives %s', async (node, version) => {
    expect((await success({ 'package.json': pkg({ engines: { node } }) })).slug.runtime.version).toBe(version)
  })

  it.each(['>=99', '22 - 18', 'banana', '99.1.0'])('refuses the version %s', async (node) => {
    expect(await failure({ 'package.json': pkg({ engines: { node } }) })).toContain('Error: Invalid Node.js version requirement.')
  })

  it('takes yarn and pnpm by their lock files', async () => {
    const yarn = await success({
      'package.json': pkg({ dependencies: { a: '1' } }),
      'yarn.lock': '# yarn lockfile v1\na@1:\n  version "1.0.0"\n',
    })
    expect(yarn.log).toContain('[1/4] Resolving packages...')
    expect(yarn.slug.processTypes.web).toBe('yarn start')
    const pnpm = await success({
      'package.json': pkg({ packageManager: 'pnpm@10.2.1' }),
      'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
    })
    expect(pnpm.log).toContain('installing pnpm (10.2.1)')
  })

  it('warns of what is not pinned', async () => {
    const { log } = await success({ 'package.json': JSON.stringify({ dependencies: { express: '*' } }) })
    expect(log).toContain('No Node.js version is specified')
    expect(log).toContain('No lockfile was found')
  })

  it.each([
    [
      'broken JSON',
      { ...app, 'package.json': '{\n  "name": "x",\n}' },
      /Unable to parse package\.json[\s\S]*unexpected "}" after a comma at line 3/,
    ],
    ['comments in JSON', { ...app, 'package.json': '{ // hi\n}' }, /comments are not allowed at line 1/],
    ['no object', { ...app, 'package.json': '[]' }, /does not hold an object/],
    [
      'several lock files',
      { ...app, 'yarn.lock': '' },
      /Error: Multiple lockfiles found\.[\s\S]*- package-lock\.json[\s\S]*- yarn\.lock/,
    ],
    [
      'a lock without a dependency',
      { ...app, 'package-lock.json': npmLock({}) },
      /Error: npm lockfile is not in sync\.[\s\S]*Missing: express@\^5\.0\.0/,
    ],
    [
      'a lock with an old version',
      { ...app, 'package-lock.json': npmLock({ express: '4.18.0' }) },
      /express@4\.18\.0 does not satisfy express@\^5/,
    ],
    ['a broken lock', { ...app, 'package-lock.json': '<<<<<<< HEAD' }, /Unable to read the lockfile/],
    [
      'a build script without its file',
      { ...app, 'package.json': pkg({ scripts: { build: 'node build.js' } }) },
      /Cannot find module '\/app\/build\.js'[\s\S]*Error: A build script exited with a non-zero exit code\./,
    ],
    [
      'a build script without its program',
      { ...app, 'package.json': pkg({ scripts: { build: 'vite build' } }) },
      /sh: 1: vite: not found/,
    ],
    [
      'a build script that names another that is missing',
      { ...app, 'package.json': pkg({ scripts: { build: 'npm run compile' } }) },
      /Missing script: "compile"/,
    ],
    [
      'a failing postbuild',
      { ...app, 'package.json': pkg({ scripts: { 'heroku-postbuild': './tools/pack.sh' } }) },
      /\.\/tools\/pack\.sh: not found/,
    ],
  ])('fails on %s', async (_, files, message) => {
    const log = await failure(files)
    expect(log).toMatch(message)
    expect(log).toContain(' !     Push rejected, failed to compile Node.js app.')
    expect(log).not.toContain('Launching')
  })

  it('lets workspaces and other tools be', async () => {
    const files = {
      'package.json': pkg({
        workspaces: ['packages/*'],
        dependencies: { shared: '*' },
        scripts: { build: 'tsc -b && node dist/gen.js' },
        devDependencies: { typescript: '^5' },
      }),
      'packages/shared/package.json': '{"name":"shared"}',
      'package-lock.json': JSON.stringify({
        packages: { 'node_modules/shared': { link: true }, 'node_modules/typescript': { version: '5.9.0', dev: true } },
      }),
    }
    await success(files)
  })
})

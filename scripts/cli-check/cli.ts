import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeIdentity } from '#hosts/node/certificate.ts'
import { SSH_KEY } from './account-steps.ts'
import { SAMPLE, type Api } from './api.ts'
import { linkPlugin } from './kafka-steps.ts'
import type { Step } from './step.ts'

const PATIENCE_MS = 120_000
const PROJECT = 'project'

/** Makes the folder that the CLI has for its home, with the files that steps name. */
export function makeHome(plugin: string | undefined): string {
  const home = mkdtempSync(join(tmpdir(), 'heroku-home-'))
  const { key, cert } = makeIdentity(['www.example.org'], Date.now())
  writeFileSync(join(home, 'example.key'), key)
  writeFileSync(join(home, 'example.crt'), cert)
  writeFileSync(join(home, 'id_ed25519.pub'), SSH_KEY)
  const git = (...words: readonly string[]) => execFileSync('git', ['-C', join(home, PROJECT), ...words])
  cpSync(SAMPLE, join(home, PROJECT), { recursive: true })
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '.')
  git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '--quiet', '-m', 'Begin')
  // The CLI takes the exit code for the output where a git ends before it has been read.
  mkdirSync(join(home, 'bin'))
  const slow = `#!/bin/sh\nPATH='${process.env['PATH']}' git "$@"\ncode=$?\nsleep 0.2\nexit $code\n`
  writeFileSync(join(home, 'bin', 'git'), slow, { mode: 0o755 })
  writeFileSync(join(home, 'bin', 'editor'), '#!/bin/sh\nsed -i "s/three words/more words/" "$1"\n', { mode: 0o755 })
  if (plugin !== undefined) linkPlugin(home, plugin)
  return home
}

/** Removes such a folder. */
export const removeHome = (home: string) => rmSync(home, { recursive: true })

/** How a step ended, and what it printed. */
export interface Outcome {
  readonly fine: boolean
  readonly code: number | null
  readonly output: string
  readonly seconds: number
}

/** Carries out a step in a home on a world, and says whether it did what it should. */
export async function carryOut(step: Step, cli: string, home: string, api: Api): Promise<Outcome> {
  for (const { method, path, body } of [step.before ?? []].flat()) await api.call(method, path, body)
  const begun = performance.now()
  const { code, output } = await run(step, cli, home, api)
  const fine = (step.endless === true || code === (step.exits ?? 0)) && step.shows.test(output)
  return { fine, code, output, seconds: (performance.now() - begun) / 1000 }
}

async function run(step: Step, cli: string, home: string, api: Api): Promise<{ code: number | null; output: string }> {
  const words = [...step.command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word)
  const { HEROKU_API_KEY: own = '', ...environment } = api.environment
  const child = spawn(process.execPath, ['--no-deprecation', cli, ...words], {
    cwd: step.inProject ? join(home, PROJECT) : home,
    env: {
      PATH: step.inProject ? `${join(home, 'bin')}:${process.env['PATH']}` : process.env['PATH'],
      HOME: home,
      TERM: 'dumb',
      NO_COLOR: '1',
      OCLIF_COLUMNS: '500', // so that no message is cut into lines
      EDITOR: join(home, 'bin', 'editor'),
      HEROKU_API_KEY: step.as === undefined ? own : tokenOf(api, step.as),
      ...(step.direct ? { HEROKU_DATA_HOST: new URL(api.url).host } : { HTTP_PROXY: api.url }),
      ...environment,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => undefined) // it ended without reading it
  child.stdin.end(step.input ?? '')
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      if (step.meanwhile !== undefined && output === '') void api.call('DELETE', step.meanwhile).catch(console.error)
      output += chunk.toString()
      if (step.endless && step.shows.test(output)) child.kill('SIGINT')
    })
  }
  const [code]: (number | null)[] = await once(child, 'close')
  clearTimeout(late)
  return { code: code ?? null, output }
}

/** The token of a person, or itself where a step names one. */
const tokenOf = (api: Api, who: string) => api.people.find(({ email }) => email === who)?.token ?? who

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeIdentity } from '#hosts/node/certificate.ts'
import { SSH_KEY } from './account-steps.ts'
import type { Api } from './api.ts'
import { linkPlugin } from './kafka-steps.ts'
import type { Step } from './step.ts'

const PATIENCE_MS = 60_000

/** Makes the folder that the CLI has for its home, with the files that steps name. */
export function makeHome(plugin: string | undefined): string {
  const home = mkdtempSync(join(tmpdir(), 'heroku-home-'))
  const { key, cert } = makeIdentity(['www.example.org'], Date.now())
  writeFileSync(join(home, 'example.key'), key)
  writeFileSync(join(home, 'example.crt'), cert)
  writeFileSync(join(home, 'id_ed25519.pub'), SSH_KEY)
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
export async function carryOut(step: Step, path: string, home: string, api: Api): Promise<Outcome> {
  if (step.before) await api.call(step.before.method, step.before.path, step.before.body)
  const begun = performance.now()
  const { code, output } = await run(step, path, home, api)
  const fine = (step.endless === true || code === (step.exits ?? 0)) && step.shows.test(output)
  return { fine, code, output, seconds: (performance.now() - begun) / 1000 }
}

async function run(step: Step, path: string, home: string, api: Api): Promise<{ code: number | null; output: string }> {
  const words = [...step.command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word)
  const { HEROKU_API_KEY: own = '', ...environment } = api.environment
  const child = spawn(process.execPath, ['--no-deprecation', path, ...words], {
    cwd: home,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      TERM: 'dumb',
      NO_COLOR: '1',
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

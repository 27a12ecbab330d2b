// Runs the official Heroku CLI against a fresh world of `npm run api`, and prints which of its commands did what they should.
// The CLI is no dependency of this project: install it anywhere and say where, as in
//
//   npm install --prefix ../heroku-cli heroku
//   HEROKU_CLI=../heroku-cli/node_modules/.bin/heroku node scripts/cli-check.ts [part of a command …]
//
// Kafka's commands are a plugin: `npm install --prefix ../heroku-kafka heroku-kafka`, and its folder in HEROKU_KAFKA.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeIdentity } from '#hosts/node/certificate.ts'
import { deploy, startApi, type Api } from './cli-check/api.ts'
import { accountSteps, SSH_KEY } from './cli-check/account-steps.ts'
import { kafkaSteps, linkPlugin } from './cli-check/kafka-steps.ts'
import { pipelinesSteps } from './cli-check/pipelines-steps.ts'
import { postgresSteps } from './cli-check/postgres-steps.ts'
import { redisSteps } from './cli-check/redis-steps.ts'
import { steps, type Step } from './cli-check/steps.ts'
import { teamsSteps } from './cli-check/teams-steps.ts'

const PATIENCE_MS = 60_000
const cli = process.env['HEROKU_CLI']
const plugin = process.env['HEROKU_KAFKA']

if (cli === undefined) console.log('Skipped: set HEROKU_CLI to the path of the Heroku CLI to check it.')
else process.exitCode = (await check(realpathSync(cli))) ? 0 : 1

async function check(path: string): Promise<boolean> {
  const wanted = process.argv.slice(2)
  const home = mkdtempSync(join(tmpdir(), 'heroku-home-'))
  const { key, cert } = makeIdentity(['www.example.org'], Date.now())
  writeFileSync(join(home, 'example.key'), key)
  writeFileSync(join(home, 'example.crt'), cert)
  writeFileSync(join(home, 'id_ed25519.pub'), SSH_KEY)
  const found = new Map<string, string>()
  if (plugin !== undefined) linkPlugin(home, plugin)
  const api = await startApi()
  let failed = 0
  try {
    await deploy(api, 'cli-check', 'src/platform/builds/samples/nodejs')
    for (const step of [
      ...steps,
      ...postgresSteps,
      ...redisSteps,
      ...pipelinesSteps,
      ...teamsSteps,
      ...(plugin === undefined ? [] : kafkaSteps),
      ...accountSteps,
    ]) {
      if (wanted.length > 0 && !wanted.some((part) => step.command.includes(part))) continue
      if (step.before) await api.call(step.before.method, step.before.path, step.before.body)
      const { code, output } = await run(path, home, api, withFound(step, found))
      for (const [name, value] of Object.entries(step.shows.exec(output)?.groups ?? {})) found.set(name, value)
      const fine = (step.endless === true || code === (step.exits ?? 0)) && step.shows.test(output)
      console.log(`${fine ? 'ok    ' : 'FAILED'}  heroku ${step.command}${step.as === undefined ? '' : ` (as ${step.as})`}`)
      if (!fine)
        console.log(
          `        exit ${code}, expected ${step.exits ?? 0} and ${step.shows}\n${output.trimEnd().replaceAll(/^/gm, '        ')}`,
        )
      if (!fine) failed++
    }
  } finally {
    await api.stop()
    rmSync(home, { recursive: true })
  }
  console.log(failed === 0 ? 'Everything did what it should.' : `${failed} failed.`)
  return failed === 0
}

/** Puts in what steps before have found. */
function withFound(step: Step, found: ReadonlyMap<string, string>): Step {
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => found.get(name) ?? name)
  return { ...step, command: fill(step.command), ...(step.as !== undefined && { as: fill(step.as) }) }
}

async function run(path: string, home: string, api: Api, step: Step): Promise<{ code: number | null; output: string }> {
  const words = [...step.command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word)
  const { HEROKU_API_KEY: own = '', ...environment } = api.environment
  const child = spawn(process.execPath, ['--no-deprecation', path, ...words], {
    cwd: home,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      TERM: 'dumb',
      NO_COLOR: '1',
      HEROKU_API_KEY: step.as === undefined ? own : await tokenOf(api, step.as),
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

/** The token that a step names itself, or that of a person, or of an outsider. */
async function tokenOf(api: Api, who: string): Promise<string> {
  if (who.startsWith('HRKU-')) return who
  return api.people.find(({ email }) => email === who)?.token ?? (await outsiderOf(api))
}

/** The token of somebody who may not see the first person's apps. */
async function outsiderOf(api: Api): Promise<string> {
  for (const { token } of api.people.slice(1)) {
    const seen = await api.call('GET', '/apps/cli-check', undefined, token).catch(() => null)
    if (seen === null) return token
  }
  return 'nobody'
}

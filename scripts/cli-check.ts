// Runs the official Heroku CLI against fresh worlds of `npm run api`, and prints which of its commands did what they should.
// The CLI is no dependency of this project: install it anywhere and say where, as in
//
//   npm install --prefix ../heroku-cli heroku
//   HEROKU_CLI=../heroku-cli/node_modules/.bin/heroku node scripts/cli-check.ts [part, or piece of a command …]
//
// Kafka's commands are a plugin: `npm install --prefix ../heroku-kafka heroku-kafka`, and its folder in HEROKU_KAFKA.
import { realpathSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { startApi } from './cli-check/api.ts'
import { carryOut, makeHome, removeHome, type Outcome } from './cli-check/cli.ts'
import { parts } from './cli-check/parts.ts'
import type { Part, Step } from './cli-check/step.ts'

const cli = process.env['HEROKU_CLI']
const plugin = process.env['HEROKU_KAFKA']

if (cli === undefined) console.log('Skipped: set HEROKU_CLI to the path of the Heroku CLI to check it.')
else process.exitCode = (await check(realpathSync(cli), process.argv.slice(2))) ? 0 : 1

/** Checks what the words pick, as many parts at a time as there are processors; says whether all was as it should be. */
async function check(path: string, words: readonly string[]): Promise<boolean> {
  const waiting = parts.map((part) => picked(part, words)).filter(({ steps }) => steps.length > 0)
  const total = waiting.reduce((sum, { steps }) => sum + steps.length, 0)
  const begun = performance.now()
  const failed: string[] = []
  let done = 0
  const report = (part: Part, step: Step, outcome: Outcome) => {
    const as = step.as === undefined ? '' : ` (as ${step.as})`
    const line = `${part.name.padEnd(9)} heroku ${step.command}${as}`
    console.log(
      `${outcome.fine ? 'ok    ' : 'FAILED'} ${`${++done}`.padStart(3)}/${total}  ${line}  ${outcome.seconds.toFixed(1)} s`,
    )
    if (outcome.fine) return
    failed.push(line)
    console.log(`        exit ${outcome.code}, expected ${step.exits ?? 0} and ${step.shows}`)
    console.log(outcome.output.trimEnd().replaceAll(/^/gm, '        '))
  }
  const lane = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) await checkPart(part, path, report)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, lane))
  const time = `${Math.round((performance.now() - begun) / 1000)} s`
  if (total === 0)
    console.log(`No part and no command is called ${words.join(' or ')}. Parts: ${parts.map(({ name }) => name).join(', ')}.`)
  else if (failed.length === 0) console.log(`All ${total} did what they should, in ${time}.`)
  else console.log([`${failed.length} of ${total} failed, in ${time}:`, ...failed].join('\n  '))
  return total > 0 && failed.length === 0
}

/**
 * The part, with those of its steps that the words pick, all where one is its name or there are none, and those that find what they
 * name.
 */
function picked(part: Part, words: readonly string[]): Part {
  if (part.name === 'kafka' && plugin === undefined) return { ...part, steps: [] }
  if (words.length === 0 || words.includes(part.name)) return part
  const pieces = words.filter((word) => !parts.some(({ name }) => name === word))
  const chosen = part.steps.filter(({ command }) => pieces.some((piece) => command.includes(piece)))
  const used = chosen.flatMap(({ command, as = '' }) => `${command} ${as}`.match(/(?<=\{)\w+(?=\})/g) ?? [])
  const finds = ({ shows }: Step) => used.some((name) => shows.source.includes(`(?<${name}>`))
  return { ...part, steps: part.steps.filter((step) => chosen.includes(step) || finds(step)) }
}

async function checkPart(part: Part, path: string, report: (part: Part, step: Step, outcome: Outcome) => void): Promise<void> {
  const found = new Map<string, string>()
  const home = makeHome(plugin)
  const api = await startApi()
  try {
    await part.prepare?.(api)
    for (const next of part.steps) {
      const step = withFound(next, found)
      const outcome = await carryOut(step, path, home, api)
      for (const [name, value] of Object.entries(step.shows.exec(outcome.output)?.groups ?? {})) found.set(name, value)
      report(part, step, outcome)
    }
  } finally {
    await api.stop()
    removeHome(home)
  }
}

/** Puts in what steps before have found. */
function withFound(step: Step, found: ReadonlyMap<string, string>): Step {
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => found.get(name) ?? name)
  return { ...step, command: fill(step.command), ...(step.as !== undefined && { as: fill(step.as) }) }
}

// `npm run bench [word]`: runs every scripts/bench/*.bench.ts (whose name has the word) and prints what they measured.
// A benchmark exports `default`: a function that resolves to its measurements. Fails when one misses its target.
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Measurement } from './bench/measurement.ts'

const word = process.argv[2] ?? ''
const files = globSync('scripts/bench/*.bench.ts')
  .filter((file) => basename(file).includes(word))
  .toSorted()
if (files.length === 0) console.log('No such benchmark.')

for (const file of files) {
  console.log(`\n${basename(file, '.bench.ts')}`)
  const benchmark: { default: () => Promise<readonly Measurement[]> } = await import(
    pathToFileURL(join(process.cwd(), file)).href
  )
  for (const { what, value, unit, atMost, atLeast } of await benchmark.default()) {
    const missed = value > (atMost ?? Infinity) || value < (atLeast ?? -Infinity)
    const target = atMost === undefined ? (atLeast === undefined ? '' : `at least ${show(atLeast)}`) : `at most ${show(atMost)}`
    console.log(
      `  ${missed ? '✗' : target ? '✓' : ' '} ${what.padEnd(60)}${show(value).padStart(14)} ${unit.padEnd(12)}${target}`,
    )
    if (missed) process.exitCode = 1
  }
}

function show(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 })
}

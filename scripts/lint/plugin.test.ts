import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// The linter as it runs on the project, on a small project that breaks the rules.
const folder = mkdtempSync(join(tmpdir(), 'lint-'))
const files: Readonly<Record<string, string>> = {
  'src/kernel/time.ts': `export const now = () => [Date.now(), new Date(), performance.now(), new Date(0)]\n`,
  'src/kernel/later.ts': `setTimeout(() => {}, 1)\nqueueMicrotask(() => {})\n`,
  'src/platform/apps/chance.ts': `export const id = () => [Math.random(), crypto.randomUUID()]\n`,
  'src/platform/apps/language.ts': `export const sort = (a: string[]) => a.toSorted((x, y) => x.localeCompare(y) + x.localeCompare(y, 'en'))\n`,
  'src/platform/apps/imports.ts': `import '#hosts/node/main.ts'\nexport * from '#client/api.ts'\nvoid import('react')\n`,
  'src/platform/apps/time.test.ts': `export const now = () => Date.now()\n`,
  'src/ui/talk.ts': `console.log('hello')\nexport const now = Date.now()\n`,
  'src/hosts/talk.ts': `console.log(Date.now())\n`,
}
let found: readonly string[] = []

beforeAll(() => {
  for (const [name, code] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), code)
  }
  for (const name of ['oxlint.config.ts', 'tsconfig.json', 'package.json', 'scripts/lint']) {
    cpSync(name, join(folder, name), { recursive: true })
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction')
  const linter = resolve('node_modules/oxlint/bin/oxlint')
  const { stdout } = spawnSync(process.execPath, [linter, '--format', 'unix', 'src'], { cwd: folder, encoding: 'utf8' })
  found = stdout.split('\n').map((line) => line.replace(/^\.\//, ''))
}, 30_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** How many findings of a rule there are in a file. */
const count = (file: string, rule: string) => found.filter((line) => line.includes(file) && line.includes(rule)).length

test('time in the simulation is the simulated clock’s', () => {
  expect(count('src/kernel/time.ts', 'no-restricted-properties')).toBe(1)
  expect(count('src/kernel/time.ts', 'no-restricted-globals')).toBe(1)
  expect(count('src/kernel/time.ts', 'determinism')).toBe(1)
  expect(count('src/kernel/later.ts', 'no-restricted-globals')).toBe(2)
})

test('chance and language in the simulation are not the machine’s', () => {
  expect(count('src/platform/apps/chance.ts', 'no-restricted-properties')).toBe(2)
  expect(count('src/platform/apps/language.ts', 'determinism')).toBe(1)
})

test('every way of importing is held to the boundaries', () => {
  expect(count('src/platform/apps/imports.ts', 'boundaries')).toBe(3)
})

test('hosts and tests may read the clock, and hosts may speak', () => {
  expect(found.filter((line) => line.includes('time.test.ts') || line.includes('src/hosts/talk.ts'))).toEqual([])
  expect(count('src/ui/talk.ts', 'no-console')).toBe(1)
})

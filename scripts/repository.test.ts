// Reads the repository itself: what must not be in it, and what has to agree.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const binary = /\.(png|ico|webp|woff2|gz|zip|tar|tgz)$/
const self = 'scripts/repository.test.ts'
const names = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { encoding: 'utf8' })
  .split('\0')
  .filter((name) => name !== '' && name !== self && !binary.test(name) && existsSync(name))
const files = names.map((name) => ({ name, text: readFileSync(name, 'utf8') }))
const lines = files.flatMap(({ name, text }) => text.split('\n').map((line, index) => ({ at: `${name}:${index + 1}`, line })))

const forbidden: Readonly<Record<string, RegExp>> = {
  'paths of somebody’s machine': /(?<![\w.:/-])\/(work|root|home|Users)\/\w|[A-Z]:\\\\?Users\\/,
  'hosts of package registries': /https?:\/\/registry\./i,
  secrets: /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[ps]_\w{30,}|\bnpm_\w{30,}/,
  'words about how the work is organised': /\bsub-?agents?\b|\bthe brief\b|\bthis session\b|\bco-authored-by\b/i,
  'checks that are switched off': /@ts-ignore|@ts-nocheck/,
  'rules that are switched off without a reason': /(oxlint|eslint)-disable(?!.* -- \w)/,
}

interface Package {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
}
const manifest: Package = JSON.parse(readFileSync('package.json', 'utf8'))
const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }

describe('the repository', () => {
  test('has files to look at', () => {
    expect(names).toContain('package.json')
    expect(names.filter((name) => name.startsWith('src/')).length).toBeGreaterThan(5)
  })

  test.each(Object.entries(forbidden))('has no %s', (_, pattern) => {
    expect(lines.filter(({ line }) => pattern.test(line)).map(({ at, line }) => `${at} ${line.trim().slice(0, 100)}`)).toEqual([])
  })

  test('expects type errors only where types are tested', () => {
    expect(
      lines.filter(({ at, line }) => /@ts-expect-error/.test(line) && !/\.test\.tsx?:/.test(at)).map(({ at }) => at),
    ).toEqual([])
  })

  test('pins every dependency to one version', () => {
    for (const [name, version] of Object.entries(all)) expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+(-[\w.]+)?$/)
  })

  test('has a lock that names no host, with the runtime of every platform', () => {
    const lock = readFileSync('package-lock.json', 'utf8')
    expect(lock).not.toContain('"resolved"')
    for (const name of Object.keys(manifest.optionalDependencies)) expect(lock).toContain(`"node_modules/${name}"`)
  })

  // A README is written for people, so only what is easily forgotten there is held to the truth.
  test.runIf(existsSync('README.md'))('explains every dependency in README.md', () => {
    const readme = readFileSync('README.md', 'utf8')
    expect(Object.keys(all).filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })
})

import { integer, pick } from '#kernel/random.ts'
import type { Language, SourceTree } from '#platform/builds/types.ts'

/** One thing that a test says holds. */
export interface TestCase {
  readonly description: string
  readonly passed: boolean
  /** What was expected, and what came instead; '' for one that passes. */
  readonly diagnostic: string
  /** How long it takes, in ms. */
  readonly took: number
}

const CLAIMS =
  'keeps its order|refuses an empty name|answers twice the same|rounds to whole cents|says what is missing|survives a restart|ignores case|sorts by date|gives up after three tries|leaves others alone|reads its settings|handles a long list|is empty at first|escapes what people type|counts each once|remembers the last choice|times out|closes what it opened'.split(
    '|',
  )
const FAILURES = [
  ['3', '4'],
  ['"Basket"', '"basket"'],
  ['200', '422'],
  ['true', 'false'],
  ['[]', '["a"]'],
] as const

const CODE = /\.(rb|js|ts|py|php|java|scala|go|clj)$/
const NOT_TESTED = /(^|\/)(migrations|config|db|public|vendor|node_modules)\//

const words = (text: string) => text.split(/[^A-Za-z0-9]+/).filter(Boolean)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const pascal = (text: string) => words(text).map(capital).join('')
const snake = (text: string) => words(text).join('_').toLowerCase()
const camel = (text: string) => {
  const name = pascal(text)
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** How each language's tools name a test. */
const NAMES: Readonly<Record<Language, (unit: string, claim: string) => string>> = {
  ruby: (unit, claim) => `${pascal(unit)}Test#test_${snake(claim)}`,
  nodejs: (unit, claim) => `${unit} › ${claim}`,
  python: (unit, claim) => `tests/test_${snake(unit)}.py::test_${snake(claim)}`,
  php: (unit, claim) => `${pascal(unit)}Test::test${pascal(claim)}`,
  java: (unit, claim) => `${pascal(unit)}Test.${camel(claim)}`,
  scala: (unit, claim) => `${pascal(unit)} should ${claim}`,
  go: (unit, claim) => `Test${pascal(unit)}${pascal(claim)}`,
  clojure: (unit, claim) => `${snake(unit).replaceAll('_', '-')}-test/${snake(claim).replaceAll('_', '-')}`,
}

/** The tests of a source, named after its files. The same source has the same ones; with `fails`, one or two of them fail. */
export function casesOf(tree: SourceTree, language: Language, seed: string, fails: boolean): TestCase[] {
  const units = tree.files
    .map(({ path }) => path)
    .filter((path) => CODE.test(path) && !NOT_TESTED.test(path))
    .slice(0, 12)
    .map((path) => path.replace(/^.*\//, '').replace(CODE, ''))
  const named = (units.length > 0 ? units : ['app']).flatMap((unit) => {
    const first = integer(0, CLAIMS.length - 1, 'claim', unit)
    return Array.from({ length: integer(2, 4, 'claims', unit) }, (_, nth) => ({
      unit,
      claim: CLAIMS[(first + nth * 5) % CLAIMS.length] ?? '',
    }))
  })
  const failing = new Set(
    fails ? [integer(0, named.length - 1, 'fails', seed), integer(0, named.length - 1, 'fails too', seed)] : [],
  )
  return named.map(({ unit, claim }, nth) => {
    const [wanted, got] = pick(FAILURES, 'failure', seed, nth)
    return {
      description: NAMES[language](unit, claim),
      passed: !failing.has(nth),
      diagnostic: failing.has(nth)
        ? `expected: ${wanted}\nactual: ${got}\nat: ${unit}, line ${integer(12, 96, 'line', seed, nth)}`
        : '',
      took: integer(40, 700, 'took', seed, nth),
    }
  })
}

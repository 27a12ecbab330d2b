// Version ranges as the languages' manifests write them. They differ in little: what a tilde means, and their separators.

/** `npm`: ~1.2 stays within 1.2. `composer` (also Ruby's ~> and Python's ~=): the last part that is given may grow. */
export type Dialect = 'npm' | 'composer'

type Version = readonly [major: number, minor: number, patch: number]
interface Interval {
  readonly from: Version
  /** Not included. */
  readonly to: Version
  readonly negated: boolean
}

const ZERO: Version = [0, 0, 0]
const END: Version = [Infinity, 0, 0]
const ANYTHING = new Set(['', '*', 'x', 'X', 'latest', 'lts', 'lts/*', 'stable', 'current', 'node'])

/** The newest of the known versions within the range, or undefined when none is or the range cannot be understood. */
export function newest(known: readonly string[], range: string, dialect: Dialect = 'npm'): string | undefined {
  const alternatives = parseRange(range, dialect)
  if (alternatives === undefined) return undefined
  return [...known]
    .sort((a, b) => compare(parse(b), parse(a)))
    .find((version) => alternatives.some((all) => all.every((interval) => within(parse(version), interval))))
}

/** Whether the version is in the range; undefined when the range cannot be understood (a URL, a tag, a branch). */
export function satisfies(version: string, range: string, dialect: Dialect = 'npm'): boolean | undefined {
  const alternatives = parseRange(range, dialect)
  return alternatives?.some((all) => all.every((interval) => within(parse(version), interval)))
}

/** "x.y.z" when the range names one version exactly. */
export function exact(range: string): string | undefined {
  return /^\s*(?:={0,3}\s*)?v?(\d+\.\d+\.\d+)\s*$/.exec(range)?.[1]
}

function parseRange(range: string, dialect: Dialect): Interval[][] | undefined {
  const alternatives: Interval[][] = []
  for (const alternative of range
    .trim()
    .slice(0, 200)
    .split(/\s*\|\|?\s*/)) {
    const hyphen = /^v?(\d[\w.]*)\s+-\s+v?(\d[\w.]*)$/.exec(alternative)
    const parts =
      hyphen === null ? alternative.replace(/([<>=~^!]+)\s+/g, '$1').split(/[\s,]+/) : [`>=${hyphen[1]}`, `<=${hyphen[2]}`]
    const intervals: Interval[] = []
    for (const part of parts) {
      const interval = parsePart(part, dialect)
      if (interval === undefined) return undefined
      intervals.push(interval)
    }
    alternatives.push(intervals)
  }
  return alternatives
}

function parsePart(part: string, dialect: Dialect): Interval | undefined {
  const plain = part.replace(/@(?:dev|alpha|beta|RC|stable)$/i, '')
  if (ANYTHING.has(plain)) return { from: ZERO, to: END, negated: false }
  const match =
    /^([<>=~^!]*)v?(\d+)(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:\.(?:\d+|[xX*]))?(?:[-+.]?[A-Za-z][\w.+-]*|[-+][\w.+-]+)?$/.exec(
      plain,
    )
  if (match === null) return undefined
  const [, operator = '', ...texts] = match
  const given = texts.filter((text) => text !== undefined && /^\d+$/.test(text)).map(Number)
  const [major = 0, minor = 0, patch = 0] = given
  const from: Version = [major, minor, patch]
  // Where versions that begin with what is given end: 1.2 covers up to 1.3.
  const to: Version =
    given.length === 1 ? [major + 1, 0, 0] : given.length === 2 ? [major, minor + 1, 0] : [major, minor, patch + 1]
  const interval = (low: Version, high: Version, negated = false) => ({ from: low, to: high, negated })
  switch (operator) {
    case '':
    case '=':
    case '==':
    case '===':
      return interval(from, to)
    case '!=':
      return interval(from, to, true)
    case '>':
      return interval(to, END)
    case '>=':
      return interval(from, END)
    case '<':
      return interval(ZERO, from)
    case '<=':
      return interval(ZERO, to)
    case '^':
      return interval(from, caret(given))
    case '~':
      if (dialect === 'npm') return interval(from, given.length === 1 ? [major + 1, 0, 0] : [major, minor + 1, 0])
      return interval(from, given.length <= 2 ? [major + 1, 0, 0] : [major, minor + 1, 0])
    case '~>':
    case '~=':
      return interval(from, given.length <= 2 ? [major + 1, 0, 0] : [major, minor + 1, 0])
    default:
      return undefined
  }
}

/** ^ allows what keeps the first part that is not zero. */
function caret(given: readonly number[]): Version {
  const [major = 0, minor = 0, patch = 0] = given
  if (major > 0 || given.length === 1) return [major + 1, 0, 0]
  if (minor > 0 || given.length === 2) return [0, minor + 1, 0]
  return [0, 0, patch + 1]
}

function parse(version: string): Version {
  const [major = 0, minor = 0, patch = 0] = version
    .replace(/^v/, '')
    .split(/[.+-]/)
    .map((part) => parseInt(part, 10) || 0)
  return [major, minor, patch]
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

function within(version: Version, { from, to, negated }: Interval): boolean {
  return (compare(version, from) >= 0 && compare(version, to) < 0) !== negated
}

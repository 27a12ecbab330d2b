import { CONFIG_KEY } from '#platform/config/contract.ts'

/** A line of a `.env` text that cannot be read. */
export interface DotenvProblem {
  /** From 1. */
  readonly line: number
  readonly message: string
}

export interface Dotenv {
  readonly vars: Readonly<Record<string, string>>
  readonly problems: readonly DotenvProblem[]
  /** Names given more than once: the last value counts. */
  readonly duplicates: readonly string[]
}

/**
 * Reads a `.env` text the way the common tools do: `export` before a name, comments, values in single, double or back
 * quotes over several lines, escapes in double quotes. Nothing is expanded: `$NAME` stays as it is. Never throws; a line that
 * makes no sense is a problem and is left out.
 */
export function parseDotenv(text: string): Dotenv {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const vars: Record<string, string> = Object.create(null)
  const problems: DotenvProblem[] = []
  const duplicates = new Set<string>()
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1
    const source = (lines[index] ?? '').trim()
    if (source === '' || source.startsWith('#')) continue
    const [, key = '', rest = ''] = /^(?:export\s+)?([^\s=:]+)\s*(?:=|:\s)\s*(.*)$/s.exec(source) ?? []
    if (key === '') {
      problems.push({ line, message: `“${shorten(source)}” is not of the form NAME=value.` })
      continue
    }
    if (!CONFIG_KEY.test(key)) {
      problems.push({ line, message: `“${shorten(key)}” is no name: letters, digits and underscores, and no digit first.` })
      continue
    }
    const quote = /^["'`]/.exec(rest)?.[0]
    let value: string
    if (quote) {
      const found = readQuoted(lines, index, rest, quote)
      if (!found) {
        problems.push({ line, message: `The value of ${key} has no closing ${quote}.` })
        continue
      }
      index = found.last
      value = found.value
    } else {
      value = rest.replace(/(^|\s)#.*$/s, '').trim()
    }
    if (Object.hasOwn(vars, key)) duplicates.add(key)
    vars[key] = value
  }
  return { vars: { ...vars }, problems, duplicates: [...duplicates] }
}

/** The value that begins with a quote on a line, up to the quote that closes it, and the line where it ends. */
function readQuoted(
  lines: readonly string[],
  first: number,
  rest: string,
  quote: string,
): { value: string; last: number } | null {
  let text = rest.slice(1)
  for (let last = first; ;) {
    const end = closing(text, quote)
    if (end >= 0) {
      const inner = text.slice(0, end)
      return { value: quote === '"' ? unescape(inner) : inner, last }
    }
    last += 1
    const next = lines[last]
    if (next === undefined) return null
    text += `\n${next}`
  }
}

/** Where the quote stands that closes, -1 for nowhere. In double quotes a backslash hides the next character. */
function closing(text: string, quote: string): number {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at += 1
    else if (text[at] === quote) return at
  }
  return -1
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function unescape(text: string): string {
  return text.replace(/\\([nrt"\\$])/g, (_, sign: string) => escapes[sign] ?? sign)
}

/** Writes config vars so that `parseDotenv` reads the same again; sorted by name. */
export function serializeDotenv(vars: Readonly<Record<string, string>>): string {
  return Object.keys(vars)
    .toSorted()
    .map((key) => `${key}=${quoted(vars[key] ?? '')}\n`)
    .join('')
}

function quoted(value: string): string {
  if (/^[\w./:@%+,?&=-]*$/.test(value)) return value
  const escaped = value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')
  return `"${escaped}"`
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

export interface ConfigChange {
  readonly key: string
  readonly kind: 'added' | 'changed' | 'removed'
  /** Null where there was none, or will be none. */
  readonly before: string | null
  readonly after: string | null
}

type Values = Readonly<Record<string, string>>

/** What differs between two sets of config vars, by name. */
export function diffConfig(before: Values, after: Values): readonly ConfigChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
  return keys.flatMap((key): ConfigChange[] => {
    const [was, is] = [before[key] ?? null, after[key] ?? null]
    if (was === is) return []
    return [{ key, kind: was === null ? 'added' : is === null ? 'removed' : 'changed', before: was, after: is }]
  })
}

/** The body that makes these changes: null removes. */
export function patchOf(changes: readonly ConfigChange[]): Record<string, string | null> {
  return Object.fromEntries(changes.map(({ key, after }) => [key, after]))
}

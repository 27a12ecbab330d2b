import { stripAnsi } from '#ui/log/ansi.ts'
import { levels, type Key } from './keys.ts'
import { findWords, type Line } from './line.ts'
import type { Term, Value } from './query.ts'
import { LOOKED_AT } from './regex.ts'

/** Whether a line fits all terms. */
export type Matches = (line: Line) => boolean

/** Makes of a query what can be asked of each of many lines. */
export function compile(terms: readonly Term[]): Matches {
  const tests = terms.map((term) => {
    const holds = compileTerm(term)
    return term.negated ? (line: Line) => !holds(line) : holds
  })
  return (line) => tests.every((test) => test(line))
}

function compileTerm(term: Term): Matches {
  if (term.kind === 'text') return findWords(term.text)
  if (term.kind === 'regex') return ({ source, text }) => term.regex.test(`${source} ${stripAnsi(text)}`.slice(0, LOOKED_AT))
  const { key, values } = term
  const any = values.map((value) => compileValue(key, value))
  return (line) => any.some((test) => test(line))
}

function compileValue(key: Key, value: Value): Matches {
  if (value.kind === 'range') {
    if (key === 'level') return (line) => within(levels.indexOf(line.level), value)
    return (line) => {
      const field = fieldOf(line, key)
      return field !== undefined && /^\d/.test(field) && within(Number.parseFloat(field), value)
    }
  }
  const fits = pattern(value.text, key === 'path' ? 'beginning' : 'whole')
  if (key === 'dyno') return (line) => fits(line.source) || fits(line.type)
  if (key === 'source') return (line) => fits(line.origin) || fits(line.source) || fits(line.type)
  return (line) => {
    const field = fieldOf(line, key)
    return field !== undefined && fits(field)
  }
}

function within(number: number, { from, to, without }: Value & { kind: 'range' }): boolean {
  if (without === 'from' ? number <= from : number < from) return false
  return without === 'to' ? number < to : number <= to
}

/** Words regardless of case; `*` stands for any characters. */
function pattern(text: string, part: 'whole' | 'beginning'): (text: string) => boolean {
  const wanted = text.toLowerCase()
  if (wanted.includes('*')) {
    const pieces = wanted.split('*')
    return (each) => fitsPieces(each.toLowerCase(), pieces)
  }
  if (part === 'beginning') return (each) => each.toLowerCase().startsWith(wanted)
  return (each) => each.toLowerCase() === wanted
}

/** Whether the pieces follow each other, the first at the beginning and the last at the end; without a regular expression's traps. */
function fitsPieces(text: string, pieces: readonly string[]): boolean {
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)]
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
  let at = first.length
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return at <= text.length - last.length
}

const nameInLine: Partial<Record<Key, string>> = { ip: 'fwd', request: 'request_id' }

/** What a line says of a key; undefined where it says nothing. */
export function fieldOf(line: Line, key: Key): string | undefined {
  const found = valueIn(line.text, nameInLine[key] ?? key)
  if (found !== undefined || key !== 'code') return found
  return /^Error ([A-Z]\d\d)\b/.exec(stripAnsi(line.text))?.[1]
}

/** The value of `name=value` or `name="value"`; not of one that stands within quotes itself. */
function valueIn(text: string, name: string): string | undefined {
  const wanted = `${name}=`
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if ((at > 0 && text[at - 1] !== ' ') || insideQuotes(text, at)) continue
    const start = at + wanted.length
    const quote = text[start] === '"'
    const end = text.indexOf(quote ? '"' : ' ', quote ? start + 1 : start)
    return text.slice(quote ? start + 1 : start, end < 0 ? undefined : end)
  }
  return undefined
}

function insideQuotes(text: string, before: number): boolean {
  let inside = false
  for (let at = text.indexOf('"'); at >= 0 && at < before; at = text.indexOf('"', at + 1)) inside = !inside
  return inside
}

/** All `name=value` pairs of a line, in their order. */
export function fieldsOf(line: Line): { name: string; value: string }[] {
  const found = stripAnsi(line.text).matchAll(/(?:^|\s)([A-Za-z_][\w.#-]*)=(?:"([^"]*)"|(\S*))/g)
  return [...found].map(([, name = '', quotedValue, bare = '']) => ({ name, value: quotedValue ?? bare }))
}

/**
 * Filters a list that grows at its ends, and looks only at what is new: a hundred thousand lines are filtered once, not with
 * each line that comes.
 */
export class GrowingFilter {
  readonly #matches: Matches
  #all: readonly Line[] = []
  #fit: readonly Line[] = []

  constructor(matches: Matches) {
    this.#matches = matches
  }

  /** The lines that fit; the same array for the same lines. */
  apply(lines: readonly Line[]): readonly Line[] {
    if (lines === this.#all) return this.#fit
    const known = this.#overlap(lines)
    if (!known) this.#fit = lines.filter(this.#matches)
    else {
      const before = lines.slice(0, known.start).filter(this.#matches)
      const after = lines.slice(known.end).filter(this.#matches)
      const [oldest] = lines
      // Those that were dropped from the front are dropped here.
      const kept = known.dropped === 0 ? this.#fit : this.#fit.slice(this.#firstFrom(known.dropped))
      if (before.length > 0 || after.length > 0 || kept !== this.#fit || !oldest) this.#fit = [...before, ...kept, ...after]
    }
    this.#all = lines
    return this.#fit
  }

  /** Where the lines of last time stand among these, and how many of them are gone from the front; null where they do not. */
  #overlap(lines: readonly Line[]): { start: number; end: number; dropped: number } | null {
    const [last, first] = [this.#all.at(-1), lines[0]]
    if (!last || !first) return null
    const end = lines.lastIndexOf(last) + 1
    if (end === 0) return null
    const start = Math.max(0, end - this.#all.length)
    const dropped = this.#all.length - (end - start)
    return lines[start] === this.#all[dropped] ? { start, end, dropped } : null
  }

  /** The place among the fitting lines from which on none is older than the nth of all. */
  #firstFrom(dropped: number): number {
    const gone = new Set(this.#all.slice(0, dropped))
    const place = this.#fit.findIndex((line) => !gone.has(line))
    return place < 0 ? this.#fit.length : place
  }
}

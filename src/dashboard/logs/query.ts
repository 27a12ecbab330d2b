import { isKey, keyNames, keys, levels, type Key, type KeyInfo } from './keys.ts'
import { whyTooSlow } from './regex.ts'

// The query language of the log: `dyno:web.1,web.2 status:>=500 "could not" -healthcheck /time(d )?out/`. Every term has to hold.

/** What a key may be: words, where `*` stands for anything, or numbers between two ends. Levels are numbers by their order. */
export type Value =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'range'; readonly from: number; readonly to: number; readonly without: 'none' | 'from' | 'to' }

/** A value, and how it was written. */
export type WrittenValue = Value & { readonly raw: string }

export type Term = {
  /** As it was written, with the minus. */
  readonly raw: string
  readonly negated: boolean
} & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'regex'; readonly regex: RegExp }
  | { readonly kind: 'field'; readonly key: Key; readonly values: readonly WrittenValue[] }
)

/** What is wrong, where ([at, end) in characters), and what to write instead. */
export interface Problem {
  readonly at: number
  readonly end: number
  readonly message: string
}

export interface Query {
  /** The terms before the problem, or all. */
  readonly terms: readonly Term[]
  readonly problem: Problem | null
}

/** Reads a query; never throws. Only the first problem is told. */
export function parseQuery(text: string): Query {
  const terms: Term[] = []
  const reader = new Reader(text)
  try {
    while (reader.skipSpace()) terms.push(readTerm(reader))
    return { terms, problem: null }
  } catch (error) {
    if (error instanceof Wrong) return { terms, problem: error.problem }
    throw error
  }
}

/** The query as text; reads as the same terms. */
export const formatQuery = (terms: readonly Term[]): string => terms.map(({ raw }) => raw).join(' ')

/** A word as it has to be written to be taken as it is: in quotes where it would mean something else. */
export function quoted(text: string, place: 'text' | 'value' = 'text'): string {
  const safe = place === 'text' ? /^[^\s"/\\:-][^\s":\\]*$/ : /^[^\s",<>=\\]+$/
  return safe.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}

class Wrong extends Error {
  readonly problem: Problem
  constructor(at: number, end: number, message: string) {
    super(message)
    this.problem = { at, end: Math.max(end, at), message }
  }
}

class Reader {
  readonly text: string
  at = 0
  constructor(text: string) {
    this.text = text
  }
  get next(): string {
    return this.text.charAt(this.at)
  }
  get atEnd(): boolean {
    return this.at >= this.text.length || /\s/.test(this.next)
  }
  /** Goes to the next term; whether there is one. */
  skipSpace(): boolean {
    this.take(/\s*/y)
    return this.at < this.text.length
  }
  take(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }
}

function readTerm(reader: Reader): Term {
  const start = reader.at
  const negated = reader.next === '-'
  if (negated) reader.at++
  if (reader.atEnd) throw new Wrong(start, reader.at, 'Write what the lines must not have right after the minus: -healthcheck.')
  const what = readWhat(reader)
  if (!reader.atEnd) throw new Wrong(reader.at, reader.at + 1, 'Put a space here, before the next term.')
  return { raw: reader.text.slice(start, reader.at), negated, ...what }
}

type What =
  | { kind: 'text'; text: string }
  | { kind: 'regex'; regex: RegExp }
  | { kind: 'field'; key: Key; values: readonly WrittenValue[] }

function readWhat(reader: Reader): What {
  if (reader.next === '"') return { kind: 'text', text: readQuoted(reader) }
  if (reader.next === '/') return { kind: 'regex', regex: readRegex(reader) }
  const start = reader.at
  const name = reader.take(/[A-Za-z_]+(?=:)/y).toLowerCase()
  if (name === '') return { kind: 'text', text: reader.take(/\S+/y) }
  if (!isKey(name)) {
    const whole = reader.text.slice(start).match(/^\S+/)?.[0] ?? name
    throw new Wrong(
      start,
      reader.at,
      `There is no key “${name}”. Write ${meant(name)}, or ${quoted(whole)} in quotes to look for the text.`,
    )
  }
  reader.at++
  const values: WrittenValue[] = []
  do values.push(readValue(reader, name))
  while (reader.take(/,/y))
  return { kind: 'field', key: name, values }
}

/** The key that was probably meant, or all that there are. */
function meant(name: string): string {
  const near = keyNames.find((key) => key.startsWith(name.slice(0, 3)) || name.startsWith(key))
  return near ? `${near}:` : `one of ${keyNames.join(', ')}`
}

function readQuoted(reader: Reader): string {
  const start = reader.at
  const found = reader.take(/"(?:[^"\\]|\\.)*"/sy)
  if (found === '') throw new Wrong(start, reader.text.length, 'Close the quotation with another ".')
  if (found === '""') throw new Wrong(start, reader.at, 'Write the words to look for between the quotes.')
  return found.slice(1, -1).replaceAll(/\\(.)/gs, '$1')
}

function readRegex(reader: Reader): RegExp {
  const start = reader.at
  const found = reader.take(/\/(?:[^/\\]|\\.)+\//sy)
  if (found === '') {
    const word = reader.text.slice(start).match(/^\S+/)?.[0] ?? '/'
    throw new Wrong(
      start,
      reader.text.length,
      `Close the regular expression with another /. For a path write path:${word}, for the text ${quoted(word)}.`,
    )
  }
  const source = found.slice(1, -1)
  let regex: RegExp
  try {
    regex = new RegExp(source, 'i')
  } catch {
    throw new Wrong(
      start,
      reader.at,
      `This is no regular expression. Check its brackets and repeats, or put the text in quotes to look for it as it is.`,
    )
  }
  const slow = whyTooSlow(source)
  if (slow !== null) throw new Wrong(start, reader.at, slow)
  return regex
}

function readValue(reader: Reader, key: Key): WrittenValue {
  const start = reader.at
  const { kind, example } = keys[key]
  if (reader.atEnd || reader.next === ',')
    throw new Wrong(
      start,
      reader.at + 1,
      `Write a value after “${reader.text.slice(0, start).match(/\S+$/)?.[0] ?? ''}”, such as ${key}:${example}.`,
    )
  const text = reader.next === '"' ? readQuoted(reader) : reader.take(/[^\s,]+/y)
  const value = valueOf(text, kind)
  if (value) return { ...value, raw: reader.text.slice(start, reader.at) }
  throw new Wrong(start, reader.at, `“${text}” is not ${wanted[kind]}. Write for example ${key}:${example}${also[kind]}.`)
}

const wanted: Record<KeyInfo['kind'], string> = {
  words: 'a word',
  number: 'a number',
  duration: 'a time',
  level: 'a level',
}
const also: Record<KeyInfo['kind'], string> = {
  words: '',
  number: ', 404, 5xx or 400..499',
  duration: ', <50, 1.5s or 100..500',
  level: ', warn, info or >=warn',
}

function valueOf(text: string, kind: KeyInfo['kind']): Value | null {
  if (kind === 'words') return { kind, text }
  const digit = kind === 'number' ? /^(\d)xx$/i.exec(text)?.[1] : undefined
  if (digit !== undefined) return { kind: 'range', from: Number(digit) * 100, to: Number(digit) * 100 + 99, without: 'none' }
  const [, low, high] = /^(.+)\.\.(.+)$/.exec(text) ?? []
  if (low !== undefined && high !== undefined) {
    const [from, to] = [amountOf(low, kind), amountOf(high, kind)]
    return from === null || to === null || from > to ? null : { kind: 'range', from, to, without: 'none' }
  }
  const [, sign = '', rest = ''] = /^([<>]?=?)(.*)$/s.exec(text) ?? []
  const than = amountOf(rest, kind)
  if (than === null) return null
  if (sign.startsWith('>')) return { kind: 'range', from: than, to: Infinity, without: sign === '>' ? 'from' : 'none' }
  if (sign.startsWith('<')) return { kind: 'range', from: -Infinity, to: than, without: sign === '<' ? 'to' : 'none' }
  return { kind: 'range', from: than, to: than, without: 'none' }
}

/** A number, a time in ms, or a level's place; null for what is none. */
function amountOf(text: string, kind: KeyInfo['kind']): number | null {
  if (kind === 'level') {
    const place = levels.findIndex((level) => level === text.toLowerCase() || `${level}ing` === text.toLowerCase())
    return place < 0 ? null : place
  }
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s)?$/i.exec(text) ?? []
  if (digits === undefined || (unit !== undefined && kind !== 'duration')) return null
  return Number(digits) * (unit?.toLowerCase() === 's' ? 1000 : 1)
}

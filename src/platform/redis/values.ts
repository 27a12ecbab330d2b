import { refuse } from './reply.ts'

// What a key can hold, as it stands in a row: plain JSON, never changed in place.

/** A text; long runs of one byte stand as their lengths, so that what only takes memory in the model takes little here. */
type Packed = string | readonly (string | readonly [byte: string, times: number])[]
/** JSON has no infinity. */
type Score = number | 'inf' | '-inf'

/** What each type holds. */
export interface Data {
  readonly string: Packed
  readonly list: readonly string[]
  readonly hash: readonly (readonly [field: string, value: string])[]
  readonly set: readonly string[]
  readonly zset: readonly (readonly [member: string, score: Score])[]
}

export type Type = keyof Data
export type Value = { readonly [T in Type]: { readonly type: T; readonly data: Data[T] } }[Type]
/** This model's limits: a world is kept in a browser. */
export const LARGEST_VALUE = 512 * 1024
export const LONGEST_KEY = 1024

const tooLarge = () => refuse(`ERR string exceeds maximum allowed size of this model (${LARGEST_VALUE / 1024} KB)`)

export function pack(text: string): Value {
  if (text.length > LARGEST_VALUE) throw tooLarge()
  const parts: (string | readonly [string, number])[] = []
  let at = 0
  for (const { index, 0: run } of text.matchAll(/([^])\1{255,}/g)) {
    if (index > at) parts.push(text.slice(at, index))
    parts.push([run.charAt(0), run.length])
    at = index + run.length
  }
  if (at === 0) return { type: 'string', data: text }
  if (at < text.length) parts.push(text.slice(at))
  return { type: 'string', data: parts }
}

export const unpack = (data: Packed): string =>
  typeof data === 'string' ? data : data.map((part) => (typeof part === 'string' ? part : part[0].repeat(part[1]))).join('')

const lengthOf = (data: Packed): number =>
  typeof data === 'string' ? data.length : data.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : part[1]), 0)

export const scoreOf = (score: Score): number => (typeof score === 'number' ? score : score === 'inf' ? Infinity : -Infinity)
export const toScore = (value: number): Score => (Number.isFinite(value) ? value : value > 0 ? 'inf' : '-inf')

const ENTRY = 56
const EXPIRY = 24
/** What a pointer or a length takes where a row is kept. */
const ELEMENT = 8

/** The bytes that the texts of a value take. */
function payloadOf(value: Value): number {
  switch (value.type) {
    case 'string':
      return lengthOf(value.data)
    case 'list':
    case 'set':
      return value.data.reduce((sum, text) => sum + text.length, 0)
    case 'hash':
      return value.data.reduce((sum, [field, text]) => sum + field.length + text.length, 0)
    case 'zset':
      return value.data.reduce((sum, [member]) => sum + member.length + 8, 0)
  }
}

/** About what a value takes where the world is kept, as against what the engine would need for it. */
export function keptBytes(value: Value): number {
  if (value.type !== 'string') return payloadOf(value) + value.data.length * ELEMENT
  if (typeof value.data === 'string') return value.data.length
  return value.data.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : ELEMENT), 0)
}

/** How many elements a value has; of a text, its bytes. */
export const sizeOf = (value: Value): number => (value.type === 'string' ? lengthOf(value.data) : value.data.length)

/** What every element costs beside its bytes: little in a compact encoding, more in a table or a skip list. */
const OVERHEAD: Readonly<Record<string, number>> = { listpack: 4, intset: 0, quicklist: 12, hashtable: 64, skiplist: 92 }

/** How much memory a key takes with its value, about as the engine counts it. */
export function bytesOf(key: string, value: Value, expires: boolean): number {
  const elements = value.type === 'string' ? 0 : value.data.length
  const own = payloadOf(value) + elements * (OVERHEAD[encodingOf(value)] ?? 0)
  return Math.ceil((ENTRY + key.length + (expires ? EXPIRY : 0) + own) / 8) * 8
}

/** Refuses what this model does not keep. */
export function checkSize(value: Value): void {
  if (payloadOf(value) > LARGEST_VALUE) throw tooLarge()
}

function isInteger(text: string): boolean {
  if (!/^-?(0|[1-9]\d{0,18})$/.test(text) || text === '-0') return false
  return text.length < 19 || BigInt.asIntN(64, BigInt(text)) === BigInt(text)
}

const small = (texts: readonly string[], elements: number, most: number) =>
  elements <= most && texts.every((text) => text.length <= 64)

/** How the engine would hold a value (`OBJECT ENCODING`), by its usual thresholds. */
export function encodingOf(value: Value): string {
  switch (value.type) {
    case 'string':
      if (typeof value.data === 'string' && isInteger(value.data)) return 'int'
      return lengthOf(value.data) <= 44 ? 'embstr' : 'raw'
    case 'list':
      return payloadOf(value) <= 8192 ? 'listpack' : 'quicklist'
    case 'hash':
      return small(value.data.flat(), value.data.length, 512) ? 'listpack' : 'hashtable'
    case 'set':
      if (value.data.length <= 512 && value.data.every(isInteger)) return 'intset'
      return small(value.data, value.data.length, 128) ? 'listpack' : 'hashtable'
    case 'zset': {
      const members = value.data.map(([member]) => member)
      return small(members, members.length, 128) ? 'listpack' : 'skiplist'
    }
  }
}

import { isKey, keyNames, keys, type Key } from './keys.ts'
import { quoted } from './query.ts'

export interface Suggestion {
  /** What takes the place of what was typed. */
  readonly insert: string
  readonly about: string
}

/** What could stand at the cursor: suggestions for the characters [from, to). */
export interface Completion {
  readonly from: number
  readonly to: number
  readonly suggestions: readonly Suggestion[]
}

/** The values of a key that occur. */
export type KnownValues = (key: Key) => readonly string[]

const always: Partial<Record<Key, readonly string[]>> = {
  level: ['error', 'warn', 'info', '>=warn'],
  status: ['>=500', '5xx', '4xx', '404', '503', '200'],
  method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'],
  service: ['>1000', '>5s', '<50', '100..500'],
  connect: ['>100', '>1s'],
  bytes: ['>10000', '0'],
}
const MOST = 12

/** Suggests keys, and values after a key. Nothing within quotes and regular expressions, or where nothing fits. */
export function complete(text: string, cursor: number, known: KnownValues): Completion {
  const before = text.slice(0, cursor)
  // A quotation may hold spaces: the term begins before it.
  const [term = ''] = /(?:"(?:[^"\\]|\\.)*"?|[^\s"])*$/s.exec(before) ?? []
  const typed = term.replace(/^-/, '')
  const nothing = { from: cursor, to: cursor, suggestions: [] }
  if (/^["/]/.test(typed)) return nothing
  const colon = typed.indexOf(':')
  if (colon < 0) {
    const suggestions = keyNames
      .filter((key) => key.startsWith(typed.toLowerCase()))
      .map((key) => ({ insert: `${key}:`, about: keys[key].about }))
    return { from: cursor - typed.length, to: cursor, suggestions }
  }
  const key = typed.slice(0, colon).toLowerCase()
  if (!isKey(key)) return nothing
  const begun = typed.slice(Math.max(colon, typed.lastIndexOf(',')) + 1)
  return { from: cursor - begun.length, to: cursor, suggestions: valuesFor(key, begun.toLowerCase(), known) }
}

function valuesFor(key: Key, begun: string, known: KnownValues): Suggestion[] {
  const all = [...new Set([...known(key), ...(always[key] ?? [])])]
  const near = all.filter((value) => value.toLowerCase().includes(begun) && value.toLowerCase() !== begun)
  return near
    .toSorted((a, b) => Number(b.toLowerCase().startsWith(begun)) - Number(a.toLowerCase().startsWith(begun)))
    .slice(0, MOST)
    .map((value) => ({ insert: keys[key].kind === 'words' ? quoted(value, 'value') : value, about: '' }))
}

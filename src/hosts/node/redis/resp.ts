import type { Reply } from '#platform/redis/contract.ts'

// Redis' protocol, version 2. Bytes are characters from 0 to 255 here, as in the API of the platform.

/** Something a client has sent: words, or a line as one types it into a terminal. */
export type Sent = { readonly words: readonly string[] } | { readonly line: string }

/** What is no such protocol; the connection is closed after it is said. */
export class ProtocolError extends Error {}

const LONGEST_LINE = 64 * 1024
const MOST_WORDS = 1024 * 1024
const LARGEST_WORD = 1024 * 1024
/** What is kept of a command that is not whole yet. */
const MOST_PENDING = 8 * 1024 * 1024

/** Puts together what comes in pieces. */
export class Decoder {
  #text = ''

  /** What is whole by now, in order. Throws what makes no sense. */
  push(chunk: Buffer): Sent[] {
    this.#text += chunk.toString('latin1')
    const found: Sent[] = []
    let at = 0
    for (;;) {
      const next = this.#text.charAt(at) === '*' ? readWords(this.#text, at) : readLine(this.#text, at)
      if (!next) break
      at = next.end
      if (next.sent) found.push(next.sent)
    }
    this.#text = this.#text.slice(at)
    if (this.#text.length > MOST_PENDING) throw new ProtocolError('ERR Protocol error: too big a request')
    return found
  }
}

interface Part {
  /** Null for an empty line, which says nothing. */
  readonly sent: Sent | null
  readonly end: number
}

function readLine(text: string, at: number): Part | null {
  const end = text.indexOf('\n', at)
  if (end < 0) {
    if (text.length - at > LONGEST_LINE) throw new ProtocolError('ERR Protocol error: too big inline request')
    return null
  }
  const line = text.slice(at, end).replace(/\r$/, '')
  return { sent: line.trim() === '' ? null : { line }, end: end + 1 }
}

function readWords(text: string, from: number): Part | null {
  const head = numberAt(text, from, MOST_WORDS, 'multibulk')
  if (!head) return null
  let at = head.end
  const words: string[] = []
  while (words.length < head.value) {
    if (at >= text.length) return null
    if (text.charAt(at) !== '$') throw new ProtocolError(`ERR Protocol error: expected '$', got '${text.charAt(at)}'`)
    const length = numberAt(text, at, LARGEST_WORD, 'bulk')
    if (!length || text.length < length.end + length.value + 2) return null
    words.push(text.slice(length.end, length.end + length.value))
    at = length.end + length.value + 2
  }
  return { sent: words.length === 0 ? null : { words }, end: at }
}

/** The number after the kind of a line; null while the line is not whole. */
function numberAt(text: string, at: number, most: number, what: string): { value: number; end: number } | null {
  const end = text.indexOf('\r\n', at)
  if (end < 0) {
    if (text.length - at > 32) throw new ProtocolError(`ERR Protocol error: invalid ${what} length`)
    return null
  }
  const digits = text.slice(at + 1, end)
  if (!/^-?\d{1,10}$/.test(digits) || Number(digits) > most) throw new ProtocolError(`ERR Protocol error: invalid ${what} length`)
  return { value: Math.max(0, Number(digits)), end: end + 2 }
}

const onOneLine = (text: string) => text.replaceAll(/[\r\n]+/g, ' ')

/** A reply as it travels. */
export function encode(reply: Reply): string {
  if (reply === null) return '$-1\r\n'
  if (typeof reply === 'number') return `:${reply}\r\n`
  if ('bulk' in reply) return `$${reply.bulk.length}\r\n${reply.bulk}\r\n`
  if ('status' in reply) return `+${onOneLine(reply.status)}\r\n`
  if ('error' in reply) return `-${onOneLine(reply.error)}\r\n`
  if ('integer' in reply) return `:${reply.integer}\r\n`
  return `*${reply.length}\r\n${reply.map(encode).join('')}`
}

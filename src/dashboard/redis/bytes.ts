import type { Reply } from '#platform/redis/contract.ts'

// What stores hold are bytes, which travel as characters from 0 to 255.

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text that bytes are in UTF-8; null if they are none. */
export function toText(bytes: string): string | null {
  try {
    return utf8.decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)))
  } catch {
    return null
  }
}

/** The bytes of a text in UTF-8. */
export function toBytes(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('')
}

const NAMED: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\x07': '\\a',
  '\b': '\\b',
  '"': '\\"',
  '\\': '\\\\',
}

const hex = (char: string) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`

/** Bytes in quotes, as redis-cli shows them. */
export const quoted = (bytes: string): string => `"${bytes.replaceAll(/[^ !#-[\]-~]/g, (char) => NAMED[char] ?? hex(char))}"`

/** Bytes as people read them: as text where they are one, otherwise in quotes. */
export function readable(bytes: string): string {
  const text = toText(bytes)
  return text === null || /\p{Cc}/u.test(text.replaceAll(/[\t\r\n]/g, '')) ? quoted(bytes) : text
}

/** A word as it is typed into a console: in quotes where it would be taken for several. */
export const typedWord = (bytes: string): string => (/^[!#-&(-~]+$/.test(bytes) ? bytes : quoted(bytes))

/** A reply as redis-cli shows it. */
export function replyText(reply: Reply, indent = ''): string {
  if (reply === null) return '(nil)'
  if (typeof reply === 'number') return `(integer) ${reply}`
  if ('integer' in reply) return `(integer) ${reply.integer}`
  if ('status' in reply) return reply.status
  if ('error' in reply) return `(error) ${reply.error}`
  if ('bulk' in reply) return quoted(reply.bulk)
  if (reply.length === 0) return '(empty array)'
  const width = String(reply.length).length
  return reply
    .map((item, nth) => {
      const number = `${String(nth + 1).padStart(width)}) `
      return `${nth === 0 ? '' : indent}${number}${replyText(item, indent + ' '.repeat(number.length))}`
    })
    .join('\n')
}

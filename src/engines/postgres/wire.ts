// Messages of the PostgreSQL protocol, version 3.

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A message: its letter, the length, the parts. */
export function message(letter: string, ...parts: readonly (string | number | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const bytes = parts.map((part) => (typeof part === 'number' ? int32(part) : typeof part === 'string' ? text(part) : part))
  const length = bytes.reduce((sum, part) => sum + part.length, 4)
  return join([encoder.encode(letter), int32(length), ...bytes])
}

export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function int32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setInt32(0, value)
  return bytes
}

/** A text and the zero that ends it. */
const text = (value: string) => join([encoder.encode(value), new Uint8Array(1)])

export interface Message {
  readonly letter: string
  /** What comes after the length. */
  readonly body: Uint8Array
}

/** The messages in these bytes. One that is not whole yet is left out. */
export function messagesOf(bytes: Uint8Array): Message[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const found: Message[] = []
  for (let at = 0; at + 5 <= bytes.length;) {
    const end = at + 1 + view.getUint32(at + 1)
    if (end > bytes.length) break
    found.push({ letter: String.fromCharCode(bytes[at] ?? 0), body: bytes.subarray(at + 5, end) })
    at = end
  }
  return found
}

/** The text that a message's body begins with, or has from there on. */
export function textIn(body: Uint8Array, from = 0): string {
  const end = body.indexOf(0, from)
  return decoder.decode(body.subarray(from, end < 0 ? body.length : end))
}

/**
 * The same messages with a session's own names of prepared statements and portals. There is one connection behind all sessions,
 * and programs call their statements alike.
 */
export function inSession(session: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const named = (name: string) => (name === '' ? '' : `${session} ${name}`)
  const rest = (body: Uint8Array, ...names: readonly string[]) => body.subarray(encoder.encode(names.join(' ')).length + 1)
  return join(
    messagesOf(bytes).map(({ letter, body }) => {
      const first = textIn(body)
      switch (letter) {
        case 'P':
        case 'E':
          return message(letter, named(first), rest(body, first))
        case 'B': {
          const statement = textIn(body, encoder.encode(first).length + 1)
          return message(letter, named(first), named(statement), rest(body, first, statement))
        }
        case 'D':
        case 'C':
          return message(letter, encoder.encode(first.slice(0, 1)), named(first.slice(1)))
        default:
          return message(letter, body)
      }
    }),
  )
}

/** Runs one statement and takes at most so many rows of it. */
export function statementMessages(sql: string, rows: number): Uint8Array {
  const none = new Uint8Array(2)
  return join([
    message('P', '', sql, none),
    message('B', '', '', none, none, none),
    message('D', encoder.encode('P'), ''),
    message('E', '', rows),
    message('S'),
  ])
}

/** What a client is told of an error. */
export function errorMessage(
  severity: 'ERROR' | 'FATAL',
  code: string,
  what: string,
  more: Readonly<Record<string, string | null>> = {},
) {
  const fields = { S: severity, V: severity, C: code, M: what, ...more }
  const parts = Object.entries(fields).flatMap(([field, value]) => (value === null ? [] : [encoder.encode(field), text(value)]))
  return message('E', ...parts, new Uint8Array(1))
}

// Messages of the PostgreSQL protocol, version 3, as a client sends them.

const encoder = new TextEncoder()

/** A message: its letter, the length, the parts. */
export function message(letter: string, ...parts: readonly (string | number | Uint8Array)[]): Uint8Array {
  const bytes = parts.map((part) => (typeof part === 'number' ? int32(part) : typeof part === 'string' ? text(part) : part))
  const length = bytes.reduce((sum, part) => sum + part.length, 4)
  return join([encoder.encode(letter), int32(length), ...bytes])
}

function join(parts: readonly Uint8Array[]): Uint8Array {
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

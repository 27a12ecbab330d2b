/** A file of PostgreSQL's. */
export interface File {
  /** From the root of the archive: '/pg_wal/…'. */
  readonly name: string
  readonly bytes: Uint8Array
}

const BLOCK = 512
/** An archive ends with two empty blocks. */
const END = 2 * BLOCK

const encoder = new TextEncoder()

/** Adds files to a tar archive; one that is in it already is then the older of two, which is written over. */
export function addToTar(archive: Uint8Array, files: readonly File[]): Uint8Array<ArrayBuffer> {
  const parts = files.flatMap(({ name, bytes }) => [
    header(name, bytes.length),
    bytes,
    new Uint8Array(-bytes.length & (BLOCK - 1)),
  ])
  const length = parts.reduce((sum, part) => sum + part.length, archive.length)
  const all = new Uint8Array(length)
  all.set(archive)
  let at = archive.length - END
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** The text of a file of a tar archive; null where it has none of that name, or is no archive. */
export function readFromTar(archive: Uint8Array, name: string): string | null {
  const decoder = new TextDecoder()
  const text = (from: number, length: number) => decoder.decode(archive.subarray(from, from + length)).replace(/\0.*$/s, '')
  for (let at = 0; at + BLOCK <= archive.length;) {
    const size = parseInt(text(at + 124, 12), 8)
    if (Number.isNaN(size)) return null
    if (text(at, 100) === name) return text(at + BLOCK, size)
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
  return null
}

function header(name: string, size: number): Uint8Array {
  const block = new Uint8Array(BLOCK)
  const put = (text: string, at: number) => block.set(encoder.encode(text), at)
  put(name, 0)
  put('0000600', 100)
  put(size.toString(8).padStart(11, '0'), 124)
  put('00000000000', 136)
  // The sum counts itself as blanks.
  put('        ', 148)
  put('0', 156)
  put('ustar', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

import type { File } from './tar.ts'

// PostgreSQL's log of changes is a row of files, each of the same size. A position in it is in bytes from its beginning.

/** Of one file, in bytes, and how many of them share the middle of their names. */
const SEGMENT = 1_048_576
const PER_NAME = 2 ** 32 / SEGMENT

const hex = (number: number) => number.toString(16).toUpperCase().padStart(8, '0')

/** The files that hold what lies between two positions, by their names. */
export function segmentsBetween(from: number, to: number): readonly string[] {
  const [first, last] = [Math.floor(from / SEGMENT), Math.floor((to - 1) / SEGMENT)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at).map(
    (nth) => `/pg_wal/00000001${hex(Math.floor(nth / PER_NAME))}${hex(nth % PER_NAME)}`,
  )
}

/** Those of the files that begin before a position, with nothing behind it: there PostgreSQL stops to read. */
export function logUpTo(files: readonly File[], position: number): readonly File[] {
  return files.flatMap(({ name, bytes }) => {
    const [major, minor] = [name.slice(-16, -8), name.slice(-8)].map((part) => Number.parseInt(part, 16))
    const start = ((major ?? 0) * PER_NAME + (minor ?? 0)) * SEGMENT
    if (start >= position) return []
    return [{ name, bytes: position - start < bytes.length ? new Uint8Array(bytes).fill(0, position - start) : bytes }]
  })
}

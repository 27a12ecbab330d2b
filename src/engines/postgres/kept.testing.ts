import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Kept, Needs } from './kept.ts'
import { isWritten, nameOf, newTimeline, placeOf } from './state.ts'

// For tests of whatever keeps databases. There is no PostgreSQL here: a database is the letters that were written to it, its log has
// all of them, and its files those that there were.

const SEGMENT = '/pg_wal/000000010000000000000000'
const BLOCK = 512
/** An archive ends with two empty blocks. */
const SIZE = 4 * BLOCK

const encoder = new TextEncoder()
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replaceAll('\0', '')

export function archive(text: string): Uint8Array {
  const bytes = new Uint8Array(SIZE)
  bytes.set(encoder.encode(text))
  return bytes
}

/** The letters of a state: those of the log, which comes after a header in the place of the end, or else of the files. */
async function read(kept: Kept, name: string): Promise<string | null> {
  const files = await kept.files(name)
  const log = files && textOf(files.slice(SIZE - BLOCK, SIZE))
  return files && (log || textOf(files.slice(0, SIZE - 2 * BLOCK)))
}

/** Writes letters as the holder does: to the log if that is possible, or all anew. Answers the new state's name. */
async function write(kept: Kept, needs: Needs, name: string, text: string): Promise<string> {
  const { timeline, position } = placeOf(name)
  const next = nameOf({ timeline, position: text.length })
  const log = [{ name: SEGMENT, bytes: encoder.encode(text) }]
  if (isWritten(name) && (await kept.add(next, needs, { from: position, log }))) return next
  const first = nameOf({ timeline: newTimeline(), position: text.length })
  expect(await kept.add(first, needs, { from: 0, files: archive(text) })).toBe(true)
  return first
}

/** Whatever was kept once is there as it was, whatever was written after it or beside it. */
export function testKept(make: () => Kept, numRuns: number): void {
  const step = fc.record({ of: fc.nat(), id: fc.constantFrom('one', 'two'), letter: fc.constantFrom('a', 'b', 'c') })
  test('every state that was kept is there as it was, whatever was written after or beside it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const kept = make()
        const model = new Map([['empty', '']])
        for (const { of, id, letter } of steps) {
          const names = [...model.keys()]
          const name = names[of % names.length] ?? 'empty'
          const text = (model.get(name) ?? '') + letter
          model.set(await write(kept, { id, backups: [] }, name, text), text)
        }
        for (const [name, text] of model) expect(await read(kept, name)).toBe(name === 'empty' ? null : text)
      }),
      { numRuns },
    )
  })
}

import { expect, test } from 'vitest'
import { archive, testKept } from './kept.testing.ts'
import { MemoryKept, type Needs } from './kept.ts'
import { nameOf } from './state.ts'

testKept(() => new MemoryKept(), 100)

const MB = 1_000_000
const files = new Uint8Array(50 * MB)
const fill = (kept: MemoryKept, id: string, name: string, backups: Needs['backups'] = []) =>
  kept.add(name, { id, backups }, { from: 0, files })
const there = async (kept: MemoryKept, name: string) => (await kept.files(name)) !== null
const state = (nth: number) => nameOf({ timeline: String(nth).padStart(32, '0'), position: 1 })

test('what no database needs goes when there is too much of it, the longest unused first', async () => {
  const kept = new MemoryKept()
  await fill(kept, 'other', state(0))
  await fill(kept, 'one', state(1))
  for (let nth = 2; nth < 12; nth += 1) {
    await fill(kept, 'one', state(nth), [[state(1), 'empty']])
    // Looked at again and again.
    if (nth > 3) await kept.need(state(3), { id: 'one', backups: [[state(1), 'empty']] })
  }
  const left = await Promise.all(Array.from({ length: 12 }, (_, nth) => there(kept, state(nth))))
  expect(left.flatMap((is, nth) => (is ? [nth] : []))).toEqual([0, 1, 3, 7, 8, 9, 10, 11])
})

test('a log that has become long is left for all files', async () => {
  const kept = new MemoryKept()
  const needs = { id: 'one', backups: [] }
  const at = (position: number) => nameOf({ timeline: 'a'.repeat(32), position })
  await kept.add(at(10), needs, { from: 0, files: archive('') })
  expect(await kept.add(at(11 * MB), needs, { from: 10, log: [] })).toBe(true)
  expect(await kept.add(at(22 * MB), needs, { from: 11 * MB, log: [] })).toBe(false)
  expect(await kept.add(at(22 * MB), needs, { from: 11 * MB, files: archive('') })).toBe(true)
  expect(await kept.add(at(33 * MB), needs, { from: 22 * MB, log: [] })).toBe(true)
  // Nobody goes on with it who is behind, or another database.
  expect(await kept.add(at(34 * MB), needs, { from: 22 * MB, files: archive('') })).toBe(false)
  expect(await kept.add(at(34 * MB), { id: 'two', backups: [] }, { from: 33 * MB, log: [] })).toBe(false)
})

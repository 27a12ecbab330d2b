import { expect, test } from 'vitest'
import { LineReader, type Line } from './line.ts'
import { withEarlier, withLater } from './pages.ts'

function read(...milliseconds: number[]): Line[] {
  const reader = new LineReader()
  return milliseconds.flatMap((ms) => {
    const stamp = `2026-01-07T20:10:34.${String(ms).padStart(3, '0')}000+00:00`
    return reader.read(`${stamp} app[web.1]: ${ms}`) ?? []
  })
}
const ids = (lines: readonly Line[]) => lines.map(({ id }) => id.slice(-9))

test('pages meet at a millisecond that both read', () => {
  const all = ids(read(1, 2, 3, 3, 4, 5))
  expect(ids(withEarlier(read(3, 4, 5), read(1, 2, 3, 3)))).toEqual(all)
  expect(ids(withLater(read(1, 2, 3), read(3, 3, 4, 5)))).toEqual(all)
})

test('an empty page changes nothing, and to nothing a page is all', () => {
  const lines = read(1, 2)
  expect(withEarlier(lines, [])).toBe(lines)
  expect(withLater(lines, [])).toBe(lines)
  expect(withLater([], lines)).toEqual(lines)
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { listOf, parseRange } from './range.ts'

it('pages hold no more than they may, and lose and repeat nothing', () => {
  const rows = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }).filter((name) => /^[a-z]+$/.test(name)))
  const size = fc.integer({ min: 1, max: 7 })
  fc.assert(
    fc.property(rows, size, size, fc.constantFrom('asc', 'desc'), (names, max, most, order) => {
      const list = listOf(names, { name: (row) => row }, (row) => row, most)
      const found: string[] = []
      let range: string | undefined = `name ..; max=${max}, order=${order}`
      while (range !== undefined) {
        const page = list.page(parseRange(range, ['name']))
        expect(page.items.length).toBeLessThanOrEqual(Math.min(max, most))
        found.push(...page.items)
        range = page.headers['next-range']
        expect(page.partial).toBe(range !== undefined)
      }
      const sorted = names.toSorted()
      expect(found).toEqual(order === 'asc' ? sorted : sorted.toReversed())
    }),
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffLines } from './diff.ts'

describe('the difference of two texts', () => {
  it('keeps what both have in common', () => {
    expect(
      diffLines('select a\nfrom t\nlimit 1', 'select a, b\nfrom t\nwhere a > 1\nlimit 1').map(
        ({ kind, text }) => `${kind} ${text}`,
      ),
    ).toEqual(['removed select a', 'added select a, b', 'same from t', 'added where a > 1', 'same limit 1'])
  })

  it('holds both of them, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 }).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after)
        const without = (kind: string) =>
          lines
            .filter((line) => line.kind !== kind)
            .map((line) => line.text)
            .join('\n')
        expect([without('added'), without('removed')]).toEqual([before, after])
        if (before === after) expect(lines.every(({ kind }) => kind === 'same')).toBe(true)
      }),
    )
  })
})

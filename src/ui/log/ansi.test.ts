import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAnsi, stripAnsi } from './ansi.ts'
import { cut, findMatches } from './matches.ts'

const esc = '\u001b'

describe('colours', () => {
  test('the sixteen names follow the theme', () => {
    expect(parseAnsi(`a ${esc}[31mred${esc}[0m b`)).toEqual([
      { text: 'a ', style: undefined },
      { text: 'red', style: { color: 'var(--color-ansi-red)' } },
      { text: ' b', style: undefined },
    ])
    expect(parseAnsi(`${esc}[92mok`)[0]?.style).toEqual({ color: 'var(--color-ansi-bright-green)' })
  })
  test('palette and true colours keep their hue and are made readable in both themes', () => {
    expect(parseAnsi(`${esc}[38;5;208mx`)[0]?.style).toEqual({
      color: 'light-dark(oklch(from rgb(255 135 0) min(l, 0.5) c h), oklch(from rgb(255 135 0) max(l, 0.75) c h))',
    })
  })
  test('on a ground of their own they are as the program asked', () => {
    expect(parseAnsi(`${esc}[48;5;17;38;2;1;2;3mx`)[0]?.style).toEqual({ color: 'rgb(1, 2, 3)', backgroundColor: 'rgb(0 0 95)' })
  })
  test('bold and underline', () => {
    expect(parseAnsi(`${esc}[1;4mx`)[0]?.style).toEqual({ fontWeight: 600, textDecoration: 'underline' })
  })
  test('cursor movements and titles vanish', () => {
    expect(stripAnsi(`a${esc}[2Kb${esc}]0;title\u0007c${esc}[1Ad`)).toBe('abcd')
    expect(
      parseAnsi(`a${esc}[2Kb`)
        .map((span) => span.text)
        .join(''),
    ).toBe('ab')
  })
  test('no text is lost or made up', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(`${esc}[1;31m`, `${esc}[0m`, `${esc}[48;5;17m`, `${esc}[2K`))
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('')
        expect(
          parseAnsi(text)
            .map((span) => span.text)
            .join(''),
        ).toBe(stripAnsi(text))
      }),
    )
  })
})

describe('search', () => {
  test('finds regardless of case, without overlap', () => {
    expect(findMatches('Error: an ERROR', 'error')).toEqual([
      [0, 5],
      [10, 15],
    ])
    expect(findMatches('aaaa', 'aa')).toEqual([
      [0, 2],
      [2, 4],
    ])
    expect(findMatches('abc', '')).toEqual([])
  })
  test('a match may run over several spans', () => {
    expect(cut('lo wor', 3, [[2, 6]])).toEqual([
      { text: 'lo ', matched: true },
      { text: 'wor', matched: false },
    ])
  })
  test('pieces make up the span', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 2 }), fc.nat(10), (text, words, offset) => {
        const span = text.slice(offset)
        expect(
          cut(span, offset, findMatches(text, words))
            .map((piece) => piece.text)
            .join(''),
        ).toBe(span)
      }),
    )
  })
})

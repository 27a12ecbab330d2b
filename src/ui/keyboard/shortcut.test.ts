import { describe, expect, test } from 'vitest'
import { formatShortcut, matchesChord, parseShortcut, type KeyPress } from './shortcut.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

function matches(text: string, pressed: KeyPress, apple = false): boolean {
  const [chord] = parseShortcut(text)
  if (!chord) throw new Error('no chord')
  return matchesChord(chord, pressed, apple)
}

describe('parsing', () => {
  test('a chord with modifiers', () => {
    expect(parseShortcut('Mod+Shift+K')).toEqual([{ key: 'k', mod: true, ctrl: false, alt: false, shift: true }])
  })
  test('a sequence', () => {
    expect(parseShortcut('g a').map((chord) => chord.key)).toEqual(['g', 'a'])
  })
  test('the plus key itself', () => {
    expect(parseShortcut('+')[0]?.key).toBe('+')
    expect(parseShortcut('mod+plus')[0]?.key).toBe('+')
  })
  test.each(['', 'mod+', 'hyper+k'])('%j is refused', (text) => {
    expect(() => parseShortcut(text)).toThrow('Not a shortcut')
  })
})

describe('matching', () => {
  test('mod is ⌘ on Apple machines and Ctrl elsewhere', () => {
    expect(matches('mod+k', press('k', { metaKey: true }), true)).toBe(true)
    expect(matches('mod+k', press('k', { ctrlKey: true }), true)).toBe(false)
    expect(matches('mod+k', press('k', { ctrlKey: true }), false)).toBe(true)
  })
  test('a further modifier is another shortcut', () => {
    expect(matches('k', press('k', { ctrlKey: true }))).toBe(false)
    expect(matches('k', press('K', { shiftKey: true }))).toBe(false)
    expect(matches('enter', press('Enter', { shiftKey: true }))).toBe(false)
  })
  test('a sign is the same with and without Shift, as layouts differ', () => {
    expect(matches('?', press('?', { shiftKey: true }))).toBe(true)
    expect(matches('?', press('?'))).toBe(true)
  })
})

describe('showing', () => {
  test('on Apple machines with symbols', () => {
    expect(formatShortcut('mod+shift+k', true)).toEqual(['⇧⌘K'])
  })
  test('elsewhere with words', () => {
    expect(formatShortcut('mod+shift+enter', false)).toEqual(['Ctrl Shift ↵'])
    expect(formatShortcut('g a', false)).toEqual(['G', 'A'])
  })
})

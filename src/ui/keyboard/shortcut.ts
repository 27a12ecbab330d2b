/** Keys pressed together. `mod` is ⌘ on Apple machines and Ctrl elsewhere. */
export interface Chord {
  key: string
  mod: boolean
  ctrl: boolean
  alt: boolean
  shift: boolean
}

/** The part of a keyboard event that is looked at. */
export interface KeyPress {
  key: string
  metaKey: boolean
  ctrlKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const modifiers = ['mod', 'ctrl', 'alt', 'shift'] as const
const aliases: Record<string, string> = {
  esc: 'escape',
  space: ' ',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
  plus: '+',
}

/** `mod+shift+k` is one chord, `g a` two in turn. Case does not matter. Throws on a name without a key. */
export function parseShortcut(text: string): Chord[] {
  return text.trim().toLowerCase().split(/\s+/).map(parseChord)
}

function parseChord(text: string): Chord {
  const parts = text === '+' ? ['+'] : text.split('+')
  const last = parts.pop() ?? ''
  const key = aliases[last] ?? last
  const unknown = parts.find((part) => !modifiers.some((modifier) => modifier === part))
  if (!key || unknown !== undefined) throw new Error(`Not a shortcut: ${text}`)
  return {
    key,
    mod: parts.includes('mod'),
    ctrl: parts.includes('ctrl'),
    alt: parts.includes('alt'),
    shift: parts.includes('shift'),
  }
}

/**
 * Whether a key press is this chord. Shift counts only with letters and named keys: `?` needs it on some layouts and not on others,
 * and the character says enough.
 */
export function matchesChord(chord: Chord, press: KeyPress, apple: boolean): boolean {
  const key = press.key.toLowerCase()
  if (key !== chord.key) return false
  const ctrl = chord.ctrl || (chord.mod && !apple)
  const meta = chord.mod && apple
  const shiftCounts = key.length > 1 || /\p{Letter}/u.test(key)
  return (
    press.metaKey === meta &&
    press.ctrlKey === ctrl &&
    press.altKey === chord.alt &&
    (!shiftCounts || press.shiftKey === chord.shift)
  )
}

const symbols: Record<string, string> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  enter: '↵',
  backspace: '⌫',
  escape: 'Esc',
  ' ': 'Space',
  delete: 'Del',
}

/** The chords as the platform writes them: `⌘⇧K` on Apple machines, `Ctrl Shift K` elsewhere. */
export function formatShortcut(text: string, apple: boolean): string[] {
  return parseShortcut(text).map((chord) => {
    const key = symbols[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : capitalise(chord.key))
    if (apple) return [chord.ctrl && '⌃', chord.alt && '⌥', chord.shift && '⇧', chord.mod && '⌘', key].filter(Boolean).join('')
    return [(chord.mod || chord.ctrl) && 'Ctrl', chord.alt && 'Alt', chord.shift && 'Shift', key].filter(Boolean).join(' ')
  })
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** Whether this machine writes ⌘. */
export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}

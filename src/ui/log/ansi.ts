import Anser from 'anser'
import type { CSSProperties } from 'react'

/** A stretch of text that looks the same throughout. */
export interface AnsiSpan {
  text: string
  style: CSSProperties | undefined
}

const escape = '\u001b'
/** Any control sequence: colours and also the cursor movements that a line of log has no use for. */
const sequence = new RegExp(`${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${escape}]*(?:\\u0007|${escape}\\\\)|[@-Z\\\\-_])`, 'g')

/** The text alone. */
export function stripAnsi(text: string): string {
  return text.includes(escape) ? text.replaceAll(sequence, '') : text
}

/** The text in spans with the colours and weights that its control sequences ask for. Joined they give `stripAnsi`. */
export function parseAnsi(text: string): AnsiSpan[] {
  if (!text.includes(escape)) return [{ text, style: undefined }]
  const colours = text.replaceAll(sequence, (found) => (/\[[\d;]*m$/.test(found) ? found : ''))
  return Anser.ansiToJson(colours, { json: true, use_classes: true, remove_empty: true }).map((entry) => ({
    text: entry.content,
    style: styleOf(entry),
  }))
}

function styleOf(entry: Anser.AnserJsonEntry): CSSProperties | undefined {
  const style: CSSProperties = {}
  const background = colour(entry.bg, entry.bg_truecolor)
  const asked = colour(entry.fg, entry.fg_truecolor)
  const foreground = asked && !background ? readable(asked) : asked
  const reverse = entry.decorations.includes('reverse')
  if (reverse) {
    style.color = background ?? 'var(--color-surface)'
    style.backgroundColor = foreground ?? 'var(--color-ink)'
  } else {
    if (foreground) style.color = foreground
    if (background) style.backgroundColor = background
    // Text without a colour of its own on a coloured ground takes the ground's opposite.
    if (background && !foreground) style.color = 'var(--color-surface)'
  }
  if (entry.decorations.includes('bold')) style.fontWeight = 600
  if (entry.decorations.includes('dim') && !foreground) style.color = 'var(--color-muted)'
  if (entry.decorations.includes('italic')) style.fontStyle = 'italic'
  const lines = [
    entry.decorations.includes('underline') && 'underline',
    entry.decorations.includes('strikethrough') && 'line-through',
  ]
  const decoration = lines.filter(Boolean).join(' ')
  if (decoration) style.textDecoration = decoration
  return Object.keys(style).length > 0 ? style : undefined
}

/** The theme's own colours are readable as they are; of others the hue is kept, and the lightness as far as the theme allows. */
function readable(asked: string): string {
  if (asked.startsWith('var')) return asked
  return `light-dark(oklch(from ${asked} min(l, 0.5) c h), oklch(from ${asked} max(l, 0.75) c h))`
}

/** The sixteen names follow the theme; the other 240 and true colours are as the program asked. */
function colour(name: string | null, truecolor: string | null): string | undefined {
  if (!name) return undefined
  if (name === 'ansi-truecolor') return `rgb(${truecolor})`
  const palette = /^ansi-palette-(\d+)$/.exec(name)
  return palette ? paletteColour(Number(palette[1])) : `var(--color-${name})`
}

/** The 6 × 6 × 6 cube and the greys of the 256-colour palette. */
function paletteColour(index: number): string {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10
    return `rgb(${grey} ${grey} ${grey})`
  }
  const level = (part: number) => (part === 0 ? 0 : 55 + part * 40)
  const cube = index - 16
  return `rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`
}

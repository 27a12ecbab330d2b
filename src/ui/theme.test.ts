import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { themeColors, themeKey } from './theme.ts'

type Rgb = readonly [number, number, number]
const css = readFileSync(new URL('theme.css', import.meta.url), 'utf8')
const tokens = readTokens(css)

const surfaces = ['canvas', 'surface', 'raised', 'sunken', 'hover']
const tones = ['ok', 'warn', 'error', 'busy']
const ansi = [...css.matchAll(/--color-(ansi-[a-z-]+):/g)].map((match) => match[1] ?? '')
const series = [...css.matchAll(/--color-(series-\d):/g)].map((match) => match[1] ?? '')

const text: [string, string][] = [
  ...['ink', 'muted', 'accent-text'].flatMap((ink) => [...surfaces, 'active'].map((ground): [string, string] => [ink, ground])),
  ...['canvas', 'surface', 'raised', 'sunken'].map((ground): [string, string] => ['faint', ground]),
  ...tones.flatMap((tone) => [`${tone}-soft`, ...surfaces].map((ground): [string, string] => [`${tone}-text`, ground])),
  ['accent-text', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['muted', 'accent-soft'],
  ...tones.map((tone): [string, string] => ['ink', `${tone}-soft`]),
  ...['accent', 'accent-hover', 'danger', 'danger-hover'].map((ground): [string, string] => ['on-accent', ground]),
  ...ansi.flatMap((color): [string, string][] => [
    [color, 'surface'],
    [color, 'sunken'],
  ]),
  ['ink', 'mark'],
  ['ink', 'mark-current'],
]

const graphics: [string, string][] = [
  ...['line-strong', 'ring', 'idle', ...tones, ...series].flatMap((color): [string, string][] => [
    [color, 'canvas'],
    [color, 'surface'],
    [color, 'raised'],
  ]),
  ['accent', 'surface'],
  ['accent', 'canvas'],
]

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (theme) => {
  test.each(text)('%s on %s is readable (4.5)', (ink, ground) => {
    expect(contrast(color(ink, theme), color(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(graphics)('%s on %s can be made out (3)', (ink, ground) => {
    expect(contrast(color(ink, theme), color(ground, theme))).toBeGreaterThanOrEqual(3)
  })
  test('the browser bars have the colour of the canvas', () => {
    expect(hex(color('canvas', theme))).toBe(themeColors[theme])
  })
})

test('the contrast function agrees with known values', () => {
  expect(contrast([1, 1, 1], [0, 0, 0])).toBeCloseTo(21)
  expect(hex(oklch(0.6279554, 0.2576833, 29.2338))).toBe('#ff0000')
})

test('the script that runs before the first paint uses the same key and colours', () => {
  const script = readFileSync(new URL('../../public/theme.js', import.meta.url), 'utf8')
  expect(script).toContain(`'${themeKey}'`)
  expect(script).toContain(`{ light: '${themeColors.light}', dark: '${themeColors.dark}' }`)
})

function readTokens(source: string): Map<string, { light: Rgb; dark: Rgb }> {
  const pair = /--color-([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\);/g
  return new Map(
    [...source.matchAll(pair)].map(([, name = '', light = '', dark = '']) => [name, { light: parse(light), dark: parse(dark) }]),
  )
}

function parse(numbers: string): Rgb {
  const [l = NaN, c = NaN, h = NaN] = numbers.split(' ').map(Number)
  return oklch(l, c, h)
}

function color(name: string, theme: 'light' | 'dark'): Rgb {
  const token = tokens.get(name)
  if (!token) throw new Error(`theme.css has no colour ${name}`)
  return token[theme]
}

/** OKLCH to linear sRGB, clipped to the gamut (Björn Ottosson's matrices). */
function oklch(l: number, c: number, h: number): Rgb {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const L = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const M = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const S = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (x: number) => Math.min(1, Math.max(0, x))
  return [
    clip(4.0767416621 * L - 3.3077115913 * M + 0.2309699292 * S),
    clip(-1.2684380046 * L + 2.6097574011 * M - 0.3413193965 * S),
    clip(-0.0041960863 * L - 0.7034186147 * M + 1.707614701 * S),
  ]
}

/** The contrast ratio of WCAG 2, from linear sRGB. */
function contrast(one: Rgb, other: Rgb): number {
  const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b
  const [dark, light] = [luminance(one), luminance(other)].toSorted((x, y) => x - y)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function hex(rgb: Rgb): string {
  const gamma = (x: number) => (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055)
  const byte = (x: number) =>
    Math.round(gamma(x) * 255)
      .toString(16)
      .padStart(2, '0')
  return `#${rgb.map(byte).join('')}`
}

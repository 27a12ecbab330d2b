import { refuse } from './reply.ts'

// Texts inside a store are bytes, a character each: lengths, ranges and order are those of bytes.

/** The bytes of a text in UTF-8. */
export function toBytes(text: string): string {
  let bytes = ''
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte)
  return bytes
}

/** Splits a line as the command line of a store does: by blanks, with quotes and escapes. Null for quotes that do not match. */
export function splitLine(line: string): string[] | null {
  const words: string[] = []
  let at = 0
  for (;;) {
    while (at < line.length && /\s/.test(line.charAt(at))) at += 1
    if (at >= line.length) return words
    let word = ''
    while (at < line.length && !/\s/.test(line.charAt(at))) {
      const quote = line.charAt(at)
      if (quote !== '"' && quote !== "'") {
        word += quote
        at += 1
        continue
      }
      const quoted = readQuoted(line, at + 1, quote)
      if (!quoted || (quoted.end < line.length && !/\s/.test(line.charAt(quoted.end)))) return null
      word += quoted.text
      at = quoted.end
    }
    words.push(word)
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' }

function readQuoted(line: string, from: number, quote: string): { text: string; end: number } | null {
  let text = ''
  for (let at = from; at < line.length; at++) {
    const char = line.charAt(at)
    if (char === quote) return { text, end: at + 1 }
    const next = line.charAt(at + 1)
    if (char !== '\\' || (quote === "'" && next !== "'")) {
      text += char
      continue
    }
    const hex = /^x([0-9a-fA-F]{2})/.exec(line.slice(at + 1, at + 4))?.[1]
    text += hex === undefined ? (ESCAPES[next] ?? next) : String.fromCharCode(parseInt(hex, 16))
    at += hex === undefined ? 1 : 3
  }
  return null
}

/** Whether bytes fit a pattern with `*`, `?`, `[a-z]`, `[^…]` and `\`. Takes no longer than the two lengths multiplied. */
export function fits(pattern: string, text: string): boolean {
  const parts = [...pattern.matchAll(/\\([^])|\[(\^?)((?:\\[^]|[^\]])*)\]|\*+|[^]/g)]
  let star = -1
  let mark = 0
  let part = 0
  let at = 0
  while (at < text.length) {
    const token = parts[part]
    if (token?.[0].startsWith('*')) {
      star = part
      mark = at
      part += 1
    } else if (token && fitsOne(token, text.charAt(at))) {
      part += 1
      at += 1
    } else if (star >= 0) {
      part = star + 1
      mark += 1
      at = mark
    } else return false
  }
  while (parts[part]?.[0].startsWith('*')) part += 1
  return part === parts.length
}

function fitsOne([whole, escaped, not, members]: RegExpMatchArray, char: string): boolean {
  if (escaped !== undefined) return escaped === char
  if (members === undefined) return whole === '?' || whole === char
  const ranges = [...members.matchAll(/\\([^])|([^])-([^])|([^])/g)]
  const inside = ranges.some(([, literal, from, to, single]) =>
    from !== undefined && to !== undefined
      ? (from <= char && char <= to) || (to <= char && char <= from)
      : (literal ?? single) === char,
  )
  return inside !== (not === '^')
}

/** An argument that has to be an integer of 64 bits. */
export function integerIn(text: string, message = 'ERR value is not an integer or out of range'): bigint {
  if (!/^-?(0|[1-9]\d{0,18})$/.test(text) || text === '-0') throw refuse(message)
  const value = BigInt(text)
  if (BigInt.asIntN(64, value) !== value) throw refuse(message)
  return value
}

/** The same where JavaScript's integers are enough: counts, indexes and times. */
export function numberIn(text: string, message?: string): number {
  const value = Number(integerIn(text, message))
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value))
}

/** A finite number, or an infinite one where `inf` says so. */
export function floatIn(text: string, message = 'ERR value is not a valid float'): number {
  const infinite = /^([+-]?)inf(inity)?$/i.exec(text)
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) || !Number.isFinite(Number(text))) throw refuse(message)
  return Number(text)
}

/** A number as a store writes it: in as few digits as tell it, with an exponent where that is shorter by far. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (Object.is(value, -0)) return '-0'
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 52) return String(value)
  const [, sign = '', first = '', more = '', exponent = ''] = /^(-?)(\d)\.?(\d*)e([+-]\d+)$/.exec(value.toExponential()) ?? []
  const digits = first + more
  const size = Number(exponent)
  const zeros = size - more.length
  if (zeros >= 0 && size < digits.length + 7) return `${sign}${digits}${'0'.repeat(zeros)}`
  if (zeros < 0 && (zeros > -7 || Math.abs(size) < 4)) {
    const padded = digits.padStart(1 - zeros, '0')
    return `${sign}${padded.slice(0, zeros)}.${padded.slice(zeros)}`
  }
  return `${sign}${first}${more && `.${more}`}e${exponent}`
}

const SCALE = 17

/** A decimal as a whole number of its last kept digit; null for one too large or too small for that. */
function scaled(text: string): bigint | null {
  if (/e/i.test(text) && Number.isSafeInteger(Number(text))) return BigInt(Number(text)) * 10n ** BigInt(SCALE)
  const [, sign, whole = '', fraction = ''] = /^([+-]?)(\d*)\.?(\d*)$/.exec(text) ?? []
  if (sign === undefined || whole.length > 20) return null
  const value = BigInt(`${whole || '0'}${fraction.slice(0, SCALE).padEnd(SCALE, '0')}`)
  return sign === '-' ? -value : value
}

/** The sum of two decimals as text: exact, as the engine's long doubles nearly are, so that 0.1 and 0.2 make 0.3. */
export function decimalSum(a: string, b: string, notFloat = 'ERR value is not a valid float'): string {
  const sum = floatIn(a, notFloat) + floatIn(b)
  if (!Number.isFinite(sum)) throw refuse('ERR increment would produce NaN or Infinity')
  const [x, y] = [scaled(a), scaled(b)]
  if (x === null || y === null) return floatText(sum)
  const total = x + y
  const digits = (total < 0n ? -total : total).toString().padStart(SCALE + 1, '0')
  const fraction = digits.slice(-SCALE).replace(/0+$/, '')
  return `${total < 0n ? '-' : ''}${digits.slice(0, -SCALE)}${fraction && `.${fraction}`}`
}

/** The part of something from one index to another, both included; negative ones count from the end. */
export function rangeOf(length: number, start: number, stop: number): readonly [from: number, until: number] {
  const from = Math.max(0, start < 0 ? length + start : start)
  const until = Math.min(length, (stop < 0 ? length + stop : stop) + 1)
  return from < until ? [from, until] : [0, 0]
}

// A regular expression may come from a link that somebody else made, and is tried on tens of thousands of lines: one that
// goes back over the same characters again and again would stop the tab. Those are refused before they run.

/** The longest expression that is taken, in characters. */
const LONGEST = 200

/** Of a line only so much is looked at by an expression, in characters. */
export const LOOKED_AT = 2000

/** How many repeats without an end one expression may have. */
const MOST_REPEATS = 3

/** What is known of a piece of an expression: whether one text may fit it in several ways, and how it can begin. */
interface Piece {
  readonly varies: boolean
  /** The literal character it begins with; null when it can be more than one, or none. */
  readonly first: string | null
}

/** Why an expression that the browser understands is not tried; null for a good one. */
export function whyTooSlow(source: string): string | null {
  if (source.length > LONGEST) return `A regular expression can have at most ${LONGEST} characters.`
  try {
    new Checker(source).alternatives()
    return null
  } catch (error) {
    if (error instanceof TooSlow) return error.message
    throw error
  }
}

class TooSlow extends Error {}

class Checker {
  readonly #source: string
  #at = 0
  #repeats = 0

  constructor(source: string) {
    this.#source = source
  }

  /** What stands between two parentheses, or all. */
  alternatives(): Piece & { readonly clear: boolean } {
    const all = [this.#sequence()]
    while (this.#take(/\|/y)) all.push(this.#sequence())
    const firsts = all.map(({ first }) => first)
    return {
      varies: all.some(({ varies }) => varies),
      first: all.length === 1 ? (firsts[0] ?? null) : null,
      // With each beginning by a character of its own, only one can fit.
      clear: all.length === 1 || (!firsts.includes(null) && new Set(firsts).size === all.length),
    }
  }

  #sequence(): Piece {
    let varies = false
    let first: string | null | undefined
    let before = false
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at))) {
      const { piece, wide, endless, optional } = this.#repeated()
      if (wide && before)
        throw new TooSlow('Two repeats that fit the same text follow each other: leave out one, such as in .*.*')
      before = wide || (before && optional)
      varies ||= piece.varies || endless || optional
      first = first === undefined ? (optional ? null : piece.first) : first
    }
    return { varies, first: first ?? null }
  }

  /** One piece with the repeat after it. */
  #repeated() {
    const { wide, clear, ...piece } = this.#single()
    const repeat = this.#take(/[*+?]\??|\{\d+(?:,\d*)?\}\??/y)
    const [, least, comma, most] = /^\{(\d+)(,?)(\d*)/.exec(repeat) ?? []
    const upTo = most ? Number(most) : Number(least)
    const endless = /^[*+]/.test(repeat) || (comma === ',' && most === '')
    const many = endless || (least !== undefined && upTo > 1)
    if (many && (piece.varies || !clear))
      throw new TooSlow(
        'It repeats something that can fit in several ways, and could take very long: write it without the inner repeat.',
      )
    if (least !== undefined && upTo > 100) throw new TooSlow('A repeat can be at most 100 times: write * or + for any number.')
    if (endless && ++this.#repeats > MOST_REPEATS)
      throw new TooSlow(
        `It has more than ${MOST_REPEATS} repeats without an end, and could take very long: use several terms instead.`,
      )
    const optional = /^[*?]/.test(repeat) || least === '0' || (comma === ',' && least !== most)
    return { piece, wide: wide && endless, endless, optional }
  }

  /** A character, a class or a group. `wide`: it stands for many characters. */
  #single(): Piece & { readonly wide: boolean; readonly clear: boolean } {
    if (this.#take(/\\(?:[1-9]|k<)/y)) throw new TooSlow('What was found before (\\1) cannot be asked for again here.')
    if (this.#take(/\(\?<?[=!]/y))
      throw new TooSlow('Looking ahead or behind is not possible here: use another term, with a minus for “not”.')
    if (this.#take(/\((?:\?:|\?<\w+>)?/y)) {
      const inner = this.alternatives()
      this.#take(/\)/y)
      return { ...inner, wide: false }
    }
    if (this.#take(/\[(?:[^\]\\]|\\.)*\]|\\[dDwWsSpP](?:\{\w+\})?|\./y))
      return { varies: false, first: null, wide: true, clear: true }
    if (this.#take(/[\^$]|\\[bB]/y)) return { varies: false, first: null, wide: false, clear: true }
    const character = this.#take(/\\(?:u\{?[\da-f]+\}?|x[\da-f]{2}|c[a-z]|.)|./isy)
    return { varies: false, first: character.toLowerCase(), wide: false, clear: true }
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#source)?.[0] ?? ''
    this.#at += found.length
    return found
  }
}

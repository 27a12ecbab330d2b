/** What a key came to: a line was ended, broken off, or there is no more input. */
export type Pressed = 'enter' | 'interrupt' | 'end' | null

const ESCAPE = '\u001b'
/** What follows an escape of the arrow keys and their like, whole or as far as it has come. */
const SEQUENCE = /^(?:\[[\d;]*[~A-Za-z]|O[A-Z])/
const UNFINISHED = /^(?:\[[\d;]*|O)?$/
/** No line contains these. */
const CONTROL = /\p{Cc}/u

/** Takes the first key off what a terminal in raw mode sends, a character or a sequence; null while it is not whole. */
export function firstKey(text: string): string | null {
  if (text.startsWith('\r\n')) return '\r\n'
  const [first] = text
  if (first !== ESCAPE) return first ?? null
  const rest = text.slice(1)
  const [sequence = ''] = SEQUENCE.exec(rest) ?? []
  return sequence === '' && UNFINISHED.test(rest) ? null : ESCAPE + sequence
}

/** The line that is being typed. Without a terminal nothing is echoed, and no key means more than itself. */
export class LineEditor {
  readonly #echo: ((text: string) => void) | null
  readonly #history: (readonly string[])[] = []
  #chosen = 0
  #prompt = ''
  #line: string[] = []
  #cursor = 0

  constructor(echo: ((text: string) => void) | null) {
    this.#echo = echo
  }

  get line(): string {
    return this.#line.join('')
  }

  /** Begins a new line. */
  begin(prompt: string): void {
    this.#prompt = prompt
    this.#line = []
    this.#cursor = 0
    this.#chosen = this.#history.length
    this.#echo?.(prompt)
  }

  press(key: string): Pressed {
    if (key === '\n' || key === '\r' || key === '\r\n') return this.#enter()
    if (!this.#echo) {
      if (key === '\u0004') return 'end'
      this.#line.push(key)
      return null
    }
    switch (key) {
      case '\u0003':
        this.#echo('^C\n')
        return 'interrupt'
      case '\u0004':
        return this.#line.length === 0 ? 'end' : null
      case '\u007f':
      case '\b':
        return this.#cut(Math.max(0, this.#cursor - 1), this.#cursor)
      case '\u001b[3~':
        return this.#cut(this.#cursor, this.#cursor + 1)
      case '\u0015':
        return this.#cut(0, this.#cursor)
      case '\u000b':
        return this.#cut(this.#cursor, this.#line.length)
      case '\u0017':
        return this.#cut(this.#wordStart(), this.#cursor)
      case '\u000c':
        this.#echo('\u001b[2J\u001b[H')
        return this.#draw()
      case '\u0001':
        return this.#move(0)
      case '\u0005':
        return this.#move(this.#line.length)
    }
    if (key.startsWith(ESCAPE)) return this.#press(key.slice(-1))
    return CONTROL.test(key) ? null : this.#insert(key)
  }

  /** A key beside the letters, by the end of its sequence. */
  #press(end: string): Pressed {
    switch (end) {
      case 'A':
        return this.#recall(this.#chosen - 1)
      case 'B':
        return this.#recall(this.#chosen + 1)
      case 'C':
        return this.#move(this.#cursor + 1)
      case 'D':
        return this.#move(this.#cursor - 1)
      case 'H':
        return this.#move(0)
      case 'F':
        return this.#move(this.#line.length)
      default:
        return null
    }
  }

  #wordStart(): number {
    let at = this.#cursor
    while (at > 0 && this.#line[at - 1] === ' ') at -= 1
    while (at > 0 && this.#line[at - 1] !== ' ') at -= 1
    return at
  }

  #enter(): Pressed {
    this.#echo?.('\n')
    if (this.line.trim() !== '' && this.#history.at(-1)?.join('') !== this.line) this.#history.push(this.#line)
    return 'enter'
  }

  #insert(key: string): null {
    const atEnd = this.#cursor === this.#line.length
    this.#line.splice(this.#cursor, 0, key)
    this.#cursor += 1
    if (!atEnd) return this.#draw()
    this.#echo?.(key)
    return null
  }

  #cut(from: number, to: number): null {
    this.#line.splice(from, to - from)
    this.#cursor = from
    return this.#draw()
  }

  #move(to: number): null {
    this.#cursor = Math.max(0, Math.min(to, this.#line.length))
    return this.#draw()
  }

  #recall(index: number): null {
    if (index < 0 || index > this.#history.length) return null
    this.#chosen = index
    this.#line = [...(this.#history[index] ?? [])]
    return this.#move(this.#line.length)
  }

  #draw(): null {
    const after = this.#line.length - this.#cursor
    this.#echo?.(`\r${this.#prompt}${this.line}\u001b[K${after > 0 ? `\u001b[${after}D` : ''}`)
    return null
  }
}

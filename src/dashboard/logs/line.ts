import { stripAnsi } from '#ui/log/ansi.ts'
import type { LogLine } from '#ui/log/line.ts'
import type { Level } from './keys.ts'

/** A log line as the platform writes it, taken apart (heroku-facts C.4). */
export interface Line extends LogLine {
  /** `app` is the app's own code and what people do, `heroku` the platform. */
  readonly origin: 'app' | 'heroku'
  /** `web.1`, `router`, `api`, … */
  readonly source: string
  /** `web` for `web.1`: what the filter offers. */
  readonly type: string
  readonly level: Level
}

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) (app|heroku)\[([^\]]*)\]: ?(.*)$/s

/** Takes lines apart as they come. Ids stay the same however often the lines are read, as long as a window begins at another time than its first line's twin. */
export class LineReader {
  #last = ''
  #twins = 0

  /** Null for a line that is none: what is between two lines of a stream. */
  read(text: string): Line | null {
    const [, stamp, origin, source, message] = shape.exec(text) ?? []
    if (stamp === undefined || source === undefined || message === undefined) return null
    this.#twins = stamp === this.#last ? this.#twins + 1 : 0
    this.#last = stamp
    const level = levelOf(source, message)
    return {
      id: `${stamp.replace(/(?:Z|[+-]\d\d:\d\d)$/, '').replace(/[-:]/g, '')}${this.#twins === 0 ? '' : `-${this.#twins}`}`,
      time: Date.parse(stamp),
      origin: origin === 'heroku' ? 'heroku' : 'app',
      source,
      type: source.replace(/\.\d+$/, ''),
      text: message,
      level,
      ...(level !== 'info' && { tone: level }),
    }
  }
}

const bad = /\b(error|fatal|exception|panic(ked)?|traceback|critical|uncaught|unhandled)\b/i
const suspicious = /\b(warn(ing)?|deprecated|retry(ing)?|timed? ?out|slow)\b/i

function levelOf(source: string, message: string): Level {
  if (source === 'router') {
    const status = Number(/\bstatus=(\d{3})/.exec(message)?.[1] ?? 0)
    if (/\bat=error\b/.test(message) || status >= 500) return 'error'
    return /\bat=warning\b/.test(message) ? 'warn' : 'info'
  }
  const plain = stripAnsi(message)
  if (/^Error [RL]\d\d|exited with status (?!0\b|143\b)\d+|\bto crashed$/.test(plain) || bad.test(plain)) return 'error'
  return suspicious.test(plain) ? 'warn' : 'info'
}

/** The time that an id tells of, ms since 1970; null for what is no id. */
export function timeOfLine(id: string): number | null {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/.exec(id) ?? []
  if (second === undefined) return null
  const fraction = Number(/\.(\d{3})/.exec(id)?.[1] ?? 0)
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), fraction)
}

/** Whether words occur in a line's source or text, regardless of case. */
export function findWords(words: string): (line: Line) => boolean {
  const wanted = words.toLowerCase()
  return ({ source, text }) => `${source} ${stripAnsi(text)}`.toLowerCase().includes(wanted)
}

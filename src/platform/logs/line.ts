/** One line of an app's log (heroku-facts C.4). */
export interface LogLine {
  /** Microseconds since 1970. */
  readonly micros: number
  /** Tells lines of the same microsecond apart; the same whenever the line is produced. */
  readonly key: number
  /** `app` for what the app and its people say, `heroku` for the platform. */
  readonly source: 'app' | 'heroku'
  /** web.1, router, api, ... */
  readonly dyno: string
  readonly text: string
}

/** Which lines are wanted; null: any. */
export interface LogFilter {
  readonly source: string | null
  /** A dyno's name or a process type. */
  readonly dyno: string | null
  readonly type: string | null
}

export const EVERYTHING: LogFilter = { source: null, dyno: null, type: null }

const named = (dyno: string, wanted: string) => dyno === wanted || dyno.startsWith(`${wanted}.`)

export const wants = ({ source, dyno, type }: LogFilter, from: LogLine['source'], name: string): boolean =>
  (source === null || source === from) && (dyno === null || named(name, dyno)) && (type === null || named(name, type))

/** The order of a log. */
export const byTime = (a: LogLine, b: LogLine): number => a.micros - b.micros || a.key - b.key

/** An id by which a line can be found again: its time and what tells it apart. */
export const lineId = ({ micros, key }: LogLine): string => `${micros.toString(36)}-${key.toString(36)}`

/** The time in an id, in microseconds; null if it is none. */
export function microsOf(id: string): number | null {
  const match = /^([0-9a-z]{9,11})-[0-9a-z]{1,7}$/.exec(id)
  return match?.[1] === undefined ? null : parseInt(match[1], 36)
}

/** `2026-01-07T20:10:34.326175+00:00 app[web.1]: text` */
export function formatLine({ micros, source, dyno, text }: LogLine): string {
  const ms = Math.floor(micros / 1000)
  const rest = String(micros % 1000).padStart(3, '0')
  return `${new Date(ms).toISOString().slice(0, 23)}${rest}+00:00 ${source}[${dyno}]: ${text}`
}

// Control characters, line and paragraph separators, and what turns the direction of writing.
// oxlint-disable-next-line no-control-regex -- these are the characters that must not get through
const UNSAFE = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g
// oxlint-disable-next-line no-control-regex -- the escape character begins a colour
const COLOUR = /(\u001b\[[\d;]{0,16}m)/

const escaped = (char: string): string => {
  const code = char.charCodeAt(0)
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`
}

/** Text that someone else wrote, so that it cannot pass for more than one line of a log. */
export const plain = (text: string): string => text.replace(UNSAFE, escaped)

/** The same, but colours stay, as in what a process prints. */
export const coloured = (text: string): string =>
  text.includes('\u001b')
    ? text
        .split(COLOUR)
        .map((part, i) => (i % 2 === 1 ? part : plain(part)))
        .join('')
    : plain(text)

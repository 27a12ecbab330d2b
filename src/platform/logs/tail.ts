import type { StreamAnswer } from '#platform/http/stream.ts'
import { historyOf } from '#platform/metrics/history.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { HISTORY_LINES } from './contract.ts'
import { formatLine, lineId, microsOf, type LogFilter, type LogLine } from './line.ts'
import { firstLines, lastLines, linesBetween } from './lines.ts'
import type { Session } from './session.ts'

/** When a reader fell this far behind, in simulated ms, only the newest lines are sent. */
const TOO_FAR = 10_000

/**
 * How soon a reader of events may come back, in ms, when the history is all there is. The official CLI comes back for
 * nothing: it waits this long, three seconds if nobody says, before it ends.
 */
const RETRY_SOON = 'retry: 100\n\n'

/** The text of lines as server-sent events, each with the id to go on from, or as plain text. */
const write = (lines: readonly LogLine[], events: boolean): string =>
  lines.map((line) => (events ? `id: ${lineId(line)}\ndata: ${formatLine(line)}\n\n` : `${formatLine(line)}\n`)).join('')

/**
 * A session's lines: first its history, then, if it tails, whatever comes as time passes. `after` is the id of the last
 * line that the reader has, when it comes back.
 */
export function openLog(session: Session, events: boolean, after: string | undefined): StreamAnswer {
  const filter: LogFilter = session
  let reader: Reader | null = null
  return {
    contentType: events ? 'text/event-stream' : 'text/plain; charset=utf-8',
    pull(world) {
      const app = world.tables.apps.get(session.app)
      if (!app) return { text: '', done: true }
      let lines: LogLine[]
      if (reader) lines = reader.next(world)
      else {
        reader = new Reader(session.app, filter)
        lines = reader.first(world, session, after)
      }
      const text = write(lines, events)
      return session.tail ? { text, done: false } : { text: events ? RETRY_SOON + text : text, done: true }
    },
  }
}

/** Remembers how far a reader has read. */
class Reader {
  readonly #app: string
  readonly #filter: LogFilter
  /** Everything before this time (ms) was read, and these lines of its millisecond. */
  #read = 0
  #known = new Set<string>()

  constructor(app: string, filter: LogFilter) {
    this.#app = app
    this.#filter = filter
  }

  first(world: PlatformWorld, session: Session, after: string | undefined): LogLine[] {
    const micros = after === undefined ? null : microsOf(after)
    // More can be said at this very moment, so the reader comes back to it.
    const before = Math.min(session.until ?? world.now, world.now) + (session.until === null ? 1 : 0)
    const count = micros === null ? session.lines : HISTORY_LINES
    const lines =
      session.since === null
        ? lastLines(this.#history(world), count, this.#filter, before)
        : firstLines(this.#history(world), count, this.#filter, session.since, before)
    this.#remember(world.now, lines)
    return micros === null
      ? lines
      : lines.filter((line) => line.micros > micros || (line.micros === micros && lineId(line) > (after ?? '')))
  }

  next(world: PlatformWorld): LogLine[] {
    const { now } = world
    // The world may have gone back in time.
    if (now < this.#read) this.#remember(now - 1, [])
    const from = this.#read
    const history = this.#history(world)
    const lines =
      now - from > TOO_FAR
        ? lastLines(history, HISTORY_LINES, this.#filter, now + 1).filter((line) => line.micros >= from * 1000)
        : linesBetween(history, from, now + 1, this.#filter)
    const fresh = lines.filter((line) => !this.#known.has(lineId(line)))
    this.#remember(now, lines)
    return fresh
  }

  #history(world: PlatformWorld) {
    return { ...historyOf(world.tables, world.seed, world.tables.apps.must(this.#app), world.now + 1), world }
  }

  #remember(now: number, lines: readonly LogLine[]): void {
    this.#read = now
    this.#known = new Set(lines.filter((line) => line.micros >= now * 1000).map(lineId))
  }
}

import { use, useCallback, useEffect, useRef, useState } from 'react'
import { ApiFailure, call } from '#client/http.ts'
import { readEvents } from '#client/streams.ts'
import { logs } from '#platform/logs/contract.ts'
import { ClockContext } from '#ui/clock.ts'
import { LineReader, type Line } from './line.ts'
import { PAGE_LINES, readPage, withEarlier, withLater } from './pages.ts'

/** What to read: the same as a log session has, without what it does not filter by. */
export interface LogRequest {
  readonly source?: string
  /** A dyno or a process type. */
  readonly dyno?: string
  readonly lines: number
  /** A moment to look at, ISO 8601: the lines before and after it. Without it the present. */
  readonly at?: string | null
}

/** 'ended' is a window in the past, read. */
export type LogState = 'connecting' | 'live' | 'reconnecting' | 'ended' | 'failed'

/** To which side of what was read. */
export type Side = 'earlier' | 'later'

interface Contents {
  readonly lines: readonly Line[]
  readonly state: LogState
  /** Why it failed, in a sentence. */
  readonly problem: string | null
  /** Whether this is all there is on that side. */
  readonly all: Readonly<Record<Side, boolean>>
}

export interface Log extends Contents {
  /** The side that is being read. */
  readonly loading: Side | null
  /** Reads on to one side of what is there; nothing while it is being read. */
  readonly load: (side: Side) => void
}

/** What is kept: more than anyone scrolls through, and little enough for any machine. */
const KEPT = 100_000
const LONGEST_WAIT_MS = 10_000
const BATCH_MS = 80

const nothing: Contents = { lines: [], state: 'connecting', problem: null, all: { earlier: false, later: false } }

/**
 * The lines of a log session, and those that come. Connects again when the stream breaks off, and begins anew when the clock is
 * turned back or `world` changes: lines of another world, or of a future that was taken back, are no longer true. While nobody
 * follows, none is dropped.
 */
export function useLog(
  app: string,
  request: LogRequest,
  { follow = true, world = '' }: { follow?: boolean; world?: string } = {},
): Log {
  const { source, dyno, lines: count, at = null } = request
  const [state, setState] = useState({ key: '', log: nothing })
  const [loading, setLoading] = useState<{ key: string; side: Side } | null>(null)
  const turn = useTurnsBack(state.log.lines.at(-1)?.time ?? null)
  const key = JSON.stringify([app, source, dyno, count, at, world, turn])
  const trim = useRef(follow)
  const stopped = useRef<AbortSignal | null>(null)
  const log = state.key === key ? state.log : nothing
  useEffect(() => {
    trim.current = follow
  })
  const set = useCallback<Set>(
    (change) => setState((before) => ({ key, log: trimmed(change(before.key === key ? before.log : nothing), trim.current) })),
    [key],
  )
  useEffect(() => {
    const stop = new AbortController()
    stopped.current = stop.signal
    void keepReading(app, { source: source ?? null, dyno: dyno ?? null, lines: count }, at, set, stop.signal)
    return () => stop.abort()
  }, [app, source, dyno, count, at, set])
  const load = (side: Side) => {
    const signal = stopped.current
    if (!signal || loading?.key === key || log.lines.length === 0) return
    setLoading({ key, side })
    readOn(app, { source: source ?? null, dyno: dyno ?? null, lines: PAGE_LINES }, log.lines, side, signal)
      .then(set, (error: unknown) => {
        if (!signal.aborted) set((before) => ({ ...before, problem: error instanceof Error ? error.message : String(error) }))
      })
      .finally(() => setLoading((now) => (now?.key === key ? null : now)))
  }
  return { ...log, loading: loading?.key === key ? loading.side : null, load }
}

/**
 * How often the clock was turned back behind what was read: those lines were then never written. A clock that only has not
 * heard yet how far time has moved is behind them, too, but did not go back.
 */
function useTurnsBack(last: number | null): number {
  const clock = use(ClockContext)
  const [turns, setTurns] = useState(0)
  const read = useRef(last)
  useEffect(() => {
    read.current = last
  })
  useEffect(() => {
    let before = clock.now()
    return clock.subscribe(() => {
      const now = clock.now()
      if (now < before - 2000 && read.current !== null && now < read.current - 2000) setTurns((count) => count + 1)
      before = now
    })
  }, [clock])
  return turns
}

/** Drops the oldest lines of a very long log, unless somebody is looking at them. */
function trimmed(log: Contents, trim: boolean): Contents {
  return trim && log.lines.length > KEPT ? { ...log, lines: log.lines.slice(-KEPT), all: { ...log.all, earlier: false } } : log
}

type Body = { source: string | null; dyno: string | null; lines: number }
type Set = (change: (log: Contents) => Contents) => void

/** Reads a page to one side; answers what it makes of the log. */
async function readOn(app: string, body: Body, lines: readonly Line[], side: Side, signal: AbortSignal) {
  // The millisecond at the edge is read again, as it may have been read in part.
  const edge = side === 'earlier' ? (lines[0]?.time ?? 0) + 1 : (lines.at(-1)?.time ?? 0)
  const page = await readPage(app, body, side === 'earlier' ? { until: edge } : { since: edge }, signal)
  const whole = page.length < body.lines
  return (log: Contents): Contents => ({
    ...log,
    problem: null,
    lines: side === 'earlier' ? withEarlier(log.lines, page) : withLater(log.lines, page),
    all: { ...log.all, [side]: whole },
  })
}

async function keepReading(app: string, body: Body, at: string | null, set: Set, signal: AbortSignal): Promise<void> {
  for (let wait = 250; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      if (at !== null) return await readAround(app, body, Date.parse(at), set, signal)
      await follow(app, body, set, signal)
      wait = 250
    } catch (error) {
      if (signal.aborted) return
      // A refusal stays one; anything else may pass.
      if (error instanceof ApiFailure && error.status >= 400 && error.status < 500 && error.status !== 429) {
        return set((log) => ({ ...log, state: 'failed', problem: error.message }))
      }
    }
    set((log) => ({ ...log, state: 'reconnecting' }))
    await pause(wait, signal)
  }
}

/** The lines before and after a moment. */
async function readAround(app: string, body: Body, at: number, set: Set, signal: AbortSignal): Promise<void> {
  const [before, after] = await Promise.all([
    readPage(app, body, { until: at }, signal),
    readPage(app, body, { since: at }, signal),
  ])
  if (signal.aborted) return
  set(() => ({
    lines: [...before, ...after],
    state: 'ended',
    problem: null,
    all: { earlier: before.length < body.lines, later: after.length < body.lines },
  }))
}

/** Reads a session to its end. Its history goes on from what was there; lines are taken over a few times a second. */
async function follow(app: string, body: Body, set: Set, signal: AbortSignal): Promise<void> {
  const { logplex_url } = await call(logs.createSession, { params: { app }, body: { ...body, tail: true }, signal })
  const reader = new LineReader()
  let waiting: Line[] = []
  let first = true
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (signal.aborted) return
    const [fresh, anew] = [waiting, first]
    waiting = []
    first = false
    if (fresh.length === 0 && !anew) return
    set((log) => ({
      ...log,
      state: 'live',
      problem: null,
      lines: anew ? joined(log.lines, fresh) : [...log.lines, ...fresh],
    }))
  }
  timer = setTimeout(flush, BATCH_MS * 3)
  try {
    for await (const { data } of readEvents(logplex_url, { signal })) {
      for (const text of data.split('\n')) {
        const line = reader.read(text)
        if (line) waiting.push(line)
      }
      timer ??= setTimeout(flush, BATCH_MS)
    }
  } finally {
    flush()
  }
}

/** A history after what was there before a break; alone where lines between them are missing. */
function joined(before: readonly Line[], history: readonly Line[]): readonly Line[] {
  const [first, last] = [history[0], before.at(-1)]
  return first && last && first.time <= last.time ? withLater(before, history) : history
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

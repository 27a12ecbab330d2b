import { useEffect, useRef, useState } from 'react'
import { ApiFailure, call } from '#client/http.ts'
import { readEvents } from '#client/streams.ts'
import { logs } from '#platform/logs/contract.ts'
import { useClock } from '#ui/clock.ts'
import { LineReader, type Line } from './line.ts'

/** What to read: the same as a log session has, without what it does not filter by. */
export interface LogRequest {
  readonly dyno?: string
  readonly lines: number
  /** The end of the window, ISO 8601; without it the present. */
  readonly until?: string | null
}

/** 'ended' is a window in the past, whole. */
export type LogState = 'connecting' | 'live' | 'reconnecting' | 'ended' | 'failed'

export interface Log {
  readonly lines: readonly Line[]
  readonly state: LogState
  /** Why it failed, in a sentence. */
  readonly problem: string | null
}

/** What is kept: more than anyone scrolls through, and little enough for any machine. */
const KEPT = 20_000
const LONGEST_WAIT_MS = 10_000
const BATCH_MS = 80

const nothing: Log = { lines: [], state: 'connecting', problem: null }

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
  const { dyno, lines: count, until = null } = request
  const [state, setState] = useState({ key: '', log: nothing })
  const turn = useTurnsBack(state.log.lines.at(-1)?.time ?? null)
  const key = JSON.stringify([app, dyno, count, until, world, turn])
  const trim = useRef(follow)
  useEffect(() => {
    trim.current = follow
  })
  useEffect(() => {
    const stop = new AbortController()
    const body = { dyno: dyno ?? null, lines: count, until, tail: until === null }
    const set: Set = (change) =>
      setState((before) => ({ key, log: trimmed(change(before.key === key ? before.log : nothing), trim.current) }))
    void keepReading(app, body, set, stop.signal)
    return () => stop.abort()
  }, [app, dyno, count, until, key])
  return state.key === key ? state.log : nothing
}

/** How often the clock was turned back behind what was read: those lines were then never written. */
function useTurnsBack(last: number | null): number {
  const [turns, setTurns] = useState({ count: 0, behind: false })
  const behind = useClock((now) => last !== null && now < last - 2000)
  if (behind !== turns.behind) setTurns({ behind, count: behind ? turns.count + 1 : turns.count })
  return turns.count
}

/** Drops the oldest lines of a very long log, unless somebody is looking at them. */
function trimmed(log: Log, trim: boolean): Log {
  return trim && log.lines.length > KEPT ? { ...log, lines: log.lines.slice(-KEPT) } : log
}

type Body = { dyno: string | null; lines: number; until: string | null; tail: boolean }
type Set = (change: (log: Log) => Log) => void

async function keepReading(app: string, body: Body, set: Set, signal: AbortSignal): Promise<void> {
  for (let wait = 250; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      await read(app, body, set, signal)
      if (!body.tail) return set((log) => ({ ...log, state: 'ended' }))
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

/** Reads a session to its end. Its history takes the place of what was there; lines are taken over a few times a second. */
async function read(app: string, body: Body, set: Set, signal: AbortSignal): Promise<void> {
  const { logplex_url } = await call(logs.createSession, { params: { app }, body, signal })
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
    if (fresh.length > 0 || anew) set((log) => ({ lines: anew ? fresh : [...log.lines, ...fresh], state: 'live', problem: null }))
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

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

import { between, draw, hash } from '#kernel/random.ts'
import type { App } from '#platform/apps/model.ts'
import type { Language, Runtime } from '#platform/builds/types.ts'
import type { Run } from '#platform/dynos/model.ts'
import type { Size } from '#platform/dynos/sizes.ts'
import type { Life } from './history.ts'

// What a process uses of its dyno's memory: a slow trend since its start, which never falls, and on top of it what comes
// and goes (garbage waiting to be collected, requests in flight).

const HOUR = 3_600_000
/** How far ahead the end of memory is looked for: a dyno is cycled sooner (heroku-facts B.5). */
const HORIZON = 28 * HOUR
/** R15 at this multiple of the quota (heroku-facts C.2). */
const VASTLY = 2
/** Memory and load are sampled this often (heroku-facts C.7, H.1). */
const SAMPLE_EVERY = 20_000

interface Habits {
  /** MB an hour that a busy web process gains. */
  readonly climb: readonly [number, number]
  /** How much it grows in its first hours, and how much garbage it lets pile up, as shares of its fresh size. */
  readonly warmUp: number
  readonly garbage: number
  /** Minutes from one collection to the next. */
  readonly period: number
}

const jvm: Habits = { climb: [0.5, 1.5], warmUp: 0.22, garbage: 0.12, period: 13 }
/** heroku-facts H.3: Ruby climbs 6 to 10 MB an hour; runtimes with a moving collector draw a saw. */
const HABITS: Readonly<Record<Language, Habits>> = {
  ruby: { climb: [6, 10], warmUp: 0.06, garbage: 0.03, period: 9 },
  nodejs: { climb: [0.2, 1], warmUp: 0.2, garbage: 0.16, period: 4 },
  python: { climb: [0.5, 2], warmUp: 0.1, garbage: 0.03, period: 7 },
  php: { climb: [0, 0.2], warmUp: 0.05, garbage: 0.02, period: 3 },
  go: { climb: [0, 0.3], warmUp: 0.1, garbage: 0.25, period: 2 },
  java: jvm,
  scala: jvm,
  clojure: jvm,
}

/** How the trend of a process begins and goes on. */
export interface Growth {
  readonly freshMb: number
  readonly mbPerHour: number
}

type Process = Pick<Life, 'run' | 'runtime' | 'size' | 'key' | 'growth'>

/** MB an hour that the config var LEAK_MB_PER_HOUR makes a process lose: a knob for demonstrations; 0 without it. */
function leakOf(run: Run): number {
  const leak = Number(run.env['LEAK_MB_PER_HOUR'])
  return Number.isFinite(leak) ? Math.min(100_000, Math.max(0, leak)) : 0
}

/** `key` is the number that chance about the run depends on. */
export function growthOf(run: Run, runtime: Runtime, key: number): Growth {
  const [least, most] = HABITS[runtime.language].climb
  // A process that nobody asks anything of hardly grows.
  const busy = run.type === 'web' ? 1 : 0.4
  return {
    freshMb: runtime.memoryMb * between(0.95, 1.05, key, 'fresh'),
    mbPerHour: between(least, most, key, 'climb') * busy + leakOf(run),
  }
}

/** The trend, in MB, so many hours after the process was up. Never falls. */
const trendAt = ({ runtime, growth }: Process, hours: number): number =>
  growth.freshMb * (1 + HABITS[runtime.language].warmUp * (1 - Math.exp(-hours / 1.5))) + growth.mbPerHour * hours

/** The most that may come on top of the trend, in MB, at a traffic. */
const onTop = ({ runtime }: Process, busySlots: number) =>
  runtime.memoryMb * (HABITS[runtime.language].garbage + 0.01) + inFlight(busySlots)

/** MB that requests in flight take. */
const inFlight = (busySlots: number) => 25 * Math.log1p(busySlots / 4)

/** Since when the process is measured. */
export const measuredFrom = ({ upAt, launchedAt }: Run): number => upAt ?? launchedAt

/** MB in use at a time (ms since 1970), with so many of its slots busy. The run must be going on then. */
export function memoryAt(process: Process, time: number, busySlots: number): number {
  const { run, runtime, key } = process
  const { garbage, period } = HABITS[runtime.language]
  const age = Math.max(0, time - measuredFrom(run))
  const saw = (age / (period * 60_000) + draw(key, 'saw')) % 1
  const noise = draw(key, 'noise', Math.floor(time / SAMPLE_EVERY)) * 0.01
  return trendAt(process, age / HOUR) + runtime.memoryMb * (garbage * saw + noise) + inFlight(busySlots)
}

/** The time at which the trend reaches so many MB, no later than `limit`; null if it does not. */
function trendReaches(process: Process, megabytes: number, limit: number): number | null {
  const start = measuredFrom(process.run)
  const reached = (time: number) => trendAt(process, Math.max(0, time - start) / HOUR) >= megabytes
  if (!reached(limit)) return null
  let [low, high] = [start, limit]
  while (high - low > 1_000) {
    const middle = (low + high) / 2
    if (reached(middle)) high = middle
    else low = middle
  }
  return Math.ceil(high)
}

/**
 * When a process will have twice its quota, which is when it is killed (R15): a time not before `from`, in ms since 1970, or
 * null if that does not come within 28 hours. It depends on the run alone, not on how the traffic goes on.
 */
export function exceedsMemoryAt(seed: string, _app: App, runtime: Runtime, size: Size, run: Run, from: number): number | null {
  const key = hash(seed, run.id)
  const at = trendReaches(
    { run, runtime, size, key, growth: growthOf(run, runtime, key) },
    VASTLY * size.memoryMb,
    from + HORIZON,
  )
  return at === null ? null : Math.max(from, at)
}

/** The samples in which a process may be over its quota: from the first that could be, and from which on all are. */
export function overQuota(
  process: Process,
  until: number,
  busySlots: number,
): { readonly possibly: number; readonly surely: number } {
  const quota = process.size.memoryMb
  const surely = trendReaches(process, quota, until) ?? Infinity
  return { possibly: trendReaches(process, quota - onTop(process, busySlots), until) ?? Infinity, surely }
}

/** The times from `from` up to `to` at which a run was sampled, while it was up. */
export function* samplesOf({ run, key }: Process, from: number, to: number): Generator<number> {
  if (run.upAt === null) return
  const start = measuredFrom(run) + 1_000 + (key % (SAMPLE_EVERY - 1_000))
  const end = Math.min(to, run.end?.at ?? Infinity)
  const skipped = Math.max(0, Math.ceil((from - start) / SAMPLE_EVERY))
  for (let time = start + skipped * SAMPLE_EVERY; time < end; time += SAMPLE_EVERY) yield time
}

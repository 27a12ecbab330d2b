import { iso } from '#platform/http/wire.ts'
import { bucketsFrom, type Bucket } from './buckets.ts'
import type { Series } from './contract.ts'
import type { History, Life } from './history.ts'
import { OUTCOMES } from './outcomes.ts'
import { MINUTE } from './traffic.ts'
import { UsageMeter } from './usage.ts'
import { bucketOf, type Window } from './window.ts'

type Values = (number | null)[]

const nulls = ({ buckets }: Window): Values => Array.from({ length: buckets }, () => null)

/** 0 where the app was there, null before and after. */
function zeros(history: History, window: Window): Values {
  return nulls(window).map((_, i) => {
    const start = window.from + i * window.step
    return start + window.step > history.app.createdAt && start < history.now ? 0 : null
  })
}

const wire = (window: Window, data: Readonly<Record<string, Values>>): Series => ({
  start_time: iso(window.from),
  end_time: iso(window.to),
  step: window.stepName,
  data: { ...data },
})

const bucketsIn = (history: History, { from, step, buckets }: Window): Bucket[] => bucketsFrom(history, from, step, buckets)

/** Counts by a key of the outcome, which is left out where the key is null. */
function counts(history: History, window: Window, keyOf: (outcome: (typeof OUTCOMES)[number]) => string | null): Series {
  const data: Record<string, Values> = {}
  for (const [i, bucket] of bucketsIn(history, window).entries()) {
    for (const [o, outcome] of OUTCOMES.entries()) {
      const key = keyOf(outcome)
      const count = bucket.outcomes[o] ?? 0
      if (key === null || count === 0) continue
      const values = (data[key] ??= zeros(history, window))
      values[i] = (values[i] ?? 0) + count
    }
  }
  return wire(window, data)
}

/** Requests by status. */
export const statusSeries = (history: History, window: Window): Series => counts(history, window, ({ status }) => String(status))

/** Router errors by code. */
export const routerErrorSeries = (history: History, window: Window): Series => counts(history, window, ({ code }) => code)

/** Response times in ms. */
export function latencySeries(history: History, window: Window): Series {
  const buckets = bucketsIn(history, window)
  const values = (place: 1 | 2 | 3 | 4) => buckets.map(({ times }) => (times ? Math.round(times[place] * 10) / 10 : null))
  return wire(window, {
    'latency.ms.p50': values(1),
    'latency.ms.p95': values(2),
    'latency.ms.p99': values(3),
    'latency.ms.max': values(4),
  })
}

/** The times in a bucket at which dynos are looked at: every 20 s in a minute, fewer in longer ones. */
function* sampleTimes(window: Window, bucket: number): Generator<number> {
  const every = window.step / (window.step <= MINUTE ? 3 : 6)
  for (let n = 0.5; n * every < window.step; n++) yield window.from + bucket * window.step + n * every
}

function livesOf(history: History, type: string, from: number, to: number): Life[] {
  return history.lives.filter(
    ({ run }) => run.type === type && run.upAt !== null && run.upAt < to && (run.end?.at ?? Infinity) > from,
  )
}

/** Memory and load of the dynos of a process type, bucket by bucket. */
function* usageOf(history: History, type: string, window: Window) {
  const to = Math.min(window.to, history.now)
  if (to <= window.from) return
  const meter = new UsageMeter(history, window.from, to)
  const lives = livesOf(history, type, window.from, to)
  for (let bucket = 0; bucket < window.buckets; bucket++) {
    for (const time of sampleTimes(window, bucket)) {
      if (time >= to) break
      for (const life of lives) {
        if ((life.run.upAt ?? Infinity) <= time && time < (life.run.end?.at ?? Infinity))
          yield { bucket, life, ...meter.at(life, time) }
      }
    }
  }
}

const MB = 1024 * 1024

class Column {
  readonly #sums: number[]
  readonly #counts: number[]
  readonly #most: Values

  constructor(window: Window) {
    this.#sums = nulls(window).map(() => 0)
    this.#counts = nulls(window).map(() => 0)
    this.#most = nulls(window)
  }

  add(bucket: number, value: number): void {
    this.#sums[bucket] = (this.#sums[bucket] ?? 0) + value
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#most[bucket] = Math.max(this.#most[bucket] ?? value, value)
  }

  means(round: (value: number) => number): Values {
    return this.#counts.map((count, i) => (count === 0 ? null : round((this.#sums[i] ?? 0) / count)))
  }

  most(round: (value: number) => number): Values {
    return this.#most.map((value) => (value === null ? null : round(value)))
  }
}

/** Memory over the dynos of a process type, in bytes: in all, and as resident and swapped. */
export function memorySeries(history: History, type: string, window: Window): Series {
  const [used, rss, swap, quota] = [new Column(window), new Column(window), new Column(window), new Column(window)]
  for (const { bucket, life, memoryMb } of usageOf(history, type, window)) {
    const resident = residentMb(memoryMb, life)
    used.add(bucket, memoryMb)
    rss.add(bucket, resident)
    swap.add(bucket, memoryMb - resident)
    quota.add(bucket, life.size.memoryMb)
  }
  const bytes = (megabytes: number) => Math.round(megabytes * MB)
  return wire(window, {
    'memory.used.bytes.mean': used.means(bytes),
    'memory.used.bytes.max': used.most(bytes),
    'memory.rss.bytes.mean': rss.means(bytes),
    'memory.swap.bytes.mean': swap.means(bytes),
    'memory.quota.bytes.max': quota.most(bytes),
  })
}

/** What of a process's memory is in RAM: past the quota it is swapped out. */
export const residentMb = (memoryMb: number, { size }: Pick<Life, 'size'>): number => Math.min(memoryMb, size.memoryMb * 0.985)

/** The 1-minute load average over the dynos of a process type. */
export function loadSeries(history: History, type: string, window: Window): Series {
  const column = new Column(window)
  for (const { bucket, load } of usageOf(history, type, window)) column.add(bucket, load)
  const rounded = (load: number) => Math.round(load * 1000) / 1000
  return wire(window, { 'load.mean': column.means(rounded), 'load.max': column.most(rounded) })
}

/** When a dyno had which error (heroku-facts C.2), for the runs of a process type. */
export function* dynoErrors(
  history: History,
  type: string,
  from: number,
  until: number,
): Generator<readonly [code: string, at: number]> {
  const to = Math.min(until, history.now)
  if (to <= from) return
  const meter = new UsageMeter(history, from, to)
  for (const life of history.lives) {
    const { run } = life
    if (run.type !== type) continue
    for (const at of meter.swaps(life, from, to)) yield ['R14', at]
    if (run.end === null || run.end.at < from || run.end.at >= to) continue
    if (run.end.reason === 'boot-timeout') yield ['R10', run.end.at]
    if (run.end.reason === 'memory') yield ['R15', run.end.at]
    if (run.end.signalAt !== null && run.end.at - run.end.signalAt >= 30_000) yield ['R12', run.end.at]
  }
}

/** Dyno errors of a process type by code. */
export function dynoErrorSeries(history: History, type: string, window: Window): Series {
  const data: Record<string, Values> = {}
  for (const [code, at] of dynoErrors(history, type, window.from, window.to)) {
    const values = (data[code] ??= zeros(history, window))
    const bucket = bucketOf(window, at)
    values[bucket] = (values[bucket] ?? 0) + 1
  }
  return wire(window, data)
}

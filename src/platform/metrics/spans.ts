import type { EndReason } from '#platform/dynos/model.ts'
import type { History, Life } from './history.ts'

// What the router found of an app's web dynos over time: stretches in which nothing changed.

/** `waiting`: dynos are starting, or will at the next request; requests wait for one. `none`: there are no web dynos. */
export type Availability = 'up' | 'waiting' | 'crashed' | 'none' | 'maintenance' | 'blank'

export interface Span {
  readonly from: number
  readonly to: number
  readonly state: Availability
  /** The web dynos that take requests. */
  readonly up: readonly Life[]
  /** Requests that they serve at once, all together and each on average. */
  readonly slots: number
  /** ms a request takes on an idle dyno. */
  readonly serviceMs: number
  /** What comes after; null while that is not known. */
  readonly next: Availability | null
}

const CRASHES: ReadonlySet<EndReason> = new Set(['crash', 'exit', 'boot-timeout', 'memory'])
/** After these another run begins by itself. */
const PAUSES: ReadonlySet<EndReason> = new Set(['release', 'restart', 'cycle', 'idle'])

/** When a run stops taking requests: as soon as it is told to stop. */
const closes = ({ run: { end } }: Life): number => (end === null ? Infinity : Math.min(end.signalAt ?? end.at, end.at))

/** The spans of a time, in order and without gaps. */
export function spansBetween(history: History, from: number, to: number): Span[] {
  const { app, webs, deployedAt } = history
  const inside = new Set([from, to])
  const note = (time: number | null) => {
    if (time !== null && time > from && time < to) inside.add(time)
  }
  const live = webs.filter((life) => life.run.startedAt < to && closes(life) > from)
  for (const life of live) for (const time of [life.run.startedAt, life.run.upAt, closes(life)]) note(time)
  for (const period of app.maintenances) for (const time of [period.from, period.to]) note(time)
  const quantities = webQuantities(history)
  for (const [time] of quantities) note(time)
  note(deployedAt)

  const stateAt = (time: number, up: readonly Life[]): Availability => {
    if (time < deployedAt) return 'blank'
    if (app.maintenances.some((period) => period.from <= time && time < (period.to ?? Infinity))) return 'maintenance'
    if (up.length > 0) return 'up'
    if (live.some((life) => life.run.startedAt <= time && time < closes(life))) return 'waiting'
    if (quantities.findLast(([since]) => since <= time)?.[1] === 0) return 'none'
    return afterLast(webs, time)
  }

  const times = [...inside].sort((a, b) => a - b)
  const upAt = sweep(live)
  const spans: Span[] = []
  for (const [i, start] of times.slice(0, -1).entries()) {
    const up = upAt(start)
    const state = stateAt(start, up)
    const end = times[i + 1] ?? to
    const last = spans.at(-1)
    if (last?.state === 'waiting' && state === 'waiting') spans[spans.length - 1] = { ...last, to: end }
    else {
      if (last) spans[spans.length - 1] = { ...last, next: state }
      spans.push({
        from: start,
        to: end,
        state,
        up,
        slots: up.reduce((sum, life) => sum + life.slots, 0),
        serviceMs: meanServiceMs(up),
        next: null,
      })
    }
  }
  return spans
}

/** Answers which of the lives are up at a time, for one time after another. */
function sweep(lives: readonly Life[]): (time: number) => readonly Life[] {
  const coming = lives
    .flatMap((life) => (life.run.upAt === null ? [] : [{ life, at: life.run.upAt }]))
    .sort((a, b) => a.at - b.at)
  let came = 0
  let up: readonly Life[] = []
  return (time) => {
    const had = came
    for (let next = coming[came]; next && next.at <= time; next = coming[came]) came += 1
    up = [...up, ...coming.slice(had, came).map(({ life }) => life)].filter((life) => time < closes(life))
    return up
  }
}

const meanServiceMs = (up: readonly Life[]) =>
  up.length === 0 ? 0 : up.reduce((sum, life) => sum + life.runtime.serviceMs, 0) / up.length

/** How the formation stood, from the activities that tell of scaling: since when, how many web dynos. */
function webQuantities({ activities }: History): (readonly [number, number])[] {
  return activities.flatMap(({ at, kind, line }) => {
    const quantity = kind === 'scale' ? /\bweb@(\d+)/.exec(line ?? '')?.[1] : undefined
    return quantity === undefined ? [] : [[at, Number(quantity)] as const]
  })
}

/** What is so when no web dyno lives: it depends on how each of them ended. */
function afterLast(webs: readonly Life[], time: number): Availability {
  const last = new Map<string, Life>()
  for (const life of webs) {
    const before = last.get(life.run.name)
    if (closes(life) <= time && (!before || closes(before) <= closes(life))) last.set(life.run.name, life)
  }
  const reasons = [...last.values()].flatMap(({ run }) => (run.end ? [run.end.reason] : []))
  if (reasons.some((reason) => CRASHES.has(reason))) return 'crashed'
  return reasons.some((reason) => PAUSES.has(reason)) ? 'waiting' : 'none'
}

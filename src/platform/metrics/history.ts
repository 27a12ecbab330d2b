import type { Activity } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import type { Runtime } from '#platform/builds/types.ts'
import { between, hash } from '#kernel/random.ts'
import type { Run } from '#platform/dynos/model.ts'
import { sizeOf, type Size } from '#platform/dynos/sizes.ts'
import type { Tables } from '#platform/world.ts'
import { growthOf, type Growth } from './memory.ts'
import { answerShares } from './outcomes.ts'

/** A run with what its behaviour follows from. */
export interface Life {
  readonly run: Run
  readonly runtime: Runtime
  readonly size: Size
  /** A number that chance about this run depends on. */
  readonly key: number
  readonly growth: Growth
  /** Requests it serves at once; only web dynos are asked. */
  readonly slots: number
}

/** All that an app's logs and metrics follow from, as the world knows it at `now`. Made anew for each question. */
export interface History {
  readonly tables: Tables
  readonly seed: string
  readonly app: App
  readonly now: number
  /** A number that chance about this app depends on. */
  readonly key: number
  /** In the order in which they started. */
  readonly lives: readonly Life[]
  readonly webs: readonly Life[]
  /** In the order in which they happened. */
  readonly activities: readonly Activity[]
  /** When something was there to run; Infinity if nothing is. */
  readonly deployedAt: number
  /** See `answerShares`. */
  readonly answers: readonly number[]
  /** The deviation of the logarithm of service times. */
  readonly spread: number
}

/** A slug that was made by hand says nothing of how it runs. */
const UNKNOWN: Runtime = { language: 'go', framework: '', version: '', serviceMs: 40, concurrency: 20, memoryMb: 80 }

/** Runs of these types end by themselves and serve nobody. */
export const isFormation = ({ type }: Pick<Run, 'type'>): boolean => type !== 'run' && type !== 'release' && type !== 'scheduler'

/** Requests that a dyno serves at once. */
export const slotsOf = (runtime: Runtime, size: Size): number => Math.max(1, runtime.concurrency * size.compute)

export const spreadOf = (seed: string, app: App): number => between(0.8, 1, seed, 'spread', app.id)

/** What may still matter of the time before the one that is asked about. */
const BEFORE = 5 * 60_000

/** Who only asks about the time from `since` on may say so: it costs less while a web dyno stays up. */
export function historyOf(tables: Tables, seed: string, app: App, now: number, since = -Infinity): History {
  const runtimes = new Map(tables.slugs.by('app', app.id).map((slug) => [slug.id, slug.runtime]))
  const sizes = new Map<string, Size>()
  const sizeCalled = (name: string) => {
    const size = sizes.get(name) ?? sizeOf(name)
    sizes.set(name, size)
    return size
  }
  const all = tables.runs.by('app', app.id)
  const oldest = since - BEFORE
  // While one web dyno lives all the time, what others did before and what was scaled to explains nothing.
  const steady = all.some(({ type, startedAt, end }) => type === 'web' && startedAt <= oldest && end === null)
  const runs = steady ? all.filter(({ end }) => end === null || end.at >= oldest) : all
  const lives = runs.map((run): Life => {
    const runtime = (run.slugId === null ? null : runtimes.get(run.slugId)) ?? UNKNOWN
    const size = sizeCalled(run.size)
    const key = hash(seed, run.id)
    return {
      run,
      runtime,
      size,
      key,
      growth: growthOf(run, runtime, key),
      slots: slotsOf(runtime, size),
    }
  })
  lives.sort((a, b) => a.run.startedAt - b.run.startedAt)
  const released = tables.releases.by('app', app.id).flatMap(({ slugId, createdAt }) => (slugId === null ? [] : [createdAt]))
  return {
    tables,
    seed,
    app,
    now,
    key: hash(seed, app.id),
    lives,
    webs: lives.filter(({ run }) => run.type === 'web'),
    activities: steady ? [] : tables.activities.by('app', app.id).sort((a, b) => a.at - b.at),
    deployedAt: Math.min(lives[0]?.run.startedAt ?? Infinity, ...released),
    answers: answerShares(seed, app),
    spread: spreadOf(seed, app),
  }
}

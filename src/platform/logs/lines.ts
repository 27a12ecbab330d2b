import { hash } from '#kernel/random.ts'
import type { ProcessPlan } from '#platform/builds/types.ts'
import type { Run } from '#platform/dynos/model.ts'
import { planOf } from '#platform/dynos/plan.ts'
import type { History } from '#platform/metrics/history.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { drainLines } from './drains.ts'
import { jobLog } from './jobs.ts'
import { apiLines, lifecycleLines } from './lifecycle.ts'
import { byTime, coloured, wants, type LogFilter, type LogLine } from './line.ts'
import { requestLog } from './requests.ts'
import { sampleLog } from './samples.ts'
import { serviceLog } from './services.ts'

// An app's log as a function of its history: any window can be asked for, and is the same each time.

/** What an app's log follows from: its own history, and the world for what data services say to it. */
export type LogHistory = History & { readonly world?: PlatformWorld }

/** heroku-facts C.4: no line is older than a week. */
const OLDEST = 7 * 24 * 3_600_000
/** heroku-facts C.4: a longer line is cut into pieces. */
const LONGEST = 10_000

/** The lines from `from` up to `to` (ms since 1970, and never after the history's now), in order. */
export function linesBetween(history: LogHistory, from: number, until: number, filter: LogFilter): LogLine[] {
  const to = Math.min(until, history.now)
  if (to <= from) return []
  const lines = requestLog(history, from, to, filter).concat(
    jobLog(history, from, to, filter),
    sampleLog(history, from, to, filter),
  )
  if (history.world) lines.push(...serviceLog(history.world, history.app, from, to, filter))
  if (wants(filter, 'app', 'api')) lines.push(...apiLines(history, from, to))
  if (wants(filter, 'heroku', 'logplex')) lines.push(...drainLines(history, from, to))
  for (const life of history.lives) {
    const { run } = life
    if (run.startedAt >= to || (run.end?.at ?? Infinity) + 1_000 < from) continue
    if (wants(filter, 'heroku', run.name)) lines.push(...lifecycleLines(life))
    // What a terminal shows goes to no log.
    if (!run.terminal && wants(filter, 'app', run.name)) lines.push(...outputLines(history, run, from))
  }
  return lines.filter(({ micros }) => micros >= from * 1000 && micros < to * 1000).sort(byTime)
}

// A run's row never changes, so neither does what its process does.
const plans = new WeakMap<Run, ProcessPlan>()

/** What a run's process printed from `from` on. */
function outputLines({ tables }: History, run: Run, from: number): LogLine[] {
  const plan = plans.get(run) ?? planOf(tables, run)
  plans.set(run, plan)
  const end = run.end?.at ?? Infinity
  const lines: LogLine[] = []
  for (const [n, { at, text }] of plan.lines.entries()) {
    const time = run.launchedAt + at
    if (time < from - 1 || time > end) continue
    const safe = coloured(text)
    for (let piece = 0; piece === 0 || piece * LONGEST < safe.length; piece++) {
      // Lines of the same millisecond stay in their order.
      const micros = Math.floor(time) * 1000 + 430 + Math.min(500, n + piece)
      lines.push({
        micros,
        key: hash(run.id, 'output', n, piece),
        source: 'app',
        dyno: run.name,
        text: safe.slice(piece * LONGEST, (piece + 1) * LONGEST),
      })
    }
  }
  return lines
}

/** The last `count` lines before a time, in order; none older than a week. The same lines as `linesBetween` ends with. */
export function lastLines(history: LogHistory, count: number, filter: LogFilter, before = history.now): LogLine[] {
  const oldest = Math.max(before - OLDEST, history.app.createdAt)
  const windows: LogLine[][] = []
  let [to, span, found] = [before, 250, 0]
  // A busy app has said enough in an instant, a quiet one in a day: each look back is twice as long as all before.
  while (found < count && to > oldest) {
    const from = Math.max(oldest, to - span)
    const lines = linesBetween(history, from, to, filter)
    windows.push(lines)
    found += lines.length
    span *= 2
    to = from
  }
  return windows.toReversed().flat().slice(-count)
}

/** The first `count` lines from a time on, in order; none older than a week. The same lines as `linesBetween` begins with. */
export function firstLines(history: LogHistory, count: number, filter: LogFilter, since: number, before: number): LogLine[] {
  const lines: LogLine[] = []
  let [from, span] = [Math.max(since, history.now - OLDEST, history.app.createdAt), 250]
  const end = Math.min(before, history.now)
  // As above; but one that looks far ahead on a busy app would write lines that nobody asked for.
  while (lines.length < count && from < end) {
    const to = Math.min(end, from + span)
    const found = linesBetween(history, from, to, filter)
    lines.push(...found)
    span = found.length > count / 8 ? span : span * 2
    from = to
  }
  return lines.slice(0, count)
}

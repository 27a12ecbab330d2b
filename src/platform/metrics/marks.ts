import { iso } from '#platform/http/wire.ts'
import type { Mark } from './contract.ts'
import { isFormation, type History } from './history.ts'
import { OUTCOMES } from './outcomes.ts'
import { dynoErrors, routerErrorSeries } from './series.ts'
import type { Window } from './window.ts'
import { bucketOf } from './window.ts'

const KINDS = ['release', 'scale', 'config', 'restart', 'maintenance', 'build', 'alert'] as const
const CRASHES: Readonly<Record<string, string>> = {
  crash: 'crashed',
  exit: 'exited',
  'boot-timeout': 'did not boot in time',
  memory: 'ran out of memory',
}
const DYNO_ERRORS: Readonly<Record<string, string>> = {
  R10: 'Boot timeout',
  R12: 'Exit timeout',
  R14: 'Memory quota exceeded',
  R15: 'Memory quota vastly exceeded',
}

/** What happened to an app in a window, in order: what was done, what crashed, and how many errors of each kind a bucket saw. */
export function marksOf(history: History, window: Window): Mark[] {
  const { from, to } = window
  const marks: Mark[] = []
  for (const { id, at, kind, text, version } of history.activities) {
    const known = KINDS.find((candidate) => candidate === kind)
    if (known && text !== null && at >= from && at < to)
      marks.push({ id, at: iso(at), kind: known, title: text, code: null, count: 1, version })
  }
  for (const { run } of history.lives) {
    const said = run.end && isFormation(run) ? CRASHES[run.end.reason] : undefined
    if (!run.end || said === undefined || run.end.at < from || run.end.at >= Math.min(to, history.now)) continue
    const title = `${run.name} ${said} (exit status ${run.end.status})`
    marks.push({ id: `crash-${run.id}`, at: iso(run.end.at), kind: 'crash', title, code: null, count: 1, version: run.version })
  }
  marks.push(...errorMarks(history, window))
  return marks.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1))
}

function errorMarks(history: History, window: Window): Mark[] {
  const marks: Mark[] = []
  const add = (code: string, title: string, bucket: number, count: number) => {
    const at = iso(window.from + bucket * window.step)
    marks.push({ id: `${code}-${at}`, at, kind: 'error', title, code, count, version: null })
  }
  for (const [code, values] of Object.entries(routerErrorSeries(history, window).data)) {
    const title = OUTCOMES.find((outcome) => outcome.code === code)?.description ?? code
    for (const [bucket, count] of values.entries()) if (count !== null && count > 0) add(code, title, bucket, count)
  }
  const counts = new Map<string, number[]>()
  for (const type of new Set(history.lives.filter(({ run }) => isFormation(run)).map(({ run }) => run.type))) {
    for (const [code, at] of dynoErrors(history, type, window.from, window.to)) {
      const values = counts.get(code) ?? []
      const bucket = bucketOf(window, at)
      values[bucket] = (values[bucket] ?? 0) + 1
      counts.set(code, values)
    }
  }
  for (const [code, values] of counts)
    for (const [bucket, count] of values.entries()) if (count) add(code, DYNO_ERRORS[code] ?? code, bucket, count)
  return marks
}

import { draw, hash, hex } from '#kernel/random.ts'
import type { Language } from '#platform/builds/types.ts'
import { isFormation, type History, type Life } from '#platform/metrics/history.ts'
import { MINUTE } from '#platform/metrics/traffic.ts'
import { jobsInMinute } from '#platform/metrics/usage.ts'
import { wants, type LogFilter, type LogLine } from './line.ts'

// What workers print: jobs that begin and end.

const JOBS = [
  'send_receipt',
  'sync_inventory',
  'resize_image',
  'refresh_feed',
  'export_report',
  'deliver_webhook',
  'expire_sessions',
  'update_index',
]

interface Job {
  readonly at: number
  readonly name: string
  readonly id: string
  readonly ms: number
  readonly failed: boolean
}

const camel = (name: string) => name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
const time = (at: number) => new Date(at).toISOString()

const said: (job: Job) => string = ({ name, id, ms, failed }) =>
  `${failed ? 'WARN job failed, will be tried again' : 'INFO job completed'}: ${name.replaceAll('_', '-')} id=${id.slice(0, 8)} duration=${ms}ms`
const classes: (job: Job) => string = ({ at, name, ms, failed }) =>
  `${time(at)} ${failed ? ' WARN' : ' INFO'} 4 --- [scheduling-1] jobs.${camel(name)} : ${failed ? 'failed' : 'finished'} after ${ms} ms`

const STYLES: Readonly<Record<Language, (job: Job) => string>> = {
  ruby: ({ name, id, ms, failed }) =>
    `pid=2 tid=${id.slice(0, 4)} class=${camel(name)}Job jid=${id} elapsed=${(ms / 1000).toFixed(3)} ${failed ? 'WARN: fail' : 'INFO: done'}`,
  python: ({ at, name, id, ms, failed }) =>
    `[${time(at).slice(0, 19).replace('T', ' ')}: ${failed ? 'ERROR' : 'INFO'}/ForkPoolWorker-1] Task tasks.${name}[${id}] ${failed ? 'raised unexpected: TimeoutError()' : `succeeded in ${ms / 1000}s: None`}`,
  nodejs: said,
  php: said,
  go: said,
  clojure: said,
  java: classes,
  scala: classes,
}

/** The lines of jobs that workers ended from `from` up to `to`. */
export function jobLog(history: History, from: number, to: number, filter: LogFilter): LogLine[] {
  const lines: LogLine[] = []
  const until = Math.min(to, history.now)
  for (const life of history.lives) {
    const { run, key } = life
    if (run.type === 'web' || !isFormation(run) || run.upAt === null || !wants(filter, 'app', run.name)) continue
    const end = Math.min(until, run.end ? (run.end.signalAt ?? run.end.at) : Infinity)
    for (let minute = Math.floor(Math.max(from, run.upAt) / MINUTE); minute * MINUTE < end; minute++) {
      const count = jobsInMinute(history, life, minute)
      for (let n = 0; n < count; n++) {
        const at = (minute + (n + draw(key, minute, n)) / count) * MINUTE
        if (at < from || at < run.upAt || at >= end) continue
        lines.push({
          micros: Math.floor(at * 1000),
          key: hash(key, minute, n),
          source: 'app',
          dyno: run.name,
          text: jobLine(life, at, hash(key, minute, n, 'job')),
        })
      }
    }
  }
  return lines
}

function jobLine({ runtime }: Life, at: number, chance: number): string {
  const name = JOBS[chance % JOBS.length] ?? ''
  return STYLES[runtime.language]({
    at,
    name,
    id: hex(24, chance),
    ms: Math.round(20 * Math.exp(draw(chance, 'ms') * 5)),
    failed: draw(chance, 'fails') < 0.004,
  })
}

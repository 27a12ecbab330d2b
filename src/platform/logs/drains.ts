import { hash } from '#kernel/random.ts'
import { lostInMinute, mannerOf } from '#platform/drains/loss.ts'
import type { History } from '#platform/metrics/history.ts'
import { iso } from '#platform/http/wire.ts'
import { plain, type LogLine } from './line.ts'

const MINUTE = 60_000

/** What the platform says of drains that do not keep up: a line after each minute in which one lost something. */
export function drainLines({ tables, seed, app }: History, from: number, to: number): LogLine[] {
  const lines: LogLine[] = []
  for (const drain of tables.drains.by('app', app.id)) {
    const manner = mannerOf(drain.url)
    if (!manner) continue
    const first = Math.floor(Math.max(from - MINUTE, drain.createdAt) / MINUTE)
    const last = Math.floor(Math.min(to, drain.removedAt ?? Infinity) / MINUTE)
    for (let minute = first; minute <= last; minute++) {
      const lost = lostInMinute(seed, app, drain, manner.takes, minute)
      if (lost === 0) continue
      const key = hash(drain.id, 'loss', minute)
      const text = manner.reason.includes('L14')
        ? `Error L14 (certificate validation): error="certificate has expired" uri="${plain(drain.url)}"`
        : `Error L10 (output buffer overflow): ${lost} messages dropped since ${iso(minute * MINUTE)}.`
      lines.push({ micros: (minute + 1) * MINUTE * 1000 + (key % 900_000), key, source: 'heroku', dyno: 'logplex', text })
    }
  }
  return lines
}

import type { StreamAnswer } from '#platform/http/stream.ts'
import type { Tables } from '#platform/world.ts'
import type { Run } from './model.ts'
import { planOf } from './plan.ts'

/** What the command of a run prints, as it prints it, until it ends; nothing if there is no such run. */
export function outputOf(find: (tables: Tables) => Run | undefined): StreamAnswer {
  let told = 0
  return {
    contentType: 'text/plain; charset=utf-8',
    pull: ({ tables, now }) => {
      const run = find(tables)
      if (!run) return { text: '', done: true }
      const ended = run.end !== null && run.end.at <= now
      const until = (ended ? (run.end?.at ?? now) : now) - run.launchedAt
      const due = run.terminal ? [] : planOf(tables, run).lines.filter((line) => line.at <= until)
      const fresh = due.slice(told).map((line) => `${line.text}\n`)
      told = due.length
      return { text: fresh.join(''), done: ended }
    },
  }
}

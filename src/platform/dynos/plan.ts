import { integer } from '#kernel/random.ts'
import { planProcess } from '#platform/builds/process/index.ts'
import type { ProcessPlan, SourceTree } from '#platform/builds/types.ts'
import type { Tables } from '#platform/world.ts'
import type { Run } from './model.ts'

/** Stands for a source of which nothing was kept. */
export const NO_SOURCE: SourceTree = {
  files: [],
  // Nothing is known of it, so nothing is missed in it.
  omitted: 1,
  texts: {},
  documents: {},
  locks: {},
  signals: { mentionsPort: true, listensOn: {} },
  checksum: '',
  size: 0,
}

/** The port that a web process is told to bind (heroku-facts B.4). */
export const portOf = (run: Pick<Run, 'id'>): number => integer(3000, 60_000, 'port', run.id)

/** What the process of a run does: the same whenever it is asked, so that state and log agree. */
export function planOf(tables: Tables, run: Run): ProcessPlan {
  const slug = run.slugId === null ? undefined : tables.slugs.get(run.slugId)
  const source = slug?.sourceId ? tables.sources.get(slug.sourceId) : undefined
  if (!slug?.runtime)
    return { lines: [], outcome: run.type === 'web' ? { kind: 'serves', bootMs: 2_000 } : { kind: 'runs', bootMs: 500 } }
  return planProcess({
    slug: { processTypes: slug.processTypes, runtime: slug.runtime },
    tree: source?.tree ?? NO_SOURCE,
    type: run.type,
    command: run.command,
    env: run.env,
    seed: run.id,
    port: portOf(run),
  })
}

import type { App } from '#platform/apps/model.ts'
import type { Tables } from '#platform/world.ts'
import type { TestRun } from './rows.ts'

export const isOver = ({ status }: TestRun): boolean => !['pending', 'creating', 'building', 'running'].includes(status)

/** When a run has ended; null while it goes on. A commit that no run is of is held up by none. */
export const endOf = (run: TestRun | undefined): number | null => (run === undefined ? 0 : isOver(run) ? run.updatedAt : null)

/** The newest run of a commit in a pipeline. */
export const runOfCommit = (tables: Tables, pipelineId: string, sha: string): TestRun | undefined =>
  tables.testRuns
    .by('pipeline', pipelineId)
    .filter((run) => run.sha === sha)
    .sort((a, b) => b.number - a.number)[0]

/** The newest run of a commit in the pipeline that an app is in. */
export function testRunOf(tables: Tables, app: App, sha: string): TestRun | undefined {
  const coupling = tables.couplings.first('app', app.id)
  return coupling && runOfCommit(tables, coupling.pipelineId, sha)
}

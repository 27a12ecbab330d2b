import type { SourceTree } from '#platform/builds/types.ts'
import { conflict } from '#platform/http/errors.ts'
import { tellOwner } from '#platform/pipelines/model.ts'
import type { Pipeline } from '#platform/pipelines/rows.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { isOver } from './lookup.ts'
import { planRun, type RunPlan } from './plan.ts'
import type { TestRun } from './rows.ts'

const KIND = 'test run'
/** So many runs of a pipeline are kept. */
const KEPT = 60

type NewRun = Pick<TestRun, 'branch' | 'sha' | 'message' | 'url' | 'userId' | 'email' | 'fails'> & { readonly tree: SourceTree }

/** Begins to test a commit. */
export function createRun(world: PlatformWorld, pipeline: Pipeline, { tree, ...asked }: NewRun): TestRun {
  const { tables, now } = world
  const source = tables.sources.insert({ id: world.newId('source'), tree, createdAt: now })
  const run = tables.testRuns.insert({
    ...asked,
    id: world.newId('test run'),
    pipelineId: pipeline.id,
    number: world.count(`test run ${pipeline.id}`),
    sourceId: source.id,
    env: pipeline.config.test,
    status: 'pending',
    note: null,
    createdAt: now,
    updatedAt: now,
  })
  forgetOldRuns(tables, pipeline)
  goOn(world, run)
  return run
}

function forgetOldRuns(tables: Tables, pipeline: Pipeline): void {
  const over = tables.testRuns.by('pipeline', pipeline.id).filter(isOver)
  if (over.length < KEPT) return
  const [oldest] = over.sort((a, b) => a.number - b.number)
  if (oldest) forgetRun(tables, oldest)
}

function forgetRun(tables: Tables, run: TestRun): void {
  tables.sources.delete(run.sourceId)
  tables.testRuns.delete(run.id)
}

/** Forgets every run of a pipeline that ends. */
export function dropRuns(world: PlatformWorld, pipeline: Pipeline): void {
  for (const run of world.tables.testRuns.by('pipeline', pipeline.id)) {
    world.cancelAlarm(KIND, run.id)
    forgetRun(world.tables, run)
  }
}

/** How a run goes, from its beginning to its end. */
export function planOfRun(tables: Tables, run: TestRun): RunPlan {
  const tree = tables.sources.get(run.sourceId)?.tree
  return tree ? planRun(run, tree) : { phases: [], setup: [], nodes: [], message: 'Its source is gone.' }
}

function goOn(world: PlatformWorld, run: TestRun): void {
  const elapsed = world.now - run.createdAt
  const next = planOfRun(world.tables, run).phases.find(({ at }) => at > elapsed)
  if (next) world.setAlarm(KIND, run.id, run.createdAt + next.at)
}

/** A run comes to its next state, or to its end. */
export function onTestRunAlarm(world: PlatformWorld, id: string): void {
  const { tables, now } = world
  const run = tables.testRuns.get(id)
  if (!run || isOver(run)) return
  const { phases, message } = planOfRun(tables, run)
  const status = phases.findLast(({ at }) => at <= now - run.createdAt)?.status ?? 'errored'
  const changed = tables.testRuns.update(id, { status, updatedAt: now })
  if (!isOver(changed)) return goOn(world, changed)
  const text = `ran the tests of ${run.branch} at ${run.sha.slice(0, 7)}: ${status}`
  tellOwner(world, tables.pipelines.must(run.pipelineId), text, null)
  end(world, tables.testRuns.update(id, { note: message }))
}

/** Ends a run before it has. */
export function cancelRun(world: PlatformWorld, run: TestRun, note: string): TestRun {
  if (isOver(run)) throw conflict(`The test run is over: it ${run.status === 'cancelled' ? 'was cancelled' : run.status}.`)
  world.cancelAlarm(KIND, run.id)
  const cancelled = world.tables.testRuns.update(run.id, { status: 'cancelled', note, updatedAt: world.now })
  end(world, cancelled)
  return cancelled
}

/** Whatever has waited for these tests looks again: review apps, and automatic deploys. */
function end(world: PlatformWorld, { pipelineId }: TestRun): void {
  const { tables, now } = world
  for (const review of tables.reviewApps.by('pipeline', pipelineId))
    if (review.status === 'pending') world.setAlarm('review app', review.id, now)
  for (const { appId } of tables.couplings.by('pipeline', pipelineId))
    for (const link of tables.githubLinks.by('app', appId)) if (link.waitForCi) world.setAlarm('github', link.id, now)
}

import { hash, uuid } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import type { BuildLine } from '#platform/builds/types.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import type { StreamAnswer } from '#platform/http/stream.ts'
import { iso } from '#platform/http/wire.ts'
import type { PipelineAction } from '#platform/permissions/contract.ts'
import { pipelineFor } from '#platform/pipelines/access.ts'
import { sourceNamed } from '#platform/pulls/sources.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { ci } from './contract.ts'
import { isOver } from './lookup.ts'
import { cancelRun, createRun, planOfRun } from './model.ts'
import type { NodePlan } from './plan.ts'
import type { TestRun } from './rows.ts'

/** The right to read what tests print is its address. */
const keyOf = (id: string) => hash('test output', id).toString(16)

const nodeId = (run: TestRun, index: number) => uuid('test node', run.id, index)

function wireRun(tables: Tables, run: TestRun) {
  const pipeline = tables.pipelines.must(run.pipelineId)
  const { id, email } = tables.accounts.must(run.userId)
  return {
    actor_email: run.email,
    app_setup: null,
    clear_cache: false,
    commit_branch: run.branch,
    commit_message: run.message,
    commit_sha: run.sha,
    created_at: iso(run.createdAt),
    debug: false,
    dyno: { size: 'Standard-1X' },
    id: run.id,
    message: run.note,
    number: run.number,
    organization: pipeline.owner.type === 'team' ? { name: tables.teams.must(pipeline.owner.id).name } : null,
    pipeline: { id: run.pipelineId },
    source_blob_url: run.url,
    status: run.status,
    updated_at: iso(run.updatedAt),
    user: { id, email },
    warning_message: null,
  }
}

function wireNode(world: PlatformWorld, streamsBase: string, run: TestRun, node: NodePlan, index: number) {
  const ended = isOver(run) || world.now - run.createdAt >= node.endsAt
  const own = node.exitCode === 0 ? ('succeeded' as const) : ('failed' as const)
  const finished = ended && run.status !== 'cancelled' && run.status !== 'errored'
  const streams = `${streamsBase}/streams/test-runs/${run.id}`
  return {
    created_at: iso(run.createdAt),
    dyno: null,
    error_status: run.status === 'errored' ? 'error' : null,
    exit_code: ended ? (run.status === 'cancelled' ? null : node.exitCode) : null,
    id: nodeId(run, index),
    index,
    message: run.status === 'errored' ? run.note : null,
    output_stream_url: `${streams}/nodes/${index}?key=${keyOf(run.id)}`,
    pipeline: { id: run.pipelineId },
    setup_stream_url: `${streams}/setup?key=${keyOf(run.id)}`,
    status: finished ? own : run.status,
    test_run: { id: run.id },
    updated_at: iso(run.updatedAt),
  }
}

/** A run of a pipeline with which the person may do this. */
function runFor(tables: Tables, actor: Account, id: string, action: PipelineAction): TestRun {
  const run = tables.testRuns.get(id)
  if (!run) throw notFound('test_run', 'test run')
  pipelineFor(tables, actor, run.pipelineId, action)
  return run
}

/** How long a run went on, in ms: until it ended, or until now. */
const elapsedOf = (run: TestRun, now: number) => (isOver(run) ? run.updatedAt : now) - run.createdAt

/** Lines as they come, until the run or this part of it is over. */
function stream(
  tables: Tables,
  id: string,
  key: string | undefined,
  linesOf: (present: Tables, run: TestRun) => readonly BuildLine[],
  endsAt: (present: Tables, run: TestRun) => number,
): StreamAnswer {
  if (!tables.testRuns.get(id) || key !== keyOf(id)) throw notFound('test_run', 'test run')
  let told = 0
  return {
    contentType: 'text/plain; charset=utf-8',
    pull: ({ tables: present, now }) => {
      const run = present.testRuns.get(id)
      if (!run) return { text: '', done: true }
      const elapsed = elapsedOf(run, now)
      const due = linesOf(present, run).filter(({ at }) => at <= elapsed)
      const text = due
        .slice(told)
        .map((line) => `${line.text}\n`)
        .join('')
      told = due.length
      return { text, done: isOver(run) || elapsed >= endsAt(present, run) }
    },
  }
}

export const ciRoutes = implement(ci, {
  list: ({ tables, pipeline }) =>
    listOf(tables.testRuns.by('pipeline', pipeline.id), { number: (row) => row.number, id: (row) => row.id }, (row) =>
      wireRun(tables, row),
    ),
  byNumber: ({ tables, pipeline, params }) => {
    const run = tables.testRuns.by('pipeline', pipeline.id).find(({ number }) => String(number) === params.number)
    if (!run) throw notFound('test_run', 'test run')
    return wireRun(tables, run)
  },
  create: ({ world, tables, actor, body }) => {
    const pipeline = pipelineFor(tables, actor, body.pipeline, 'pipeline.develop')
    if (body.debug)
      throw invalid('A test run cannot be debugged here: no dyno waits for you with the code. Run it without debug.')
    const { tree, sha, fails, url } = sourceNamed(world, actor, pipeline, body.source_blob_url, body.commit_sha)
    const run = createRun(world, pipeline, {
      branch: body.commit_branch,
      sha,
      message: body.commit_message,
      url,
      userId: actor.id,
      email: actor.email,
      fails,
      tree,
    })
    return wireRun(tables, run)
  },
  info: ({ tables, actor, params }) => wireRun(tables, runFor(tables, actor, params.run, 'pipeline.view')),
  update: ({ world, tables, actor, params, body }) => {
    const run = runFor(tables, actor, params.run, 'pipeline.develop')
    if (body.status !== 'cancelled') throw invalid('A test run can be cancelled, and nothing else: status must be cancelled.')
    return wireRun(tables, cancelRun(world, run, body.message || `Cancelled by ${actor.email}`))
  },
  nodes: ({ world, tables, actor, params, base, services }) => {
    const run = runFor(tables, actor, params.run, 'pipeline.view')
    // The CLI reads these streams by TLS, and in no other way.
    const streams = services['https'] === undefined ? base : base.replace(/^http:/, 'https:')
    return planOfRun(tables, run).nodes.map((node, index) => wireNode(world, streams, run, node, index))
  },
  cases: ({ tables, actor, params, now }) => {
    const run = runFor(tables, actor, params.run, 'pipeline.view')
    const elapsed = elapsedOf(run, now)
    return planOfRun(tables, run).nodes.flatMap(({ cases, lines }, index) => {
      const [began = 0] = lines.map(({ at }) => at)
      let at = began
      return cases.flatMap(({ took, description, passed, diagnostic }, nth) => {
        at += took
        if (at > elapsed) return []
        const time = iso(run.createdAt + at)
        return [
          {
            created_at: time,
            description,
            diagnostic,
            directive: '',
            id: uuid('test case', run.id, index, nth),
            number: nth + 1,
            passed,
            test_node: { id: nodeId(run, index) },
            test_run: { id: run.id },
            updated_at: time,
          },
        ]
      })
    })
  },
  setup: ({ tables, params, query }) =>
    stream(
      tables,
      params.run,
      query.key,
      (present, run) => planOfRun(present, run).setup,
      (present, run) =>
        planOfRun(present, run).phases.find(({ status }) => status === 'running' || status === 'errored')?.at ?? 0,
    ),
  output: ({ tables, params, query }) => {
    const nodeOf = (present: Tables, run: TestRun) => planOfRun(present, run).nodes[Number(params.index)]
    return stream(
      tables,
      params.run,
      query.key,
      (present, run) => nodeOf(present, run)?.lines ?? [],
      (present, run) => nodeOf(present, run)?.endsAt ?? 0,
    )
  },
})

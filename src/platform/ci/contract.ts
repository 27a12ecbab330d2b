import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

// Tests of a pipeline's code (heroku-facts A.12): a run is of one commit, on one node or several.

const Status = z.enum(['pending', 'cancelled', 'creating', 'building', 'running', 'succeeded', 'failed', 'errored', 'debugging'])

const TestRun = z.object({
  actor_email: z.string(),
  app_setup: z.null(),
  clear_cache: z.boolean(),
  commit_branch: z.string(),
  commit_message: z.string(),
  commit_sha: z.string(),
  created_at: timestamp,
  debug: z.boolean(),
  dyno: z.object({ size: z.string() }),
  id: uuid,
  message: z.nullable(z.string()),
  number: z.number(),
  organization: z.nullable(z.object({ name: z.string() })),
  pipeline: z.object({ id: uuid }),
  source_blob_url: z.string(),
  status: Status,
  updated_at: timestamp,
  user: z.object({ id: uuid, email: z.string() }),
  warning_message: z.nullable(z.string()),
})
export type TestRun = z.infer<typeof TestRun>

const TestNode = z.object({
  created_at: timestamp,
  dyno: z.null(),
  error_status: z.nullable(z.string()),
  exit_code: z.nullable(z.number()),
  id: uuid,
  index: z.number(),
  message: z.nullable(z.string()),
  output_stream_url: z.string(),
  pipeline: z.object({ id: uuid }),
  setup_stream_url: z.string(),
  status: Status,
  test_run: z.object({ id: uuid }),
  updated_at: timestamp,
})
export type TestNode = z.infer<typeof TestNode>

const TestCase = z.object({
  created_at: timestamp,
  description: z.string(),
  diagnostic: z.string(),
  directive: z.string(),
  id: uuid,
  number: z.number(),
  passed: z.boolean(),
  test_node: z.object({ id: uuid }),
  test_run: z.object({ id: uuid }),
  updated_at: timestamp,
})
export type TestCase = z.infer<typeof TestCase>

const reads = ['testRuns'] as const
const stream = { open: true, query: z.object({ key: z.optional(z.string()) }), response: 'stream' } as const

export const ci = {
  list: endpoint({
    method: 'GET',
    path: '/pipelines/:pipeline/test-runs',
    title: 'List test runs',
    action: 'pipeline.view',
    response: z.array(TestRun),
    list: { sort: ['number', 'id'] },
    reads,
  }),
  byNumber: endpoint({
    method: 'GET',
    path: '/pipelines/:pipeline/test-runs/:number',
    title: 'Show a test run by its number',
    action: 'pipeline.view',
    response: TestRun,
    reads,
  }),
  create: endpoint({
    method: 'POST',
    path: '/test-runs',
    title: 'Run tests',
    body: z.object({
      commit_branch: z.string().check(z.minLength(1, 'Name the branch.'), z.maxLength(255)),
      commit_message: z.string().check(z.maxLength(2000)),
      commit_sha: z.string().check(z.minLength(1, 'Name the commit.'), z.maxLength(64)),
      pipeline: z.string(),
      source_blob_url: z.string(),
      debug: z.optional(z.boolean()),
      organization: z.optional(z.nullable(z.string())),
    }),
    response: TestRun,
    status: 201,
  }),
  info: endpoint({ method: 'GET', path: '/test-runs/:run', title: 'Show a test run', response: TestRun, reads }),
  update: endpoint({
    method: 'PATCH',
    path: '/test-runs/:run',
    title: 'Cancel a test run',
    body: z.object({ status: Status, message: z.optional(z.nullable(z.string().check(z.maxLength(500)))) }),
    response: TestRun,
  }),
  nodes: endpoint({
    method: 'GET',
    path: '/test-runs/:run/test-nodes',
    title: 'List the nodes of a test run',
    response: z.array(TestNode),
    reads,
  }),
  cases: endpoint({
    method: 'GET',
    path: '/test-runs/:run/test-cases',
    title: 'List what a test run has found so far',
    response: z.array(TestCase),
    reads,
  }),
  setup: endpoint({ method: 'GET', path: '/streams/test-runs/:run/setup', title: 'Stream the setup of a test run', ...stream }),
  output: endpoint({
    method: 'GET',
    path: '/streams/test-runs/:run/nodes/:index',
    title: 'Stream the output of a test node',
    ...stream,
  }),
}

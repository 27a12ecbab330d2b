import { call } from '#client/http.ts'
import { query } from '#client/query.ts'
import { ci } from '#platform/ci/contract.ts'
import { boards, pipelines, promotions } from '#platform/pipelines/contract.ts'
import { pulls } from '#platform/pulls/contract.ts'

/** The newest test runs of a pipeline, the newest first. */
function newestRuns(pipeline: string, max = 60) {
  const args = { params: { pipeline }, range: `number ..; order=desc,max=${max}` }
  const whole = query(ci.list, { params: { pipeline } })
  return { ...whole, queryFn: ({ signal }: { signal: AbortSignal }) => call(ci.list, { ...args, signal }) }
}

export const ofPipelines = {
  all: () => query(boards.all),
  board: (pipeline: string) => query(boards.one, { params: { pipeline } }),
  people: (pipeline: string) => query(boards.people, { params: { pipeline } }),
  vars: (pipeline: string, stage: string) => query(pipelines.vars, { params: { pipeline, stage } }),
  ofApp: (app: string) => query(boards.ofApp, { params: { app } }),
  previews: (app: string) => query(boards.preview, { params: { app } }),
  pulls: (pipeline: string) => query(pulls.list, { params: { pipeline } }),
  runs: newestRuns,
  run: (pipeline: string, number: string) => query(ci.byNumber, { params: { pipeline, number } }),
  nodes: (run: string) => query(ci.nodes, { params: { run } }),
  cases: (run: string) => query(ci.cases, { params: { run } }),
  targets: (promotion: string) => query(promotions.targets, { params: { promotion } }),
}

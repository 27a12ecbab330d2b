import { query } from '#client/query.ts'
import { boards, pipelines, promotions } from '#platform/pipelines/contract.ts'

export const ofPipelines = {
  all: () => query(boards.all),
  board: (pipeline: string) => query(boards.one, { params: { pipeline } }),
  people: (pipeline: string) => query(boards.people, { params: { pipeline } }),
  vars: (pipeline: string, stage: string) => query(pipelines.vars, { params: { pipeline, stage } }),
  ofApp: (app: string) => query(boards.ofApp, { params: { app } }),
  previews: (app: string) => query(boards.preview, { params: { app } }),
  targets: (promotion: string) => query(promotions.targets, { params: { promotion } }),
}

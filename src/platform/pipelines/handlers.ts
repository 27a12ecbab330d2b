import { notFound } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import { pipelines } from './contract.ts'

export const pipelineRoutes = implement(pipelines, {
  couplingOf: () => {
    throw notFound('pipeline_coupling')
  },
})

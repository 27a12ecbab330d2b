import * as z from 'zod/mini'
import { endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'

// There are no pipelines yet; clients ask which one an app is in all the same.

const Coupling = z.object({
  app: z.object({ id: uuid }),
  created_at: timestamp,
  id: uuid,
  pipeline: named,
  stage: z.string(),
  updated_at: timestamp,
})

export const pipelines = {
  couplingOf: endpoint({
    method: 'GET',
    path: '/apps/:app/pipeline-couplings',
    title: "Show an app's place in a pipeline",
    action: 'app.view',
    response: Coupling,
  }),
}

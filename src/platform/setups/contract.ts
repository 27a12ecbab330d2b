import * as z from 'zod/mini'
import { AppName } from '#platform/apps/contract.ts'
import { Stage } from '#platform/pipelines/contract.ts'
import { endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'

const AppSetup = z.object({
  id: uuid,
  created_at: timestamp,
  updated_at: timestamp,
  status: z.enum(['failed', 'pending', 'succeeded']),
  failure_message: z.nullable(z.string()),
  /** It is gone again when the setup has failed. */
  app: named,
  build: z.nullable(z.object({ id: uuid, status: z.enum(['failed', 'pending', 'succeeded']), output_stream_url: z.string() })),
  manifest_errors: z.array(z.string()),
  postdeploy: z.nullable(z.object({ output: z.string(), exit_code: z.number() })),
  resolved_success_url: z.nullable(z.string()),
})
export type AppSetup = z.infer<typeof AppSetup>

const maybe = z.optional(z.nullable(z.string()))

export const setups = {
  create: endpoint({
    method: 'POST',
    path: '/app-setups',
    title: 'Set up an app as its app.json says',
    action: 'account.apps',
    body: z.object({
      source_blob: z.object({ url: z.string(), checksum: maybe, version: maybe }),
      app: z.optional(
        z.object({
          name: z.optional(AppName),
          region: z.optional(z.string()),
          stack: z.optional(z.string()),
          organization: maybe,
          personal: z.optional(z.boolean()),
          locked: z.optional(z.boolean()),
          space: maybe,
        }),
      ),
      /** The pipeline to add the app to: its name or id. */
      pipeline_coupling: z.optional(z.object({ pipeline: z.string(), stage: Stage })),
      overrides: z.optional(
        z.object({
          env: z.optional(z.record(z.string(), z.string({ error: 'Config var values must be text.' }))),
          buildpacks: z.optional(z.array(z.object({ url: z.string() }))),
        }),
      ),
    }),
    response: AppSetup,
    status: 202,
  }),
  info: endpoint({
    method: 'GET',
    path: '/app-setups/:setup',
    title: 'Show how the setup of an app is going',
    action: 'account.apps',
    response: AppSetup,
    reads: ['appSetups', 'builds', 'addons', 'releases'],
  }),
}

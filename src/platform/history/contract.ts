import * as z from 'zod/mini'
import { Client } from '#platform/control/contract.ts'
import { endpoint, person, timestamp, uuid } from '#platform/http/contract.ts'

// What changed from one release to another, who changed each config var, when a build printed what: nothing of it is in the
// official API.

/** What a release consists of. */
const Made = z.object({
  version: z.number(),
  description: z.string(),
  status: z.enum(['failed', 'pending', 'succeeded']),
  current: z.boolean(),
  created_at: timestamp,
  user: person,
  /** What it was made with; null where that is not known. */
  client: z.nullable(Client),
  slug: z.nullable(
    z.object({
      id: uuid,
      commit: z.nullable(z.string()),
      commit_description: z.nullable(z.string()),
      language: z.nullable(z.string()),
      size: z.nullable(z.number()),
    }),
  ),
  stack: z.string(),
  /** Null where nobody knows which ones made the slug. */
  buildpacks: z.nullable(z.array(z.string())),
  process_types: z.record(z.string(), z.string()),
  /** How the dynos stood when it began to run; null where that is not known. */
  formation: z.nullable(z.array(z.object({ type: z.string(), quantity: z.number(), size: z.string() }))),
  addons: z.array(z.string()),
})
export type Made = z.infer<typeof Made>

/** How a key's value differs. */
const Change = z.enum(['added', 'changed', 'removed'])

const Comparison = z.object({
  from: Made,
  to: Made,
  /** The keys of config vars that differ: whoever may see the app may know which, not what they say. */
  config: z.array(z.object({ key: z.string(), change: Change })),
})
export type Comparison = z.infer<typeof Comparison>

const ConfigChange = z.object({
  key: z.string(),
  change: Change,
  at: timestamp,
  user: person,
  version: z.number(),
  client: z.nullable(Client),
})
export type ConfigChange = z.infer<typeof ConfigChange>

export const history = {
  compare: endpoint({
    method: 'GET',
    path: '/control/apps/:app/releases/:release/changes',
    title: 'Compare a release with another',
    action: 'app.view',
    query: z.object({
      /** The other release: an id, or a version; the one before unless told. */
      since: z.optional(z.string()),
    }),
    response: Comparison,
    reads: ['releases', 'slugs'],
  }),
  config: endpoint({
    method: 'GET',
    path: '/control/apps/:app/config-vars/history',
    title: 'Show who changed each config var',
    action: 'config.read',
    response: z.array(ConfigChange),
    reads: ['releases'],
  }),
  lines: endpoint({
    method: 'GET',
    path: '/control/apps/:app/builds/:build/lines',
    title: 'Show when a build printed each line',
    action: 'app.view',
    /** For each line of the output, ms since the build began. */
    response: z.array(z.number()),
    reads: ['builds'],
  }),
}

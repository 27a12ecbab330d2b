import * as z from 'zod/mini'
import { endpoint, named, timestamp } from '#platform/http/contract.ts'
import { Series } from '#platform/metrics/contract.ts'
import { Maintenance } from '#platform/maintenance/contract.ts'
import { Report } from '#platform/postgres/service/contract.ts'
import { Transfer } from '#platform/postgres/backups/contract.ts'

// What the pages of a database show and the data service's API does not say, or says in words for people only.

const when = z.nullable(timestamp)
const reads = ['databases', 'databaseTransfers', 'upkeeps', 'addons', 'attachments', 'apps', 'dynos'] as const

const Relative = z.object({ ...named.shape, plan: z.string() })

const Upgrade = z.object({
  kind: z.enum(['dry run', 'upgrade']),
  to: z.string(),
  stage: z.enum(['preparing', 'ready', 'running', 'dry run']),
  created_at: timestamp,
  ready_at: timestamp,
  starts_at: timestamp,
  ends_at: timestamp,
})

const Overview = z.object({
  ...named.shape,
  app: named,
  plan: z.string(),
  /** Shared with others: no forks, followers, credentials, settings. */
  essential: z.boolean(),
  state: z.enum(['preparing', 'unavailable', 'available']),
  message: z.string(),
  version: z.string(),
  /** Those that it can be upgraded to. */
  versions: z.array(z.string()),
  upgrade: z.nullable(Upgrade),
  region: z.string(),
  created_at: timestamp,
  bytes: z.number(),
  rows: z.number(),
  tables: z.number(),
  connections: z.number(),
  waiting: z.number(),
  cache_hit: z.nullable(z.number()),
  limits: z.object({
    bytes: z.number(),
    memory: z.nullable(z.number()),
    connections: z.number(),
    tables: z.nullable(z.number()),
    processors: z.nullable(z.number()),
  }),
  /** When the engine that keeps its tables last told how large it is; null where that is worked out. */
  measured_at: when,
  /** The most pressing first. */
  warnings: z.array(z.object({ grave: z.boolean(), text: z.string(), what_to_do: z.string() })),
  read_only: z.boolean(),
  standby: z.boolean(),
  continuous_protection: z.boolean(),
  rollback_from: when,
  leader: z.nullable(Relative),
  /** How many commits a follower is behind. */
  behind_by: z.nullable(z.number()),
  followers: z.array(Relative),
  forked_from: z.nullable(z.string()),
  forks: z.array(Relative),
  pooled: z.boolean(),
  /** When it may be worked on; null where the platform chooses. */
  window: z.nullable(z.string()),
  maintenance: Maintenance,
  /** Of the default credential; its password has to be asked for. */
  login: z.object({ host: z.string(), port: z.number(), user: z.string(), database: z.string() }),
})
export type Overview = z.infer<typeof Overview>

const Shown = z.object({
  ...Transfer.shape,
  /** 'b001' taken by hand, 'a002' by a schedule, 'r003' a restore, 'c004' a copy. */
  label: z.string(),
  state: z.enum(['pending', 'running', 'succeeded', 'failed', 'canceled']),
  rows: z.number(),
  tables: z.number(),
})
export type ShownTransfer = z.infer<typeof Shown>

const Query = z.object({
  query: z.string(),
  calls: z.number(),
  total_ms: z.number(),
  mean_ms: z.number(),
  /** Of the time, what was spent waiting for the disk. */
  io_ms: z.number(),
})
export type Query = z.infer<typeof Query>

const path = '/control/databases/:database'
const window = z.object({
  start_time: z.optional(z.string()),
  end_time: z.optional(z.string()),
  step: z.optional(z.string()),
})

export const insight = {
  overview: endpoint({
    method: 'GET',
    path: `${path}/overview`,
    title: 'Show how a database does',
    response: Overview,
    reads,
  }),
  metrics: endpoint({
    method: 'GET',
    path: `${path}/metrics`,
    title: 'Show how a database did over time',
    query: window,
    response: Series,
  }),
  transfers: endpoint({
    method: 'GET',
    path: `${path}/transfers`,
    title: "List a database's backups, restores and copies",
    response: z.array(Shown),
    reads,
  }),
  reports: endpoint({
    method: 'GET',
    path: `${path}/reports`,
    title: 'List the last checks of a database',
    response: z.array(Report),
    reads: ['databases'],
  }),
  queries: endpoint({
    method: 'GET',
    path: `${path}/queries`,
    title: 'Show which queries take most of the time',
    response: z.object({ since: timestamp, queries: z.array(Query) }),
  }),
}

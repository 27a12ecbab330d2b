import * as z from 'zod/mini'
import { endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'

// A Postgres database as the world knows it. What its tables hold is none of the world's business: a real PostgreSQL outside of
// it keeps that, and does what `content` says has happened to it.

const moment = { seq: z.number(), at: timestamp }

const Operation = z.discriminatedUnion('kind', [
  z.object({ ...moment, kind: z.literal('capture'), backup: uuid }),
  z.object({ ...moment, kind: z.literal('restore'), backup: uuid }),
  z.object({ ...moment, kind: z.literal('reset') }),
  z.object({ ...moment, kind: z.literal('fork'), from: uuid, backup: uuid }),
])

const Content = z.object({
  addon: z.object({ ...named.shape, app: named }),
  database: z.string(),
  host: z.string(),
  port: z.number(),
  credentials: z.array(
    z.object({
      name: z.string(),
      user: z.string(),
      password: z.string(),
      permission: z.enum(['all', 'readonly', 'readwrite']),
    }),
  ),
  /** Which tables it begins with: 'shop', 'api', …; '' begins empty. */
  sample: z.string(),
  limits: z.object({ connections: z.number(), bytes: z.number(), statement_timeout_ms: z.number() }),
  /** Of PostgreSQL, as the plan says: '17'. */
  version: z.string(),
  /** The id of the add-on whose contents it shows, read-only, while it follows that one. */
  follows: z.nullable(uuid),
  /** A follower, and one that has been too large for its plan for too long. */
  read_only: z.boolean(),
  /**
   * What happened to its contents beside SQL, oldest first; `seq` only grows. capture: keep a copy of what there is now under the
   * backup's id. restore: be that copy. reset: be empty. fork: be the copy that the database `from` keeps under that id.
   */
  operations: z.array(Operation),
})
export type Content = z.infer<typeof Content>

const count = z.int().check(z.nonnegative())
const reads = ['databases', 'databaseTransfers', 'addons', 'attachments', 'apps'] as const

export const databaseContents = {
  content: endpoint({
    method: 'GET',
    path: '/control/databases/:addon/content',
    title: 'Show what a database holds',
    response: Content,
    reads,
  }),
  measured: endpoint({
    method: 'POST',
    path: '/control/databases/:addon/measured',
    title: 'Say how large a database is',
    body: z.object({ bytes: count, tables: count, rows: count, connections: count }),
    response: z.object({}),
  }),
}

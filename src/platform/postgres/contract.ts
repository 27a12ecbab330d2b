import * as z from 'zod/mini'
import { endpoint, named, uuid } from '#platform/http/contract.ts'

// A Postgres database as the world knows it. What its tables hold is none of the world's business: a real PostgreSQL outside of
// it keeps that. The world has a name for each state of it, and says which one there is now: so tables follow the world back in
// time, and into a new one.

/** See `Names` of the model: the first that the engine has counts. */
const Names = z.array(z.string())

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
  limits: z.object({ connections: z.number(), bytes: z.number(), statement_timeout_ms: z.number() }),
  /** Of PostgreSQL, as the plan says: '17'. */
  version: z.string(),
  /** The id of the add-on whose contents it shows, read-only, while it follows that one. */
  follows: z.nullable(uuid),
  /** A follower, and one that has been too large for its plan for too long. */
  read_only: z.boolean(),
  /** Another one after the world was turned back or replaced; within one, `since` only grows. */
  era: z.string(),
  /** What it holds. */
  names: Names,
  /** When something else than SQL, such as a restore, was last put in its place. */
  since: z.number(),
  /** The world was turned back: what came later is done again, unless somebody does something else. */
  turned_back: z.boolean(),
  /** What its backups keep, by their ids. */
  backups: z.record(z.string(), Names),
})
export type Content = z.infer<typeof Content>

const count = z.int().check(z.nonnegative())
/** 'kept <timeline> <position>' */
export const KEPT = /^kept ([0-9a-f]{32}) (\d{1,15})$/
const reads = ['databases', 'databaseTransfers', 'addons', 'attachments', 'apps'] as const

export const databaseContents = {
  content: endpoint({
    method: 'GET',
    path: '/control/databases/:addon/content',
    title: 'Show what a database holds',
    response: Content,
    // It holds passwords.
    scope: 'read-protected',
    reads,
    host: true,
  }),
  measured: endpoint({
    method: 'POST',
    path: '/control/databases/:addon/measured',
    title: 'Say how large a database is',
    body: z.object({ bytes: count, tables: count, rows: count, connections: count }),
    response: z.object({}),
  }),
  /**
   * Says that SQL has made something else of what a database holds. Whoever ran it tells so before it answers: what was answered is
   * in the journal. As of any client, a password of the database is asked for, and nothing else.
   */
  written: endpoint({
    method: 'POST',
    path: '/control/databases/:addon/written',
    title: 'Say what a database holds',
    open: true,
    body: z.object({
      password: z.string(),
      name: z.string().check(z.regex(KEPT, 'What was written is named by a timeline of 32 hexadecimal digits, and a position.')),
      /** What it was written to, when the timeline began: refused with 409 when there is something else by now. */
      from: z.string(),
      since: z.number(),
    }),
    response: z.object({}),
  }),
}

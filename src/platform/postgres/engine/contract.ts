import * as z from 'zod/mini'
import { endpoint, uuid } from '#platform/http/contract.ts'

// What is asked of the PostgreSQL that keeps a database's tables, where a server runs it: with `npm run api`, the one that psql
// reaches. In a browser pages run it themselves, and none of this is answered.

/** A connection of whoever asks: nobody else can use it. */
const session = z.string().check(z.regex(/^[\w-]{1,64}$/, 'A session is named by up to 64 letters, digits, - and _.'))
/** The user of one of the database's credentials. */
const as = z.string()
const result = z.string()
const from = z.int().check(z.nonnegative())
const count = z.int().check(z.nonnegative())

const Filter = z.object({
  column: z.string(),
  operator: z.enum(['contains', '=', '<', '>', 'is null', 'is not null']),
  value: z.string(),
})

/** They mean what the engine's own protocol says. */
const Question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('describe') }),
  z.object({ kind: z.literal('expensive') }),
  z.object({ kind: z.literal('run'), session, as, sql: z.string(), readonly: z.boolean() }),
  z.object({ kind: z.literal('rows'), result, from, count }),
  z.object({ kind: z.literal('text'), result, format: z.enum(['csv', 'json']) }),
  z.object({
    kind: z.literal('browse'),
    session,
    as,
    schema: z.string(),
    table: z.string(),
    order: z.nullable(z.object({ column: z.string(), down: z.boolean() })),
    filters: z.readonly(z.array(Filter)),
    from,
    count,
  }),
  z.object({ kind: z.literal('cancel'), session }),
  z.object({ kind: z.literal('leave'), session }),
])
export type Question = z.infer<typeof Question>

/** What PostgreSQL, or the engine in its words, refused. */
const SqlError = z.object({
  code: z.string(),
  message: z.string(),
  detail: z.nullable(z.string()),
  hint: z.nullable(z.string()),
  position: z.nullable(z.number()),
})

const Answered = z.union([
  z.object({ error: SqlError }),
  z.object({ /** Of the type that belongs to what was asked. */ answer: z.custom<never>() }),
])
export type Answered = z.infer<typeof Answered>

export const databaseEngine = {
  ask: endpoint({
    method: 'POST',
    path: '/control/databases/:addon/ask',
    title: 'Ask a database',
    body: Question,
    response: Answered,
    scope: 'write-protected',
    host: true,
  }),
  /** What there is now, or what a backup keeps. */
  dump: endpoint({
    method: 'GET',
    path: '/control/databases/:addon/dump',
    title: 'Download a database as SQL',
    query: z.object({ backup: z.optional(uuid) }),
    response: 'bytes',
    scope: 'read-protected',
    host: true,
  }),
  /** Where the address of a backup leads: whoever has it may, as long as it is good. */
  backup: endpoint({
    method: 'GET',
    path: '/control/backups/:backup/dump',
    title: 'Download a backup by its address',
    query: z.object({ expires: z.string(), signature: z.string() }),
    response: 'bytes',
    open: true,
    host: true,
  }),
}

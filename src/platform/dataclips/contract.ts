import * as z from 'zod/mini'
import { endpoint, named, person, timestamp, uuid } from '#platform/http/contract.ts'

// Dataclips: SQL that somebody keeps for a database, and may share, with what it gave when it was last run (heroku-facts A.18).
// Heroku has a GraphQL endpoint of another host for them, which no public client asks; so these are of our own.

/** Of a result so much is kept. */
export const MOST_ROWS = 1000
export const MOST_CHARACTERS = 200_000
const LONGEST_SQL = 20_000
const LONGEST_TITLE = 100
export const MOST_COLUMNS = 200

/** Why a dataclip cannot be called so; null if it can. */
export function titleProblem(title: string): string | null {
  if (title.trim() === '') return 'Give it a title.'
  return title.length > LONGEST_TITLE ? `A title can be at most ${LONGEST_TITLE} characters long.` : null
}

const Title = z.string({ error: 'Give it a title.' })
const Sql = z
  .string({ error: 'Give the SQL.' })
  .check(z.maxLength(LONGEST_SQL, `The SQL can be at most ${LONGEST_SQL} characters long.`))
const whole = z.number().check(z.int('Give whole numbers.'), z.gte(0, 'Not less than 0.'))
const Text = z.string().check(z.maxLength(MOST_CHARACTERS))

const Column = z.object({ name: Text, type: Text, numeric: z.boolean() })
const Failed = z.object({
  code: Text,
  message: Text,
  /** Where in the SQL, in characters from its start. */
  position: z.nullable(whole),
})

/** What a version of a dataclip gave. The world runs no SQL: whoever ran it says what came out. */
const Outcome = z.object({
  version: whole,
  ms: z.number().check(z.gte(0, 'Not less than 0.')),
  columns: z.array(Column).check(z.maxLength(MOST_COLUMNS, `At most ${MOST_COLUMNS} columns are kept.`)),
  /** Each value as PostgreSQL writes it; null for NULL. */
  rows: z.array(z.array(z.nullable(Text))).check(z.maxLength(MOST_ROWS, `At most ${MOST_ROWS} rows are kept.`)),
  /** How many rows there were; `rows` can be fewer. */
  count: whole,
  error: z.nullable(Failed),
})
export type Outcome = z.infer<typeof Outcome>

const Kept = z.object({ ...Outcome.shape, ran_at: timestamp })
export type Kept = z.infer<typeof Kept>

const Reason = z.nullable(z.string())

const Listed = z.object({
  id: uuid,
  title: z.string(),
  /** Null when it is gone. */
  database: z.nullable(z.object({ ...named.shape, app: named })),
  /** What its database is or was called. */
  database_name: z.string(),
  owner: z.object({ ...person.shape, name: z.string() }),
  /** What whoever asks is to it. */
  role: z.enum(['owner', 'editor', 'viewer']),
  version: z.number(),
  created_at: timestamp,
  updated_at: timestamp,
  last_run: z.nullable(z.object({ ran_at: timestamp, ms: z.number(), count: z.number(), failed: z.boolean() })),
  shared: z.object({ people: z.number(), teams: z.number(), link: z.boolean() }),
})
export type ListedClip = z.infer<typeof Listed>

const Dataclip = z.object({
  ...Listed.shape,
  /** The newest last. */
  versions: z.array(z.object({ number: z.number(), sql: z.string(), author: person, created_at: timestamp })),
  people: z.array(person),
  teams: z.array(named),
  /** By this anybody reads it who is given the token. */
  link: z.nullable(z.object({ token: z.string(), enabled_by: person, enabled_at: timestamp })),
  result: z.nullable(Kept),
  /** Why whoever asks may not do this with it, as a sentence; null where they may. */
  refusals: z.object({ run: Reason, edit: Reason, share: Reason }),
})
export type Dataclip = z.infer<typeof Dataclip>

/** A dataclip as everybody sees it who has its link. */
const Shared = z.object({
  title: z.string(),
  owner: z.object({ name: z.string() }),
  sql: z.string(),
  /** The result can be of an earlier version. */
  version: z.number(),
  updated_at: timestamp,
  result: z.nullable(Kept),
})
export type SharedClip = z.infer<typeof Shared>

const reads = ['dataclips', 'accounts', 'addons', 'attachments', 'apps', 'collaborators', 'members', 'teams'] as const
const ONE = '/control/dataclips/:clip'
const LINK = '/control/shared-dataclips/:token'

export const dataclips = {
  list: endpoint({
    method: 'GET',
    path: '/control/dataclips',
    title: 'List dataclips',
    action: 'account.lists',
    response: z.array(Listed),
    list: { sort: ['created_at', 'id'] },
    reads,
  }),
  create: endpoint({
    method: 'POST',
    path: '/control/dataclips',
    title: 'Save a query as a dataclip',
    body: z.object({ title: Title, sql: Sql, database: z.string({ error: 'Name the database.' }) }),
    response: Dataclip,
    status: 201,
  }),
  info: endpoint({ method: 'GET', path: ONE, title: 'Show a dataclip', action: 'account.dataclips', response: Dataclip, reads }),
  update: endpoint({
    method: 'PATCH',
    path: ONE,
    title: 'Change a dataclip',
    action: 'account.dataclips',
    body: z.object({
      title: z.optional(Title),
      /** Another one is a new version. */
      sql: z.optional(Sql),
      database: z.optional(z.string()),
    }),
    response: Dataclip,
  }),
  delete: endpoint({ method: 'DELETE', path: ONE, title: 'Delete a dataclip', action: 'account.dataclips', response: Dataclip }),
  share: endpoint({
    method: 'PATCH',
    path: `${ONE}/sharing`,
    title: 'Share a dataclip',
    action: 'account.dataclips',
    body: z.object({
      /** By their e-mail addresses: all of them, as with the names of teams. */
      people: z.optional(z.array(z.string()).check(z.maxLength(100, 'At most 100 people.'))),
      teams: z.optional(z.array(z.string()).check(z.maxLength(20, 'At most 20 teams.'))),
      /** On again, it is another link. */
      link: z.optional(z.boolean()),
    }),
    response: Dataclip,
  }),
  keep: endpoint({
    method: 'PUT',
    path: `${ONE}/result`,
    title: 'Keep what a dataclip gave',
    action: 'account.dataclips',
    body: Outcome,
    response: Dataclip,
  }),
  shared: endpoint({ method: 'GET', path: LINK, title: 'Show a shared dataclip', response: Shared, open: true, reads }),
  sharedJson: endpoint({
    method: 'GET',
    path: `${LINK}/json`,
    title: 'Read the result of a shared dataclip as JSON',
    response: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
    open: true,
    reads,
  }),
  sharedCsv: endpoint({
    method: 'GET',
    path: `${LINK}/csv`,
    title: 'Read the result of a shared dataclip as CSV',
    response: 'stream',
    open: true,
  }),
}

type Rows = Pick<Outcome, 'columns' | 'rows'>

/** A result as CSV (RFC 4180); NULL is an empty field. */
export function toCsv({ columns, rows }: Rows): string {
  const field = (value: string | null) =>
    value === null ? '' : value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
  return [columns.map(({ name }) => name), ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')
}

/** A result as objects. Numbers are numbers where nothing of them is lost. */
export function toRecords({ columns, rows }: Rows): Record<string, string | number | null>[] {
  return rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name, numeric }, index) => [name, numeric ? toNumber(row[index] ?? null) : (row[index] ?? null)]),
    ),
  )
}

function toNumber(text: string | null): string | number | null {
  if (text === null || text.length > 15) return text
  const number = Number(text)
  return Number.isFinite(number) ? number : text
}

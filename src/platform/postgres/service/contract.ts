import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

// The API of the data service, as the official CLI asks it on a host of its own (reference: its commands pg:*).

const reads = ['databases', 'databaseTransfers', 'upkeeps', 'addons', 'attachments', 'apps', 'dynos'] as const

const Info = z.object({ name: z.string(), values: z.array(z.string()), resolve_db_name: z.optional(z.boolean()) })

const Database = z.object({
  addon_id: uuid,
  name: z.string(),
  plan: z.string(),
  created_at: timestamp,
  resource_url: z.string(),
  database_name: z.string(),
  postgres_version: z.string(),
  'available_for_ingress?': z.boolean(),
  num_bytes: z.number(),
  num_tables: z.number(),
  num_connections: z.number(),
  num_connections_waiting: z.number(),
  /** The address of the database that it follows. */
  following: z.nullable(z.string()),
  leader: z.nullable(z.string()),
  'standalone?': z.boolean(),
  info: z.array(Info),
})

const Wait = z.object({ 'waiting?': z.boolean(), 'error?': z.boolean(), message: z.string(), step: z.optional(z.string()) })

const Login = z.object({ user: z.string(), password: z.string(), state: z.string(), connections: z.number() })
const Credential = z.object({
  uuid,
  name: z.string(),
  state: z.enum(['active', 'rotating']),
  database: z.string(),
  host: z.string(),
  port: z.number(),
  credentials: z.array(Login),
})
export type Credential = z.infer<typeof Credential>

const value = z.union([z.string(), z.number(), z.boolean()])
const Settings = z.record(
  z.string(),
  z.object({ value, default: value, desc: z.string(), values: z.record(z.string(), z.string()) }),
)
export type Settings = z.infer<typeof Settings>

const Link = z.object({
  id: uuid,
  name: z.string(),
  created_at: timestamp,
  remote: z.object({ name: z.string(), attachment_name: z.string() }),
})

const Said = z.object({ message: z.string() })
const maybe = z.optional(z.nullable(z.string()))
const text = z.string()

const db = '/client/v11/databases/:database'
const creds = '/postgres/v0/databases/:database'

export const databases = {
  info: endpoint({ method: 'GET', path: db, title: 'Show a database', response: Database, reads }),
  wait: endpoint({ method: 'GET', path: `${db}/wait_status`, title: 'Show whether a database is there', response: Wait, reads }),
  bastion: endpoint({ method: 'GET', path: `${db}/bastion`, title: 'Show the way to a database', response: z.object({}) }),
  metrics: endpoint({
    method: 'GET',
    path: `${db}/metrics`,
    title: 'Show figures of a database',
    response: z.array(z.object({})),
  }),
  burst: endpoint({ method: 'GET', path: `${db}/burst_status`, title: "Show a machine's spare power", response: z.object({}) }),
  reset: endpoint({
    method: 'PUT',
    path: `${db}/reset`,
    title: 'Delete all data of a database',
    body: z.object({ extensions: z.optional(z.nullable(z.array(text))) }),
    response: Said,
  }),
  unfollow: endpoint({ method: 'PUT', path: `${db}/unfollow`, title: 'Stop following', response: Said }),
  statsReset: endpoint({ method: 'PUT', path: `${db}/stats_reset`, title: 'Reset the statistics', response: Said }),
  connectionReset: endpoint({
    method: 'POST',
    path: `${db}/connection_reset`,
    title: 'End all connections',
    response: Said,
  }),
  pool: endpoint({
    method: 'POST',
    path: `${db}/connection-pooling`,
    title: 'Attach with connection pooling',
    body: z.object({ app: text, credential: maybe, name: maybe }),
    response: z.object({ id: uuid, name: text }),
    status: 201,
  }),
  settings: endpoint({
    method: 'GET',
    path: `${creds}/config`,
    title: 'Show the settings of a database',
    response: Settings,
    reads,
  }),
  configure: endpoint({
    method: 'PATCH',
    path: `${creds}/config`,
    title: 'Change the settings of a database',
    body: z.record(text, value),
    response: Settings,
  }),
  links: endpoint({ method: 'GET', path: `${db}/links`, title: 'List linked data sources', response: z.array(Link), reads }),
  link: endpoint({
    method: 'POST',
    path: `${db}/links`,
    title: 'Link a data source',
    body: z.object({ target: text, as: maybe }),
    response: Link,
    status: 201,
  }),
  unlink: endpoint({ method: 'DELETE', path: `${db}/links/:link`, title: 'Remove a linked data source', response: Said }),
}

export const databaseCredentials = {
  list: endpoint({
    method: 'GET',
    path: `${creds}/credentials`,
    title: 'List credentials',
    scope: 'read-protected',
    response: z.array(Credential),
    reads,
  }),
  info: endpoint({
    method: 'GET',
    path: `${creds}/credentials/:name`,
    title: 'Show a credential',
    scope: 'read-protected',
    response: Credential,
    reads,
  }),
  create: endpoint({
    method: 'POST',
    path: `${creds}/credentials`,
    title: 'Create a credential',
    body: z.object({ name: text }),
    response: Said,
    status: 201,
  }),
  destroy: endpoint({ method: 'DELETE', path: `${creds}/credentials/:name`, title: 'Destroy a credential', response: Said }),
  rotate: endpoint({
    method: 'POST',
    path: `${creds}/credentials/:name/credentials_rotation`,
    title: 'Give a credential a new password',
    body: z.object({ forced: z.optional(z.nullable(z.boolean())) }),
    response: Said,
  }),
  rotateAll: endpoint({
    method: 'POST',
    path: `${creds}/credentials_rotation`,
    title: 'Give all credentials new passwords',
    body: z.object({ forced: z.optional(z.nullable(z.boolean())) }),
    response: Said,
  }),
  repair: endpoint({
    method: 'POST',
    path: `${creds}/repair-default`,
    title: 'Give the default credential back what it owned',
    response: Said,
  }),
}

const version = z.object({ version: maybe })

export const upgrades = {
  prepare: endpoint({
    method: 'POST',
    path: `${db}/upgrade/prepare`,
    title: 'Prepare an upgrade',
    body: version,
    response: Said,
  }),
  dryRun: endpoint({ method: 'POST', path: `${db}/upgrade/dry_run`, title: 'Try an upgrade', body: version, response: Said }),
  run: endpoint({ method: 'POST', path: `${db}/upgrade/run`, title: 'Run an upgrade', body: version, response: Said }),
  cancel: endpoint({ method: 'POST', path: `${db}/upgrade/cancel`, title: 'Cancel an upgrade', response: Said }),
  wait: endpoint({
    method: 'GET',
    path: `${db}/upgrade/wait_status`,
    title: 'Show how an upgrade stands',
    response: Wait,
    reads,
  }),
}

export const Report = z.object({
  id: uuid,
  app: text,
  database: text,
  created_at: timestamp,
  checks: z.array(
    z.object({
      name: text,
      status: z.enum(['red', 'yellow', 'green']),
      results: z.array(z.record(text, z.union([text, z.number()]))),
    }),
  ),
})

export type Report = z.infer<typeof Report>

export const diagnoses = {
  create: endpoint({
    method: 'POST',
    path: '/reports',
    title: 'Check a database',
    body: z.object({ app: text, database: text, plan: maybe, url: maybe }),
    response: Report,
    status: 201,
  }),
  info: endpoint({ method: 'GET', path: '/reports/:report', title: 'Show a check of a database', response: Report }),
}

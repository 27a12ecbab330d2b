import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

// Backups, restores and copies, and their schedules, as the CLI's commands pg:backups and pg:copy ask for them.

const when = z.nullable(timestamp)
const reads = ['databases', 'databaseTransfers', 'upkeeps', 'addons', 'attachments', 'apps', 'dynos'] as const

export const Transfer = z.object({
  uuid,
  num: z.number(),
  /** pg_dump: of a database. */
  from_type: z.enum(['pg_dump', 'gof3r']),
  from_name: z.string(),
  /** gof3r: into the store of backups. */
  to_type: z.enum(['gof3r', 'pg_restore']),
  to_name: z.string(),
  to_url: z.string(),
  options: z.object({}),
  schedule: z.nullable(z.object({ uuid })),
  created_at: timestamp,
  started_at: when,
  finished_at: when,
  canceled_at: when,
  processed_bytes: z.number(),
  source_bytes: z.number(),
  succeeded: z.nullable(z.boolean()),
  warnings: z.number(),
  logs: z.optional(z.array(z.object({ created_at: timestamp, message: z.string() }))),
})
export type Transfer = z.infer<typeof Transfer>

const Schedule = z.object({
  uuid,
  name: z.string(),
  hour: z.number(),
  timezone: z.string(),
  created_at: timestamp,
  retain_weeks: z.number(),
  retain_months: z.number(),
})
export type Schedule = z.infer<typeof Schedule>

const Said = z.object({ message: z.string() })
const text = z.string()
const maybe = z.optional(z.nullable(text))
const db = '/client/v11/databases/:database'
const transfers = '/client/v11/apps/:app/transfers'

export const backups = {
  list: endpoint({
    method: 'GET',
    path: transfers,
    title: 'List backups, restores and copies',
    action: 'addons.read',
    response: z.array(Transfer),
    reads,
  }),
  info: endpoint({
    method: 'GET',
    path: `${transfers}/:transfer`,
    title: 'Show a backup, restore or copy',
    action: 'addons.read',
    query: z.object({ verbose: z.optional(text) }),
    response: Transfer,
    reads,
  }),
  cancel: endpoint({
    method: 'POST',
    path: `${transfers}/:transfer/actions/cancel`,
    title: 'Cancel a backup, restore or copy',
    action: 'addons.free',
    response: Transfer,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: `${transfers}/:transfer`,
    title: 'Delete a backup',
    action: 'addons.free',
    response: Transfer,
  }),
  url: endpoint({
    method: 'POST',
    path: `${transfers}/:transfer/actions/public-url`,
    title: 'Make an address for a backup',
    action: 'config.read',
    host: true,
    response: z.object({ url: text, expires_at: timestamp }),
  }),
  capture: endpoint({ method: 'POST', path: `${db}/backups`, title: 'Back a database up', response: Transfer, status: 201 }),
  restore: endpoint({
    method: 'POST',
    path: `${db}/restores`,
    title: 'Restore a backup',
    body: z.object({ backup_url: text, extensions: z.optional(z.nullable(z.array(text))) }),
    response: Transfer,
    status: 201,
  }),
  copy: endpoint({
    method: 'POST',
    path: `${db}/transfers`,
    title: 'Copy a database',
    body: z.object({ from_name: text, from_url: text, to_name: text, to_url: text }),
    response: Transfer,
    status: 201,
  }),
  schedules: endpoint({
    method: 'GET',
    path: `${db}/transfer-schedules`,
    title: 'List schedules of backups',
    response: z.array(Schedule),
    reads,
  }),
  schedule: endpoint({
    method: 'POST',
    path: `${db}/transfer-schedules`,
    title: 'Schedule daily backups',
    body: z.object({ hour: z.union([text, z.number()]), timezone: text, schedule_name: maybe }),
    response: Schedule,
    status: 201,
  }),
  unschedule: endpoint({
    method: 'DELETE',
    path: `${db}/transfer-schedules/:schedule`,
    title: 'Stop scheduled backups',
    response: Said,
  }),
}

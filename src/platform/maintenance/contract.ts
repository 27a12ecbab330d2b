import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

// When databases, key-value stores and Kafka clusters are worked on, as the CLI's commands data:maintenances ask it of the data
// service (heroku-facts E.2).

const when = z.nullable(timestamp)

export const Maintenance = z.object({
  addon: z.object({
    attachments: z.array(z.string()),
    kind: z.string(),
    name: z.string(),
    plan: z.string(),
    uuid,
    window: z.nullable(z.string()),
  }),
  app: z.object({ name: z.string(), uuid }),
  completed_at: when,
  duration_seconds: z.nullable(z.number()),
  method: z.nullable(z.string()),
  previously_scheduled_for: when,
  reason: z.nullable(z.string()),
  required_by: when,
  scheduled_for: when,
  server_created_at: when,
  started_at: when,
  status: z.enum(['none', 'pending', 'preparing', 'ready', 'running', 'completed']),
  window: z.nullable(z.string()),
})
export type Maintenance = z.infer<typeof Maintenance>

/** Without a window the platform chooses the time. */
const MaintenanceWindow = z.object({
  window: z.nullable(z.string()),
  previous_window: z.nullable(z.string()),
  scheduled_at: when,
  previously_scheduled_at: when,
})

const weeks = z.union([z.number(), z.string().check(z.regex(/^-?\d{1,3}$/, 'Say how many weeks, as a number.'))])

const reads = ['upkeeps', 'addons', 'attachments', 'apps'] as const
const UPKEEP = '/data/maintenances/v1'
const ONE = `${UPKEEP}/:addon`

export const maintenances = {
  ofApp: endpoint({
    method: 'GET',
    path: `${UPKEEP}/apps/:app`,
    title: "List the maintenance of an app's data services",
    action: 'addons.read',
    response: z.object({ maintenances: z.array(Maintenance) }),
    reads,
  }),
  info: endpoint({ method: 'GET', path: ONE, title: 'Show maintenance', response: Maintenance, reads }),
  history: endpoint({
    method: 'GET',
    path: `${ONE}/history`,
    title: 'List former maintenance',
    query: z.object({ limit: z.optional(z.string()) }),
    response: z.object({ maintenances: z.array(Maintenance) }),
    reads,
  }),
  run: endpoint({ method: 'POST', path: `${ONE}/run`, title: 'Run maintenance now', response: Maintenance }),
  schedule: endpoint({
    method: 'POST',
    path: `${ONE}/schedule`,
    title: 'Put maintenance off',
    body: z.object({ delay_weeks: z.optional(z.nullable(weeks)) }),
    response: z.object({ scheduled_for: when, previously_scheduled_for: when }),
  }),
  window: endpoint({
    method: 'GET',
    path: `${ONE}/window`,
    title: 'Show the maintenance window',
    response: MaintenanceWindow,
    reads,
  }),
  setWindow: endpoint({
    method: 'POST',
    path: `${ONE}/window`,
    title: 'Set the maintenance window',
    body: z.object({ day_of_week: z.string(), time_of_day: z.string() }),
    response: MaintenanceWindow,
  }),
}

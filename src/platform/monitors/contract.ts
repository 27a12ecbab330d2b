import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

// Autoscaling and threshold alerts (heroku-facts A.7, B.8, H.1): what watches a process type's metrics.

export const MonitorName = z.enum(['LATENCY_SCALE', 'LATENCY', 'ERROR_RATE'])
export type MonitorName = z.infer<typeof MonitorName>

/** What a threshold may be: a p95 in ms, or a share of all requests. */
export const THRESHOLDS: Readonly<Record<MonitorName, readonly [least: number, most: number]>> = {
  LATENCY_SCALE: [1, 30_000],
  LATENCY: [50, 30_000],
  ERROR_RATE: [0.005, 1],
}
/** Minutes that a threshold has to be passed for: high, medium and low sensitivity. */
export const PERIODS = [1, 5, 10] as const
/** Minutes between reminders. */
export const REMINDERS = [5, 60, 1440] as const

export const Monitor = z.object({
  id: uuid,
  app_id: uuid,
  process_type: z.string(),
  metric_uuid: uuid,
  name: MonitorName,
  action_type: z.enum(['scale', 'alert']),
  op: z.string(),
  /** The p95 in ms, or the share of failed requests. */
  value: z.number(),
  /** Minutes. */
  period: z.number(),
  /** For autoscaling: the fewest and the most dynos. */
  min_quantity: z.nullable(z.number()),
  max_quantity: z.nullable(z.number()),
  forecast_period: z.nullable(z.number()),
  /** 'app' for all who may see the app, or addresses. */
  notification_channels: z.array(z.string()),
  /** Minutes between two notifications. */
  notification_period: z.number(),
  is_active: z.boolean(),
  /** `alarm`: the alert fires, or autoscaling wants more dynos than it may have. */
  state: z.enum(['ok', 'alarm']),
  created_at: timestamp,
  updated_at: timestamp,
})
export type Monitor = z.infer<typeof Monitor>

const quantity = z.optional(z.nullable(z.number().check(z.int())))
const settings = {
  action_type: z.optional(z.enum(['scale', 'alert'])),
  is_active: z.optional(z.boolean()),
  op: z.optional(z.literal('GREATER_OR_EQUAL')),
  value: z.optional(z.number()),
  period: z.optional(z.number()),
  min_quantity: quantity,
  max_quantity: quantity,
  notification_channels: z.optional(
    z
      .array(z.string().check(z.regex(/^app$|^\S+@\S+$/, 'A notification channel is "app" or an e-mail address.')))
      .check(z.maxLength(10)),
  ),
  notification_period: z.optional(z.number()),
}

export const monitors = {
  list: endpoint({
    method: 'GET',
    path: '/apps/:app/formation/:type/monitors',
    title: 'List monitors',
    action: 'app.view',
    response: z.array(Monitor),
    reads: ['monitors'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/apps/:app/formation/:type/monitors',
    title: 'Watch a process type',
    action: 'monitors.edit',
    body: z.object({ name: MonitorName, ...settings }),
    response: Monitor,
    status: 201,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/apps/:app/formation/:type/monitors/:monitor',
    title: 'Change a monitor',
    action: 'monitors.edit',
    body: z.object(settings),
    response: Monitor,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/apps/:app/formation/:type/monitors/:monitor',
    title: 'Remove a monitor',
    action: 'monitors.edit',
    response: Monitor,
  }),
}

/**
 * What an alert makes of the last `period` minutes, the newest last: it begins to fire when all of them passed the threshold, and
 * ends when none did. Minutes without a request (null) pass nothing.
 */
export function fires(firing: boolean, minutes: readonly (number | null)[], threshold: number): boolean {
  const passes = (value: number | null) => value !== null && value >= threshold
  return firing ? minutes.some(passes) : minutes.every(passes)
}

import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

const window = z.object({
  start_time: z.optional(z.string()),
  end_time: z.optional(z.string()),
  /** '1m', '10m', '1h' or '2h'. */
  step: z.optional(z.string()),
  process_type: z.optional(z.string()),
})

/** One value a bucket; null where there is no sample. */
export const Series = z.object({
  start_time: timestamp,
  end_time: timestamp,
  step: z.string(),
  data: z.record(z.string(), z.array(z.nullable(z.number()))),
})
export type Series = z.infer<typeof Series>

/** What happened to an app in a window: the marks on a chart. */
export const Mark = z.object({
  id: z.string(),
  at: timestamp,
  kind: z.enum(['release', 'scale', 'config', 'restart', 'crash', 'error', 'maintenance', 'build', 'alert']),
  title: z.string(),
  /** H12, R14, ... for errors. */
  code: z.nullable(z.string()),
  count: z.number(),
  version: z.nullable(z.number()),
})
export type Mark = z.infer<typeof Mark>

const router = (name: 'status' | 'latency' | 'errors', title: string) =>
  endpoint({
    method: 'GET',
    path: `/apps/:app/router-metrics/${name}`,
    title,
    action: 'app.view',
    query: window,
    response: Series,
  })
const process = (name: 'memory' | 'load' | 'errors', title: string) =>
  endpoint({
    method: 'GET',
    path: `/apps/:app/formation/:type/metrics/${name}`,
    title,
    action: 'app.view',
    query: window,
    response: Series,
  })

export const metrics = {
  status: router('status', 'Show throughput by status'),
  latency: router('latency', 'Show response times'),
  routerErrors: router('errors', 'Show router errors'),
  memory: process('memory', 'Show memory'),
  load: process('load', 'Show dyno load'),
  dynoErrors: process('errors', 'Show dyno errors'),
  marks: endpoint({
    method: 'GET',
    path: '/control/apps/:app/marks',
    title: 'Show what happened',
    action: 'app.view',
    query: window,
    response: z.array(Mark),
    reads: ['activities'],
  }),
  /** What each dyno uses now. */
  dynos: endpoint({
    method: 'GET',
    path: '/control/apps/:app/dyno-metrics',
    title: 'Show what each dyno uses',
    action: 'app.view',
    response: z.array(
      z.object({
        dyno: uuid,
        name: z.string(),
        memory_mb: z.number(),
        memory_quota_mb: z.number(),
        load: z.number(),
        requests_per_minute: z.number(),
        up_since: z.nullable(timestamp),
      }),
    ),
    reads: ['dynos'],
  }),
}

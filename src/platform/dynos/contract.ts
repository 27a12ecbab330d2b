import * as z from 'zod/mini'
import { endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'

export const PROCESS_TYPE = /^[-\w]{1,128}$/

export const DynoState = z.enum(['crashed', 'down', 'idle', 'starting', 'up'])
export type DynoState = z.infer<typeof DynoState>

export const Dyno = z.object({
  app: named,
  attach_url: z.nullable(z.string()),
  command: z.string(),
  created_at: timestamp,
  id: uuid,
  name: z.string(),
  release: z.object({ id: uuid, version: z.number() }),
  size: z.string(),
  state: DynoState,
  type: z.string(),
  updated_at: timestamp,
})
export type Dyno = z.infer<typeof Dyno>

export const Formation = z.object({
  app: named,
  command: z.string(),
  created_at: timestamp,
  id: uuid,
  quantity: z.number(),
  size: z.string(),
  type: z.string(),
  updated_at: timestamp,
})
export type Formation = z.infer<typeof Formation>

export const DynoSize = z.object({
  compute: z.number(),
  cost: z.nullable(z.object({ cents: z.number(), unit: z.string() })),
  dedicated: z.boolean(),
  dyno_units: z.number(),
  id: uuid,
  /** GB */
  memory: z.number(),
  name: z.string(),
  private_space_only: z.boolean(),
})
export type DynoSize = z.infer<typeof DynoSize>

const size = z.union([z.string(), z.object({ name: z.string() }), z.object({ id: z.string() })])
const quantity = z.union([
  z.number().check(z.int('Quantity must be a whole number.')),
  z.string().check(z.regex(/^[+-]?\d+$/, 'Quantity must be a whole number.')),
])
const nothing = z.object({})

export const dynos = {
  list: endpoint({
    method: 'GET',
    path: '/apps/:app/dynos',
    title: 'List dynos',
    action: 'app.view',
    response: z.array(Dyno),
    list: { sort: ['id', 'name'] },
    reads: ['dynos'],
  }),
  info: endpoint({
    method: 'GET',
    path: '/apps/:app/dynos/:dyno',
    title: 'Show a dyno',
    action: 'app.view',
    response: Dyno,
    reads: ['dynos'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/apps/:app/dynos',
    title: 'Run a one-off dyno',
    action: 'dyno.run',
    body: z.object({
      command: z.string().check(z.minLength(1, 'A one-off dyno needs a command.')),
      attach: z.optional(z.nullable(z.boolean())),
      env: z.optional(z.nullable(z.record(z.string(), z.string()))),
      force_no_tty: z.optional(z.nullable(z.boolean())),
      size: z.optional(z.nullable(z.string())),
      type: z.optional(
        z.nullable(z.string().check(z.regex(PROCESS_TYPE, 'Type may only contain letters, digits, dashes and underscores.'))),
      ),
      time_to_live: z.optional(
        z.nullable(z.number().check(z.int(), z.minimum(1), z.maximum(86_400, 'Time to live is at most 86400 seconds.'))),
      ),
    }),
    response: Dyno,
    status: 201,
  }),
  restart: endpoint({
    method: 'DELETE',
    path: '/apps/:app/dynos/:dyno',
    title: 'Restart a dyno',
    action: 'dyno.restart',
    response: nothing,
    status: 202,
  }),
  restartAll: endpoint({
    method: 'DELETE',
    path: '/apps/:app/dynos',
    title: 'Restart all dynos',
    action: 'dyno.restart',
    response: nothing,
    status: 202,
  }),
  restartType: endpoint({
    method: 'DELETE',
    path: '/apps/:app/formations/:type',
    title: "Restart a process type's dynos",
    action: 'dyno.restart',
    response: nothing,
    status: 202,
  }),
  stop: endpoint({
    method: 'POST',
    path: '/apps/:app/dynos/:dyno/actions/stop',
    title: 'Stop a dyno',
    action: 'dyno.restart',
    response: nothing,
    status: 202,
  }),
  stopType: endpoint({
    method: 'POST',
    path: '/apps/:app/formations/:type/actions/stop',
    title: "Stop a process type's dynos",
    action: 'dyno.restart',
    response: nothing,
    status: 202,
  }),
  formation: endpoint({
    method: 'GET',
    path: '/apps/:app/formation',
    title: 'List the formation',
    action: 'app.view',
    response: z.array(Formation),
    list: { sort: ['id', 'type'] },
    reads: ['formations'],
  }),
  processType: endpoint({
    method: 'GET',
    path: '/apps/:app/formation/:type',
    title: 'Show a process type',
    action: 'app.view',
    response: Formation,
    reads: ['formations'],
  }),
  scale: endpoint({
    method: 'PATCH',
    path: '/apps/:app/formation',
    title: 'Scale the formation',
    action: 'formation.scale',
    body: z.object({ updates: z.array(z.object({ type: z.string(), quantity: z.optional(quantity), size: z.optional(size) })) }),
    response: z.array(Formation),
  }),
  scaleType: endpoint({
    method: 'PATCH',
    path: '/apps/:app/formation/:type',
    title: 'Scale a process type',
    action: 'formation.scale',
    body: z.object({ quantity: z.optional(quantity), size: z.optional(size) }),
    response: Formation,
  }),
  output: endpoint({
    method: 'GET',
    path: '/streams/dynos/:dyno',
    title: 'Stream the output of a one-off dyno',
    open: true,
    query: z.object({ key: z.optional(z.string()) }),
    response: 'stream',
  }),
  sizes: endpoint({
    method: 'GET',
    path: '/dyno-sizes',
    title: 'List dyno sizes',
    response: z.array(DynoSize),
    list: { sort: ['id', 'name'] },
  }),
  size: endpoint({ method: 'GET', path: '/dyno-sizes/:size', title: 'Show a dyno size', response: DynoSize }),
  quota: endpoint({
    method: 'GET',
    path: '/accounts/:account/actions/get-quota',
    title: 'Show the Eco dyno hours left',
    action: 'account.lists',
    response: z.object({
      account_quota: z.number(),
      quota_used: z.number(),
      apps: z.array(z.object({ app_uuid: uuid, quota_used: z.number() })),
    }),
    reads: ['dynos'],
  }),
}

import * as z from 'zod/mini'
import { parseAddress } from '#platform/http/address.ts'
import { endpoint, named, person, timestamp, uuid } from '#platform/http/contract.ts'

// App webhooks (heroku-facts G.8). What the official API does not show of a delivery, and sending it again, is under /control.

/** What a webhook can tell of. */
export const ENTITIES = [
  'api:addon',
  'api:addon-attachment',
  'api:app',
  'api:build',
  'api:collaborator',
  'api:domain',
  'api:dyno',
  'api:formation',
  'api:release',
  'api:sni-endpoint',
] as const

export const MOST_WEBHOOKS = 10
const LONGEST_URL = 2048

const Level = z.enum(['notify', 'sync'])

/** Why webhooks cannot be sent to this address, and what to do about it; null if they can. */
export function webhookUrlProblem(text: string): string | null {
  const url = parseAddress(text)
  if (!url) return 'The URL has to be a whole address, such as https://example.com/hooks.'
  if (url.scheme !== 'https') return 'The URL has to begin with https://: what is sent tells about your app.'
  if (url.user !== '') return 'The URL cannot hold a password. Set an Authorization header instead.'
  if (text.length > LONGEST_URL) return `The URL can be at most ${LONGEST_URL} characters long.`
  if (/^(localhost$|\[|127\.|10\.|192\.168\.|169\.254\.)|\.(local|localhost|internal)$/.test(url.host))
    return 'The URL has to be an address that the platform can reach, not one of your own machine or network.'
  return null
}

/** Why this cannot sign deliveries; null if it can. */
export function secretProblem(secret: string): string | null {
  if (secret.trim() === '') return 'The secret cannot be empty.'
  return secret.length > 256 ? 'The secret can be at most 256 characters long.' : null
}

export const Webhook = z.object({
  app: named,
  created_at: timestamp,
  id: uuid,
  include: z.array(z.string()),
  level: Level,
  updated_at: timestamp,
  url: z.string(),
})
export type Webhook = z.infer<typeof Webhook>

const Payload = z.object({
  action: z.enum(['create', 'destroy', 'update']),
  actor: person,
  data: z.record(z.string(), z.unknown()),
  previous_data: z.record(z.string(), z.unknown()),
  published_at: timestamp,
  resource: z.string(),
  /** Counts an app's events; a gap means that one was missed. */
  sequence: z.number(),
  version: z.string(),
})

const WebhookEvent = z.object({
  created_at: timestamp,
  id: uuid,
  include: z.string(),
  payload: Payload,
  updated_at: timestamp,
})

const AttemptStatus = z.enum(['failed', 'scheduled', 'succeeded'])
const Attempt = z.object({
  code: z.nullable(z.number()),
  created_at: timestamp,
  error_class: z.nullable(z.string()),
  id: uuid,
  status: AttemptStatus,
  updated_at: timestamp,
})

const DeliveryStatus = z.enum(['failed', 'pending', 'retrying', 'scheduled', 'succeeded'])
const Delivery = z.object({
  created_at: timestamp,
  event: z.object({ id: uuid, include: z.string() }),
  id: uuid,
  last_attempt: z.nullable(Attempt),
  next_attempt_at: z.nullable(timestamp),
  num_attempts: z.number(),
  status: DeliveryStatus,
  updated_at: timestamp,
  webhook: z.object({ id: uuid, level: Level }),
})
export type Delivery = z.infer<typeof Delivery>

const DeliveryDetail = z.object({
  ...Delivery.shape,
  resource: z.string(),
  action: z.string(),
  /** The newest last, each with what was sent and what came back. */
  attempts: z.array(
    z.object({
      ...Attempt.shape,
      request: z.object({ url: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
      /** Null while the target is waited for, or when it did not answer. */
      response: z.nullable(z.object({ body: z.string() })),
      /** ms; null while the target is waited for. */
      duration: z.nullable(z.number()),
    }),
  ),
})
export type DeliveryDetail = z.infer<typeof DeliveryDetail>

/** How a webhook has been doing. */
const Health = z.object({
  webhook: uuid,
  deliveries: z.number(),
  failed: z.number(),
  last: z.nullable(Delivery),
})

const settings = {
  authorization: z.optional(z.nullable(z.string())),
  /** Null: the platform makes one, and answers it once, in the header `heroku-webhook-secret`. */
  secret: z.optional(z.nullable(z.string())),
}

export const webhooks = {
  list: endpoint({
    method: 'GET',
    path: '/apps/:app/webhooks',
    title: 'List webhooks',
    action: 'app.view',
    response: z.array(Webhook),
    list: { sort: ['created_at', 'id'] },
    reads: ['webhooks'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/apps/:app/webhooks',
    title: 'Add a webhook',
    action: 'webhooks.edit',
    body: z.object({ include: z.array(z.string()), level: Level, url: z.string(), ...settings }),
    response: Webhook,
    status: 201,
  }),
  info: endpoint({
    method: 'GET',
    path: '/apps/:app/webhooks/:webhook',
    title: 'Show a webhook',
    action: 'app.view',
    response: Webhook,
    reads: ['webhooks'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/apps/:app/webhooks/:webhook',
    title: 'Change a webhook',
    action: 'webhooks.edit',
    body: z.object({
      include: z.optional(z.array(z.string())),
      level: z.optional(Level),
      url: z.optional(z.string()),
      ...settings,
    }),
    response: Webhook,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/apps/:app/webhooks/:webhook',
    title: 'Remove a webhook',
    action: 'webhooks.edit',
    response: Webhook,
  }),
  events: endpoint({
    method: 'GET',
    path: '/apps/:app/webhook-events',
    title: 'List webhook events',
    action: 'app.view',
    response: z.array(WebhookEvent),
    list: { sort: ['seq', 'id'] },
    reads: ['webhookEvents'],
  }),
  event: endpoint({
    method: 'GET',
    path: '/apps/:app/webhook-events/:event',
    title: 'Show a webhook event',
    action: 'app.view',
    response: WebhookEvent,
    reads: ['webhookEvents'],
  }),
  deliveries: endpoint({
    method: 'GET',
    path: '/apps/:app/webhook-deliveries',
    title: 'List webhook deliveries',
    action: 'app.view',
    query: z.object({
      'eq[status]': z.optional(DeliveryStatus),
      /** Ours: those of one webhook. */
      'eq[webhook]': z.optional(z.string()),
    }),
    response: z.array(Delivery),
    list: { sort: ['seq', 'id'] },
    reads: ['webhookDeliveries'],
  }),
  delivery: endpoint({
    method: 'GET',
    path: '/apps/:app/webhook-deliveries/:delivery',
    title: 'Show a webhook delivery',
    action: 'app.view',
    response: Delivery,
    reads: ['webhookDeliveries'],
  }),
  health: endpoint({
    method: 'GET',
    path: '/control/apps/:app/webhooks',
    title: 'Show how webhooks are doing',
    action: 'app.view',
    response: z.array(Health),
    reads: ['webhooks', 'webhookDeliveries'],
  }),
  detail: endpoint({
    method: 'GET',
    path: '/control/apps/:app/webhook-deliveries/:delivery',
    title: 'Show the attempts of a webhook delivery',
    action: 'app.view',
    response: DeliveryDetail,
    reads: ['webhookDeliveries'],
  }),
  redeliver: endpoint({
    method: 'POST',
    path: '/control/apps/:app/webhook-deliveries/:delivery/actions/redeliver',
    title: 'Deliver again',
    action: 'webhooks.edit',
    response: Delivery,
    status: 202,
  }),
}

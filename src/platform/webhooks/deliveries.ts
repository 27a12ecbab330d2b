import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { integer, uuid } from '#kernel/random.ts'
import { conflict, invalid } from '#platform/http/errors.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { dropDelivery, type Delivery, type Event, type Webhook } from './model.ts'
import { outcomeAt } from './target.ts'

// How an event reaches a webhook (heroku-facts G.8): `notify` is tried once, `sync` again and again, with ever longer pauses.

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const PATIENCE = 72 * HOUR
const KEPT_MS = 7 * 24 * HOUR
const KEPT = 300
/** With somebody asking again and again. */
const MOST_ATTEMPTS = 50

const MEDIA_TYPE = 'application/vnd.heroku+json; version=3'

/** What the platform does by itself is done by no person. */
const PLATFORM = { id: uuid('account', 'platform'), email: 'platform@dynorama.test' }

/** Puts an event on its way; the oldest deliveries make room. */
export function deliver(world: PlatformWorld, webhook: Webhook, event: Event): void {
  const { webhookDeliveries } = world.tables
  const id = world.newId('webhook delivery')
  const { appId } = webhook
  const nextAt = world.now + integer(120, 900, world.seed, 'webhook delivery', id)
  webhookDeliveries.insert({
    id,
    appId,
    webhookId: webhook.id,
    eventId: event.id,
    seq: world.count(`webhook delivery ${appId}`),
    status: 'pending',
    attempts: [],
    since: { at: world.now, attempts: 0 },
    nextAt,
    createdAt: world.now,
    updatedAt: world.now,
  })
  world.setAlarm('webhook', id, nextAt)
  const all = webhookDeliveries.by('webhook', webhook.id).sort((a, b) => a.seq - b.seq)
  for (const [i, old] of all.entries()) if (i < all.length - KEPT || old.createdAt < world.now - KEPT_MS) dropDelivery(world, old)
}

/** A delivery is sent at its alarm, and at the next one the target has answered, or failed to. */
export function onWebhookAlarm(world: PlatformWorld, deliveryId: string): void {
  const delivery = world.tables.webhookDeliveries.get(deliveryId)
  const webhook = delivery && world.tables.webhooks.get(delivery.webhookId)
  if (!delivery || !webhook) return
  if (delivery.attempts.at(-1)?.status === 'scheduled') finish(world, delivery, webhook)
  else send(world, delivery, webhook)
}

function send(world: PlatformWorld, delivery: Delivery, webhook: Webhook): void {
  const { tables, now } = world
  const id = world.newId('webhook attempt')
  const attempt = {
    id,
    status: 'scheduled' as const,
    url: webhook.url,
    authorized: webhook.authorization !== null,
    signature: sign(webhook.secret, bodyOf(tables, delivery, { id, sentAt: now })),
    code: null,
    errorClass: null,
    response: null,
    sentAt: now,
    endedAt: null,
  }
  const { attempts } = tables.webhookDeliveries.update(delivery.id, {
    attempts: [...delivery.attempts, attempt],
    nextAt: null,
    updatedAt: now,
  })
  world.setAlarm('webhook', delivery.id, now + outcomeAt(webhook.url, attempts.length, id).duration)
}

function finish(world: PlatformWorld, delivery: Delivery, webhook: Webhook): void {
  const { tables, now } = world
  const last = delivery.attempts.at(-1)
  if (!last) return
  const { code, errorClass, body } = outcomeAt(last.url, delivery.attempts.length, last.id)
  const status = errorClass === null ? 'succeeded' : 'failed'
  const attempts = [
    ...delivery.attempts.slice(0, -1),
    { ...last, status, code, errorClass, response: body, endedAt: now } as const,
  ]
  const nextAt = status === 'failed' && webhook.level === 'sync' ? retryAt(delivery, now) : null
  tables.webhookDeliveries.update(delivery.id, {
    attempts,
    status: nextAt === null ? status : 'retrying',
    nextAt,
    updatedAt: now,
  })
  if (nextAt !== null) world.setAlarm('webhook', delivery.id, nextAt)
}

/** A minute later, then two, four, eight, ...; null once that would take longer than three days. */
function retryAt({ attempts, since }: Delivery, now: number): number | null {
  const at = now + MINUTE * 2 ** (attempts.length - since.attempts - 1)
  return at - since.at > PATIENCE || attempts.length >= MOST_ATTEMPTS ? null : at
}

/** Sends a delivery once more, now. */
export function redeliver(world: PlatformWorld, delivery: Delivery): Delivery {
  const { attempts } = delivery
  if (delivery.status === 'pending' || attempts.at(-1)?.status === 'scheduled')
    throw conflict('This delivery is on its way. Wait for its answer first.')
  if (attempts.length >= MOST_ATTEMPTS) throw invalid(`A delivery is attempted at most ${MOST_ATTEMPTS} times.`)
  world.setAlarm('webhook', delivery.id, world.now)
  return world.tables.webhookDeliveries.update(delivery.id, {
    status: 'pending',
    since: { at: world.now, attempts: attempts.length },
    nextAt: world.now,
    updatedAt: world.now,
  })
}

const encoder = new TextEncoder()

/** The base64 of the HMAC. Commands are performed in one step, so it cannot be Web Crypto, whose answers come later. */
function sign(secret: string, body: string): string {
  return btoa(String.fromCharCode(...hmac(sha256, encoder.encode(secret), encoder.encode(body))))
}

/** An event as the API shows it, and as it is sent. */
export function payloadOf(tables: Tables, event: Event, publishedAt: number) {
  const account = event.actorId === null ? undefined : tables.accounts.get(event.actorId)
  return {
    action: event.action,
    actor: account ? { id: account.id, email: account.email } : PLATFORM,
    data: { ...event.data },
    previous_data: { ...event.previous },
    published_at: iso(publishedAt),
    resource: event.include.replace(/^api:/, ''),
    sequence: event.seq,
    version: MEDIA_TYPE,
  }
}

/** What is sent, to the byte: the signature is of this. */
export function bodyOf(tables: Tables, delivery: Delivery, attempt: { readonly id: string; readonly sentAt: number }): string {
  const event = tables.webhookEvents.must(delivery.eventId)
  return JSON.stringify({
    id: event.id,
    created_at: iso(event.createdAt),
    updated_at: iso(event.createdAt),
    ...payloadOf(tables, event, attempt.sentAt),
    webhook_metadata: {
      attempt: { id: attempt.id },
      delivery: { id: delivery.id },
      event: { id: event.id, include: event.include },
      webhook: { id: delivery.webhookId },
    },
  })
}

export function headersOf(attempt: Delivery['attempts'][number]): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Heroku-Webhooks',
    'Heroku-Webhook-Hmac-SHA256': attempt.signature,
    ...(attempt.authorized ? { Authorization: '[hidden]' } : {}),
  }
}

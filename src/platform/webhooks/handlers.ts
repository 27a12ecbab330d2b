import type { App } from '#platform/apps/model.ts'
import { Headed } from '#platform/http/answer.ts'
import { notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso, isoOrNull } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { webhooks } from './contract.ts'
import { bodyOf, headersOf, payloadOf, redeliver } from './deliveries.ts'
import { createWebhook, deleteWebhook, updateWebhook, type Attempt, type Delivery, type Event, type Webhook } from './model.ts'

const wireWebhook = (app: App, row: Webhook) => ({
  app: { id: app.id, name: app.name },
  created_at: iso(row.createdAt),
  id: row.id,
  include: [...row.include],
  level: row.level,
  updated_at: iso(row.updatedAt),
  url: row.url,
})

const wireEvent = (tables: Tables, row: Event) => ({
  created_at: iso(row.createdAt),
  id: row.id,
  include: row.include,
  payload: payloadOf(tables, row, row.createdAt),
  updated_at: iso(row.createdAt),
})

const wireAttempt = (attempt: Attempt) => ({
  code: attempt.code,
  created_at: iso(attempt.sentAt),
  error_class: attempt.errorClass,
  id: attempt.id,
  status: attempt.status,
  updated_at: iso(attempt.endedAt ?? attempt.sentAt),
})

function wireDelivery(tables: Tables, row: Delivery) {
  const last = row.attempts.at(-1)
  return {
    created_at: iso(row.createdAt),
    event: { id: row.eventId, include: tables.webhookEvents.must(row.eventId).include },
    id: row.id,
    last_attempt: last ? wireAttempt(last) : null,
    next_attempt_at: isoOrNull(row.nextAt),
    num_attempts: row.attempts.length,
    status: row.status,
    updated_at: iso(row.updatedAt),
    webhook: { id: row.webhookId, level: tables.webhooks.must(row.webhookId).level },
  }
}

/** A row of the app with this id; refuses with 404. */
function own<R extends { readonly appId: string }>(row: R | undefined, app: App, resource: string): R {
  if (row?.appId !== app.id) throw notFound(resource)
  return row
}

const webhookOf = (tables: Tables, app: App, id: string) => own(tables.webhooks.get(id), app, 'webhook')
const deliveryOf = (tables: Tables, app: App, id: string) => own(tables.webhookDeliveries.get(id), app, 'webhook_delivery')

/** The secret is told once, to whoever did not choose it. */
const withSecret = (app: App, row: Webhook, made: boolean) =>
  made ? new Headed(wireWebhook(app, row), { 'heroku-webhook-secret': row.secret }) : wireWebhook(app, row)

export const webhookRoutes = implement(webhooks, {
  list: ({ tables, app }) =>
    listOf(tables.webhooks.by('app', app.id), { created_at: (row) => iso(row.createdAt), id: (row) => row.id }, (row) =>
      wireWebhook(app, row),
    ),
  create: ({ world, actor, app, body }) =>
    withSecret(app, createWebhook(world, app, body, actor.id), body.secret === undefined || body.secret === null),
  info: ({ tables, app, params }) => wireWebhook(app, webhookOf(tables, app, params.webhook)),
  update: ({ world, tables, actor, app, params, body }) =>
    withSecret(app, updateWebhook(world, app, webhookOf(tables, app, params.webhook), body, actor.id), body.secret === null),
  delete: ({ world, tables, actor, app, params }) => {
    const row = webhookOf(tables, app, params.webhook)
    deleteWebhook(world, app, row, actor.id)
    return wireWebhook(app, row)
  },
  events: ({ tables, app }) =>
    listOf(tables.webhookEvents.by('app', app.id), { seq: (row) => row.seq, id: (row) => row.id }, (row) =>
      wireEvent(tables, row),
    ),
  event: ({ tables, app, params }) => wireEvent(tables, own(tables.webhookEvents.get(params.event), app, 'webhook_event')),
  deliveries: ({ tables, app, query }) => {
    const { 'eq[status]': status, 'eq[webhook]': webhook } = query
    const rows = tables.webhookDeliveries
      .by('app', app.id)
      .filter((row) => (status === undefined || row.status === status) && (webhook === undefined || row.webhookId === webhook))
    return listOf(rows, { seq: (row) => row.seq, id: (row) => row.id }, (row) => wireDelivery(tables, row))
  },
  delivery: ({ tables, app, params }) => wireDelivery(tables, deliveryOf(tables, app, params.delivery)),
  health: ({ tables, app }) =>
    tables.webhooks.by('app', app.id).map((webhook) => {
      const rows = tables.webhookDeliveries.by('webhook', webhook.id).sort((a, b) => a.seq - b.seq)
      const last = rows.at(-1)
      return {
        webhook: webhook.id,
        deliveries: rows.length,
        failed: rows.filter((row) => row.status === 'failed').length,
        last: last ? wireDelivery(tables, last) : null,
      }
    }),
  detail: ({ tables, app, params }) => {
    const row = deliveryOf(tables, app, params.delivery)
    const event = tables.webhookEvents.must(row.eventId)
    return {
      ...wireDelivery(tables, row),
      resource: event.include.replace(/^api:/, ''),
      action: event.action,
      attempts: row.attempts.map((attempt) => ({
        ...wireAttempt(attempt),
        request: { url: attempt.url, headers: headersOf(attempt), body: bodyOf(tables, row, attempt) },
        response: attempt.response === null ? null : { body: attempt.response },
        duration: attempt.endedAt === null ? null : attempt.endedAt - attempt.sentAt,
      })),
    }
  },
  redeliver: ({ world, tables, app, params }) => wireDelivery(tables, redeliver(world, deliveryOf(tables, app, params.delivery))),
})

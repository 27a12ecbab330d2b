import type { App } from '#platform/apps/model.ts'
import { Headed } from '#platform/http/answer.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { webhooks } from './contract.ts'
import { bodyOf, headersOf, redeliver } from './deliveries.ts'
import { createWebhook, deleteWebhook, updateWebhook, type Webhook } from './model.ts'
import { own, wireAttempt, wireDelivery, wireEvent } from './wire.ts'

const wireWebhook = (app: App, row: Webhook) => ({
  app: { id: app.id, name: app.name },
  created_at: iso(row.createdAt),
  id: row.id,
  include: [...row.include],
  level: row.level,
  updated_at: iso(row.updatedAt),
  url: row.url,
})

/** Those of the app itself: the ones of its add-ons are their own. */
const webhooksOf = (tables: Tables, app: App) => tables.webhooks.by('app', app.id).filter((row) => row.addonId === undefined)
const webhookOf = (tables: Tables, app: App, id: string) =>
  own(
    webhooksOf(tables, app).find((row) => row.id === id),
    app,
    'webhook',
  )
const deliveryOf = (tables: Tables, app: App, id: string) => own(tables.webhookDeliveries.get(id), app, 'webhook_delivery')

/** The secret is told once, to whoever did not choose it. */
const withSecret = (app: App, row: Webhook, made: boolean) =>
  made ? new Headed(wireWebhook(app, row), { 'heroku-webhook-secret': row.secret }) : wireWebhook(app, row)

export const webhookRoutes = implement(webhooks, {
  list: ({ tables, app }) =>
    listOf(webhooksOf(tables, app), { created_at: (row) => iso(row.createdAt), id: (row) => row.id }, (row) =>
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
    webhooksOf(tables, app).map((webhook) => {
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

import * as z from 'zod/mini'
import type { App } from '#platform/apps/model.ts'
import { Headed } from '#platform/http/answer.ts'
import { endpoint, named } from '#platform/http/contract.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { Account } from '#platform/account/model.ts'
import type { Tables } from '#platform/world.ts'
import { webhooks } from '#platform/webhooks/contract.ts'
import { createWebhook, deleteWebhook, updateWebhook, type Webhook } from '#platform/webhooks/model.ts'
import { own, wireDelivery, wireEvent } from '#platform/webhooks/wire.ts'
import { offerOf } from './catalog.ts'
import { addonFor, allowAddons } from './rules.ts'
import type { Addon } from './vars.ts'

// Webhooks that tell of one add-on. They are like those of apps, and no client of ours asks for them.

const { app: _, ...shape } = webhooks.info.response.shape
const AddonWebhook = z.object({ ...shape, addon: named })

const addonWebhooks = {
  list: endpoint({
    method: 'GET',
    path: '/addons/:addon/webhooks',
    title: 'List the webhooks of an add-on',
    response: z.array(AddonWebhook),
    list: webhooks.list.list,
  }),
  create: endpoint({
    method: 'POST',
    path: '/addons/:addon/webhooks',
    title: 'Add a webhook to an add-on',
    body: webhooks.create.body,
    response: AddonWebhook,
    status: 201,
  }),
  info: endpoint({
    method: 'GET',
    path: '/addons/:addon/webhooks/:webhook',
    title: 'Show a webhook of an add-on',
    response: AddonWebhook,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/addons/:addon/webhooks/:webhook',
    title: 'Change a webhook of an add-on',
    body: webhooks.update.body,
    response: AddonWebhook,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/addons/:addon/webhooks/:webhook',
    title: 'Remove a webhook of an add-on',
    response: AddonWebhook,
  }),
  events: endpoint({
    method: 'GET',
    path: '/addons/:addon/webhook-events',
    title: 'List the webhook events of an add-on',
    response: webhooks.events.response,
    list: webhooks.events.list,
  }),
  event: endpoint({
    method: 'GET',
    path: '/addons/:addon/webhook-events/:event',
    title: 'Show a webhook event of an add-on',
    response: webhooks.event.response,
  }),
  deliveries: endpoint({
    method: 'GET',
    path: '/addons/:addon/webhook-deliveries',
    title: 'List the webhook deliveries of an add-on',
    response: webhooks.deliveries.response,
    list: webhooks.deliveries.list,
  }),
  delivery: endpoint({
    method: 'GET',
    path: '/addons/:addon/webhook-deliveries/:delivery',
    title: 'Show a webhook delivery of an add-on',
    response: webhooks.delivery.response,
  }),
}

interface Scope {
  readonly addon: Addon
  readonly app: App
  readonly all: readonly Webhook[]
}

function scopeOf(tables: Tables, actor: Account, identity: string): Scope {
  const addon = addonFor(tables, actor, identity)
  const app = tables.apps.must(addon.appId)
  return { addon, app, all: tables.webhooks.by('app', app.id).filter((row) => row.addonId === addon.id) }
}

function changing(tables: Tables, actor: Account, identity: string): Scope {
  const scope = scopeOf(tables, actor, identity)
  allowAddons(tables, scope.app, actor, offerOf(scope.addon))
  return scope
}

const wire = ({ addon }: Scope, row: Webhook) => ({
  addon: { id: addon.id, name: addon.name },
  created_at: iso(row.createdAt),
  id: row.id,
  include: [...row.include],
  level: row.level,
  updated_at: iso(row.updatedAt),
  url: row.url,
})

/** The secret is told once, to whoever did not choose it. */
const withSecret = (scope: Scope, row: Webhook, made: boolean) =>
  made ? new Headed(wire(scope, row), { 'heroku-webhook-secret': row.secret }) : wire(scope, row)

const webhookIn = ({ app, all }: Scope, id: string) =>
  own(
    all.find((row) => row.id === id),
    app,
    'webhook',
  )
const deliveriesOf = (tables: Tables, { all }: Scope) => all.flatMap(({ id }) => tables.webhookDeliveries.by('webhook', id))
const eventsOf = (tables: Tables, scope: Scope) =>
  [...new Set(deliveriesOf(tables, scope).map(({ eventId }) => eventId))].map((id) => tables.webhookEvents.must(id))

export const addonWebhookRoutes = implement(addonWebhooks, {
  list: ({ tables, actor, params }) => {
    const scope = scopeOf(tables, actor, params.addon)
    return listOf(scope.all, { created_at: (row) => iso(row.createdAt), id: (row) => row.id }, (row) => wire(scope, row))
  },
  create: ({ world, tables, actor, params, body }) => {
    const scope = changing(tables, actor, params.addon)
    const row = createWebhook(world, scope.app, body, actor.id, scope.addon.id)
    return withSecret(scope, row, body.secret === undefined || body.secret === null)
  },
  info: ({ tables, actor, params }) => {
    const scope = scopeOf(tables, actor, params.addon)
    return wire(scope, webhookIn(scope, params.webhook))
  },
  update: ({ world, tables, actor, params, body }) => {
    const scope = changing(tables, actor, params.addon)
    const row = updateWebhook(world, scope.app, webhookIn(scope, params.webhook), body, actor.id)
    return withSecret(scope, row, body.secret === null)
  },
  delete: ({ world, tables, actor, params }) => {
    const scope = changing(tables, actor, params.addon)
    const row = webhookIn(scope, params.webhook)
    deleteWebhook(world, scope.app, row, actor.id)
    return wire(scope, row)
  },
  events: ({ tables, actor, params }) =>
    listOf(eventsOf(tables, scopeOf(tables, actor, params.addon)), { seq: (row) => row.seq, id: (row) => row.id }, (row) =>
      wireEvent(tables, row),
    ),
  event: ({ tables, actor, params }) => {
    const scope = scopeOf(tables, actor, params.addon)
    const row = eventsOf(tables, scope).find(({ id }) => id === params.event)
    return wireEvent(tables, own(row, scope.app, 'webhook_event'))
  },
  deliveries: ({ tables, actor, params }) =>
    listOf(deliveriesOf(tables, scopeOf(tables, actor, params.addon)), { seq: (row) => row.seq, id: (row) => row.id }, (row) =>
      wireDelivery(tables, row),
    ),
  delivery: ({ tables, actor, params }) => {
    const scope = scopeOf(tables, actor, params.addon)
    const row = deliveriesOf(tables, scope).find(({ id }) => id === params.delivery)
    return wireDelivery(tables, own(row, scope.app, 'webhook_delivery'))
  },
})

import { hex } from '#kernel/random.ts'
import type { Row } from '#kernel/table.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { hostOf } from '#platform/http/address.ts'
import { invalid } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { ENTITIES, MOST_WEBHOOKS, secretProblem, webhookUrlProblem } from './contract.ts'

export interface Webhook extends Row {
  readonly appId: string
  /** Tells of this add-on of the app alone; missing: of the app. */
  readonly addonId?: string | undefined
  readonly url: string
  readonly level: 'notify' | 'sync'
  readonly include: readonly string[]
  readonly secret: string
  /** Sent as header with each delivery; null: none. */
  readonly authorization: string | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** Something that happened to an app, as the API would have shown it then. */
export interface Event extends Row {
  readonly appId: string
  /** 1, 2, 3, ... for each app. */
  readonly seq: number
  readonly include: string
  readonly action: 'create' | 'destroy' | 'update'
  /** Null: the platform itself. */
  readonly actorId: string | null
  readonly data: Readonly<Record<string, unknown>>
  /** What changed fields said before. */
  readonly previous: Readonly<Record<string, unknown>>
  readonly createdAt: number
}

export interface Attempt {
  readonly id: string
  readonly status: 'failed' | 'scheduled' | 'succeeded'
  readonly url: string
  readonly authorized: boolean
  readonly signature: string
  readonly code: number | null
  readonly errorClass: string | null
  readonly response: string | null
  readonly sentAt: number
  /** Null while the target is waited for. */
  readonly endedAt: number | null
}

/** An event on its way to a webhook. */
export interface Delivery extends Row {
  readonly appId: string
  readonly webhookId: string
  readonly eventId: string
  /** 1, 2, 3, ... for each app. */
  readonly seq: number
  readonly status: 'failed' | 'pending' | 'retrying' | 'succeeded'
  readonly attempts: readonly Attempt[]
  /** When somebody last asked for it (or it was new), and how many attempts there were before: its patience begins there. */
  readonly since: { readonly at: number; readonly attempts: number }
  readonly nextAt: number | null
  readonly createdAt: number
  readonly updatedAt: number
}

export interface Asked {
  readonly url?: string | undefined
  readonly level?: Webhook['level'] | undefined
  readonly include?: readonly string[] | undefined
  readonly secret?: string | null | undefined
  readonly authorization?: string | null | undefined
}

/** Refuses with 422 what a webhook cannot be. */
function check({ url, include, secret, authorization }: Asked): void {
  const problem =
    (url === undefined ? null : webhookUrlProblem(url)) ?? (typeof secret === 'string' ? secretProblem(secret) : null)
  if (problem !== null) throw invalid(problem)
  if (include?.length === 0) throw invalid('Choose at least one entity to include.')
  const known: readonly string[] = ENTITIES
  const unknown = include?.find((name) => !known.includes(name))
  if (unknown !== undefined) throw invalid(`There is no entity ${unknown}. Entities are ${ENTITIES.join(', ')}.`)
  if (authorization !== null && authorization !== undefined && !/^[\x20-\x7e]{1,1024}$/.test(authorization))
    throw invalid('Authorization has to be a header of at most 1024 characters in one line.')
}

const madeSecret = (world: PlatformWorld, id: string) => hex(60, world.seed, 'webhook secret', id, world.count('webhook secret'))

export function createWebhook(
  world: PlatformWorld,
  app: App,
  asked: Asked & Pick<Webhook, 'url' | 'level' | 'include'>,
  actorId: string,
  addonId?: string,
): Webhook {
  const { webhooks } = world.tables
  check(asked)
  if (webhooks.by('app', app.id).filter((row) => row.addonId === addonId).length >= MOST_WEBHOOKS)
    throw invalid(`An ${addonId === undefined ? 'app' : 'add-on'} can have at most ${MOST_WEBHOOKS} webhooks. Remove one first.`)
  const id = world.newId('webhook')
  const include = [...new Set(asked.include)].sort()
  tell(world, app, `added a webhook to ${hostOf(asked.url)} for ${include.join(', ')}`, actorId)
  return webhooks.insert({
    id,
    appId: app.id,
    ...(addonId !== undefined && { addonId }),
    url: asked.url,
    level: asked.level,
    include,
    secret: asked.secret ?? madeSecret(world, id),
    authorization: asked.authorization ?? null,
    createdAt: world.now,
    updatedAt: world.now,
  })
}

/** Deliveries that are under way go where the webhook says when they are sent. */
export function updateWebhook(world: PlatformWorld, app: App, before: Webhook, asked: Asked, actorId: string): Webhook {
  check(asked)
  tell(world, app, `changed the webhook to ${hostOf(asked.url ?? before.url)}`, actorId)
  return world.tables.webhooks.update(before.id, {
    url: asked.url ?? before.url,
    level: asked.level ?? before.level,
    include: asked.include ? [...new Set(asked.include)].sort() : before.include,
    secret: asked.secret === null ? madeSecret(world, before.id) : (asked.secret ?? before.secret),
    authorization: asked.authorization === undefined ? before.authorization : asked.authorization,
    updatedAt: world.now,
  })
}

export function deleteWebhook(world: PlatformWorld, app: App, webhook: Webhook, actorId: string): void {
  const { webhooks, webhookDeliveries } = world.tables
  tell(world, app, `removed the webhook to ${hostOf(webhook.url)}`, actorId)
  webhooks.delete(webhook.id)
  for (const delivery of webhookDeliveries.by('webhook', webhook.id)) dropDelivery(world, delivery)
}

/** Forgets a delivery, and its event if no other is of it. */
export function dropDelivery(world: PlatformWorld, { id, eventId }: Delivery): void {
  const { webhookEvents, webhookDeliveries } = world.tables
  world.cancelAlarm('webhook', id)
  webhookDeliveries.delete(id)
  if (webhookDeliveries.count('event', eventId) === 0) webhookEvents.delete(eventId)
}

/** Only the host of an address: what follows can be as good as a password, and everyone reads the activity feed. */
function tell(world: PlatformWorld, { id: appId }: App, text: string, actorId: string): void {
  record(world, { appId, kind: 'app', text, line: null, actorId })
}

import type { App } from '#platform/apps/model.ts'
import { notFound } from '#platform/http/errors.ts'
import { iso, isoOrNull } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { payloadOf } from './deliveries.ts'
import type { Attempt, Delivery, Event } from './model.ts'

export const wireEvent = (tables: Tables, row: Event) => ({
  created_at: iso(row.createdAt),
  id: row.id,
  include: row.include,
  payload: payloadOf(tables, row, row.createdAt),
  updated_at: iso(row.createdAt),
})

export const wireAttempt = (attempt: Attempt) => ({
  code: attempt.code,
  created_at: iso(attempt.sentAt),
  error_class: attempt.errorClass,
  id: attempt.id,
  status: attempt.status,
  updated_at: iso(attempt.endedAt ?? attempt.sentAt),
})

export function wireDelivery(tables: Tables, row: Delivery) {
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
export function own<R extends { readonly appId: string }>(row: R | undefined, app: App, resource: string): R {
  if (row?.appId !== app.id) throw notFound(resource)
  return row
}

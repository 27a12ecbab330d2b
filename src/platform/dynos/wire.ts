import { hash } from '#kernel/random.ts'
import type { App } from '#platform/apps/model.ts'
import { iso } from '#platform/http/wire.ts'
import type { Formation } from './formation.ts'
import type { Dyno } from './model.ts'

/** The right to read what a one-off dyno prints is its address, which only those who see the dyno are told. */
export const outputKey = (id: string) => hash('dyno output', id).toString(16)

/** A dyno as it travels. */
export const wireDyno = (base: string, app: App, row: Dyno) => ({
  app: { id: app.id, name: app.name },
  // The stream of its output, by another way: the CLI opens a TLS connection and sends the path (`output` in the contract).
  attach_url: row.oneOff?.attach
    ? `${base.replace(/^https?:/, 'rendezvous:')}/streams/dynos/${row.id}?key=${outputKey(row.id)}`
    : null,
  command: row.command,
  created_at: iso(row.createdAt),
  id: row.id,
  name: row.name,
  release: { id: row.releaseId, version: row.version },
  size: row.size,
  state: row.state,
  type: row.type,
  updated_at: iso(row.updatedAt),
})

export const wireFormation = (app: App, row: Formation) => ({
  app: { id: app.id, name: app.name },
  command: row.command,
  created_at: iso(row.createdAt),
  id: row.id,
  quantity: row.quantity,
  size: row.size,
  type: row.type,
  updated_at: iso(row.updatedAt),
})

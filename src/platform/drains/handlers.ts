import { hash } from '#kernel/random.ts'
import { addonFor } from '#platform/addons/rules.ts'
import { allow, permissionsOn } from '#platform/apps/access.ts'
import { notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { drains } from './contract.ts'
import { lostInHour, mannerOf } from './loss.ts'
import { addDrain, drainOf, drainsOf, drainsOfAddon, moveDrain, removeDrain, type Drain } from './model.ts'

const wireDrain = (row: Drain, extended = false) => ({
  addon: row.addon && { ...row.addon },
  created_at: iso(row.createdAt),
  ...(extended ? { extended: { drain_id: hash('drain', row.id) % 10_000_000 } } : {}),
  id: row.id,
  token: row.token,
  updated_at: iso(row.createdAt),
  url: row.url,
})

export const drainRoutes = implement(drains, {
  list: ({ tables, app, query }) =>
    listOf(drainsOf(tables, app), { created_at: (row) => iso(row.createdAt), id: (row) => row.id }, (row) =>
      wireDrain(row, query.extended === 'true'),
    ),
  create: ({ world, actor, app, body }) => wireDrain(addDrain(world, app, body.url, actor.id)),
  info: ({ tables, app, params }) => wireDrain(drainOf(tables, app, params.drain)),
  delete: ({ world, tables, actor, app, params }) => {
    const row = drainOf(tables, app, params.drain)
    removeDrain(world, app, row, actor.id)
    return wireDrain(row)
  },
  ofAddon: ({ tables, actor, params }) =>
    listOf(
      drainsOfAddon(tables, addonFor(tables, actor, params.addon).id),
      { created_at: (row) => iso(row.createdAt), id: (row) => row.id },
      (row) => wireDrain(row),
    ),
  update: ({ world, tables, actor, params, body }) => {
    const addon = addonFor(tables, actor, params.addon)
    allow(permissionsOn(tables, tables.apps.must(addon.appId), actor.id), 'drains.edit')
    const drain = drainsOfAddon(tables, addon.id).find((row) => [row.id, row.url, row.token].includes(params.drain))
    if (!drain) throw notFound('drain')
    return wireDrain(moveDrain(world, drain, body.url))
  },
  states: ({ world, tables, app, now }) =>
    drainsOf(tables, app).map((row) => {
      const manner = mannerOf(row.url)
      const dropped = manner ? lostInHour(world.seed, app, row, manner.takes, now) : 0
      return manner && dropped > 0
        ? { drain: row.id, state: manner.state, reason: manner.reason, dropped }
        : { drain: row.id, state: 'ok' as const, reason: null, dropped: 0 }
    }),
})

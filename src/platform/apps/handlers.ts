import { notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { identityOf, iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { record } from './activity.ts'
import { allow, permissionsOn, visibleApps } from './access.ts'
import { FEATURES, findFeature, findRegion, findStack, REGIONS, STACKS, type Feature, type Stack } from './catalog.ts'
import { apps } from './contract.ts'
import { freeName, newApp } from './create.ts'
import { deleteApp, renameApp, setMaintenance, type App, type Favorite } from './model.ts'
import { appKeys, REGIONS_SINCE, wireApp, wireRegion } from './wire.ts'

const wireFavorite = (tables: Tables, row: Favorite) => ({
  id: row.id,
  resource_id: row.appId,
  resource_name: tables.apps.must(row.appId).name,
  type: 'app' as const,
})

const wireStack = (stack: Stack) => ({
  created_at: iso(stack.createdAt),
  default: stack.default,
  id: stack.id,
  name: stack.name,
  state: stack.state,
  updated_at: iso(stack.createdAt),
})

const wireFeature = (app: App, feature: Feature) => ({
  created_at: iso(REGIONS_SINCE),
  description: feature.description,
  display_name: feature.displayName,
  doc_url: `https://devcenter.heroku.com/articles/labs-${feature.name}`,
  enabled: app.features.includes(feature.name),
  feedback_email: 'feedback@dynorama.test',
  id: feature.id,
  name: feature.name,
  state: 'general',
  updated_at: iso(REGIONS_SINCE),
})

export const appRoutes = implement(apps, {
  create: ({ world, actor, body }) => wireApp(world.tables, newApp(world, actor, body, null)),
  list: ({ tables, actor }) => listOf(visibleApps(tables, actor.id), appKeys, (app) => wireApp(tables, app)),
  listOf: ({ tables, actor }) =>
    listOf(
      visibleApps(tables, actor.id).filter((app) => app.teamId === null),
      appKeys,
      (app) => wireApp(tables, app),
    ),
  info: ({ tables, app }) => wireApp(tables, app),
  update: ({ world, actor, app, body, permissions }) => {
    let changed = app
    if (body.name !== undefined && body.name !== app.name) {
      allow(permissions, 'app.rename')
      changed = renameApp(world, changed, freeName(world.tables, body.name), actor.id)
    }
    if (body.maintenance !== undefined) {
      allow(permissions, 'app.maintenance')
      changed = setMaintenance(world, changed, body.maintenance, actor.id)
    }
    if (body.build_stack !== undefined) {
      allow(permissions, 'app.stack')
      const stack = findStack(identityOf(body.build_stack)).name
      if (stack !== app.buildStack) {
        record(world, {
          appId: app.id,
          kind: 'app',
          text: `set the stack to ${stack}, from the next deploy on`,
          line: `Stack changed from ${app.buildStack} to ${stack} by user ${actor.email}`,
          actorId: actor.id,
        })
        changed = world.tables.apps.update(app.id, { buildStack: stack, updatedAt: world.now })
      }
    }
    return wireApp(world.tables, changed)
  },
  delete: ({ world, actor, app }) => {
    const gone = wireApp(world.tables, app)
    deleteApp(world, app, actor.id)
    return gone
  },
  favorites: ({ tables, actor }) =>
    tables.favorites
      .by('account', actor.id)
      .filter((row) => permissionsOn(tables, tables.apps.must(row.appId), actor.id).length > 0)
      .map((row) => wireFavorite(tables, row))
      .sort((a, b) => (a.resource_name < b.resource_name ? -1 : 1)),
  addFavorite: ({ world, tables, actor, body }) => {
    const app = tables.apps.get(body.resource_id) ?? tables.apps.first('name', body.resource_id)
    if (!app || permissionsOn(tables, app, actor.id).length === 0) throw notFound('app')
    const there = tables.favorites.by('account', actor.id).find((row) => row.appId === app.id)
    return wireFavorite(
      tables,
      there ?? tables.favorites.insert({ id: world.newId('favorite'), accountId: actor.id, appId: app.id }),
    )
  },
  removeFavorite: ({ tables, actor, params }) => {
    const row = tables.favorites.get(params.favorite)
    if (!row || row.accountId !== actor.id) throw notFound('favorite')
    const gone = wireFavorite(tables, row)
    tables.favorites.delete(row.id)
    return gone
  },
  stacks: () => listOf(STACKS, { id: (stack) => stack.id, name: (stack) => stack.name }, wireStack),
  stack: ({ params }) => wireStack(findStack(params.stack)),
  regions: () => listOf(REGIONS, { id: (region) => region.id, name: (region) => region.name }, wireRegion),
  region: ({ params }) => wireRegion(findRegion(params.region)),
  features: ({ app }) =>
    listOf(FEATURES, { id: (feature) => feature.id, name: (feature) => feature.name }, (feature) => wireFeature(app, feature)),
  feature: ({ app, params }) => wireFeature(app, findFeature(params.feature)),
  setFeature: ({ world, actor, app, params, body }) => {
    const { name, id } = findFeature(params.feature)
    const on = app.features.includes(name)
    if (on === body.enabled) return wireFeature(app, findFeature(id))
    const features = body.enabled ? [...app.features, name].sort() : app.features.filter((other) => other !== name)
    const word = body.enabled ? 'Enable' : 'Disable'
    record(world, {
      appId: app.id,
      kind: 'app',
      text: `${word.toLowerCase()}d the feature ${name}`,
      line: `${word} ${name} feature by user ${actor.email}`,
      actorId: actor.id,
    })
    return wireFeature(world.tables.apps.update(app.id, { features, updatedAt: world.now }), findFeature(id))
  },
})

import type { App } from '#platform/apps/model.ts'
import type { Formation } from '#platform/dynos/formation.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import { uuid } from '#kernel/random.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import type { BodyOf } from '#platform/http/contract.ts'
import { monitors } from './contract.ts'
import { createMonitor, defaults, deleteMonitor, isScale, updateMonitor, type Monitor, type Settings } from './model.ts'

const actionOf = (name: Monitor['name']) => (isScale(name) ? ('scale' as const) : ('alert' as const))

const wireMonitor = ({ id, appId, type, name, settings, alarmSince, createdAt, updatedAt }: Monitor) => ({
  id,
  app_id: appId,
  process_type: type,
  metric_uuid: uuid('metric', name),
  name,
  action_type: actionOf(name),
  op: 'GREATER_OR_EQUAL',
  forecast_period: null,
  ...settings,
  state: alarmSince === null ? ('ok' as const) : ('alarm' as const),
  created_at: iso(createdAt),
  updated_at: iso(updatedAt),
})

function formationFor(tables: Tables, app: App, type: string): Formation {
  const row = tables.formations.by('app', app.id).find((formation) => formation.type === type || formation.id === type)
  if (!row) throw notFound('formation', 'process type')
  return row
}

const watching = (tables: Tables, app: App, type: string): Monitor[] => {
  const { type: found } = formationFor(tables, app, type)
  return tables.monitors
    .by('app', app.id)
    .filter((row) => row.type === found)
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}

function monitorFor(tables: Tables, app: App, { type, monitor }: { readonly type: string; readonly monitor: string }): Monitor {
  const row = watching(tables, app, type).find(({ id, name }) => id === monitor || name === monitor)
  if (!row) throw notFound('monitor')
  return row
}

type Asked = BodyOf<typeof monitors.update>

/** The settings with what was asked for. */
function merged(name: Monitor['name'], before: Settings, body: Asked): Settings {
  const { action_type: action = actionOf(name), op: _, ...asked } = body
  if (action !== actionOf(name)) throw invalid(`The action_type of a ${name} monitor is ${actionOf(name)}.`)
  return { ...before, ...asked }
}

export const monitorRoutes = implement(monitors, {
  list: ({ tables, app, params }) => watching(tables, app, params.type).map(wireMonitor),
  create: ({ world, tables, actor, app, params, body: { name, ...asked } }) => {
    const wanted = merged(name, defaults(name), asked)
    return wireMonitor(createMonitor(world, app, formationFor(tables, app, params.type), name, wanted, actor.id))
  },
  update: ({ world, tables, actor, app, params, body }) => {
    const row = monitorFor(tables, app, params)
    return wireMonitor(
      updateMonitor(world, formationFor(tables, app, params.type), row, merged(row.name, row.settings, body), actor.id),
    )
  },
  delete: ({ world, tables, actor, app, params }) => {
    const row = monitorFor(tables, app, params)
    deleteMonitor(world, row, actor.id)
    return wireMonitor(row)
  },
})

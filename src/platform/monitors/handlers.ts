import type { App } from '#platform/apps/model.ts'
import type { Formation } from '#platform/dynos/formation.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import { uuid } from '#kernel/random.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { monitors } from './contract.ts'
import { createMonitor, defaults, deleteMonitor, updateMonitor, type Monitor, type Settings } from './model.ts'

const actionOf = (name: Monitor['name']) => (name === 'LATENCY_SCALE' ? ('scale' as const) : ('alert' as const))

const wireMonitor = (row: Monitor) => ({
  id: row.id,
  app_id: row.appId,
  process_type: row.type,
  metric_uuid: uuid('metric', row.name),
  name: row.name,
  action_type: actionOf(row.name),
  op: 'GREATER_OR_EQUAL',
  value: row.value,
  period: row.period,
  min_quantity: row.name === 'LATENCY_SCALE' ? row.min : null,
  max_quantity: row.name === 'LATENCY_SCALE' ? row.max : null,
  forecast_period: null,
  notification_channels: [...row.channels],
  notification_period: row.notifyEvery,
  is_active: row.isActive,
  state: row.alarmSince === null ? ('ok' as const) : ('alarm' as const),
  created_at: iso(row.createdAt),
  updated_at: iso(row.updatedAt),
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

interface Asked {
  readonly action_type?: 'scale' | 'alert' | undefined
  readonly is_active?: boolean | undefined
  readonly value?: number | undefined
  readonly period?: number | undefined
  readonly min_quantity?: number | null | undefined
  readonly max_quantity?: number | null | undefined
  readonly notification_channels?: readonly string[] | undefined
  readonly notification_period?: number | undefined
}

/** The settings with what was asked for. */
function merged(name: Monitor['name'], before: Settings, asked: Asked): Settings {
  if (asked.action_type !== undefined && asked.action_type !== actionOf(name))
    throw invalid(`The action_type of a ${name} monitor is ${actionOf(name)}.`)
  return {
    isActive: asked.is_active ?? before.isActive,
    value: asked.value ?? before.value,
    period: asked.period ?? before.period,
    min: asked.min_quantity ?? before.min,
    max: asked.max_quantity ?? before.max,
    channels: asked.notification_channels ?? before.channels,
    notifyEvery: asked.notification_period ?? before.notifyEvery,
  }
}

export const monitorRoutes = implement(monitors, {
  list: ({ tables, app, params }) => watching(tables, app, params.type).map(wireMonitor),
  info: ({ tables, app, params }) => wireMonitor(monitorFor(tables, app, params)),
  create: ({ world, tables, actor, app, params, body }) => {
    const wanted = merged(body.name, defaults(body.name), body)
    return wireMonitor(createMonitor(world, app, formationFor(tables, app, params.type), body.name, wanted, actor.id))
  },
  update: ({ world, tables, actor, app, params, body }) => {
    const row = monitorFor(tables, app, params)
    return wireMonitor(updateMonitor(world, formationFor(tables, app, params.type), row, merged(row.name, row, body), actor.id))
  },
  delete: ({ world, tables, actor, app, params }) => {
    const row = monitorFor(tables, app, params)
    deleteMonitor(world, row, actor.id)
    return wireMonitor(row)
  },
})

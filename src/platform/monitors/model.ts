import type { Row } from '#kernel/table.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import type { Formation } from '#platform/dynos/formation.ts'
import { LARGEST_QUANTITY, sizeOf } from '#platform/dynos/sizes.ts'
import { conflict, invalid } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { PERIODS, REMINDERS, THRESHOLDS, type Monitor as Wire, type MonitorName } from './contract.ts'

/** Something that watches an app's web dynos: autoscaling, or an alert. */
export interface Monitor extends Row {
  readonly appId: string
  readonly type: string
  readonly name: MonitorName
  readonly settings: Settings
  /** Since when it is in alarm; null if it is not. */
  readonly alarmSince: number | null
  readonly notifiedAt: number | null
  /** When autoscaling last changed the number of dynos. */
  readonly scaledAt: number | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** What can be changed of a monitor, as the API names it. */
export type Settings = Pick<
  Wire,
  'is_active' | 'value' | 'period' | 'min_quantity' | 'max_quantity' | 'notification_channels' | 'notification_period'
>

const MINUTE = 60_000

/** The settings of a new monitor that does not say. */
export const defaults = (name: MonitorName): Settings => ({
  is_active: true,
  value: name === 'ERROR_RATE' ? 0.05 : 1000,
  period: isScale(name) ? 1 : 5,
  min_quantity: isScale(name) ? 1 : null,
  max_quantity: isScale(name) ? 1 : null,
  notification_channels: [],
  notification_period: 1440,
})

export const isScale = (name: MonitorName): boolean => name === 'LATENCY_SCALE'

/** Why a process type cannot be watched in this way, in the API's words; null if it can. */
export function unfit(name: MonitorName, row: Pick<Formation, 'size'>): string | null {
  const { tier } = sizeOf(row.size)
  if (tier === 'performance') return null
  if (isScale(name)) return 'Autoscaling is only available with Performance or Private dynos.'
  return tier === 'standard' ? null : 'Threshold alerting is only available with Standard, Performance or Private dynos.'
}

/** Refuses with 422 what cannot be watched, or not in this way. What is switched off may be left as it is. */
function check(name: MonitorName, row: Formation, wanted: Settings): void {
  const [least, most] = THRESHOLDS[name]
  if (!(wanted.value >= least && wanted.value <= most)) throw invalid(`Value must be between ${least} and ${most}.`)
  oneOf('Period', isScale(name) ? [1] : PERIODS, wanted.period)
  oneOf('Notification period', REMINDERS, wanted.notification_period)
  const [min, max, all] = [wanted.min_quantity ?? 0, wanted.max_quantity ?? 0, LARGEST_QUANTITY.performance]
  if (isScale(name) && !(min >= 1 && min <= max && max <= all))
    throw invalid(`Dynos can be autoscaled from 1 to ${all}, and not to fewer than the minimum.`)
  if (!wanted.is_active) return
  const reason = unfit(name, row)
  if (reason !== null) throw invalid(reason)
  if (row.quantity === 0) throw invalid('Monitors cannot be enabled without a running dyno.')
}

function oneOf(what: string, minutes: readonly number[], value: number): void {
  if (!minutes.includes(value)) throw invalid(`${what} must be one of ${minutes.join(', ')} minutes.`)
}

/** Begins to watch a process type. Refuses with 409 what is watched in this way already. */
export function createMonitor(
  world: PlatformWorld,
  app: App,
  row: Formation,
  name: MonitorName,
  wanted: Settings,
  actorId: string,
) {
  const { monitors } = world.tables
  if (row.type !== 'web') throw invalid('Only web dynos can be watched: the others answer no requests.')
  if (monitors.by('app', app.id).some((other) => other.name === name)) throw conflict(`A ${name} monitor already exists for web.`)
  check(name, row, wanted)
  const id = world.newId('monitor')
  const monitor = monitors.insert({
    id,
    appId: app.id,
    type: row.type,
    name,
    settings: wanted,
    alarmSince: null,
    notifiedAt: null,
    scaledAt: null,
    createdAt: world.now,
    updatedAt: world.now,
  })
  if (monitor.settings.is_active) tell(world, monitor, `enabled ${words(monitor)}`, actorId)
  schedule(world, monitor)
  return monitor
}

/** Changes what a monitor watches for. */
export function updateMonitor(world: PlatformWorld, row: Formation, before: Monitor, wanted: Settings, actorId: string): Monitor {
  check(before.name, row, wanted)
  // What was in alarm by other figures has to show again that it is.
  const monitor = world.tables.monitors.update(before.id, {
    settings: wanted,
    alarmSince: null,
    notifiedAt: null,
    updatedAt: world.now,
  })
  if (monitor.settings.is_active)
    tell(world, monitor, `${before.settings.is_active ? 'changed' : 'enabled'} ${words(monitor)}`, actorId)
  else if (before.settings.is_active) tell(world, monitor, `disabled ${title(monitor)}`, actorId)
  schedule(world, monitor)
  return monitor
}

export function deleteMonitor(world: PlatformWorld, monitor: Monitor, actorId: string): void {
  if (monitor.settings.is_active) tell(world, monitor, `disabled ${title(monitor)}`, actorId)
  world.cancelAlarm('monitor', monitor.id)
  world.tables.monitors.delete(monitor.id)
}

/** An active monitor looks when a minute has ended; nothing ticks for others. */
export function schedule(world: PlatformWorld, { id, settings }: Monitor): void {
  if (settings.is_active) world.setAlarm('monitor', id, (Math.floor(world.now / MINUTE) + 1) * MINUTE)
  else world.cancelAlarm('monitor', id)
}

/** Writes an entry into the activity feed; by the platform where nobody is named. */
export function tell(world: PlatformWorld, { appId, name }: Monitor, text: string, actorId: string | null = null): void {
  const kind = isScale(name) && actorId !== null ? 'scale' : 'alert'
  record(world, { appId, kind, text, line: null, actorId, ...(actorId === null && { notice: 'alert' }) })
}

/** What a monitor does, in the middle of a sentence. */
export const title = ({ name }: Monitor): string =>
  isScale(name) ? 'autoscaling of web' : `the alert on ${metric[name].toLowerCase()}`

function words(monitor: Monitor): string {
  const { min_quantity: min, max_quantity: max, period } = monitor.settings
  const what = isScale(monitor.name)
    ? `${min} to ${max} dynos for a p95 below ${figure(monitor)}`
    : `${figure(monitor)} for ${period} min`
  return `${title(monitor)}, ${what}`
}

export const metric: Readonly<Record<MonitorName, string>> = {
  LATENCY_SCALE: 'p95 response time',
  LATENCY: 'p95 response time',
  ERROR_RATE: 'Failed requests',
}

/** The threshold as people write it: `500 ms`, `2.5 %`. */
export const figure = ({ name, settings: { value } }: Monitor): string =>
  name === 'ERROR_RATE' ? `${Math.round(value * 1000) / 10} %` : `${value} ms`

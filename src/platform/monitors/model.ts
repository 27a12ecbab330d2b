import type { Row } from '#kernel/table.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import type { Formation } from '#platform/dynos/formation.ts'
import { LARGEST_QUANTITY, sizeOf } from '#platform/dynos/sizes.ts'
import { conflict, invalid } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { PERIODS, REMINDERS, THRESHOLDS, type MonitorName } from './contract.ts'

/** Something that watches an app's web dynos: autoscaling, or an alert. */
export interface Monitor extends Row {
  readonly appId: string
  readonly type: string
  readonly name: MonitorName
  readonly isActive: boolean
  readonly value: number
  readonly period: number
  /** For autoscaling; 0 for alerts. */
  readonly min: number
  readonly max: number
  readonly channels: readonly string[]
  readonly notifyEvery: number
  /** Since when it is in alarm; null if it is not. */
  readonly alarmSince: number | null
  readonly notifiedAt: number | null
  /** When autoscaling last changed the number of dynos. */
  readonly scaledAt: number | null
  readonly createdAt: number
  readonly updatedAt: number
}

export type Settings = Pick<Monitor, 'isActive' | 'value' | 'period' | 'min' | 'max' | 'channels' | 'notifyEvery'>

const MINUTE = 60_000

/** The settings of a new monitor that does not say. */
export const defaults = (name: MonitorName): Settings => ({
  isActive: true,
  value: name === 'ERROR_RATE' ? 0.05 : 1000,
  period: name === 'LATENCY_SCALE' ? 1 : 5,
  min: 1,
  max: 1,
  channels: [],
  notifyEvery: 1440,
})

/** Why a process type cannot be watched in this way, in the API's words; null if it can. */
export function unfit(name: MonitorName, row: Pick<Formation, 'size'>): string | null {
  const { tier } = sizeOf(row.size)
  if (tier === 'performance') return null
  if (name === 'LATENCY_SCALE') return 'Autoscaling is only available with Performance or Private dynos.'
  return tier === 'standard' ? null : 'Threshold alerting is only available with Standard, Performance or Private dynos.'
}

/** Refuses with 422 what cannot be watched, or not in this way. What is switched off may be left as it is. */
function check(name: MonitorName, row: Formation, wanted: Settings): void {
  const { value, period, min, max, notifyEvery } = wanted
  const [least, most] = THRESHOLDS[name]
  if (!(value >= least && value <= most)) throw invalid(`Value must be between ${least} and ${most}.`)
  const periods: readonly number[] = name === 'LATENCY_SCALE' ? [1] : PERIODS
  if (!periods.includes(period)) throw invalid(`Period must be one of ${periods.join(', ')} minutes.`)
  if (!REMINDERS.some((minutes) => minutes === notifyEvery))
    throw invalid(`Notification period must be one of ${REMINDERS.join(', ')} minutes.`)
  if (name === 'LATENCY_SCALE' && !(min >= 1 && min <= max && max <= LARGEST_QUANTITY.performance))
    throw invalid(`Dynos can be autoscaled from 1 to ${LARGEST_QUANTITY.performance}, and not to fewer than the minimum.`)
  if (!wanted.isActive) return
  const reason = unfit(name, row)
  if (reason !== null) throw invalid(reason)
  if (row.quantity === 0)
    throw invalid(`Monitors cannot be enabled without a running dyno. Scale ${row.type} to 1 or more first.`)
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
    ...wanted,
    id,
    appId: app.id,
    type: row.type,
    name,
    alarmSince: null,
    notifiedAt: null,
    scaledAt: null,
    createdAt: world.now,
    updatedAt: world.now,
  })
  if (monitor.isActive) tell(world, monitor, `enabled ${words(monitor)}`, actorId)
  schedule(world, monitor)
  return monitor
}

/** Changes what a monitor watches for. */
export function updateMonitor(world: PlatformWorld, row: Formation, before: Monitor, wanted: Settings, actorId: string): Monitor {
  check(before.name, row, wanted)
  // What was in alarm by other figures has to show again that it is.
  const monitor = world.tables.monitors.update(before.id, { ...wanted, alarmSince: null, notifiedAt: null, updatedAt: world.now })
  if (monitor.isActive) tell(world, monitor, `${before.isActive ? 'changed' : 'enabled'} ${words(monitor)}`, actorId)
  else if (before.isActive) tell(world, monitor, `disabled ${title(monitor)}`, actorId)
  schedule(world, monitor)
  return monitor
}

export function deleteMonitor(world: PlatformWorld, monitor: Monitor, actorId: string): void {
  if (monitor.isActive) tell(world, monitor, `disabled ${title(monitor)}`, actorId)
  world.cancelAlarm('monitor', monitor.id)
  world.tables.monitors.delete(monitor.id)
}

/** An active monitor looks when a minute has ended; nothing ticks for others. */
export function schedule(world: PlatformWorld, { id, isActive }: Monitor): void {
  if (isActive) world.setAlarm('monitor', id, (Math.floor(world.now / MINUTE) + 1) * MINUTE)
  else world.cancelAlarm('monitor', id)
}

/** Writes an entry into the activity feed; by the platform where nobody is named. */
export function tell(world: PlatformWorld, { appId, name }: Monitor, text: string, actorId: string | null = null): void {
  const kind = name === 'LATENCY_SCALE' && actorId !== null ? 'scale' : 'alert'
  record(world, { appId, kind, text, line: null, actorId })
}

/** What a monitor does, in the middle of a sentence. */
export const title = ({ name }: Monitor): string =>
  name === 'LATENCY_SCALE' ? 'autoscaling of web' : `the alert on ${metric[name].toLowerCase()}`

const words = (monitor: Monitor): string =>
  `${title(monitor)}, ${monitor.name === 'LATENCY_SCALE' ? `${monitor.min} to ${monitor.max} dynos for a p95 below ${figure(monitor)}` : `${figure(monitor)} for ${monitor.period} min`}`

export const metric: Readonly<Record<MonitorName, string>> = {
  LATENCY_SCALE: 'p95 response time',
  LATENCY: 'p95 response time',
  ERROR_RATE: 'Failed requests',
}

/** The threshold as people write it: `500 ms`, `2.5 %`. */
export const figure = ({ name, value }: Monitor): string =>
  name === 'ERROR_RATE' ? `${Math.round(value * 1000) / 10} %` : `${value} ms`

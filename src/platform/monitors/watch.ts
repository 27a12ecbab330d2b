import type { App } from '#platform/apps/model.ts'
import { scale, type Formation } from '#platform/dynos/formation.ts'
import { sizeOf } from '#platform/dynos/sizes.ts'
import { bucketsFrom, type Bucket } from '#platform/metrics/buckets.ts'
import { historyOf, slotsOf, spreadOf } from '#platform/metrics/history.ts'
import { servedTimes, utilisationOf } from '#platform/metrics/model.ts'
import { OUTCOMES } from '#platform/metrics/outcomes.ts'
import { arrivalsIn, MINUTE } from '#platform/metrics/traffic.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { fires } from './contract.ts'
import { figure, metric, schedule, tell, title, unfit, isScale, type Monitor, type Settings } from './model.ts'

// What monitors do, each time a minute has ended.

/** heroku-facts B.8: scaling down is slower. Fewer dynos have to have been enough for this many minutes. */
const CALM_MINUTES = 10

/** A monitor looks at the minute that has just ended. */
export function onMonitorAlarm(world: PlatformWorld, id: string): void {
  const { tables } = world
  const monitor = tables.monitors.get(id)
  const app = monitor && tables.apps.get(monitor.appId)
  if (!app) return
  const row = tables.formations.by('app', app.id).find(({ type }) => type === monitor.type)
  const reason = row ? unfit(monitor.name, row) : `The process type ${monitor.type} is gone.`
  if (!row || reason !== null) {
    tables.monitors.update(id, { settings: { ...monitor.settings, is_active: false }, alarmSince: null, updatedAt: world.now })
    return tell(world, monitor, `${capital(title(monitor))} was switched off. ${reason}`)
  }
  if (isScale(monitor.name)) autoscale(world, app, row, monitor)
  else alert(world, app, monitor)
  schedule(world, monitor)
}

/** One dyno a step towards the fewest that keep the p95 below the target; nothing while web is scaled to zero. */
function autoscale(world: PlatformWorld, app: App, row: Formation, monitor: Monitor): void {
  const { id, settings } = monitor
  const [min, max] = [settings.min_quantity ?? 1, settings.max_quantity ?? 1]
  const { monitors } = world.tables
  const { quantity } = row
  if (quantity === 0) return
  const last = Math.floor(world.now / MINUTE) - 1
  const needed = neededIn(world, app, row, settings, last)
  if (needed > max !== (monitor.alarmSince !== null)) monitors.update(id, { alarmSince: needed > max ? world.now : null })
  if (needed > max && isDue(world, monitor)) {
    monitors.update(id, { notifiedAt: world.now })
    tell(world, monitor, `Autoscaling is at its limit: ${max} web dynos do not keep the p95 below ${figure(monitor)}`)
  }
  let wanted = Math.min(Math.max(needed, min), max)
  if (wanted < quantity && quantity <= max) {
    if (world.now - (monitor.scaledAt ?? 0) < CALM_MINUTES * MINUTE) return
    for (let minute = last - 1; minute > last - CALM_MINUTES && wanted < quantity; minute--)
      wanted = Math.max(wanted, Math.min(neededIn(world, app, row, settings, minute), max))
  }
  if (wanted === quantity) return
  monitors.update(id, { scaledAt: world.now })
  scale(world, app, [{ type: row.type, quantity: quantity + Math.sign(wanted - quantity) }], null)
}

/** The fewest dynos with which a minute's p95 would have stayed below the target; one more than the most where not even they would. */
function neededIn({ seed, tables }: PlatformWorld, app: App, { size }: Formation, wanted: Settings, minute: number): number {
  const slugId = app.releaseId === null ? null : tables.releases.get(app.releaseId)?.slugId
  const runtime = slugId ? tables.slugs.get(slugId)?.runtime : undefined
  if (!runtime) return 0
  const [slots, spread] = [slotsOf(runtime, sizeOf(size)), spreadOf(seed, app)]
  const { serviceMs } = runtime
  const groups = arrivalsIn(seed, app, minute)
  const enough = (dynos: number) =>
    groups.every((arrivals) => {
      const utilisation = utilisationOf({ slots: slots * dynos, serviceMs }, arrivals.count / 60)
      return servedTimes(arrivals, utilisation, slots, serviceMs, spread)[2] < wanted.value
    })
  let dynos = 1
  while (dynos <= (wanted.max_quantity ?? 1) && !enough(dynos)) dynos++
  return dynos
}

/** Compares the last minutes with the threshold. */
function alert(world: PlatformWorld, app: App, monitor: Monitor): void {
  const { id, name, alarmSince } = monitor
  const { period, value } = monitor.settings
  const { tables, seed, now } = world
  const end = Math.floor(now / MINUTE) * MINUTE
  const look = (minutes: number) => {
    const from = end - minutes * MINUTE
    return bucketsFrom(historyOf(tables, seed, app, now, from), from, MINUTE, minutes).map(name === 'LATENCY' ? p95 : errorRate)
  }
  const was = alarmSince !== null
  // Nearly always the newest minute alone says that nothing has changed.
  const firing = fires(was, look(1), value) === was ? was : fires(was, look(period), value)
  const said = `${metric[name]} above ${figure(monitor)}`
  if (firing && alarmSince === null) {
    tables.monitors.update(id, { alarmSince: now, notifiedAt: now })
    tell(world, monitor, `${said} for ${period} min`)
  } else if (firing && isDue(world, monitor)) {
    tables.monitors.update(id, { notifiedAt: now })
    tell(world, monitor, `${said} still, for ${Math.round((now - (alarmSince ?? now)) / MINUTE) + period} min`)
  } else if (!firing && alarmSince !== null) {
    tables.monitors.update(id, { alarmSince: null })
    tell(world, monitor, `${metric[name]} below ${figure(monitor)} again`)
  }
}

/** Whether somebody wants to be told, and has not been for long enough. */
const isDue = ({ now }: PlatformWorld, { settings, notifiedAt }: Monitor): boolean =>
  settings.notification_channels.length > 0 && (notifiedAt === null || now - notifiedAt >= settings.notification_period * MINUTE)

/** As the chart shows it. */
const p95 = ({ times }: Bucket) => (times ? Math.round(times[2] * 10) / 10 : null)

/** The share of requests that failed (heroku-facts A.7): status 500 and above. */
function errorRate({ outcomes, requests }: Bucket): number | null {
  if (requests === 0) return null
  return OUTCOMES.reduce((sum, { status }, i) => sum + (status >= 500 ? (outcomes[i] ?? 0) : 0), 0) / requests
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

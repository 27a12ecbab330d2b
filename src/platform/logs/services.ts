import { hash } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import type { App } from '#platform/apps/model.ts'
import { databaseFigures } from '#platform/postgres/insight/figures.ts'
import { storeFigures } from '#platform/redis/figures.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { wants, type LogFilter, type LogLine } from './line.ts'

const EVERY = 5 * 60_000
/** A service says nothing of itself until it is there, which takes it some minutes. */
const READY = 10 * 60_000

type Figures = Readonly<Record<string, string | number>>

/** What the services are called in a log, and what they tell of a moment; null on plans that tell nothing. */
const services: Readonly<
  Record<string, readonly [name: string, figures: (world: PlatformWorld, addon: Addon, at: number) => Figures | null]>
> = {
  'heroku-postgresql': ['heroku-postgres', databaseFigures],
  'heroku-redis': ['heroku-redis', storeFigures],
}

/** The figures that databases and key-value stores write to the logs of the apps that use them (heroku-facts C.7). */
export function serviceLog(world: PlatformWorld, app: App, from: number, until: number, filter: LogFilter): LogLine[] {
  const { addons, attachments } = world.tables
  return attachments.by('app', app.id).flatMap((attachment) => {
    const addon = addons.must(attachment.addonId)
    const [name, figures] = services[addon.service] ?? []
    // Credentials and pools lead to what their database has told already.
    if (!name || !figures || attachment.namespace !== null || addon.state === 'provisioning' || !wants(filter, 'app', name))
      return []
    const key = hash(world.seed, 'figures', attachment.id)
    const phase = key % EVERY
    const lines: LogLine[] = []
    const first = Math.max(from, attachment.createdAt + READY)
    for (let at = Math.ceil((first - phase) / EVERY) * EVERY + phase; at < until; at += EVERY) {
      const samples = figures(world, addon, at)
      if (!samples) break
      const text = Object.entries(samples).map(([what, value]) => `sample#${what}=${value}`)
      lines.push({
        micros: at * 1000 + (key % 1000),
        key,
        source: 'app',
        dyno: name,
        text: `source=${attachment.name} addon=${addon.name} ${text.join(' ')}`,
      })
    }
    return lines
  })
}

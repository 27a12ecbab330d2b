import { draw, integer } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { invalid } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Check, Report } from './model.ts'
import { tablesOf } from './samples.ts'
import { change, databaseOf, namesOf } from './state.ts'
import { DAY } from './time.ts'
import { usageOf } from './usage.ts'

/** Reports are there for a month (the CLI says so), and the last few only. */
const MOST_REPORTS = 10
const KEPT_MS = 30 * DAY

const green = (name: string): Check => ({ name, status: 'green', results: [] })

/** Looks at a database as it is now, and writes down what was found (heroku-facts E.2). */
export function diagnose(world: PlatformWorld, addon: Addon, name: string): Report {
  if (addon.state === 'provisioning') throw invalid(`${addon.name} is still being provisioned. Wait until it is there.`)
  const { reports } = databaseOf(world, addon)
  const report = { id: world.newId('report'), name, at: world.now, checks: checksOf(world, addon) }
  change(world, addon, { reports: [report, ...reports.filter(({ at }) => world.now - at < KEPT_MS)].slice(0, MOST_REPORTS) })
  return report
}

function checksOf(world: PlatformWorld, addon: Addon): Check[] {
  const { seed, now } = world
  const { id } = addon
  const row = databaseOf(world, addon)
  const usage = usageOf(world, addon, row)
  const share = usage.connections / usage.limits.connections
  const day = Math.floor(now / DAY)
  const [table] = tablesOf(namesOf(world, addon))
  const bloated = usage.rows > 100_000 && draw(seed, 'bloat', id) < 0.6
  const unused = usage.rows > 100_000 && draw(seed, 'unused', id) < 0.7
  const megabytes = (low: number, high: number, what: string) => `${integer(low, high, seed, what, id, day)} MB`
  return [
    usage.waiting > 0 || share > 0.9
      ? { name: 'Connection Count', status: 'red', results: [{ count: usage.connections, limit: usage.limits.connections }] }
      : share > 0.75
        ? { name: 'Connection Count', status: 'yellow', results: [{ count: usage.connections, limit: usage.limits.connections }] }
        : green('Connection Count'),
    green('Long Queries'),
    green('Long Transactions'),
    green('Idle in Transaction'),
    unused
      ? {
          name: 'Indexes',
          status: 'yellow',
          results: [
            {
              reason: 'Never Used Indexes',
              index: `public.${table}::index_${table}_on_updated_at`,
              index_scan_pct: '0.00',
              index_size: megabytes(12, 90, 'index'),
            },
          ],
        }
      : green('Indexes'),
    bloated
      ? {
          name: 'Bloat',
          status: 'yellow',
          results: [
            {
              type: 'table',
              object: `public.${table}`,
              bloat: integer(11, 28, seed, 'times', id),
              waste: megabytes(60, 800, 'waste'),
            },
          ],
        }
      : green('Bloat'),
    usage.cacheHit !== null && usage.cacheHit < 0.99
      ? { name: 'Hit Rate', status: 'yellow', results: [{ name: 'overall cache hit rate', ratio: usage.cacheHit.toFixed(4) }] }
      : green('Hit Rate'),
    green('Blocking Queries'),
    green('Sequences'),
    green('Table Transaction ID Wraparound'),
    green('Load'),
  ]
}

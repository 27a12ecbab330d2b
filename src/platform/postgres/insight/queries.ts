import { between } from '#kernel/random.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { tablesOf } from '#platform/postgres/samples.ts'
import { databaseOf, namesOf } from '#platform/postgres/state.ts'
import { requestsOf, usageOf } from '#platform/postgres/usage.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Query } from './contract.ts'

// What pg_stat_statements would say of the traffic that the apps of a database are asked: the queries are made up, and how often
// they ran follows from that traffic.

/** The query, how often a request asks it, ms of each with everything in memory, and how much of that grows with the rows. */
type Kind = readonly [query: (large: string, other: string, key: string) => string, calls: number, ms: number, grows: number]

const KINDS: readonly Kind[] = [
  [(_, other) => `SELECT * FROM ${other} WHERE id = $1 LIMIT $2`, 1.8, 0.09, 0],
  [(large, _, key) => `SELECT * FROM ${large} WHERE ${key} = ANY ($1) LIMIT $2`, 0.32, 2.6, 0.4],
  [
    (large, other, key) =>
      `SELECT o.*, count(*) FROM ${other} o JOIN ${large} l ON l.${key} = o.id GROUP BY o.id ORDER BY count(*) DESC LIMIT $1`,
    0.011,
    48,
    1,
  ],
  [(large) => `INSERT INTO ${large} SELECT * FROM json_populate_record(NULL::${large}, $1)`, 0.02, 0.7, 0],
  [(_, other) => `SELECT count(*) FROM ${other}`, 0.06, 0.9, 0.6],
  [(large, _, key) => `SELECT * FROM ${large} WHERE ${key}::text LIKE $1`, 0.0012, 310, 1],
  [(large, _, key) => `DELETE FROM ${large} WHERE ${key} = $1`, 0.0001, 900, 1],
]

/** The queries that took most of the time since the statistics were last reset, the worst first. */
export function expensiveQueries(world: PlatformWorld, addon: Addon): { since: number; queries: Query[] } {
  const { tables, now, seed } = world
  const row = databaseOf(world, addon)
  const since = Math.max(addon.createdAt, row.statsResetAt ?? 0)
  const usage = usageOf(world, addon, row)
  if (usage.rows === 0) return { since, queries: [] }
  const apps = new Set(tables.attachments.by('addon', addon.id).map(({ appId }) => appId))
  const requests = [...apps].reduce((sum, id) => sum + requestsOf(tables.apps.must(id), since, now), 0)
  const [large, other] = tablesOf(namesOf(world, addon))
  const missed = 1 - (usage.cacheHit ?? 1)
  const queries = KINDS.map(([text, calls, ms, grows], nth): Query => {
    const times = Math.round(requests * calls * between(0.7, 1.3, seed, 'calls', addon.id, nth))
    const mean = ms * between(0.8, 1.25, seed, 'query', addon.id, nth) * (1 + grows * Math.log10(1 + usage.rows / 100_000))
    const io = mean * grows * missed * 6
    return {
      query: text(large, other, keyTo(other)),
      calls: times,
      mean_ms: round(mean + io),
      total_ms: Math.round(times * (mean + io)),
      io_ms: Math.round(times * io),
    }
  })
  return { since, queries: queries.filter(({ calls }) => calls > 0).sort((a, b) => b.total_ms - a.total_ms) }
}

const round = (ms: number) => Math.round(ms * 100) / 100

/** The column by which rows of one table name one of another: 'order_id' of 'orders'. */
const keyTo = (table: string) => `${table.replace(/ies$/, 'y').replace(/s$/, '')}_id`

import { hex } from '#kernel/random.ts'
import { pastMaintenances } from '#platform/maintenance/model.ts'
import { commandsBetween, commandsPerSecond, connectionsOf, hitRate } from './activity.ts'
import { expiredBetween } from './content.ts'
import type { Keyspace } from './keyspace.ts'
import { limitsOf } from './store.ts'

const MB = 2 ** 20

/** Bytes as the engine writes them for people: '66.40M'. */
const human = (bytes: number) => (bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(2)}G` : `${(bytes / MB).toFixed(2)}M`)

type Section = Readonly<Record<string, string | number>>

/** What INFO tells, by section. */
function sectionsOf(keys: Keyspace): Readonly<Record<string, Section>> {
  const { store, world, addon, limit, now } = keys
  const { persistent, connections } = limitsOf(addon)
  const { used } = keys
  const entries = keys.entries()
  const expiring = entries.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt - now]))
  const maintained = pastMaintenances(world, addon)[0]?.endsAt ?? 0
  const restartedAt = Math.max(addon.createdAt, store.restartedAt ?? 0, maintained)
  const uptime = Math.floor((now - restartedAt) / 1000)
  const commands = commandsBetween(world, addon, store, store.resetAt, now)
  const reads = Math.round(commands * 0.8)
  const hits = Math.round(reads * (hitRate(world, addon, store, now) ?? 0))
  const clients = connectionsOf(world, addon, store)
  return {
    server: {
      redis_version: '7.2.4',
      server_name: 'valkey',
      valkey_version: store.version,
      redis_mode: 'standalone',
      os: 'Linux x86_64',
      arch_bits: 64,
      run_id: hex(40, world.seed, 'run', addon.id, restartedAt),
      tcp_port: 6379,
      uptime_in_seconds: uptime,
      uptime_in_days: Math.floor(uptime / 86_400),
      hz: 10,
    },
    clients: { connected_clients: clients.open, maxclients: connections, blocked_clients: 0 },
    memory: {
      used_memory: used,
      used_memory_human: human(used),
      used_memory_dataset: used - Math.min(used, 900 * 1024),
      maxmemory: limit,
      maxmemory_human: human(limit),
      maxmemory_policy: store.policy,
      mem_fragmentation_ratio: '1.08',
    },
    persistence: { loading: 0, rdb_bgsave_in_progress: 0, aof_enabled: persistent ? 1 : 0 },
    stats: {
      total_connections_received: clients.open * 12 + store.writes,
      total_commands_processed: commands + store.writes,
      instantaneous_ops_per_sec: Math.round(commandsPerSecond(world, addon, store, now)),
      rejected_connections: clients.refused,
      expired_keys: store.expired + expiredBetween(world, addon, store, store.resetAt, now),
      evicted_keys: store.evicted,
      keyspace_hits: hits,
      keyspace_misses: reads - hits,
    },
    replication: { role: 'master', connected_slaves: persistent ? 1 : 0 },
    keyspace: {
      ...(entries.length > 0 && {
        db0: `keys=${entries.length},expires=${expiring.length},avg_ttl=${Math.round(expiring.reduce((a, b) => a + b, 0) / Math.max(1, expiring.length))}`,
      }),
    },
  }
}

const ALL = ['all', 'default', 'everything']

/** The text that INFO answers: of all sections, or of some. */
export function infoText(keys: Keyspace, wanted: readonly string[]): string {
  const names = wanted.map((name) => name.toLowerCase())
  return Object.entries(sectionsOf(keys))
    .filter(([name]) => names.length === 0 || names.some((each) => each === name || ALL.includes(each)))
    .map(([name, section]) => {
      const lines = Object.entries(section).map(([field, value]) => `${field}:${value}\r\n`)
      return `# ${name.charAt(0).toUpperCase()}${name.slice(1)}\r\n${lines.join('')}`
    })
    .join('\r\n')
}

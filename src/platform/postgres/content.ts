import { postgresLogin, type Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Content } from './contract.ts'
import { limitsOf } from './plans.ts'
import { databaseOf, transfersOf } from './state.ts'
import { isKept } from './transfers.ts'
import { versionOf } from './upgrades.ts'
import { usageOf } from './usage.ts'

/** No statement of a console may take longer than this. */
const STATEMENT_TIMEOUT_MS = 30_000

/** Whether a world was turned back, and what came later would be done again. */
export const wasTurnedBack = ({ journal, position }: PlatformWorld): boolean => journal.length > position

/** Who may connect to a database, and with what password. */
export function loginsOf(world: PlatformWorld, addon: Addon): Content['credentials'] {
  const login = (namespace: string) => {
    const { user, password } = postgresLogin(world.seed, addon, namespace)
    return { user, password }
  }
  return [
    { name: 'default', ...login(''), permission: 'all' },
    ...databaseOf(world, addon).credentials.map(({ name }) => {
      return { name, ...login(`credential:${name}`), permission: 'readonly' as const }
    }),
  ]
}

/** What the engine that keeps a database's tables has to know. The era is the host's. */
export function contentOf(world: PlatformWorld, addon: Addon, era: string): Content {
  const { tables, seed, now } = world
  const row = databaseOf(world, addon)
  const app = tables.apps.must(addon.appId)
  const { database, host, port } = postgresLogin(seed, addon, '')
  const { bytes, connections } = limitsOf(addon)
  return {
    addon: { id: addon.id, name: addon.name, app: { id: app.id, name: app.name } },
    database,
    host,
    port,
    credentials: loginsOf(world, addon),
    limits: { bytes, connections, statement_timeout_ms: STATEMENT_TIMEOUT_MS },
    version: versionOf(row, now).split('.')[0] ?? '',
    follows: row.leader,
    read_only: row.leader !== null || usageOf(world, addon, row).readOnly,
    era,
    names: [...row.holds.names],
    since: row.holds.since,
    turned_back: wasTurnedBack(world),
    backups: Object.fromEntries(
      transfersOf(world, addon)
        .filter((transfer) => isKept(transfer, now))
        .map(({ id, names }) => [id, [...names]]),
    ),
  }
}

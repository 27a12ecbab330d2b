import { postgresLogin, type Addon } from '#platform/addons/vars.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Content } from './contract.ts'
import type { Transfer } from './model.ts'
import { limitsOf } from './plans.ts'
import { sampleOf } from './samples.ts'
import { databaseOf, transfersOf } from './state.ts'
import { stateOf } from './transfers.ts'
import { versionOf } from './upgrades.ts'
import { usageOf } from './usage.ts'

/** No statement of a console may take longer than this. */
const STATEMENT_TIMEOUT_MS = 30_000

/** What the engine that keeps a database's tables has to know. */
export function contentOf(world: PlatformWorld, addon: Addon): Content {
  const { tables, seed, now } = world
  const row = databaseOf(world, addon)
  const app = tables.apps.must(addon.appId)
  const { user, password, ...where } = postgresLogin(seed, addon, '')
  const { bytes, connections } = limitsOf(addon)
  return {
    addon: { id: addon.id, name: addon.name, app: { id: app.id, name: app.name } },
    ...where,
    credentials: [
      { name: 'default', user, password, permission: 'all' },
      ...row.credentials.map(({ name }) => {
        const login = postgresLogin(seed, addon, `credential:${name}`)
        return { name, user: login.user, password: login.password, permission: 'readonly' as const }
      }),
    ],
    sample: sampleOf(world, addon, row),
    limits: { bytes, connections, statement_timeout_ms: STATEMENT_TIMEOUT_MS },
    version: versionOf(row, now).split('.')[0] ?? '',
    follows: row.leader,
    read_only: row.leader !== null || usageOf(world, addon, row).readOnly,
    operations: transfersOf(world, addon)
      .flatMap((transfer) => operationsOf(transfer, now))
      .sort((a, b) => a.seq - b.seq),
  }
}

function operationsOf(transfer: Transfer, now: number): Content['operations'] {
  const { kind, id, databaseId, takes, startsAt, endsAt, nth } = transfer
  const at = (time: number) => ({ seq: time * 1000 + (nth % 1000), at: iso(time) })
  const state = stateOf(transfer, now)
  if (state === 'canceled' || state === 'failed') return []
  if (kind === 'backup' || kind === 'keep') return [{ ...at(startsAt), kind: 'capture', backup: id }]
  if (kind === 'reset') return [{ ...at(startsAt), kind }]
  if (!takes || state !== 'succeeded') return []
  if (takes.databaseId === databaseId) return [{ ...at(endsAt), kind: 'restore', backup: takes.id }]
  return [{ ...at(endsAt), kind: 'fork', from: takes.databaseId, backup: takes.id }]
}

import { postgresLogin, type Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Content } from './contract.ts'
import { databaseOf } from './model.ts'
import { limitsOf } from './plans.ts'

/** No statement of a console may take longer than this. */
const STATEMENT_TIMEOUT_MS = 30_000

/** Which tables a database of the starting world holds, by what its app is called. */
const SAMPLES = ['shop', 'api', 'blog', 'payments', 'recommend', 'trail', 'inventory', 'search'] as const

const sampleOf = (app: string): string => SAMPLES.find((word) => app.includes(word)) ?? 'starter'

/** What the engine that keeps a database's tables has to know. */
export function contentOf({ tables, seed }: PlatformWorld, addon: Addon): Content {
  const row = databaseOf(tables, addon)
  const app = tables.apps.must(addon.appId)
  const { user, password, ...where } = postgresLogin(seed, addon, '')
  return {
    addon: { id: addon.id, name: addon.name, app: { id: app.id, name: app.name } },
    ...where,
    credentials: [{ name: 'default', user, password, permission: 'all' }],
    sample: row.empty ? '' : sampleOf(app.name),
    limits: { ...limitsOf(addon), statement_timeout_ms: STATEMENT_TIMEOUT_MS },
    version: row.version.split('.')[0] ?? '',
    follows: null,
    operations: [],
  }
}

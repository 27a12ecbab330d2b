import { hash } from '#kernel/random.ts'
import type { Row } from '#kernel/table.ts'
import type { Addon } from '#platform/addons/vars.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'

/** What there is to say of a Postgres database beside its add-on, whose id is its own. */
export interface Database extends Row {
  /** One that the starting world has holds tables; one that was added since begins without. */
  readonly empty: boolean
  /** Of PostgreSQL: '17.6'. */
  readonly version: string
  /** What the engine that keeps its tables has last told. */
  readonly measured: Measured | null
}

export interface Measured {
  readonly at: number
  readonly bytes: number
  readonly tables: number
  readonly rows: number
  readonly connections: number
}

/** What happened to a database's contents beside SQL, or what was taken of them. */
export interface Transfer extends Row {
  readonly databaseId: string
  readonly kind: 'backup' | 'restore' | 'copy' | 'reset' | 'fork'
  /** How many there were before it: orders those of one moment. */
  readonly nth: number
  readonly startedAt: number
  readonly finishesAt: number
}

/** A database's row; that of one in the starting world is worked out until something happens to it. */
export function databaseOf({ databases }: Tables, { id }: Addon): Database {
  return databases.get(id) ?? { id, empty: false, version: hash('version', id) % 3 === 0 ? '16.10' : '17.6', measured: null }
}

export function putDatabase({ databases }: Tables, row: Database): Database {
  return databases.get(row.id) ? databases.update(row.id, row) : databases.insert(row)
}

const NEWEST = '17.6'

/** A database that has just been added holds nothing. */
export function beginDatabase({ tables }: PlatformWorld, { id }: Addon): Database {
  return tables.databases.insert({ id, empty: true, version: NEWEST, measured: null })
}

import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { cancel, runSql } from '#dashboard/sql/database.ts'
import { toSqlError, type Ran, type Result, type SqlError } from '#engines/postgres/protocol.ts'
import { keepText, loadText } from './session-text.ts'

const Entry = z.object({
  sql: z.string(),
  ms: z.number(),
  /** Null: it failed. */
  rows: z.nullable(z.number()),
})
/** Something that was run. */
export type Entry = z.infer<typeof Entry>

export interface ConsoleView {
  readonly running: boolean
  /** Counts what was run: whatever shows results begins anew with it. */
  readonly nth: number
  readonly results: readonly Result[]
  /** What went wrong, and where in the editor's text. */
  readonly error: (SqlError & { readonly in: number | null }) | null
  readonly transaction: Ran['transaction']
  /** The newest first. */
  readonly history: readonly Entry[]
}

export interface Asked {
  readonly sql: string
  /** Where it begins in the editor's text; null for what stands in none. */
  readonly from: number | null
  readonly as: string
  readonly readonly: boolean
}

const MOST_ENTRIES = 100

/** A connection to a database: what was run on it, and what that gave. It outlives its page, and ends with the tab. */
export class SqlConsole {
  readonly addon: string
  readonly session = crypto.randomUUID()
  #view: ConsoleView
  #listeners = new Set<() => void>()

  constructor(addon: string) {
    this.addon = addon
    this.#view = { running: false, nth: 0, results: [], error: null, transaction: 'none', history: readHistory(addon) }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly view = (): ConsoleView => this.#view

  /** Runs statements; not while others run. */
  async run({ sql, from, as, readonly }: Asked): Promise<void> {
    if (this.#view.running || sql.trim() === '') return
    this.#set({ running: true, error: null })
    const began = performance.now()
    const ran = await runSql(this.addon, { session: this.session, as, sql, readonly }).catch((error: unknown): Ran => {
      // What ends the engine ends the transaction.
      return { results: [], error: toSqlError(error), transaction: 'none', written: null }
    })
    const { results, error, transaction } = ran
    const at = error?.position ?? null
    const last = results.at(-1)
    const entry = { sql, ms: Math.round(performance.now() - began), rows: error ? null : (last?.count ?? 0) }
    this.#set({
      running: false,
      nth: this.#view.nth + 1,
      results,
      error: error && { ...error, in: at === null || from === null ? null : from + at },
      transaction,
      history: [entry, ...this.#view.history.filter((each) => each.sql !== sql)].slice(0, MOST_ENTRIES),
    })
    keepText(`history ${this.addon}`, JSON.stringify(this.#view.history))
  }

  /** Stops what runs. */
  async cancel(): Promise<void> {
    await cancel(this.addon, this.session).catch(() => undefined)
  }

  forget(): void {
    this.#set({ history: [] })
    keepText(`history ${this.addon}`, '[]')
  }

  #set(change: Partial<ConsoleView>): void {
    this.#view = { ...this.#view, ...change }
    for (const listener of this.#listeners) listener()
  }
}

function readHistory(addon: string): readonly Entry[] {
  try {
    return z.array(Entry).parse(JSON.parse(loadText(`history ${addon}`) ?? '[]'))
  } catch {
    return []
  }
}

const consoles = new Map<string, SqlConsole>()

/** The console of a database in this tab. */
export function consoleOf(addon: string): SqlConsole {
  const there = consoles.get(addon) ?? new SqlConsole(addon)
  consoles.set(addon, there)
  return there
}

export const useConsole = (console: SqlConsole): ConsoleView => useSyncExternalStore(console.subscribe, console.view)

import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { keptForGood } from '#dashboard/shared/kept-text.ts'
import { cancel, runSql } from '#dashboard/sql/database.ts'
import { toSqlError, type Ran, type Result, type SqlError } from '#engines/postgres/protocol.ts'

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
/** Longer statements are kept for as long as the page is open. */
const LONGEST_KEPT = 20_000

/**
 * A person's connection to a database: what was run on it, and what that gave. It outlives its page, and ends with the tab; what
 * was run can be run again later.
 */
export class SqlConsole {
  readonly addon: string
  readonly session = crypto.randomUUID()
  readonly #kept: string
  #view: ConsoleView
  #listeners = new Set<() => void>()

  constructor(addon: string, person: string) {
    this.addon = addon
    this.#kept = `sql history ${person} ${addon}`
    this.#view = { running: false, nth: 0, results: [], error: null, transaction: 'none', history: readHistory(this.#kept) }
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
      history: withEntry(this.#view.history, entry),
    })
    // Another tab may have added to it.
    if (sql.length <= LONGEST_KEPT) keptForGood.keep(this.#kept, JSON.stringify(withEntry(readHistory(this.#kept), entry)))
  }

  /** Stops what runs. */
  async cancel(): Promise<void> {
    await cancel(this.addon, this.session).catch(() => undefined)
  }

  forget(): void {
    this.#set({ history: [] })
    keptForGood.keep(this.#kept, '[]')
  }

  #set(change: Partial<ConsoleView>): void {
    this.#view = { ...this.#view, ...change }
    for (const listener of this.#listeners) listener()
  }
}

const withEntry = (history: readonly Entry[], entry: Entry): readonly Entry[] =>
  [entry, ...history.filter(({ sql }) => sql !== entry.sql)].slice(0, MOST_ENTRIES)

function readHistory(kept: string): readonly Entry[] {
  try {
    return z.array(Entry).parse(JSON.parse(keptForGood.load(kept) ?? '[]'))
  } catch {
    return []
  }
}

const consoles = new Map<string, SqlConsole>()

/** A person's console of a database in this tab. */
export function consoleOf(addon: string, person: string): SqlConsole {
  const key = `${person} ${addon}`
  const there = consoles.get(key) ?? new SqlConsole(addon, person)
  consoles.set(key, there)
  return there
}

export const useConsole = (console: SqlConsole): ConsoleView => useSyncExternalStore(console.subscribe, console.view)

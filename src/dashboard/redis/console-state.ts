import type { Session } from '#platform/redis/contract.ts'

/** One thing that a console shows: what was typed, or what came back. */
export interface Entry {
  readonly id: number
  readonly kind: 'typed' | 'reply' | 'error' | 'note'
  readonly text: string
}

export interface ConsoleState {
  readonly entries: readonly Entry[]
  /** What was typed, the newest last. */
  readonly history: readonly string[]
  readonly session: Session | undefined
}

const ENTRIES_KEPT = 400
const HISTORY_KEPT = 200

const EMPTY: ConsoleState = { entries: [], history: [], session: undefined }

/** What each store's console shows, so that it is still there when one comes back from another page. */
const kept = new Map<string, ConsoleState>()

export const keptState = (store: string): ConsoleState => kept.get(store) ?? EMPTY

export function keepState(store: string, state: ConsoleState): ConsoleState {
  kept.set(store, state)
  return state
}

let nextId = 1

/** Adds to what a console shows. */
export function withEntries(state: ConsoleState, ...added: readonly Omit<Entry, 'id'>[]): ConsoleState {
  const entries = [...state.entries, ...added.map((entry) => ({ ...entry, id: nextId++ }))]
  return { ...state, entries: entries.slice(-ENTRIES_KEPT) }
}

/** Adds to what was typed, once for the same line again and again. */
export function withTyped(state: ConsoleState, line: string): ConsoleState {
  const history = state.history.at(-1) === line ? state.history : [...state.history, line].slice(-HISTORY_KEPT)
  return { ...state, history }
}

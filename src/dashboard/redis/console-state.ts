import * as z from 'zod/mini'
import { keptForGood } from '#dashboard/shared/kept-text.ts'
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

/** Longer lines, and passwords, are not kept beyond the page. */
const PASSING = /^.{2000}|^\s*auth\b/is

/** What each person's console of a store shows, so that it is still there when one comes back from another page. */
const kept = new Map<string, ConsoleState>()

/** `whose` names the person and the store. What was typed is there on another day, too. */
export const keptState = (whose: string): ConsoleState =>
  kept.get(whose) ?? { entries: [], history: readHistory(whose), session: undefined }

export function keepState(whose: string, state: ConsoleState): ConsoleState {
  if (state.history !== kept.get(whose)?.history)
    keptForGood.keep(historyOf(whose), JSON.stringify(state.history.filter((line) => !PASSING.test(line))))
  kept.set(whose, state)
  return state
}

const historyOf = (whose: string) => `redis history ${whose}`

function readHistory(whose: string): readonly string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(keptForGood.load(historyOf(whose)) ?? '[]'))
  } catch {
    return []
  }
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

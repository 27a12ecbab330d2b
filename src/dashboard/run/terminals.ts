import { useSyncExternalStore } from 'react'
import type { Dyno } from '#platform/dynos/contract.ts'
import { Terminal, type TerminalView } from './terminal.ts'

// The terminals of this tab: they outlive their page, so that one can look at the log and come back.

let open: readonly Terminal[] = []
const listeners = new Set<() => void>()

function set(next: readonly Terminal[]): void {
  open = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Opens a terminal on a one-off dyno that was started to be attached to. */
export function openTerminal(app: string, dyno: Dyno): void {
  set([new Terminal(app, dyno), ...open])
}

/** Puts a terminal away that has ended. */
export function closeTerminal(terminal: Terminal): void {
  set(open.filter((other) => other !== terminal))
}

const all = () => open

export function useTerminals(app: string): readonly Terminal[] {
  return useSyncExternalStore(subscribe, all).filter((terminal) => terminal.app === app)
}

export const useView = (terminal: Terminal): TerminalView => useSyncExternalStore(terminal.subscribe, terminal.view)

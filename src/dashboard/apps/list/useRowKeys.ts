import type { KeyboardEvent, RefObject } from 'react'
import { useShortcut } from '#ui/keyboard/useShortcut.ts'
import { lineKey, type Line, type Row } from './rows.ts'

/** Brings a line into the page, where only some are in it. */
export interface Scroller {
  show(index: number): void
}

interface Options {
  list: RefObject<HTMLElement | null>
  rows: readonly Row[]
  lines: readonly Line[]
  scroller: RefObject<Scroller | null>
  onStar: (row: Row) => void
}

/** j and k anywhere on the page, the arrow keys within the list. Answers the list's own key handler. */
export function useRowKeys({ list, rows, lines, scroller, onStar }: Options): (event: KeyboardEvent) => void {
  const focused = () => {
    const active = document.activeElement
    const id =
      active && list.current?.contains(active) ? active.closest('[role=listitem]')?.querySelector('a')?.dataset['app'] : undefined
    return rows.findIndex((row) => row.id === id)
  }
  const link = (row: Row) => list.current?.querySelector<HTMLElement>(`[data-app="${row.id}"]`)
  const go = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (!row) return
    const there = link(row)
    if (there) return there.focus()
    scroller.current?.show(lines.findIndex((line) => lineKey(line) === row.id))
    requestAnimationFrame(() => requestAnimationFrame(() => link(row)?.focus()))
  }
  const step = (by: number) => {
    const index = focused()
    go(index === -1 ? 0 : index + by)
  }
  useShortcut('j', () => step(1), { label: 'Next app', group: 'Apps' })
  useShortcut('k', () => step(-1), { label: 'Previous app', group: 'Apps' })
  useShortcut(
    'f',
    () => {
      const row = rows[focused()]
      if (row) onStar(row)
    },
    { label: 'Favourite the app', group: 'Apps' },
  )
  return (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) step(by)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(rows.length - 1)
    else return
    event.preventDefault()
  }
}

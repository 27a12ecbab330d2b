import type { KeptRow } from './kept.ts'
import type { Contents, Operation } from './protocol.ts'

// What a database holds is named by a text: 'empty', 'sample shop <id>' for tables that can be made again from that, or
// 'kept <id>' for what somebody has written, of which there is a blob. So a backup is a name, and costs nothing until the
// database is written to.

const EMPTY = 'empty'

const sampleState = ({ sample, addon }: Contents) => (sample === '' ? EMPTY : `sample ${sample} ${addon.id}`)

/** The name of a state that nobody has seen yet. */
export const keptState = (): string =>
  `kept ${Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`

/** Whether what there is now must stay as it is: a backup keeps it, or it can be made again. */
export const isShared = ({ current, copies }: KeptRow): boolean =>
  !current.startsWith('kept ') || Object.values(copies).includes(current)

/** The tables that a state begins with, and what their rows depend on; null when it is not made but kept. */
export function recipeOf(state: string): { readonly sample: string; readonly seed: string } | null {
  const [kind, sample = '', seed = ''] = state.split(' ')
  if (kind === 'sample') return { sample, seed }
  return state === EMPTY ? { sample: '', seed: '' } : null
}

const textOf = (operation: Operation): string => {
  const { seq, kind } = operation
  return `${seq} ${kind} ${'backup' in operation ? operation.backup : ''}`
}

/** A row for a database that has not been seen yet, or whose world was turned back to before what was applied to it. */
function begin(contents: Contents, world: string, copies: KeptRow['copies']): KeptRow {
  return { id: contents.addon.id, world, current: sampleState(contents), applied: null, seq: -1, copies, used: 0 }
}

/** Whether nothing has happened since a row was settled last. */
export const upToDate = (row: KeptRow, { operations }: Contents, world: string): boolean => {
  const last = operations.at(-1)
  return row.world === world && row.applied === (last === undefined ? null : textOf(last))
}

/**
 * Brings a row up to what has happened, oldest first. Nobody writes but through the engine, so doing it late gives what doing it
 * at once would have.
 */
export function settle(contents: Contents, world: string, rows: readonly KeptRow[]): KeptRow {
  const known = rows.find(({ id }) => id === contents.addon.id)
  const { operations } = contents
  const goesOn =
    known?.world === world && (known.applied === null || operations.some((operation) => textOf(operation) === known.applied))
  let row = known && goesOn ? known : begin(contents, world, known?.world === world ? known.copies : {})
  for (const operation of operations.filter(({ seq }) => seq > row.seq)) row = apply(row, operation, contents, rows)
  return row
}

function apply(row: KeptRow, operation: Operation, contents: Contents, rows: readonly KeptRow[]): KeptRow {
  const next = { ...row, applied: textOf(operation), seq: operation.seq }
  switch (operation.kind) {
    case 'capture':
      // Of a backup that was made before the world was turned back, the copy is there already.
      return { ...next, copies: { [operation.backup]: row.current, ...row.copies } }
    case 'restore':
      return { ...next, current: row.copies[operation.backup] ?? sampleState(contents) }
    case 'reset':
      return { ...next, current: EMPTY }
    case 'fork': {
      const source = rows.find(({ id, world }) => id === operation.from && world === row.world)
      const current = source?.copies[operation.backup] ?? source?.current
      const state = current ?? (contents.sample === '' ? EMPTY : `sample ${contents.sample} ${operation.from}`)
      // Named as a copy, so that what is written goes elsewhere.
      return { ...next, current: state, copies: { ...row.copies, [operation.backup]: state } }
    }
  }
}

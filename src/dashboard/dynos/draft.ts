import { family, largestQuantity, monthlyCents, tierOf, type DynoSize } from './sizes.ts'

/** How many dynos of what size one process type has, or is to have. */
export interface Wanted {
  readonly type: string
  readonly quantity: number
  readonly size: string
}

/** What is to become of process types that are not as they are now, by type. */
export type Draft = Readonly<Record<string, Omit<Wanted, 'type'>>>

/** The formation as it will be. */
export function withDraft(now: readonly Wanted[], draft: Draft): readonly Wanted[] {
  return now.map(({ type, quantity, size }) => ({ type, quantity, size, ...draft[type] }))
}

/** Only what differs from now stays in a draft. */
function settle(now: readonly Wanted[], rows: readonly Wanted[]): Draft {
  const changed = rows.filter((row) =>
    now.some((old) => old.type === row.type && (old.quantity !== row.quantity || old.size !== row.size)),
  )
  return Object.fromEntries(changed.map(({ type, quantity, size }) => [type, { quantity, size }]))
}

/** Why there cannot be so many dynos of a size, as a sentence; null if there can. */
export function quantityProblem({ quantity, size }: Omit<Wanted, 'type'>): string | null {
  const most = largestQuantity[tierOf(size)]
  const possible = Number.isInteger(quantity) && quantity >= 0 && quantity <= most
  return possible ? null : `Of ${size} a process type can have from 0 to ${most} dynos. Choose a whole number.`
}

/** Asks for so many dynos; whether there can be so many, `quantityProblem` says. */
export function chooseQuantity(now: readonly Wanted[], draft: Draft, type: string, quantity: number): Draft {
  const rows = withDraft(now, draft).map((row) => (row.type === type ? { ...row, quantity } : row))
  return settle(now, rows)
}

/** Asks for a size. The tiers do not mix in an app, so the other types follow where they would clash, and one dyno each remains. */
export function chooseSize(now: readonly Wanted[], draft: Draft, type: string, size: string): Draft {
  const rows = withDraft(now, draft).map((row) => {
    if (row.type !== type && family(row.size) === family(size)) return row
    return { ...row, size, quantity: clamp(row.quantity, size) }
  })
  return settle(now, rows)
}

const clamp = (quantity: number, size: string) => Math.min(Math.max(0, Math.round(quantity)), largestQuantity[tierOf(size)])

/** What the platform is asked for: only what changes. */
export function updatesOf(draft: Draft): { type: string; quantity: number; size: string }[] {
  return Object.entries(draft).map(([type, { quantity, size }]) => ({ type, quantity, size }))
}

/** The list price of a formation, cents a month. */
export function costOf(sizes: readonly DynoSize[], rows: readonly Wanted[]): number {
  return rows.reduce((sum, { size, quantity }) => sum + monthlyCents(sizes, size, quantity), 0)
}

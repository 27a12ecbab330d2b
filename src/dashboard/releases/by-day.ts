import type { Activity } from '#platform/control/contract.ts'

/** The entries of a kind in which the words occur, in the text or the person's address. */
export function filterActivity(all: readonly Activity[], kind: Activity['kind'] | null, words: string): readonly Activity[] {
  const wanted = words.trim().toLowerCase()
  return all.filter((entry) => {
    if (kind !== null && entry.kind !== kind) return false
    return wanted === '' || `${entry.actor?.email ?? ''} ${entry.text} v${entry.version ?? ''}`.toLowerCase().includes(wanted)
  })
}

interface Day {
  readonly day: string
  readonly entries: readonly Activity[]
}

/** Entries under the days they belong to, in the order they come. */
export function byDay(entries: readonly Activity[], locale?: string, timeZone?: string): readonly Day[] {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone })
  const days = Map.groupBy(entries, ({ at }) => format.format(Date.parse(at)))
  return [...days].map(([day, all]) => ({ day, entries: all }))
}

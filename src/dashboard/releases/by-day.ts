import type { Activity } from '#platform/control/contract.ts'

export interface ActivityFilter {
  readonly kind: Activity['kind'] | null
  /** The address of who did it. */
  readonly by: string | null
  readonly from: Activity['client']
  /** Occur in the text, the person's address or the version. */
  readonly words: string
}

/** The entries that a filter lets through. */
export function filterActivity(all: readonly Activity[], { kind, by, from, words }: ActivityFilter): readonly Activity[] {
  const wanted = words.trim().toLowerCase()
  return all.filter((entry) => {
    if (kind !== null && entry.kind !== kind) return false
    if (by !== null && entry.actor?.email !== by) return false
    if (from !== null && entry.client !== from) return false
    return wanted === '' || `${entry.actor?.email ?? ''} ${entry.text} v${entry.version ?? ''}`.toLowerCase().includes(wanted)
  })
}

interface Day<Entry> {
  readonly day: string
  readonly entries: readonly Entry[]
}

/** Entries under the days they belong to, in the order they come. */
export function byDay<Entry extends { readonly at: string }>(
  entries: readonly Entry[],
  locale?: string,
  timeZone?: string,
): readonly Day<Entry>[] {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone })
  const days = Map.groupBy(entries, ({ at }) => format.format(Date.parse(at)))
  return [...days].map(([day, all]) => ({ day, entries: all }))
}

/** The people in a feed, the ones who did most first. */
export function peopleIn<Entry extends Pick<Activity, 'actor'>>(
  all: readonly Entry[],
): readonly { readonly email: string; readonly entries: readonly Entry[] }[] {
  const people = Map.groupBy(
    all.filter(({ actor }) => actor !== null),
    ({ actor }) => actor?.email ?? '',
  )
  return [...people]
    .map(([email, entries]) => ({ email, entries }))
    .toSorted((a, b) => b.entries.length - a.entries.length || (a.email < b.email ? -1 : 1))
}

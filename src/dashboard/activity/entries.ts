import type { Activity } from '#platform/control/contract.ts'
import type { TeamActivity } from '#platform/teams/settings/contract.ts'
import { timeStyle } from '#ui/time-style.ts'

type Subject = 'app' | 'team' | 'about' | 'pipeline'

/** One thing that happened, in the feed of an app, of a team or of everything. In that of an app it does not say to what. */
export type FeedEntry = Omit<TeamActivity, Subject> & Partial<Pick<TeamActivity, Subject>>

/** A choice by which a feed is narrowed. */
export interface FeedFilter {
  /** What it is called in the address. */
  readonly key: string
  readonly label: string
  /** What it says when nothing is chosen. */
  readonly all: string
  /** What it goes by. */
  readonly of: (entry: FeedEntry) => string | null | undefined
  /** What that is in words, where it is none. */
  readonly words?: Readonly<Record<string, string>>
}

/** The entries that filters let through, and in which the words occur. What is chosen of a filter is empty when nothing is. */
export function filterEntries(
  all: readonly FeedEntry[],
  filters: readonly FeedFilter[],
  chosen: (key: string) => string,
  words: string,
): readonly FeedEntry[] {
  const wanted = words.trim().toLowerCase()
  return all.filter((entry) => {
    if (filters.some(({ key, of }) => chosen(key) !== '' && of(entry) !== chosen(key))) return false
    const { actor, text, app, team, version } = entry
    return `${actor?.email ?? ''} ${text} ${app?.name ?? ''} ${team?.name ?? ''} v${version ?? ''}`.toLowerCase().includes(wanted)
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
  timeZone = timeStyle().zone,
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

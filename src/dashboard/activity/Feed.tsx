import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import type { EndpointQuery } from '#client/query.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatNumber } from '#ui/format.ts'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import { byDay, filterEntries, type FeedEntry, type FeedFilter } from './entries.ts'
import { FeedItem } from './FeedItem.tsx'

/** As many as are asked for at first, and with each "Older". */
const STEP = 200
/** As many as the platform tells. */
const MOST = 1000

interface FeedProps {
  /** Asks for so many entries, the newest. */
  ask: (count: number) => EndpointQuery<readonly FeedEntry[]>
  filters: readonly FeedFilter[]
  /** What will stand here when something has happened. */
  empty: string
  /** Of the entries, those that belong here; all unless told. */
  only?: (entry: FeedEntry) => boolean
  /** The app or the team whose page it stands on: entries need not name it. */
  app?: string
  team?: string
  /** Who can change that it is forbidden. */
  who?: string
}

/** Who did what, by day, the newest first; the address holds what it is narrowed to and how far it goes back. */
export function Feed({ ask, filters, empty, only = () => true, app, team, who }: FeedProps) {
  const [search, change, set] = useSearch()
  const count = Number(search.get('show')) || STEP
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...ask(count), placeholderData: (before) => before })
  const entries = data?.filter(only) ?? []
  const chosen = (key: string) => search.get(key) ?? ''
  const days = byDay(filterEntries(entries, filters, chosen, chosen('q')))
  return (
    <div className="grid gap-3">
      <Toolbar label="Filter">
        <SearchField
          label="Filter by words"
          q={chosen('q')}
          onChange={(text) => set('q', text)}
          className="min-w-40 flex-1 sm:max-w-xs"
        />
        {filters.map((filter) => (
          <NativeSelect
            key={filter.key}
            aria-label={filter.label}
            value={chosen(filter.key)}
            onChange={(event) => set(filter.key, event.target.value)}
            className="w-40 max-sm:min-w-32 max-sm:flex-1"
          >
            <option value="">{filter.all}</option>
            {optionsOf(filter, entries, chosen(filter.key)).map(({ value, word }) => (
              <option key={value} value={value}>
                {word}
              </option>
            ))}
          </NativeSelect>
        ))}
      </Toolbar>
      {error && <Failure error={error} retry={refetch} who={who} />}
      {!data && !error && <FeedSkeleton />}
      {data && days.length === 0 && (
        <Card>
          {entries.length === 0 ? (
            <EmptyState title="Nothing has happened yet" icon={<History size={18} />}>
              {empty}
            </EmptyState>
          ) : (
            <EmptyState
              title="Nothing matches"
              icon={<History size={18} />}
              actions={
                <Button
                  onClick={() => change((next) => ['q', ...filters.map(({ key }) => key)].forEach((key) => next.delete(key)))}
                >
                  Show all
                </Button>
              }
            >
              No entry of the newest {formatNumber(data.length)} fits the filter.
            </EmptyState>
          )}
        </Card>
      )}
      {days.map(({ day, entries: ofDay }) => (
        <section key={day} aria-label={day}>
          <h2 className="mt-2 mb-1.5 text-xs text-muted">{day}</h2>
          <Card flush>
            <ul className="divide-y divide-line">
              {ofDay.map((entry) => (
                <FeedItem key={entry.id} entry={entry} app={app} team={team} />
              ))}
            </ul>
          </Card>
        </section>
      ))}
      {data && data.length >= count && (
        <div className="flex justify-center">
          <Button
            onClick={() => set('show', String(Math.min(MOST, count + STEP)))}
            pending={isPlaceholderData}
            reason={count >= MOST && 'The feed goes back no further'}
          >
            Older
          </Button>
        </div>
      )}
    </div>
  )
}

/** What can be chosen of a filter: whatever the entries have, and what is chosen already. */
function optionsOf({ of, words = {} }: FeedFilter, entries: readonly FeedEntry[], chosen: string) {
  const found = new Set([...entries.map((entry) => of(entry) ?? ''), chosen])
  return [...found]
    .filter((value) => value !== '')
    .map((value) => ({ value, word: words[value] ?? value }))
    .toSorted((a, b) => a.word.localeCompare(b.word, 'en'))
}

/** A day and its entries, as tall as they will be. */
function FeedSkeleton() {
  return (
    <div>
      <div className="mt-2 mb-1.5 text-xs">
        <Skeleton lines={1} width="12rem" />
      </div>
      <Card flush className="divide-y divide-line">
        {Array.from({ length: 12 }, (_, nth) => (
          <div key={nth} className="flex gap-3 px-4 py-2">
            <Skeleton width={20} height={20} className="mt-px" />
            <Skeleton lines={1} className="flex-1" />
          </div>
        ))}
      </Card>
    </div>
  )
}

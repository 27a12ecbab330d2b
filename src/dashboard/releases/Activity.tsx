import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Activity } from '#platform/control/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { SearchInput } from '#ui/SearchInput.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import { ActivityItem, activityKinds } from './ActivityItem.tsx'
import { byDay, filterActivity, peopleIn } from './by-day.ts'
import { clientNames, clients } from './clients.ts'

const kinds = [
  'release',
  'build',
  'scale',
  'alert',
  'config',
  'addon',
  'restart',
  'run',
  'maintenance',
  'access',
  'app',
] as const satisfies readonly Activity['kind'][]

/** Everything that was done to the app, by whom, newest first. */
export function Component() {
  const { name } = useApp()
  const [search, change] = useSearch()
  const count = Number(search.get('show')) || 200
  const { data, error, refetch } = useQuery({ ...of.activity(name, count), placeholderData: (before) => before })
  const kind = kinds.find((known) => known === search.get('kind')) ?? null
  const by = search.get('by')
  const from = clientNames.find((known) => known === search.get('from')) ?? null
  const words = search.get('q') ?? ''
  const people = peopleIn(data ?? []).map(({ email }) => email)
  if (by !== null && !people.includes(by)) people.push(by)
  const set = (key: string, value: string) => {
    change((next) => (value === '' ? next.delete(key) : next.set(key, value)))
  }
  const days = byDay(filterActivity(data ?? [], { kind, by, from, words }))
  return (
    <div className="grid gap-3">
      <Toolbar label="Filter">
        <SearchInput
          label="Filter by words"
          value={words}
          onChange={(event) => set('q', event.target.value)}
          className="min-w-40 flex-1 sm:max-w-xs"
        />
        <NativeSelect aria-label="Kind" value={kind ?? ''} onChange={(event) => set('kind', event.target.value)} className="w-40">
          <option value="">All kinds</option>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {activityKinds[each].label}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect aria-label="Person" value={by ?? ''} onChange={(event) => set('by', event.target.value)} className="w-44">
          <option value="">Everyone</option>
          {people.map((email) => (
            <option key={email}>{email}</option>
          ))}
        </NativeSelect>
        <NativeSelect
          aria-label="Client"
          value={from ?? ''}
          onChange={(event) => set('from', event.target.value)}
          className="w-36"
        >
          <option value="">Any client</option>
          {clientNames.map((each) => (
            <option key={each} value={each}>
              {clients[each]}
            </option>
          ))}
        </NativeSelect>
      </Toolbar>
      {error && <Failure error={error} retry={refetch} />}
      {!data && !error && (
        <Card>
          <Skeleton lines={12} />
        </Card>
      )}
      {data && days.length === 0 && (
        <Card>
          <EmptyState
            title={data.length === 0 ? 'Nothing has happened yet' : 'Nothing matches'}
            icon={<History size={18} />}
            actions={
              data.length > 0 && (
                <Button onClick={() => change((next) => ['kind', 'by', 'from', 'q'].forEach((key) => next.delete(key)))}>
                  Show all
                </Button>
              )
            }
          >
            {data.length === 0
              ? 'Deploys, scaling, config changes and restarts will be listed here.'
              : 'No entry fits the filter.'}
          </EmptyState>
        </Card>
      )}
      {days.map(({ day, entries }) => (
        <section key={day} aria-label={day}>
          <h2 className="mt-2 mb-1.5 text-xs text-muted">{day}</h2>
          <Card flush>
            <ul className="divide-y divide-line">
              {entries.map((entry) => (
                <ActivityItem key={entry.id} app={name} activity={entry} />
              ))}
            </ul>
          </Card>
        </section>
      ))}
      {data && data.length >= count && (
        <div className="flex justify-center">
          <Button
            onClick={() => set('show', String(Math.min(1000, count + 200)))}
            reason={count >= 1000 ? 'The feed goes back no further' : null}
          >
            Older
          </Button>
        </div>
      )}
    </div>
  )
}

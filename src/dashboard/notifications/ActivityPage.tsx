import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { activityKinds } from '#dashboard/releases/ActivityItem.tsx'
import { byDay, peopleIn } from '#dashboard/releases/by-day.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { Entry } from '#dashboard/teams/ActivityPart.tsx'
import { notifications } from '#platform/notifications/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import { ofNews } from './queries.ts'

const FILTERS = ['q', 'app', 'kind', 'by']

/** Everything that was done to anything one can see, newest first. */
export function Component() {
  const [search, change] = useSearch()
  const count = Number(search.get('show')) || 200
  const { data, error, refetch } = useQuery({ ...ofNews.activity(count), placeholderData: (before) => before })
  const chosen = (key: string) => search.get(key) ?? ''
  const all = data ?? []
  const withChosen = (names: readonly string[], key: string) =>
    [...new Set([...names, chosen(key)])].filter((name) => name !== '').toSorted()
  const people = withChosen(
    peopleIn(all).map(({ email }) => email),
    'by',
  )
  const apps = withChosen(
    all.flatMap(({ app }) => app?.name ?? []),
    'app',
  )
  const words = chosen('q').trim().toLowerCase()
  const found = all.filter(
    ({ kind, actor, app, text }) =>
      (chosen('kind') === '' || kind === chosen('kind')) &&
      (chosen('by') === '' || actor?.email === chosen('by')) &&
      (chosen('app') === '' || app?.name === chosen('app')) &&
      `${actor?.email ?? ''} ${text} ${app?.name ?? ''}`.toLowerCase().includes(words),
  )
  const set = (key: string, value: string) => change((next) => (value === '' ? next.delete(key) : next.set(key, value)))
  return (
    <div className="grid gap-3 pb-10">
      <title>Activity – Dynorama</title>
      <PageHeader
        title="Activity"
        description="What people and the platform did, to every app and team that you can see."
        actions={<ShowAs what="Show activity across all apps" calls={[shown(notifications.activity)]} />}
      />
      <Toolbar label="Filter">
        <SearchField
          label="Filter by words"
          q={chosen('q')}
          onChange={(text) => set('q', text)}
          className="min-w-40 flex-1 sm:max-w-xs"
        />
        <NativeSelect
          aria-label="App"
          value={chosen('app')}
          onChange={(event) => set('app', event.target.value)}
          className="w-44"
        >
          <option value="">All apps</option>
          {apps.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </NativeSelect>
        <NativeSelect
          aria-label="Kind"
          value={chosen('kind')}
          onChange={(event) => set('kind', event.target.value)}
          className="w-40"
        >
          <option value="">All kinds</option>
          {Object.entries(activityKinds).map(([kind, { label }]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
          <option value="team">Teams</option>
        </NativeSelect>
        <NativeSelect
          aria-label="Person"
          value={chosen('by')}
          onChange={(event) => set('by', event.target.value)}
          className="w-48"
        >
          <option value="">Everyone</option>
          {people.map((email) => (
            <option key={email}>{email}</option>
          ))}
        </NativeSelect>
      </Toolbar>
      {error && <Failure error={error} retry={refetch} />}
      {!data && !error && (
        <Card>
          <Skeleton lines={12} />
        </Card>
      )}
      {data && found.length === 0 && (
        <Card>
          <EmptyState
            title={data.length === 0 ? 'Nothing has happened yet' : 'Nothing matches'}
            icon={<History size={18} />}
            actions={
              data.length > 0 && (
                <Button onClick={() => change((next) => FILTERS.forEach((key) => next.delete(key)))}>Show all</Button>
              )
            }
          >
            {data.length === 0
              ? 'Deploys, scaling, config changes and people will be listed here.'
              : 'No entry of the latest fits the filter.'}
          </EmptyState>
        </Card>
      )}
      {byDay(found).map(({ day, entries }) => (
        <section key={day} aria-label={day}>
          <h2 className="mt-2 mb-1.5 text-xs text-muted">{day}</h2>
          <Card flush>
            <ul className="divide-y divide-line">
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
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

import { useQuery } from '@tanstack/react-query'
import { History, UsersRound } from 'lucide-react'
import { ActivityItem } from '#dashboard/releases/ActivityItem.tsx'
import { byDay, peopleIn } from '#dashboard/releases/by-day.ts'
import { clients } from '#dashboard/releases/clients.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { TeamActivity } from '#platform/teams/settings/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import { ofTeams } from './queries.ts'
import { useTeamName } from './useTeam.ts'

/** Everything that was done in the team and to its apps, newest first. */
export function ActivityPart() {
  const [search, change] = useSearch()
  const count = Number(search.get('show')) || 200
  const { data, error, refetch } = useQuery({
    ...ofTeams.activity(useTeamName(), count),
    placeholderData: (before) => before,
  })
  const q = search.get('q') ?? ''
  const by = search.get('by') ?? ''
  const about = search.get('about') ?? ''
  const people = peopleIn(data ?? []).map(({ email }) => email)
  if (by !== '' && !people.includes(by)) people.push(by)
  const set = (key: string, value: string) => change((next) => (value === '' ? next.delete(key) : next.set(key, value)))
  const days = byDay(
    (data ?? []).filter(
      ({ actor, text, app, kind }) =>
        (by === '' || actor?.email === by) &&
        (about === '' || (about === 'team') === (kind === 'team')) &&
        `${actor?.email ?? ''} ${text} ${app?.name ?? ''}`.toLowerCase().includes(q.trim().toLowerCase()),
    ),
  )
  return (
    <div className="grid gap-3">
      <Toolbar label="Filter">
        <SearchField label="Filter by words" q={q} onChange={(text) => set('q', text)} className="min-w-40 flex-1 sm:max-w-xs" />
        <NativeSelect aria-label="About" value={about} onChange={(event) => set('about', event.target.value)} className="w-36">
          <option value="">Everything</option>
          <option value="team">The team</option>
          <option value="apps">Its apps</option>
        </NativeSelect>
        <NativeSelect aria-label="Person" value={by} onChange={(event) => set('by', event.target.value)} className="w-48">
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
      {data && days.length === 0 && (
        <Card>
          <EmptyState
            title={data.length === 0 ? 'Nothing has happened yet' : 'Nothing matches'}
            icon={<History size={18} />}
            actions={
              data.length > 0 && (
                <Button onClick={() => change((next) => ['q', 'by', 'about'].forEach((key) => next.delete(key)))}>
                  Show all
                </Button>
              )
            }
          >
            {data.length === 0 ? 'What people do to the team and its apps will be listed here.' : 'No entry fits the filter.'}
          </EmptyState>
        </Card>
      )}
      {days.map(({ day, entries }) => (
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

/** One line of a feed of several apps and teams. */
export function Entry({ entry }: { entry: TeamActivity }) {
  const { kind, app, actor, text, at, client } = entry
  if (kind !== 'team') return app && <ActivityItem app={app.name} activity={{ ...entry, kind }} namesApp />
  return (
    <li className="flex items-start gap-3 px-4 py-2">
      <span data-hint="Team" className="mt-px grid size-5 shrink-0 place-items-center text-muted">
        <UsersRound size={14} aria-label="Team" />
      </span>
      <p className="min-w-0 flex-1 wrap-anywhere">
        <span className="font-medium">{actor?.email ?? 'The platform'}</span> {text}
      </p>
      <p className="shrink-0 text-right text-xs text-muted">
        {client !== null && <span className="max-sm:block sm:mr-3">{clients[client]}</span>}
        <TimeAgo time={at} />
      </p>
    </li>
  )
}

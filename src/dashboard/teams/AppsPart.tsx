import { useQuery } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import { useDeferredValue, useMemo } from 'react'
import { AppsList } from '#dashboard/apps/list/AppsList.tsx'
import { Filters } from '#dashboard/apps/list/Filters.tsx'
import { RowsSkeleton } from '#dashboard/apps/list/ListSkeleton.tsx'
import { NoMatch } from '#dashboard/apps/list/NoApps.tsx'
import { useRows } from '#dashboard/apps/list/useRows.ts'
import { arrange, readView, writeView, type View } from '#dashboard/apps/list/view.ts'
import { toggleFavorite } from '#dashboard/shared/favorite.ts'
import { usePrefetchApp } from '#dashboard/shared/prefetch.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMore } from '#ui/useMore.tsx'
import { ofTeams } from './queries.ts'
import { useTeam } from './useTeam.ts'

/** The apps of the team: those one may see, and the names of those that are locked. */
export function AppsPart() {
  const { team } = useTeam()
  const prefetch = usePrefetchApp()
  const [params, setParams] = useSearch()
  const { rows } = useRows()
  const view = { ...readView(params), context: team.name }
  const address = useDeferredValue(params.toString())
  const arranged = useMemo(
    () => arrange(rows ?? [], { ...readView(new URLSearchParams(address)), context: team.name }),
    [rows, address, team.name],
  )
  const change = (part: Partial<View>) => setParams((before) => writeView(before, part))
  const found = arranged.favorites.length + arranged.others.length
  return (
    <div className="grid gap-4">
      {(rows === null || arranged.total > 0) && <Filters view={view} params={params} arranged={arranged} onChange={change} />}
      {rows === null && <RowsSkeleton />}
      {rows !== null && (
        <Card flush>
          {arranged.total === 0 ? (
            <EmptyState title="No apps here yet">Create one, or transfer one to the team on its Access page.</EmptyState>
          ) : found === 0 ? (
            <NoMatch onClear={() => change({ q: '', health: null, language: null, region: null })} />
          ) : (
            <AppsList arranged={arranged} view={view} onSort={change} onStar={toggleFavorite} onIntent={prefetch} />
          )}
        </Card>
      )}
      {team.role === 'member' && <LockedOut team={team.name} />}
    </div>
  )
}

/** What a member may know of apps that are locked: that there are such, and who can let them in. */
function LockedOut({ team }: { team: string }) {
  const { data = [] } = useQuery(ofTeams.apps(team))
  const [first, more] = useMore(data.filter(({ joined }) => !joined))
  if (first.length === 0) return null
  return (
    <Section title="Locked" description="Who manages one of these has to add you before you can see it.">
      <Card flush>
        <ul aria-label="Locked apps" className="divide-y divide-line">
          {first.map(({ id, name }) => (
            <li key={id} className="flex items-center gap-2 px-4 py-2.5 text-muted">
              <Lock size={14} aria-hidden className="shrink-0" />
              {name}
            </li>
          ))}
        </ul>
        {more}
      </Card>
    </Section>
  )
}

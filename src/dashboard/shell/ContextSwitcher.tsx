import { useQuery } from '@tanstack/react-query'
import { ChevronsUpDown, Layers, UserRound, UsersRound } from 'lucide-react'
import { useLocation } from 'react-router'
import { query } from '#client/query.ts'
import { LazyMenu } from '#dashboard/shared/lazy-overlay.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { teams } from '#platform/teams/contract.ts'
import { useOwnerContext } from './useOwnerContext.ts'

/** Whose apps the list shows and new ones belong to: one's own, a team's, or all. */
export function ContextSwitcher({ compact }: { compact: boolean }) {
  const { context } = useOwnerContext()
  const { pathname } = useLocation()
  const mine = useQuery(query(teams.list)).data ?? []
  // On the page for a new app the choice is its owner; everywhere else it leads to the list.
  const to = (next?: string) => (pathname === paths.newApp() ? paths.newApp(next) : paths.apps(next))
  const label = context === null ? 'All apps' : context === 'personal' ? 'Personal' : context
  const icon = context === null ? <Layers size={15} /> : context === 'personal' ? <UserRound size={15} /> : <UsersRound size={15} />
  const item = (value: string | null, text: string, sign: React.ReactNode, detail?: string) => ({
    label: (
      <>
        {text} {detail && <span className="text-faint">{detail}</span>}
      </>
    ),
    icon: sign,
    to: to(value ?? undefined),
  })
  return (
    <LazyMenu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Context: ${label}`}
          data-hint={compact ? label : undefined}
          className="flex h-9 min-w-0 items-center gap-2 rounded-md border border-line bg-surface px-2 text-left shadow-control hover:bg-hover coarse:h-11"
        >
          <span className="shrink-0 text-muted">{icon}</span>
          {!compact && (
            <>
              <span className="min-w-0 flex-1 truncate font-medium">{label}</span>
              <ChevronsUpDown size={12} aria-hidden className="text-faint" />
            </>
          )}
        </button>
      }
      groups={[
        { items: [item(null, 'All apps', <Layers size={14} />), item('personal', 'Personal', <UserRound size={14} />)] },
        ...(mine.length > 0
          ? [{ label: 'Teams', items: mine.map((team) => item(team.name, team.name, <UsersRound size={14} />, team.role ?? undefined)) }]
          : []),
      ]}
    />
  )
}

import { useQuery } from '@tanstack/react-query'
import { Layers, Settings2, UserRound, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { query } from '#client/query.ts'
import type { Triggered } from '#dashboard/shared/lazy-overlay.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { teams } from '#platform/teams/contract.ts'
import { Menu } from '#ui/Menu.tsx'

/** The contexts there are: one's own apps, each team's, or all. */
export function ContextMenu(opened: Triggered) {
  const { pathname } = useLocation()
  const mine = useQuery(query(teams.list)).data ?? []
  // On the page for a new app the choice is its owner; everywhere else it leads to the list.
  const to = (context?: string) => (pathname === paths.newApp() ? paths.newApp(context) : paths.apps(context))
  const item = (context: string | undefined, label: ReactNode, icon: ReactNode) => ({ label, icon, to: to(context) })
  const team = (name: string, role: string | null) => (
    <>
      {name} <span className="text-faint">{role}</span>
    </>
  )
  return (
    <Menu
      {...opened}
      align="start"
      groups={[
        { items: [item(undefined, 'All apps', <Layers size={14} />), item('personal', 'Personal', <UserRound size={14} />)] },
        ...(mine.length > 0
          ? [{ label: 'Teams', items: mine.map(({ name, role }) => item(name, team(name, role), <UsersRound size={14} />)) }]
          : []),
        { items: [{ label: 'People and settings of teams', icon: <Settings2 size={14} />, to: paths.teams() }] },
      ]}
    />
  )
}

import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigation } from 'react-router'
import { ApiFailure } from '#client/http.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { healths } from '#dashboard/shared/health.ts'
import { usePageName } from '#dashboard/shared/usePageName.ts'
import { NavTabs } from '#ui/NavTabs.tsx'
import { AppHeader } from './AppHeader.tsx'
import { of } from './queries.ts'
import { tabs } from './tabs.ts'
import { useApp, useAppState } from './useApp.ts'

/** That load grows too heavy is no change that the feed tells of. */
const STATE_EVERY_MS = 10_000

/** The frame of one app's pages: its name and state, what can be done from everywhere, and the tabs. */
export function Component() {
  const app = useApp()
  const { health } = useAppState()
  const leaving = useNavigation().state !== 'idle'
  const { error } = useQuery({ ...of.state(app.name), refetchInterval: !leaving && STATE_EVERY_MS })
  // Somebody else has deleted or renamed it, or taken it away from whoever is signed in.
  if (error instanceof ApiFailure && (error.status === 404 || error.status === 403)) throw error
  return (
    <div className="min-w-0 pb-10">
      <title>{usePageTitle(app.name, health)}</title>
      <AppHeader />
      <NavTabs
        label="App"
        className="mt-3 mb-6"
        tabs={tabs.map(({ label, path }) => ({ label, to: path(app.name), end: path === paths.app }))}
      />
      <Outlet />
    </div>
  )
}

/** "● deploying – shop" while something goes on or is wrong; else "Logs – shop". */
function usePageTitle(name: string, health: keyof typeof healths): string {
  const page = usePageName() ?? 'App'
  const loud = health === 'deploying' || health === 'down' || health === 'degraded'
  return loud ? `● ${healths[health].word.toLowerCase()} – ${name}` : `${page} – ${name}`
}

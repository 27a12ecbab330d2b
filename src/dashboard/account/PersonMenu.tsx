import { useQuery } from '@tanstack/react-query'
import { LogOut, UserRound } from 'lucide-react'
import { useNavigate } from 'react-router'
import { query } from '#client/query.ts'
import type { Triggered } from '#dashboard/shared/lazy-overlay.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { signInAs, signOut } from '#dashboard/shared/session.ts'
import { control } from '#platform/control/contract.ts'
import { formatNumber } from '#ui/format.ts'
import { Menu } from '#ui/Menu.tsx'
import type { Theme } from '#ui/theme.ts'
import { useTheme } from '#ui/useTheme.ts'
import { useMe } from './useMe.ts'

const themes: readonly [Theme, string][] = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['system', 'Like the system'],
]

/** So many people fit into a menu; the others are on the page to sign in on. */
const MOST = 12

/** How to be somebody else; the theme, the account, the way out. */
export function PersonMenu(opened: Triggered) {
  const me = useMe()
  const navigate = useNavigate()
  const people = useQuery(query(control.people)).data ?? []
  const [theme, setTheme] = useTheme()
  const leave = () => {
    void (async () => {
      await navigate(paths.signIn())
      signOut()
    })()
  }
  return (
    <Menu
      {...opened}
      side="top"
      align="start"
      header={me && <span className="block truncate">{me.email}</span>}
      groups={[
        {
          label: 'Be somebody else',
          items: [
            ...people.slice(0, MOST).map((person) => ({
              label: (
                <>
                  {person.name}
                  <span className="block text-xs text-faint">{person.title}</span>
                </>
              ),
              checked: person.email === me?.email,
              onSelect: () => void signInAs(person),
            })),
            ...(people.length > MOST ? [{ label: `All ${formatNumber(people.length)} people`, to: paths.signIn() }] : []),
          ],
        },
        {
          label: 'Theme',
          items: themes.map(([value, label]) => ({ label, checked: theme === value, onSelect: () => setTheme(value) })),
        },
        {
          items: [
            { label: 'Account', icon: <UserRound size={14} />, to: paths.account() },
            { label: 'Sign out', icon: <LogOut size={14} />, onSelect: leave },
          ],
        },
      ]}
    />
  )
}

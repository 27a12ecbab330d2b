import { useQuery } from '@tanstack/react-query'
import { ChevronsUpDown, LogOut, UserRound } from 'lucide-react'
import { useNavigate } from 'react-router'
import { query } from '#client/query.ts'
import { Avatar } from '#dashboard/shared/Avatar.tsx'
import { LazyMenu } from '#dashboard/shared/lazy-overlay.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { signInAs, signOut, useMe } from '#dashboard/shared/session.ts'
import { control } from '#platform/control/contract.ts'
import { Skeleton } from '#ui/Skeleton.tsx'
import type { Theme } from '#ui/theme.ts'
import { useTheme } from '#ui/useTheme.ts'

const themes: readonly [Theme, string][] = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['system', 'Like the system'],
]

/** Who one is, and how to be somebody else; the theme, the account, the way out. */
export function PersonMenu({ compact }: { compact: boolean }) {
  const me = useMe()
  const navigate = useNavigate()
  const people = useQuery(query(control.people)).data ?? []
  const [theme, setTheme] = useTheme()
  const leave = () => {
    signOut()
    void navigate(paths.signIn())
  }
  return (
    <LazyMenu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Signed in as ${me?.name ?? 'somebody'}`}
          data-hint={compact ? me?.name : undefined}
          className="flex h-10 min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover coarse:h-11"
        >
          <Avatar name={me?.name ?? '?'} />
          {!compact && (
            <>
              <span className="min-w-0 flex-1 leading-4">
                {me ? (
                  <>
                    <span className="block truncate font-medium">{me.name}</span>
                    <span className="block truncate text-2xs text-muted">{me.title || me.email}</span>
                  </>
                ) : (
                  <Skeleton width={96} height={12} />
                )}
              </span>
              <ChevronsUpDown size={12} aria-hidden className="shrink-0 text-faint" />
            </>
          )}
        </button>
      }
      header={me && <span className="block truncate">{me.email}</span>}
      groups={[
        {
          label: 'Be somebody else',
          items: people.map((person) => ({
            label: (
              <>
                {person.name} <span className="text-faint">{person.title}</span>
              </>
            ),
            checked: person.email === me?.email,
            onSelect: () => signInAs(person),
          })),
        },
        { label: 'Theme', items: themes.map(([value, label]) => ({ label, checked: theme === value, onSelect: () => setTheme(value) })) },
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

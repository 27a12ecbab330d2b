import { clsx } from 'clsx'
import { Bell, ChevronsUpDown, Globe, Shapes } from 'lucide-react'
import { NavLink } from 'react-router'
import { useMe } from '#dashboard/account/useMe.ts'
import { ClockCard, CompactClock } from '#dashboard/control/ClockCard.tsx'
import { ConnectionButton } from '#dashboard/control/ConnectionButton.tsx'
import { UnreadCount } from '#dashboard/notifications/UnreadCount.tsx'
import { Avatar } from '#dashboard/shared/Avatar.tsx'
import { lazyOverlay } from '#dashboard/shared/lazy-overlay.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { Skeleton } from '#ui/Skeleton.tsx'
import { itemClass } from './item-class.ts'

const WorldMenu = lazyOverlay(async () => (await import('#dashboard/control/WorldMenu.tsx')).WorldMenu)
const PersonMenu = lazyOverlay(async () => (await import('#dashboard/account/PersonMenu.tsx')).PersonMenu)

/** What holds for every page: time, platform, world, person. */
export default function SidebarFoot({ compact }: { compact: boolean }) {
  return (
    <div className={clsx('flex flex-col gap-0.5', compact && 'items-center')}>
      {compact ? <CompactClock /> : <ClockCard />}
      <div className={clsx('mt-1.5 flex flex-col gap-0.5', compact && 'items-center')}>
        <ConnectionButton compact={compact} />
        <NavLink
          to={paths.notifications()}
          aria-label={compact ? 'Notifications' : undefined}
          data-hint={compact ? 'Notifications' : undefined}
          className={clsx(itemClass(compact), 'relative')}
        >
          <Bell size={15} aria-hidden className="shrink-0" />
          {!compact && <span className="flex-1">Notifications</span>}
          <UnreadCount dot={compact} />
        </NavLink>
        <WorldMenu
          trigger={
            <button type="button" aria-label="World" data-hint={compact ? 'World' : undefined} className={itemClass(compact)}>
              <Globe size={15} aria-hidden className="shrink-0" />
              {!compact && (
                <>
                  <span className="flex-1 text-left">World</span>
                  <ChevronsUpDown size={12} aria-hidden className="text-faint" />
                </>
              )}
            </button>
          }
        />
        <NavLink
          to={paths.gallery()}
          aria-label="Components"
          data-hint={compact ? 'Components' : undefined}
          className={itemClass(compact)}
        >
          <Shapes size={15} aria-hidden className="shrink-0" />
          {!compact && 'Components'}
        </NavLink>
      </div>
      <div className="my-1.5 h-px w-full bg-line" />
      <Person compact={compact} />
    </div>
  )
}

function Person({ compact }: { compact: boolean }) {
  const me = useMe()
  return (
    <PersonMenu
      trigger={
        <button
          type="button"
          aria-label={compact ? `Signed in as ${me?.name}` : undefined}
          data-hint={compact ? me?.name : undefined}
          className="flex h-10 min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover coarse:h-11"
        >
          <Avatar name={me?.name ?? '?'} />
          {!compact && (
            <>
              <span className="min-w-0 flex-1 leading-4">
                <span className="sr-only">Signed in as </span>
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
    />
  )
}

import { clsx } from 'clsx'
import { LayoutGrid, PanelLeftClose, PanelLeftOpen, Plus, Search, Shapes } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, NavLink } from 'react-router'
import { PersonMenu } from '#dashboard/account/PersonMenu.tsx'
import { ClockCard, PauseButton, RateBadge } from '#dashboard/control/ClockCard.tsx'
import { ConnectionButton } from '#dashboard/control/ConnectionButton.tsx'
import { useTime } from '#dashboard/control/useTime.ts'
import { WorldMenu } from '#dashboard/control/WorldMenu.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { Kbd } from '#ui/Kbd.tsx'
import { BrandMark } from './Brand.tsx'
import { ContextSwitcher } from './ContextSwitcher.tsx'
import { FavoriteLinks } from './FavoriteLinks.tsx'
import { useOwnerContext } from './useOwnerContext.ts'

interface SidebarProps {
  compact: boolean
  onSearch: () => void
  /** Left out where it cannot be made narrow. */
  onToggle?: () => void
}

/** The way to everything, and what holds for every page: time, platform, world, person. */
export function Sidebar({ compact, onSearch, onToggle }: SidebarProps) {
  const { context } = useOwnerContext()
  return (
    <div className={clsx('flex h-full flex-col gap-3 py-3', compact ? 'items-center px-2' : 'px-3')}>
      <div className={clsx('flex items-center gap-2', compact && 'flex-col')}>
        <Link to={paths.apps()} aria-label="Dynorama, home" className="flex min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 py-1 font-semibold tracking-tight">
          <BrandMark />
          {!compact && 'Dynorama'}
        </Link>
        {onToggle && (
          <IconButton
            size="sm"
            label={compact ? 'Widen the sidebar' : 'Narrow the sidebar'}
            shortcut="["
            onClick={onToggle}
            icon={compact ? <PanelLeftOpen size={15} /> : <PanelLeftClose size={15} />}
          />
        )}
      </div>
      <ContextSwitcher compact={compact} />
      <nav aria-label="Main" className={clsx('flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto', compact && 'items-center')}>
        <button
          type="button"
          onClick={onSearch}
          aria-label="Search pages and actions"
          data-hint={compact ? 'Search' : undefined}
          data-hint-keys="mod+k"
          className={itemClass(compact)}
        >
          <Search size={15} aria-hidden className="shrink-0" />
          {!compact && (
            <>
              <span className="flex-1 text-left">Search</span>
              <Kbd keys="mod+k" className="coarse:hidden" />
            </>
          )}
        </button>
        <Item to={paths.apps(context ?? undefined)} icon={<LayoutGrid size={15} />} label="Apps" keys="g a" compact={compact} />
        <Item to={paths.newApp(context ?? undefined)} icon={<Plus size={15} />} label="New app" keys="g n" compact={compact} />
        {!compact && <FavoriteLinks />}
      </nav>
      <div className={clsx('flex flex-col gap-0.5', compact && 'items-center')}>
        {compact ? <CompactClock /> : <ClockCard />}
        <div className={clsx('mt-1.5 flex flex-col gap-0.5', compact && 'items-center')}>
          <ConnectionButton compact={compact} />
          <WorldMenu compact={compact} />
          <Item to={paths.gallery()} icon={<Shapes size={15} />} label="Components" compact={compact} />
        </div>
        <div className="my-1.5 h-px w-full bg-line" />
        <PersonMenu compact={compact} />
      </div>
      {!compact && (
        <p className="px-1.5 text-2xs text-faint">Unofficial simulation. Not affiliated with Heroku or Salesforce.</p>
      )}
    </div>
  )
}

function CompactClock() {
  const { rate, pause } = useTime()
  return (
    <>
      <PauseButton rate={rate} onPause={pause} />
      <RateBadge rate={rate} />
    </>
  )
}

const itemClass = (compact: boolean) =>
  clsx(
    'group flex h-8 shrink-0 items-center gap-2 rounded-md text-muted hover:bg-hover hover:text-ink aria-[current]:bg-active aria-[current]:font-medium aria-[current]:text-ink coarse:h-11',
    compact ? 'w-9 justify-center' : 'px-2',
  )

interface ItemProps {
  to: string
  icon: ReactNode
  label: string
  keys?: string
  compact: boolean
}

function Item({ to, icon, label, keys, compact }: ItemProps) {
  return (
    <NavLink to={to} aria-label={compact ? label : undefined} data-hint={compact || keys ? label : undefined} data-hint-keys={keys} className={itemClass(compact)}>
      <span className="grid shrink-0 place-items-center">{icon}</span>
      {!compact && label}
    </NavLink>
  )
}

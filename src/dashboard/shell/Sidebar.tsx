import { clsx } from 'clsx'
import { Database, History, LayoutGrid, PanelLeft, Plus, Puzzle, Scissors, Search, UsersRound, Workflow } from 'lucide-react'
import { lazy, Suspense, type ReactNode } from 'react'
import { Link, NavLink } from 'react-router'
import { paths } from '#dashboard/shared/paths.ts'
import { useReady } from '#dashboard/shared/ready.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { Kbd } from '#ui/Kbd.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { BrandMark } from './Brand.tsx'
import { ContextSwitcher } from './ContextSwitcher.tsx'
import { itemClass } from './item-class.ts'
import { useOwnerContext } from './useOwnerContext.ts'

const FavoriteLinks = lazy(async () => ({ default: (await import('./FavoriteLinks.tsx')).FavoriteLinks }))
const SidebarFoot = lazy(() => import('./SidebarFoot.tsx'))

interface SidebarProps {
  compact: boolean
  onSearch: () => void
  /** Left out where it cannot be made narrow. */
  onToggle?: () => void
  /** Within a sheet that has a head of its own. */
  inSheet?: boolean
}

/** The way to everything, and what holds for every page: time, platform, world, person. */
export function Sidebar({ compact, onSearch, onToggle, inSheet }: SidebarProps) {
  const context = useOwnerContext()
  const ready = useReady()
  return (
    <div className={clsx('flex h-full flex-col gap-3 py-3', compact ? 'items-center px-2' : 'px-3')}>
      {!inSheet && (
        <div className={clsx('flex items-center gap-2', compact && 'flex-col')}>
          <Link
            to={paths.apps()}
            aria-label="Dynorama, home"
            className="flex min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 py-1 font-semibold tracking-tight"
          >
            <BrandMark />
            {!compact && 'Dynorama'}
          </Link>
          {onToggle && (
            <IconButton
              size="sm"
              label={compact ? 'Widen the sidebar' : 'Narrow the sidebar'}
              shortcut="["
              onClick={onToggle}
              icon={<PanelLeft size={15} />}
            />
          )}
        </div>
      )}
      <ContextSwitcher compact={compact} />
      <nav aria-label="Main" className={clsx('flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto', compact && 'items-center')}>
        <button
          type="button"
          onClick={onSearch}
          aria-label={compact ? 'Search' : undefined}
          data-hint={compact ? 'Search' : undefined}
          data-hint-keys="mod+k"
          className={itemClass(compact)}
        >
          <Search size={15} aria-hidden className="shrink-0" />
          {!compact && (
            <>
              <span className="flex-1 text-left">Search</span>
              <span aria-hidden className="coarse:hidden">
                <Kbd keys="mod+k" />
              </span>
            </>
          )}
        </button>
        <Item to={paths.apps(context ?? undefined)} icon={<LayoutGrid size={15} />} label="Apps" keys="g a" compact={compact} />
        <Item to={paths.newApp(context ?? undefined)} icon={<Plus size={15} />} label="New app" keys="g n" compact={compact} />
        <Item to={paths.pipelines()} icon={<Workflow size={15} />} label="Pipelines" keys="g p" compact={compact} />
        <Item to={paths.teams()} icon={<UsersRound size={15} />} label="Teams" keys="g t" compact={compact} />
        <Item to={paths.databases()} icon={<Database size={15} />} label="Databases" keys="g d" compact={compact} />
        <Item to={paths.dataclips()} icon={<Scissors size={15} />} label="Dataclips" keys="g c" compact={compact} />
        <Item to={paths.marketplace()} icon={<Puzzle size={15} />} label="Marketplace" keys="g e" compact={compact} />
        <Item to={paths.everything()} icon={<History size={15} />} label="Activity" keys="g y" compact={compact} />
        <Suspense>{ready && !compact && <FavoriteLinks />}</Suspense>
      </nav>
      <Suspense fallback={<FootSkeleton compact={compact} />}>
        {ready ? <SidebarFoot compact={compact} /> : <FootSkeleton compact={compact} />}
      </Suspense>
      {!compact && <p className="px-1.5 text-2xs text-faint">Unofficial simulation. Not affiliated with Heroku or Salesforce.</p>}
    </div>
  )
}

/** Holds the place of the foot, so that nothing moves when it comes. */
function FootSkeleton({ compact }: { compact: boolean }) {
  return (
    <div className={clsx('flex flex-col justify-between', compact ? 'h-72.5' : 'h-62')}>
      <Skeleton height={compact ? 28 : 46} className={compact ? 'w-7' : 'rounded-lg'} />
      <Skeleton height={compact ? 28 : 34} className={compact ? 'w-7' : 'mb-1'} />
    </div>
  )
}

interface ItemProps {
  to: string
  icon: ReactNode
  label: string
  keys?: string
  compact: boolean
}

function Item({ to, icon, label, keys, compact }: ItemProps) {
  return (
    <NavLink
      to={to}
      aria-label={compact ? label : undefined}
      data-hint={compact || keys ? label : undefined}
      data-hint-keys={keys}
      className={itemClass(compact)}
    >
      <span className="grid shrink-0 place-items-center">{icon}</span>
      {!compact && label}
    </NavLink>
  )
}

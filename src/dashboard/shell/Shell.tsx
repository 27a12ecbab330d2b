import { clsx } from 'clsx'
import { Menu as MenuIcon, Search } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Link, Outlet, ScrollRestoration, useNavigation } from 'react-router'
import { paths } from '#dashboard/shared/paths.ts'
import { useReady } from '#dashboard/shared/ready.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { useShortcut } from '#ui/keyboard/useShortcut.ts'
import { useTypedAhead } from '#ui/keyboard/useTypedAhead.ts'
import { useMedia } from '#ui/useMedia.ts'
import { BrandMark } from './Brand.tsx'
import { Sidebar } from './Sidebar.tsx'
import { useAnnouncedRoute } from './useAnnouncedRoute.ts'
import { useRemembered } from './useRemembered.ts'

const Later = lazy(() => import('./Later.tsx'))
const NarrowMenu = lazy(() => import('./NarrowMenu.tsx'))
const TopClock = lazy(() => import('./TopClock.tsx'))
const Palette = lazy(() => import('./Palette.tsx'))
const ShortcutSheet = lazy(() => import('./ShortcutSheet.tsx'))

/** What stands around every page. */
export function Shell() {
  const [overlay, setOverlay] = useState<'palette' | 'sheet' | null>(null)
  const small = useMedia('(width < 64rem)')
  const [chosen, setNarrow] = useRemembered('sidebar', ['wide', 'narrow'])
  const compact = (chosen ?? (small ? 'narrow' : 'wide')) === 'narrow'
  const toggle = () => setNarrow(compact ? 'wide' : 'narrow')
  const ready = useReady()
  const openPalette = () => setOverlay('palette')
  const takeTyped = useTypedAhead(overlay === 'palette')
  const close = (open: boolean) => !open && setOverlay(null)
  useShortcut('mod+k', openPalette, { label: 'Search pages and actions' })
  useShortcut('?', () => setOverlay('sheet'), { label: 'Show the shortcuts' })
  useShortcut('[', toggle, { label: 'Narrow or widen the sidebar' })
  useAnnouncedRoute()
  return (
    <div
      className={clsx(
        'min-h-dvh md:grid print:block',
        compact ? 'md:grid-cols-[3.5rem_minmax(0,1fr)]' : 'md:grid-cols-[15rem_minmax(0,1fr)]',
      )}
    >
      <aside aria-label="Sidebar" className="sticky top-0 hidden h-dvh border-r border-line bg-canvas md:block print:hidden">
        <Sidebar compact={compact} onSearch={openPalette} onToggle={toggle} />
      </aside>
      <TopBar onSearch={openPalette} />
      <div className="min-w-0">
        <Progress />
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-7xl px-4 py-4 sm:px-6 sm:py-6">
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <ScrollRestoration />
      <Suspense>{ready && <Later />}</Suspense>
      <Suspense>
        {ready && overlay === 'palette' && (
          <Palette open onOpenChange={close} onShortcuts={() => setOverlay('sheet')} takeTyped={takeTyped} />
        )}
        {overlay === 'sheet' && <ShortcutSheet open onOpenChange={close} />}
      </Suspense>
    </div>
  )
}

/** A hairline while the next page loads; it appears only when that takes a while. */
function Progress() {
  const loading = useNavigation().state !== 'idle'
  if (!loading) return null
  return (
    <div aria-hidden className="fixed inset-x-0 top-0 z-30 h-0.5 animate-appear overflow-hidden bg-accent-soft">
      <div className="h-full w-1/3 animate-slide bg-accent" />
    </div>
  )
}

/** In the place of the sidebar where the window is narrow: its content is a sheet then. */
function TopBar({ onSearch }: { onSearch: () => void }) {
  const ready = useReady()
  const [open, setOpen] = useState(false)
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-1 border-b border-line bg-canvas px-2 md:hidden print:hidden">
      <IconButton label="Menu" aria-haspopup="dialog" icon={<MenuIcon size={18} />} onClick={() => setOpen(true)} />
      <Link to={paths.apps()} aria-label="Dynorama, home" className="grid size-9 place-items-center rounded-md coarse:size-11">
        <BrandMark />
      </Link>
      <div className="ml-auto flex items-center gap-1">
        <Suspense>{ready && <TopClock />}</Suspense>
      </div>
      <IconButton label="Search pages and actions" icon={<Search size={17} />} onClick={onSearch} />
      <Suspense>{open && <NarrowMenu onClose={() => setOpen(false)} onSearch={onSearch} />}</Suspense>
    </header>
  )
}

import { ChevronsUpDown, Layers, UserRound, UsersRound } from 'lucide-react'
import { lazyOverlay } from '#dashboard/shared/lazy-overlay.tsx'
import { useOwnerContext } from './useOwnerContext.ts'

const ContextMenu = lazyOverlay(async () => (await import('./ContextMenu.tsx')).ContextMenu)

/** Whose apps the list shows and new ones belong to. */
export function ContextSwitcher({ compact }: { compact: boolean }) {
  const context = useOwnerContext()
  const label = context === null ? 'All apps' : context === 'personal' ? 'Personal' : context
  const Sign = context === null ? Layers : context === 'personal' ? UserRound : UsersRound
  return (
    <ContextMenu
      trigger={
        <button
          type="button"
          aria-label={`Context: ${label}`}
          data-hint={compact ? label : undefined}
          className="flex h-9 min-w-0 items-center gap-2 rounded-md border border-line bg-surface px-2 text-left shadow-control hover:bg-hover coarse:h-11"
        >
          <Sign size={15} aria-hidden className="shrink-0 text-muted" />
          {!compact && (
            <>
              <span className="min-w-0 flex-1 truncate font-medium">{label}</span>
              <ChevronsUpDown size={12} aria-hidden className="text-faint" />
            </>
          )}
        </button>
      }
    />
  )
}

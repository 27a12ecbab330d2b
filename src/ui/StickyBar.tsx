import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface StickyBarProps {
  /** Names the region, e.g. "Unsaved changes". */
  label: string
  /** What is staged: "3 changes". */
  children: ReactNode
  actions: ReactNode
  className?: string
}

/** Stays at the lower edge of the window while something waits to be saved. */
export function StickyBar({ label, children, actions, className }: StickyBarProps) {
  return (
    <section
      aria-label={label}
      className={clsx(
        'overlay-box sticky bottom-3 z-20 mx-auto flex w-full max-w-3xl flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 pr-2 pl-4',
        className,
      )}
    >
      <div className="min-w-0">{children}</div>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </section>
  )
}

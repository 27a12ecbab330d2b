import { clsx } from 'clsx'
import { useEffect, useRef, type ReactNode } from 'react'
import { NavLink, useLocation } from 'react-router'

export interface NavTab {
  to: string
  label: ReactNode
  /** Active only at exactly this address, not below it. */
  end?: boolean
  /** A count or a state after the label. */
  after?: ReactNode
}

/** Tabs that are pages: links with addresses of their own. They scroll sideways where it is narrow. */
export function NavTabs({ label, tabs, className }: { label: string; tabs: readonly NavTab[]; className?: string }) {
  const list = useRef<HTMLUListElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [pathname])
  return (
    <nav aria-label={label} className={clsx('min-w-0 shadow-[inset_0_-1px_var(--color-line)]', className)}>
      <ul ref={list} className="-mx-2 flex gap-0.5 overflow-x-auto px-2 [scrollbar-width:none]">
        {tabs.map(({ to, label: text, end, after }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={end}
              className="group flex h-10 items-center border-b-2 border-transparent text-muted -outline-offset-2 hover:text-ink aria-[current]:border-accent-text aria-[current]:font-medium aria-[current]:text-ink coarse:h-11"
            >
              <span className="flex items-center gap-1.5 whitespace-nowrap rounded-md px-2.5 py-1 group-hover:bg-hover">
                {text}
                {after}
              </span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

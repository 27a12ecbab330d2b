import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface PageHeaderProps {
  title: ReactNode
  /** Breadcrumbs, above the title. */
  above?: ReactNode
  /** Status and badges, on the title's line. */
  beside?: ReactNode
  description?: ReactNode
  /** Buttons at the far end; below the title where it is narrow. */
  actions?: ReactNode
  className?: string
}

/** The head of a page. Its h1 can be focused by script: the router moves the focus there when the page changes. */
export function PageHeader({ title, above, beside, description, actions, className }: PageHeaderProps) {
  return (
    <header className={clsx('flex flex-wrap items-start justify-between gap-x-6 gap-y-3', className)}>
      <div className="min-w-0">
        {above && <div className="mb-1">{above}</div>}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 tabIndex={-1} className="text-xl tracking-tight">
            {title}
          </h1>
          {beside}
        </div>
        {description && <p className="mt-1 max-w-prose text-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}

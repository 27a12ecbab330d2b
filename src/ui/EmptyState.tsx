import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface EmptyStateProps {
  title: string
  /** It is all that the page says. */
  whole?: boolean
  /** What would stand here and how it comes to be. */
  children?: ReactNode
  icon?: ReactNode
  actions?: ReactNode
  className?: string
}

/** Nothing is here: says what would be, and offers the way to it. */
export function EmptyState({ title, whole = false, children, icon, actions, className }: EmptyStateProps) {
  const Title = whole ? 'h1' : 'p'
  return (
    <div className={clsx('flex flex-col items-center gap-1 px-4 py-10 text-center', className)}>
      {icon && (
        <div className="mb-2 grid size-10 place-items-center rounded-lg border border-line bg-sunken text-muted">{icon}</div>
      )}
      <Title {...(whole && { tabIndex: -1 })} className="text-base font-medium">
        {title}
      </Title>
      {children && <div className="max-w-md text-muted">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}

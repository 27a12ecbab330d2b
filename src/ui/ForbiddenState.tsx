import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyState } from './EmptyState.tsx'

export interface ForbiddenStateProps {
  title?: string
  /** Which right is missing and who can give it. */
  children: ReactNode
  actions?: ReactNode
  className?: string
}

/** It exists, but this person may not see it. */
export function ForbiddenState({ title = 'You do not have access', children, actions, className }: ForbiddenStateProps) {
  return (
    <EmptyState title={title} icon={<Lock size={18} />} actions={actions} className={className}>
      {children}
    </EmptyState>
  )
}

import type { ReactNode } from 'react'
import { EmptyState } from '#ui/EmptyState.tsx'

interface GoneProps {
  title: string
  /** Where to go instead. */
  actions: ReactNode
  children: ReactNode
}

/** A page about something that is not there, or not any more. */
export function Gone({ title, actions, children }: GoneProps) {
  return (
    <>
      <title>Not found – Dynorama</title>
      <EmptyState whole title={title} actions={actions}>
        {children}
      </EmptyState>
    </>
  )
}

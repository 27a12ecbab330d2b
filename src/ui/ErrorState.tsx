import { RotateCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { CodeBlock } from './CodeBlock.tsx'
import { Disclosure } from './Disclosure.tsx'
import { EmptyState } from './EmptyState.tsx'

export interface ErrorStateProps {
  title?: string
  /** What went wrong, in a sentence for people. */
  message: ReactNode
  retry?: () => void
  retrying?: boolean
  /** What an engineer would ask for: status, request id, stack. */
  details?: string
  /** Ways out: home, search. */
  actions?: ReactNode
  className?: string
}

/** A part of the page could not be shown. */
export function ErrorState({
  title = 'This could not be loaded',
  message,
  retry,
  retrying,
  details,
  actions,
  className,
}: ErrorStateProps) {
  return (
    <div role="alert" className={className}>
      <EmptyState
        title={title}
        icon={<TriangleAlert size={18} className="text-error" />}
        actions={
          <>
            {retry && (
              <Button onClick={retry} pending={retrying} icon={<RotateCw size={14} />}>
                Try again
              </Button>
            )}
            {actions}
          </>
        }
      >
        {message}
      </EmptyState>
      {details && (
        <Disclosure summary="Details" className="mx-auto -mt-4 max-w-xl px-4 pb-6">
          <CodeBlock code={details} label="Error details" wrap />
        </Disclosure>
      )}
    </div>
  )
}

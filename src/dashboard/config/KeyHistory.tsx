import { lazy, Suspense, useState } from 'react'
import type { ConfigChange } from '#platform/history/contract.ts'
import { TimeAgo } from '#ui/TimeAgo.tsx'

const HistoryDialog = lazy(async () => ({ default: (await import('./HistoryDialog.tsx')).HistoryDialog }))

interface KeyHistoryProps {
  name: string
  /** The newest first. */
  changes: readonly ConfigChange[]
}

/** Who changed a config var last and when; pressed, everyone before, too. */
export function LastChange({ name, changes }: KeyHistoryProps) {
  const [open, setOpen] = useState(false)
  const [last] = changes
  // The room is kept, so that nothing moves when it comes.
  if (!last) return <span aria-hidden className="h-4" />
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="relative flex min-w-0 gap-1 justify-self-start rounded-xs text-2xs text-muted after:absolute after:-inset-1 hover:text-ink hover:underline"
      >
        <span className="sr-only">History of {name}: last changed by </span>
        <span className="truncate">{last.user.email.replace(/@.*/s, '')}</span>
        <span aria-hidden>·</span>
        <TimeAgo time={last.at} />
        <span aria-hidden>·</span>v{last.version}
      </button>
      {open && (
        <Suspense>
          <HistoryDialog name={name} changes={changes} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

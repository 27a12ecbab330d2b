import { clsx } from 'clsx'
import { lazy, Suspense, useState } from 'react'
import { useFeedState } from '#client/changes.ts'
import { useConnection } from '#client/use-connection.ts'
import { StatusIcon } from '#ui/Status.tsx'
import type { Look } from '#ui/tone.ts'

const ConnectionDialog = lazy(async () => ({ default: (await import('./ConnectionDialog.tsx')).ConnectionDialog }))

const feed = {
  live: { word: 'live', tone: 'ok' },
  connecting: { word: 'connecting', tone: 'busy' },
  reconnecting: { word: 'reconnecting', tone: 'warn' },
  off: { word: 'not followed', tone: 'idle' },
} as const satisfies Record<ReturnType<typeof useFeedState>, Look>

/** Where the platform is, and whether its changes are heard of. Opens the switch. */
export function ConnectionButton({ compact }: { compact: boolean }) {
  const [open, setOpen] = useState(false)
  const { kind, base } = useConnection()
  const { word, tone } = feed[useFeedState()]
  const where = kind === 'browser' ? 'In this browser' : base.replace(/^https?:\/\//, '')
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`Platform: ${where}, ${word}`}
        data-hint={compact ? `${where}, ${word}` : 'Where the platform is'}
        onClick={() => setOpen(true)}
        className="flex h-8 min-w-0 items-center gap-2 rounded-md px-2 text-left text-muted hover:bg-hover hover:text-ink coarse:h-11"
      >
        <span className="grid size-3.75 shrink-0 place-items-center">
          <StatusIcon tone={tone} />
        </span>
        {!compact && (
          <span className="min-w-0 flex-1 truncate">
            {where}
            <span className={clsx(tone === 'warn' ? 'text-warn-text' : 'text-faint')}>, {word}</span>
          </span>
        )}
      </button>
      <Suspense>{open && <ConnectionDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}

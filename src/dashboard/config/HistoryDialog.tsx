import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '#client/query.ts'
import { useAppName } from '#dashboard/app/useApp.ts'
import { clients } from '#dashboard/activity/clients.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { config } from '#platform/config/contract.ts'
import type { ConfigChange } from '#platform/history/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { Link } from '#ui/Link.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'

interface HistoryDialogProps {
  name: string
  changes: readonly ConfigChange[]
  onClose: () => void
}

const words = { added: 'Added', changed: 'Changed', removed: 'Removed' } as const

/** Everyone who changed a config var, when and in which release. What it was set to shows only when asked for. */
export function HistoryDialog({ name, changes, onClose }: HistoryDialogProps) {
  const app = useAppName()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<span className="font-mono wrap-anywhere">{name}</span>}
      description="Who changed it, in which release. A rollback brings back what the release had that it went back to."
      actions={<DialogClose render={<Button>Close</Button>} />}
    >
      <ol aria-label={`Changes of ${name}`} className="divide-y divide-line">
        {changes.map((change) => (
          <li key={change.version} className="grid gap-0.5 py-2">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span>
                {words[change.change]} by <span className="font-medium">{change.user.email}</span> in{' '}
                <Link to={paths.release(app, `v${change.version}`)}>v{change.version}</Link>
              </span>
              <span className="text-xs text-muted">
                {change.client !== null && <span className="mr-3">{clients[change.client]}</span>}
                <TimeAgo time={change.at} />
              </span>
            </p>
            {change.change !== 'removed' && <Value app={app} name={name} version={change.version} />}
          </li>
        ))}
      </ol>
    </Dialog>
  )
}

/** What it was in a release: asked for only when somebody wants to see it. */
function Value({ app, name, version }: { app: string; name: string; version: number }) {
  const [shows, setShows] = useState(false)
  const { data, error } = useQuery({
    ...query(config.ofRelease, { params: { app, release: String(version) } }),
    enabled: shows,
  })
  return (
    <p className="flex min-h-7 items-center justify-between gap-3">
      <span className="min-w-0 font-mono text-xs wrap-anywhere text-muted">
        {error ? error.message : data && shows ? data[name] || '(empty)' : <span aria-hidden>••••••••</span>}
      </span>
      <Button
        size="sm"
        variant="ghost"
        aria-label={`${shows ? 'Hide' : 'Show'} value in v${version}`}
        onClick={() => setShows(!shows)}
      >
        {shows ? 'Hide' : 'Show'}
      </Button>
    </p>
  )
}

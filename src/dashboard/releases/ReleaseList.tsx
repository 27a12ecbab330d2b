import { useQuery } from '@tanstack/react-query'
import { Rocket, ScrollText, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { ReleaseOutput } from '#dashboard/builds/ReleaseOutput.tsx'
import { of } from '#dashboard/app/queries.ts'
import { useWhyNot } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import type { Release } from '#platform/releases/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { RollbackDialog } from './RollbackDialog.tsx'
import { releaseTones, whyNoRollback } from './status.ts'

const PAGE = 15

/** The releases, newest first, each of them to go back to. */
export function ReleaseList({ app }: { app: string }) {
  const [count, setCount] = useState(PAGE)
  const { data, error, refetch } = useQuery({ ...of.releases(app, count), placeholderData: (before) => before })
  const [target, setTarget] = useState<Release | null>(null)
  const current = data?.find((release) => release.current)
  return (
    <Section
      title="Releases"
      id="releases"
      description="Each deploy, config change and rollback makes one. Going back makes a new one, too."
      className="scroll-mt-4"
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={8} className="p-4" />}
        {data?.length === 0 && <EmptyState title="No releases yet" icon={<Rocket size={18} />} />}
        <ul aria-label="Releases">
          {data?.map((release) => (
            <Row key={release.id} app={app} release={release} onRollBack={() => setTarget(release)} />
          ))}
        </ul>
        {data && data.length >= count && (
          <div className="flex justify-center border-t border-line p-2">
            <Button variant="ghost" onClick={() => setCount(count + 100)}>
              Older releases
            </Button>
          </div>
        )}
      </Card>
      {target && current && <RollbackDialog app={app} current={current} target={target} onClose={() => setTarget(null)} />}
    </Section>
  )
}

function Row({ app, release, onRollBack }: { app: string; release: Release; onRollBack: () => void }) {
  const { version, description, user, created_at: at, status, current } = release
  const [showsOutput, setShowsOutput] = useState(status === 'pending')
  const { tone, word } = releaseTones[status]
  const reason = useWhyNot()('release.rollback')
  return (
    <li className="grid grid-cols-[3.25rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5 last:border-b-0">
      <Badge className="justify-center font-mono" tone={current ? 'accent' : undefined}>
        v{version}
      </Badge>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3">
          <Link look="quiet" to={paths.release(app, `v${version}`)} className="truncate">
            {description}
          </Link>
          {current && <span className="text-xs text-accent-text">current</span>}
          {status !== 'succeeded' && (
            <Status tone={tone} className="text-xs">
              {word}
            </Status>
          )}
        </p>
        <p className="flex text-xs text-muted">
          <span className="truncate">{user.email}</span>
          <span className="shrink-0">
            ,&nbsp;
            <TimeAgo time={at} />
          </span>
        </p>
      </div>
      <span className="flex min-h-8 items-center">
        {release.output_stream_url !== null && (
          <IconButton
            size="sm"
            label={`Output of the release command of v${version}`}
            aria-expanded={showsOutput}
            icon={<ScrollText size={14} />}
            onClick={() => setShowsOutput(!showsOutput)}
          />
        )}
        {!current && (
          <Button
            size="sm"
            variant="ghost"
            icon={<Undo2 size={14} />}
            aria-label={`Roll back to v${version}`}
            reason={reason ?? whyNoRollback(release)}
            onClick={onRollBack}
          >
            <span className="max-sm:hidden">Roll back</span>
          </Button>
        )}
      </span>
      {showsOutput && (
        <div className="col-start-2 col-end-4 pb-1">
          <ReleaseOutput release={release} />
        </div>
      )}
    </li>
  )
}

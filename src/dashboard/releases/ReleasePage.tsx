import { useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useData } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { useAppName, useWhyNot } from '#dashboard/app/useApp.ts'
import { ReleaseOutput } from '#dashboard/builds/ReleaseOutput.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import type { Release } from '#platform/releases/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Bytes } from '#ui/Bytes.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Link } from '#ui/Link.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { clients } from '#dashboard/activity/clients.ts'
import { Compare } from './Compare.tsx'
import { RetryButton } from './RetryButton.tsx'
import { RollbackDialog } from './RollbackDialog.tsx'
import { releaseTones, whyNoRollback } from './status.ts'

/** One release: what it is made of, what its release command printed, and how it differs from another. */
export function Component() {
  const app = useAppName()
  const release = useData(of.release(app, useParams()['release'] ?? ''))
  const [search] = useSearchParams()
  const since = search.get('since') ?? (release.version > 1 ? `v${release.version - 1}` : null)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Card className="grid gap-3">
        <Head app={app} release={release} />
      </Card>
      {release.output_stream_url !== null && (
        <Section
          title="Release command"
          description="It runs before the dynos do. When it fails, the release before keeps running."
        >
          <ReleaseOutput release={release} />
        </Section>
      )}
      <Compare app={app} release={release} since={since} />
    </div>
  )
}

function Head({ app, release }: { app: string; release: Release }) {
  const { version, description, status, current, user, created_at: at } = release
  const { tone, word } = releaseTones[status]
  const [rollingBack, setRollingBack] = useState(false)
  const { data: all } = useQuery(of.releases(app, 100))
  const running = all?.find((each) => each.current)
  const reason = useWhyNot()('release.rollback') ?? whyNoRollback(release)
  // Compared with itself nothing differs, and what it is made of is told.
  const { data } = useQuery(of.compare(app, `v${version}`, `v${version}`))
  const made = data?.to
  const newest = all?.[0]?.version === version
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-x-3 text-base">
            <Link look="quiet" to={`${paths.deploy(app)}#releases`} className="text-muted">
              Releases
            </Link>
            <span aria-hidden className="text-faint">
              /
            </span>
            <span className="font-mono">v{version}</span>
            <Status tone={tone} className="text-sm font-normal">
              {word.charAt(0).toUpperCase() + word.slice(1)}
            </Status>
            {current && <Badge tone="accent">current</Badge>}
          </h2>
          <p className="mt-0.5 text-muted">{description}</p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {status === 'failed' && release.slug && <RetryButton app={app} release={release} newest={newest} />}
          {!current && (
            <Button icon={<Undo2 size={14} />} reason={reason} onClick={() => setRollingBack(true)}>
              Roll back to v{version}
            </Button>
          )}
        </div>
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-muted">
        <Fact name="Released">
          <TimeAgo time={at} />
        </Fact>
        <Fact name="By">{user.email}</Fact>
        {made?.client && <Fact name="From">{clients[made.client]}</Fact>}
        {made?.slug?.commit && (
          <Fact name="Commit">
            <span className="font-mono text-xs">{made.slug.commit.slice(0, 8)}</span>
          </Fact>
        )}
        {made?.slug?.language && <Fact name="Language">{made.slug.language}</Fact>}
        {typeof made?.slug?.size === 'number' && (
          <Fact name="Slug">
            <Bytes value={made.slug.size} />
          </Fact>
        )}
        <Fact name="Stack">{made?.stack ?? '–'}</Fact>
      </dl>
      {rollingBack && running && (
        <RollbackDialog app={app} current={running} target={release} onClose={() => setRollingBack(false)} />
      )}
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-1.5">
      <dt>{name}</dt>
      <dd className="text-ink">{children}</dd>
    </div>
  )
}

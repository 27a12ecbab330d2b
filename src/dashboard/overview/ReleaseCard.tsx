import { useQuery } from '@tanstack/react-query'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { releaseTones } from '#dashboard/releases/status.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { Badge } from '#ui/Badge.tsx'
import { Bytes } from '#ui/Bytes.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { Part } from './Part.tsx'

/** What runs now: the release, its language and size. */
export function ReleaseCard() {
  const app = useApp()
  const { data: releases } = useQuery(of.releases(app.name, 20))
  const current = releases?.find((release) => release.current)
  const last = releases?.[0]
  return (
    <Part title="Release" more={<Link to={`${paths.deploy(app.name)}#releases`}>All releases</Link>}>
      {!releases && <Skeleton lines={5} className="p-4" />}
      {releases && !current && <p className="p-4 text-muted">None yet.</p>}
      {current && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 p-4">
          <p>
            <Badge className="mr-2 font-mono">v{current.version}</Badge>
            {current.description}
          </p>
          {last && last.version !== current.version && (
            <p className="text-muted">
              <Status tone={releaseTones[last.status].tone}>
                v{last.version} {releaseTones[last.status].word}
              </Status>
            </p>
          )}
          <KeyValue
            rows={[
              { name: 'Released', value: <TimeAgo time={current.created_at} /> },
              { name: 'By', value: <span>{current.user.email}</span> },
              { name: 'Language', value: app.buildpack_provided_description ?? '–' },
              { name: 'Stack', value: app.stack.name },
              { name: 'Slug', value: <Bytes value={app.slug_size} /> },
            ]}
          />
        </div>
      )}
    </Part>
  )
}

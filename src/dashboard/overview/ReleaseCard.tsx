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

/** What runs now, and the last releases. */
export function ReleaseCard() {
  const app = useApp()
  const { data: releases } = useQuery(of.releases(app.name, 20))
  const current = releases?.find((release) => release.current)
  return (
    <Part title="Releases" more={<Link to={`${paths.deploy(app.name)}#releases`}>All releases</Link>}>
      {!releases && <Skeleton lines={5} className="p-4" />}
      {releases && !current && <p className="p-4 text-muted">None yet.</p>}
      {current && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 p-4">
          <p>
            <Badge className="mr-2 font-mono" tone="accent">
              v{current.version}
            </Badge>
            runs since <TimeAgo time={current.updated_at} />
          </p>
          <KeyValue
            rows={[
              { name: 'Language', value: app.buildpack_provided_description ?? '–' },
              { name: 'Stack', value: app.stack.name },
              { name: 'Slug', value: <Bytes value={app.slug_size} /> },
            ]}
          />
        </div>
      )}
      {releases && releases.length > 0 && (
        <ul aria-label="Last releases" className="divide-y divide-line border-t border-line">
          {releases.slice(0, 5).map(({ id, version, description, status, user, created_at: at }) => (
            <li key={id} className="relative px-4 py-1.5 hover:bg-hover/60">
              <p className="flex items-baseline gap-2">
                <span className="w-8 shrink-0 font-mono text-xs text-muted">v{version}</span>
                <Link look="quiet" to={paths.release(app.name, `v${version}`)} className="stretched truncate">
                  {description}
                </Link>
              </p>
              <p className="flex items-baseline gap-x-2 pl-10 text-xs text-muted">
                <span className="truncate">{user.email}</span>
                <TimeAgo time={at} className="ml-auto shrink-0" />
                {status !== 'succeeded' && <Status tone={releaseTones[status].tone}>{releaseTones[status].word}</Status>}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

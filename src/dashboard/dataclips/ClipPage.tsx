import { useQuery } from '@tanstack/react-query'
import { useParams, type LoaderFunctionArgs } from 'react-router'
import { ApiFailure } from '#client/http.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { Gone } from '#dashboard/shared/Gone.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import type { Dataclip } from '#platform/dataclips/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Breadcrumbs } from '#ui/Breadcrumbs.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { ClipQuery } from './ClipQuery.tsx'
import { ClipSettings } from './ClipSettings.tsx'
import { KeptResult } from './KeptResult.tsx'
import { ofClips } from './queries.ts'
import { Sharing } from './Sharing.tsx'
import { Versions } from './Versions.tsx'

export async function loader({ params }: LoaderFunctionArgs) {
  // One that there is not is no fault: the page says so.
  await queryClient.prefetchQuery(ofClips.one(params['clip'] ?? ''))
  return null
}

/** A dataclip: its SQL, what it gave, its versions, and who sees it. */
export function Component() {
  const { clip = '' } = useParams()
  const { data, error, refetch } = useQuery(ofClips.one(clip))
  if (error instanceof ApiFailure && error.status === 404)
    return (
      <Gone title="There is no such dataclip" actions={<LinkButton to={paths.dataclips()}>Dataclips</LinkButton>}>
        It may have been deleted, or is no longer shared with you; or the clock was turned back to before it.
      </Gone>
    )
  if (!data)
    return (
      <Card>
        <Failure error={error ?? new Error('The dataclip could not be loaded.')} retry={refetch} />
      </Card>
    )
  return <Clip key={data.id} clip={data} />
}

const roles = { owner: 'Yours', editor: 'You may edit', viewer: 'You may read' } as const

function Clip({ clip }: { clip: Dataclip }) {
  const { title, database, owner, role, version, updated_at } = clip
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-9 pb-10">
      <title>{`${title} – Dataclips`}</title>
      <PageHeader
        title={title}
        above={
          <Breadcrumbs
            crumbs={[
              { label: 'Dataclips', to: paths.dataclips() },
              { label: title, to: paths.dataclip(clip.id) },
            ]}
          />
        }
        beside={
          <>
            <Badge>{roles[role]}</Badge>
            {clip.link && <Badge tone="accent">Shared by link</Badge>}
          </>
        }
        description={
          <>
            {database ? (
              <>
                Of <Link to={paths.addon(database.name)}>{database.name}</Link>, the database of{' '}
                <Link to={paths.app(database.app.name)}>{database.app.name}</Link>
              </>
            ) : (
              <>Of {clip.database_name}, which is gone</>
            )}
            {role !== 'owner' && <>, by {owner.name}</>}. Version {version}, changed <TimeAgo time={updated_at} />.
          </>
        }
      />
      <ClipQuery clip={clip} />
      <Section title="Result">
        <KeptResult title={title} result={clip.result} version={version} />
      </Section>
      <Versions clip={clip} />
      <Sharing clip={clip} />
      <ClipSettings clip={clip} />
    </div>
  )
}

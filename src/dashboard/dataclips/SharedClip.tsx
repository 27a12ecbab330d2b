import { useQuery } from '@tanstack/react-query'
import { Link, useParams, type LoaderFunctionArgs } from 'react-router'
import { ApiFailure } from '#client/http.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { clockReady } from '#dashboard/shared/page-clock.ts'
import { Gone } from '#dashboard/shared/Gone.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { BrandMark } from '#dashboard/shell/Brand.tsx'
import type { SharedClip } from '#platform/dataclips/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { CodeBlock } from '#ui/CodeBlock.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { KeptResult } from './KeptResult.tsx'
import { ofClips } from './queries.ts'

export async function loader({ params }: LoaderFunctionArgs) {
  await Promise.all([clockReady(), queryClient.prefetchQuery(ofClips.shared(params['token'] ?? ''))])
  return null
}

/** A dataclip as anybody sees it who was given its link, signed in or not. */
export function Component() {
  const { token = '' } = useParams()
  const { data, error, refetch } = useQuery(ofClips.shared(token))
  return (
    <main id="main" tabIndex={-1} className="mx-auto grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-7 px-4 py-8 sm:px-6">
      <Link to={paths.apps()} aria-label="Dynorama, home" className="flex w-fit items-center gap-2 rounded-md font-semibold">
        <BrandMark />
        Dynorama
      </Link>
      {data && <Shared clip={data} />}
      {error instanceof ApiFailure && error.status === 404 ? (
        <Gone title="Nothing is shared here" actions={<LinkButton to={paths.apps()}>Open the dashboard</LinkButton>}>
          The link was switched off, or is of another world.
        </Gone>
      ) : (
        error && <Failure error={error} retry={refetch} />
      )}
      <p className="text-2xs text-faint">Unofficial simulation. Not affiliated with Heroku or Salesforce.</p>
    </main>
  )
}

function Shared({ clip: { title, owner, sql, version, updated_at, result } }: { clip: SharedClip }) {
  return (
    <>
      <title>{`${title} – Dataclip`}</title>
      <PageHeader
        title={title}
        description={
          <>
            A dataclip of {owner.name}, changed <TimeAgo time={updated_at} />.
          </>
        }
      />
      <Section title="Result">
        <KeptResult title={title} result={result} version={version} />
      </Section>
      <Section title="SQL">
        <Card flush>
          <CodeBlock label="SQL" code={sql} wrap className="border-0" />
        </Card>
      </Section>
    </>
  )
}

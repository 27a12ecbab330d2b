import { useQuery } from '@tanstack/react-query'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import type { AppCard } from '#platform/pipelines/contract.ts'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { ofPipelines } from './queries.ts'

const words = {
  pending: { tone: 'busy', word: 'Release command running' },
  succeeded: { tone: 'ok', word: 'Promoted' },
  failed: { tone: 'error', word: 'Failed' },
} as const

/** How far a promotion has come at each of its targets. */
export function PromotionProgress({ promotion, cards }: { promotion: string; cards: readonly AppCard[] }) {
  const { data, error, refetch } = useQuery(ofPipelines.targets(promotion))
  if (error) return <Failure error={error} retry={refetch} />
  if (!data) return <Skeleton lines={2} />
  return (
    <ul aria-label="Targets" role="status" className="divide-y divide-line rounded-lg border border-line">
      {data.map(({ id, app, status, error_message: why }) => {
        const name = cards.find((card) => card.app.id === app.id)?.app.name ?? app.id
        return (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-3 py-2">
            <Link to={paths.deploy(name)} look="quiet">
              {name}
            </Link>
            <span className="flex flex-wrap items-center gap-2">
              <Status tone={words[status].tone}>{words[status].word}</Status>
              {why !== null && <span className="text-muted">{why}</span>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

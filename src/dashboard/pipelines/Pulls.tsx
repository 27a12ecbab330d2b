import { useQuery } from '@tanstack/react-query'
import { FolderGit2, GitPullRequestArrow } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { whyNot } from '#dashboard/shared/may.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { AppCard, Board } from '#platform/pipelines/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { useMore } from '#ui/useMore.tsx'
import { PipelineCard } from './PipelineCard.tsx'
import { PullCard } from './PullCard.tsx'
import { ofPipelines } from './queries.ts'
import { stages } from './words.ts'

const PullDialog = lazy(async () => ({ default: (await import('./PullDialog.tsx')).PullDialog }))

/** The first column: the pull requests of the connected repository, each with its tests and its review app. */
export function Pulls({ board, cards }: { board: Board; cards: readonly AppCard[] }) {
  const { name } = board.pipeline
  const { data, error, refetch } = useQuery({ ...ofPipelines.pulls(name), enabled: board.repository !== null })
  const [search, change] = useSearch()
  const open = (data ?? []).filter(({ state }) => state === 'open')
  const over = (data ?? []).filter(({ state }) => state !== 'open')
  const [first, more] = useMore(open)
  // Made of a branch without a pull request, or added by hand.
  const shownAbove = new Set(open.map(({ review_app: review }) => review?.app?.id))
  const others = cards.filter(({ app }) => !shownAbove.has(app.id))
  return (
    <Section
      title={
        <span className="flex items-center gap-2">
          {stages.review} {board.repository !== null && <Badge>{open.length + others.length}</Badge>}
        </span>
      }
      actions={
        <Button
          size="sm"
          icon={<GitPullRequestArrow size={14} />}
          reason={whyNot(board, 'pipeline.develop') ?? (board.repository === null && 'Connect a repository first')}
          onClick={() => change((next) => next.set('open', 'pull'))}
        >
          Open pull request
        </Button>
      }
    >
      <div className="grid gap-3">
        {board.repository === null && (
          <Card>
            <EmptyState
              title="Not connected to GitHub"
              icon={<FolderGit2 size={18} />}
              className="py-4!"
              actions={<LinkButton to={paths.pipeline(name, 'settings')}>Connect a repository</LinkButton>}
            >
              Its pull requests show here then, each with its tests and an app to look at.
            </EmptyState>
          </Card>
        )}
        {error && (
          <Card>
            <Failure error={error} retry={refetch} />
          </Card>
        )}
        {board.repository !== null && !data && !error && <Skeleton height={140} />}
        {data && open.length === 0 && (
          <p className="rounded-lg border border-dashed border-line px-4 py-8 text-center text-muted">
            No pull request of {board.repository} is open. People open some as time passes.
          </p>
        )}
        {first.length > 0 && (
          <ul aria-label="Pull requests" className="grid gap-3">
            {first.map((pull) => (
              <PullCard
                key={pull.id}
                board={board}
                pull={pull}
                card={cards.find(({ app }) => app.id === pull.review_app?.app?.id)}
              />
            ))}
          </ul>
        )}
        {more}
        {others.length > 0 && (
          <ul aria-label="Other review apps" className="grid gap-3">
            {others.map((card) => (
              <PipelineCard
                key={card.coupling}
                card={card}
                all={board.apps}
                hidden={board.hidden > 0}
                onPromote={() => undefined}
              />
            ))}
          </ul>
        )}
        {over.length > 0 && (
          <Disclosure summary={`${over.length} merged or closed lately`}>
            <ul className="grid gap-1 text-xs">
              {over.map(({ id, number, title, state }) => (
                <li key={id}>
                  #{number} {title} <span className="text-muted">{state}</span>
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </div>
      <Suspense>
        {search.get('open') === 'pull' && board.repository !== null && (
          <PullDialog pipeline={name} close={() => change((next) => next.delete('open'))} />
        )}
      </Suspense>
    </Section>
  )
}

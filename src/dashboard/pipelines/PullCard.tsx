import { Ellipsis } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { healthNames, healths } from '#dashboard/shared/health.ts'
import { LazyMenu } from '#dashboard/shared/lazy-overlay.tsx'
import { whyNot } from '#dashboard/shared/may.ts'
import { paths } from '#dashboard/shared/paths.ts'
import type { AppCard, Board } from '#platform/pipelines/contract.ts'
import { pulls, type Pull } from '#platform/pulls/contract.ts'
import { reviews } from '#platform/reviews/contract.ts'
import { Button } from '#ui/Button.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Link } from '#ui/Link.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import type { Look } from '#ui/tone.ts'
import { runTone } from './tests.ts'

const PullDialog = lazy(async () => ({ default: (await import('./PullDialog.tsx')).PullDialog }))
const OpenApp = lazy(async () => ({ default: (await import('#dashboard/app/OpenApp.tsx')).OpenApp }))
const ConfirmDialog = lazy(async () => ({ default: (await import('#ui/ConfirmDialog.tsx')).ConfirmDialog }))

type Review = NonNullable<Pull['review_app']>

const reviewTones = {
  pending: { tone: 'busy', word: 'Review app waits' },
  creating: { tone: 'busy', word: 'Review app is being made' },
  created: { tone: 'ok', word: 'Review app' },
  deleting: { tone: 'busy', word: 'Review app is being deleted' },
  errored: { tone: 'error', word: 'No review app' },
} as const satisfies Record<Review['status'], Look>

interface PullCardProps {
  board: Board
  pull: Pull
  /** Its review app, as an app of the pipeline. */
  card: AppCard | undefined
}

/** A pull request: what was pushed, its tests, its review app, and what can be done about it. */
export function PullCard({ board, pull, card }: PullCardProps) {
  const { pipeline } = board
  const { number, title, branch, author, commits, test_run: run, created_at: at } = pull
  const tests = run && runTone(run.status)
  return (
    <li className="grid min-w-0 gap-2 rounded-lg border border-line bg-surface p-3 shadow-card">
      <div className="flex items-start justify-between gap-2">
        <h3 className="min-w-0 text-sm font-medium break-words">
          {title} <span className="font-normal text-muted">#{number}</span>
        </h3>
        <Actions board={board} pull={pull} />
      </div>
      <p className="flex flex-wrap gap-x-1.5 text-xs text-muted">
        <span className="font-mono break-all">{branch}</span>
        <span>
          {commits.length === 1 ? '1 commit' : `${commits.length} commits`}, by {author}
        </span>
        <TimeAgo time={at} />
      </p>
      {run && tests && (
        <p className="flex flex-wrap items-center gap-x-2 text-xs">
          <Status tone={tests.tone}>Tests: {tests.word.toLowerCase()}</Status>
          <Link to={paths.pipeline(pipeline.name, `tests/${run.number}`)} aria-label={`Test run ${run.number}`}>
            #{run.number}
          </Link>
        </p>
      )}
      <ReviewState board={board} pull={pull} card={card} />
    </li>
  )
}

function ReviewState({ board, pull, card }: PullCardProps) {
  const review = pull.review_app
  const body = {
    pipeline: board.pipeline.id,
    branch: pull.branch,
    pr_number: pull.number,
    source_blob: { url: `https://github.com/${board.repository}/archive/${pull.commits[0]?.sha}.tar.gz` },
  }
  const create = useAction({
    run: () => call(reviews.create, { body }),
    failed: 'No review app was made',
  })
  const reason = whyNot(board, 'pipeline.develop') ?? (board.reviews === null ? 'Enable review apps in the settings first' : null)
  const state = card && healths[healthNames.find((name) => name === card.health) ?? 'empty']
  return (
    <div className="grid gap-1.5 border-t border-line pt-2 text-xs">
      {review && (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Status tone={reviewTones[review.status].tone}>{reviewTones[review.status].word}</Status>
          {review.app && <Link to={paths.app(review.app.name)}>{review.app.name}</Link>}
          {state && <Status tone={state.tone}>{state.word}</Status>}
        </p>
      )}
      {review?.message && <p className="text-error-text">{review.message}</p>}
      {(!review || review.status === 'errored') && (
        <p className="flex flex-wrap items-center gap-1">
          <Button size="sm" reason={reason} pending={create.isPending} onClick={() => create.mutate()}>
            {review ? 'Try again' : 'Create review app'}
          </Button>
          <ShowAs
            what={`Create a review app of #${pull.number}`}
            calls={[
              { ...shown(reviews.create, { body }), cli: `heroku reviewapps:create -b ${pull.branch} -p ${board.pipeline.name}` },
            ]}
          />
        </p>
      )}
    </div>
  )
}

function Actions({ board, pull }: { board: Board; pull: Pull }) {
  const { name } = board.pipeline
  const [asking, setAsking] = useState<'push' | 'merged' | 'closed' | 'open' | null>(null)
  const reason = whyNot(board, 'pipeline.develop')
  const params = { pipeline: name, pull: String(pull.number) }
  const review = pull.review_app
  const end = useAction({
    run: (state: 'merged' | 'closed') => call(pulls.end, { params, body: { state } }),
    failed: `#${pull.number} is still open`,
    done: ({ state }) => {
      setAsking(null)
      toast({ title: `#${pull.number} was ${state}`, tone: 'ok' })
    },
  })
  const remove = useAction({
    run: () => call(reviews.delete, { params: { review: review?.id ?? '' } }),
    failed: 'The review app was not deleted',
  })
  const removal = reason ?? (review === null ? 'There is none' : review.status === 'deleting' ? 'It is being deleted' : null)
  return (
    <span className="-mt-1 -mr-1 flex shrink-0">
      <ShowAs
        what={`Merge or close #${pull.number}`}
        calls={[
          { title: 'Merge', ...shown(pulls.end, { params, body: { state: 'merged' } }) },
          { title: 'Close', ...shown(pulls.end, { params, body: { state: 'closed' } }) },
          ...(review ? [{ title: 'Delete the review app', ...shown(reviews.delete, { params: { review: review.id } }) }] : []),
        ]}
      />
      <LazyMenu
        trigger={<IconButton size="sm" label={`Actions of #${pull.number}`} icon={<Ellipsis size={15} />} />}
        groups={[
          {
            items: [
              {
                label: 'Open review app',
                reason: review?.app ? null : 'There is none',
                onSelect: () => setAsking('open'),
              },
              { label: 'Push a commit…', reason, onSelect: () => setAsking('push') },
            ],
          },
          {
            items: [
              { label: 'Merge…', reason, onSelect: () => setAsking('merged') },
              { label: 'Close…', reason, onSelect: () => setAsking('closed') },
            ],
          },
          { items: [{ label: 'Delete review app', reason: removal, onSelect: () => remove.mutate() }] },
        ]}
      />
      <Suspense>
        {asking === 'open' && review?.app && <OpenApp app={review.app.name} onClose={() => setAsking(null)} />}
        {asking === 'push' && <PullDialog pipeline={name} pull={pull} close={() => setAsking(null)} />}
        {(asking === 'merged' || asking === 'closed') && (
          <ConfirmDialog
            open
            onOpenChange={(open) => !open && setAsking(null)}
            title={`${asking === 'merged' ? 'Merge' : 'Close'} #${pull.number}?`}
            action={asking === 'merged' ? 'Merge pull request' : 'Close pull request'}
            pending={end.isPending}
            onConfirm={() => end.mutate(asking)}
          >
            {asking === 'merged' && pull.test_run !== null && pull.test_run.status !== 'succeeded' && (
              <p className="mb-2 text-warn-text">
                The tests of its newest commit{' '}
                {runTone(pull.test_run.status).tone === 'busy' ? 'are still running' : 'did not pass'}.
              </p>
            )}
            {asking === 'merged'
              ? `“${pull.title}” comes to the default branch; apps that follow it are deployed. `
              : `“${pull.title}” does not come to the default branch. `}
            Its review app is deleted.
          </ConfirmDialog>
        )}
      </Suspense>
    </span>
  )
}

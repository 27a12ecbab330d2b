import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { use, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { call, ApiFailure } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useOutput } from '#dashboard/builds/useOutput.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { ci, type TestNode, type TestRun } from '#platform/ci/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ClockContext } from '#ui/clock.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { ErrorState } from '#ui/ErrorState.tsx'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { AnsiText } from '#ui/log/AnsiText.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { Cases } from './Cases.tsx'
import { ofPipelines } from './queries.ts'
import { isRunning, runTones } from './tests.ts'
import { useBoard } from './usePipeline.ts'

/** One test run: how it went, what it found, and what its nodes printed. */
export function RunPage() {
  const { board } = useBoard()
  const { number = '' } = useParams()
  const { name } = board.pipeline
  const { data: run } = useQuery(ofPipelines.run(name, number))
  return (
    <>
      <title>{`${run && isRunning(run.status) ? '● testing – ' : ''}Test run ${number} – ${name}`}</title>
      <Run pipeline={name} number={number} />
    </>
  )
}

function Run({ pipeline, number }: { pipeline: string; number: string }) {
  const { data: run, error, refetch } = useQuery(ofPipelines.run(pipeline, number))
  const list = paths.pipeline(pipeline, 'tests')
  if (error instanceof ApiFailure && error.status === 404)
    return (
      <EmptyState title={`There is no test run ${number}`} actions={<LinkButton to={list}>Test runs</LinkButton>}>
        It may be older than what is kept, or the clock was turned back to before it.
      </EmptyState>
    )
  if (error) return <Failure error={error} retry={refetch} />
  if (!run) return <Skeleton height={400} />
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Head run={run} list={list} />
      <Cases run={run} />
      <Outputs run={run} />
    </div>
  )
}

function Head({ run, list }: { run: TestRun; list: string }) {
  const { board, whyNot } = useBoard()
  const navigate = useNavigate()
  const reason = whyNot('pipeline.develop')
  const { tone, word } = runTones[run.status]
  const again = {
    pipeline: board.pipeline.id,
    commit_branch: run.commit_branch,
    commit_sha: run.commit_sha,
    commit_message: run.commit_message,
    source_blob_url: run.source_blob_url,
  }
  const rerun = useAction({
    run: () => call(ci.create, { body: again }),
    failed: 'The tests were not run again',
    done: ({ number }) => void navigate(paths.pipeline(board.pipeline.name, `tests/${number}`)),
  })
  const stop = { params: { run: run.id }, body: { status: 'cancelled' as const } }
  const cancel = useAction({ run: () => call(ci.update, stop), failed: 'The run was not cancelled' })
  return (
    <Card className="grid gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-base">
            <Link look="quiet" to={list} className="text-muted">
              Test runs
            </Link>
            <span aria-hidden className="text-faint">
              /
            </span>
            #{run.number}
            <Status tone={tone} className="text-sm font-normal">
              {word}
            </Status>
          </h2>
          <p className="mt-0.5">{run.commit_message}</p>
        </div>
        <span className="flex flex-wrap items-center gap-1">
          <ShowAs
            what="Rerun or cancel the tests"
            calls={[
              {
                title: 'Rerun',
                ...shown(ci.create, { body: again }),
                cli: `heroku ci:rerun ${run.number} -p ${board.pipeline.name}`,
              },
              { title: 'Cancel', ...shown(ci.update, stop) },
            ]}
          />
          {isRunning(run.status) ? (
            <Button reason={reason} pending={cancel.isPending} onClick={() => cancel.mutate()}>
              Cancel
            </Button>
          ) : (
            <Button icon={<RotateCw size={14} />} reason={reason} pending={rerun.isPending} onClick={() => rerun.mutate()}>
              Rerun
            </Button>
          )}
        </span>
      </div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <Badge>{run.commit_branch}</Badge>
        <span className="flex items-center font-mono text-xs">
          {run.commit_sha.slice(0, 7)}
          <CopyButton text={run.commit_sha} label="Copy the commit’s hash" className="-my-2" />
        </span>
        <span>
          <TimeAgo time={run.created_at} />, by {run.actor_email}
        </span>
      </p>
      {run.message !== null && <p className="text-error-text">{run.message}</p>}
    </Card>
  )
}

function Outputs({ run }: { run: TestRun }) {
  const { data: nodes } = useQuery(ofPipelines.nodes(run.id))
  const [chosen, setChosen] = useState('0')
  const node = nodes?.[Number(chosen)]
  if (!node) return <Skeleton height={200} />
  return (
    <Section
      title="Output"
      actions={
        nodes.length > 1 && (
          <Segmented
            label="Node"
            options={nodes.map(({ index, status }) => ({
              value: String(index),
              label: `Node ${index}`,
              hint: runTones[status].word,
            }))}
            value={chosen}
            onChange={setChosen}
          />
        )
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        <Output title="Setup" url={node.setup_stream_url} node={node} />
        <Output title="Tests" url={node.output_stream_url} node={node} />
      </div>
    </Section>
  )
}

function Output({ title, url, node }: { title: string; url: string; node: TestNode }) {
  const clock = use(ClockContext)
  const [attempt, setAttempt] = useState(0)
  const output = useOutput(url, clock.now, attempt)
  const text = output.lines.join('\n')
  return (
    <Card flush>
      <div className="flex items-center justify-between gap-2 border-b border-line py-1.5 pr-1.5 pl-4">
        <h3 className="text-sm">{title}</h3>
        <span className="flex items-center gap-2">
          {title === 'Tests' && node.exit_code !== null && <Badge>exit status {node.exit_code}</Badge>}
          <CopyButton text={text} label={`Copy the output of ${title.toLowerCase()}`} />
        </span>
      </div>
      {output.problem !== null && <ErrorState message={output.problem} retry={() => setAttempt(attempt + 1)} />}
      {output.problem === null && output.lines.length === 0 && (
        <p className="p-4 text-muted">{output.done ? 'It printed nothing.' : 'It has printed nothing yet.'}</p>
      )}
      {output.lines.length > 0 && (
        <pre
          tabIndex={0}
          role="region"
          aria-label={`Output of ${title.toLowerCase()}`}
          className="max-h-96 overflow-auto p-4 font-mono text-xs"
        >
          <AnsiText text={text} />
        </pre>
      )}
    </Card>
  )
}

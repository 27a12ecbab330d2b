import { useQuery } from '@tanstack/react-query'
import { FlaskConical, Play } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { whyNot } from '#dashboard/shared/may.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { ci, type TestRun } from '#platform/ci/contract.ts'
import type { Board } from '#platform/pipelines/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Duration } from '#ui/Duration.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { ofPipelines } from './queries.ts'
import { isRunning, runTones } from './tests.ts'
import { useBoard } from './usePipeline.ts'

/** The tests that ran for what was pushed, and a button to run some now. */
export function TestsPart() {
  return <TestRuns board={useBoard().board} />
}

export function TestRuns({ board }: { board: Board }) {
  const { name } = board.pipeline
  const { data, error, refetch } = useQuery(ofPipelines.runs(name))
  return (
    <Section
      title="Test runs"
      description={
        board.ci
          ? `They run for each push to the default branch and to pull requests of ${board.repository}.`
          : 'Tests run when somebody asks for them. In the settings they can be made to run for each push.'
      }
      actions={board.repository !== null && <RunTests board={board} />}
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={6} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState
            title="No tests have run yet"
            icon={<FlaskConical size={18} />}
            actions={
              <LinkButton to={paths.pipeline(name, 'settings')}>
                {board.repository === null ? 'Connect a repository' : 'Settings'}
              </LinkButton>
            }
          >
            {board.repository === null
              ? 'They are run on what is pushed to a repository.'
              : 'Run them now, or let them run for each push.'}
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <Table label="Test runs">
            <thead>
              <tr>
                <Th numeric>#</Th>
                <Th>State</Th>
                <Th>Commit</Th>
                <Th>Branch</Th>
                <Th>By</Th>
                <Th>Begun</Th>
                <Th numeric>Took</Th>
              </tr>
            </thead>
            <tbody>
              {data.map((run) => (
                <Row key={run.id} pipeline={name} run={run} />
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </Section>
  )
}

function Row({ pipeline, run }: { pipeline: string; run: TestRun }) {
  const { tone, word } = runTones[run.status]
  return (
    <Tr>
      <Td numeric>
        <Link
          look="quiet"
          className="stretched"
          to={paths.pipeline(pipeline, `tests/${run.number}`)}
          aria-label={`Test run ${run.number}`}
        >
          {run.number}
        </Link>
      </Td>
      <Td className="whitespace-nowrap">
        <Status tone={tone}>{word}</Status>
      </Td>
      <Td className="min-w-48">
        <span className="font-mono text-xs text-muted">{run.commit_sha.slice(0, 7)}</span> {run.commit_message}
      </Td>
      <Td className="font-mono text-xs whitespace-nowrap">{run.commit_branch}</Td>
      <Td className="whitespace-nowrap text-muted">{run.actor_email}</Td>
      <Td className="whitespace-nowrap text-muted">
        <TimeAgo time={run.created_at} />
      </Td>
      <Td numeric className="whitespace-nowrap">
        {isRunning(run.status) ? '–' : <Duration ms={Date.parse(run.updated_at) - Date.parse(run.created_at)} />}
      </Td>
    </Tr>
  )
}

/** Tests the newest commit of a branch. */
function RunTests({ board }: { board: Board }) {
  const navigate = useNavigate()
  const { name } = board.pipeline
  const { data: pulls } = useQuery(ofPipelines.pulls(name))
  const [branch, setBranch] = useState('main')
  const branches = ['main', ...(pulls ?? []).filter(({ state }) => state === 'open').map((pull) => pull.branch)]
  const body = {
    pipeline: board.pipeline.id,
    commit_branch: branch,
    // The newest commit of the branch is looked up.
    commit_sha: branch,
    commit_message: `The newest commit of ${branch}`,
    source_blob_url: `https://github.com/${board.repository}`,
  }
  const run = useAction({
    run: () => call(ci.create, { body }),
    failed: 'No tests were run',
    done: ({ number }) => void navigate(paths.pipeline(name, `tests/${number}`)),
  })
  return (
    <>
      <NativeSelect
        aria-label="Branch to test"
        className="w-44"
        value={branch}
        onChange={(event) => setBranch(event.target.value)}
      >
        {branches.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </NativeSelect>
      <ShowAs what="Run tests" calls={[{ ...shown(ci.create, { body }), cli: `heroku ci:run -p ${name}` }]} />
      <Button
        variant="primary"
        icon={<Play size={14} />}
        reason={whyNot(board, 'pipeline.develop')}
        pending={run.isPending}
        onClick={() => run.mutate()}
      >
        Run tests
      </Button>
    </>
  )
}

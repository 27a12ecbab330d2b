import { useQuery } from '@tanstack/react-query'
import { GitCommitHorizontal, Rocket } from 'lucide-react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useWhyNot } from '#dashboard/app/useApp.ts'
import { releaseTones } from '#dashboard/releases/status.ts'
import { Avatar } from '#dashboard/shared/Avatar.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { github, type Commit } from '#platform/github/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { githubOf } from './queries.ts'

interface CommitsProps {
  app: string
  branches: readonly string[]
  branch: string
}

/** What was pushed to a branch, and the way to deploy it now. */
export function Commits({ app, branches, branch }: CommitsProps) {
  const [, change] = useSearch()
  const { data, error, refetch } = useQuery(githubOf.commits(app, branch))
  const choose = (name: string) => change((search) => search.set('branch', name))
  return (
    <Section
      level={3}
      title="Latest commits"
      actions={
        <>
          <NativeSelect
            aria-label="Branch to show"
            className="w-44"
            value={branch}
            onChange={(event) => choose(event.target.value)}
          >
            {branches.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </NativeSelect>
          <ShowAs what={`Deploy ${branch}`} calls={[shown(github.push, { params: { app }, body: { branch } })]} />
          <DeployBranch app={app} branch={branch} empty={data?.length === 0} />
        </>
      }
    >
      <Card flush className="max-h-[30rem] overflow-y-auto">
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={10} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState title="Nothing pushed lately" icon={<GitCommitHorizontal size={18} />}>
            Commits show here when people push to {branch}. Let some time pass.
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <ul aria-label={`Commits of ${branch}`}>
            {data.map((commit) => (
              <Row key={commit.sha} app={app} commit={commit} />
            ))}
          </ul>
        )}
      </Card>
    </Section>
  )
}

function DeployBranch({ app, branch, empty }: { app: string; branch: string; empty: boolean }) {
  const navigate = useNavigate()
  const forbidden = useWhyNot()('build.create')
  const { data: builds } = useQuery(of.builds(app))
  const running = builds?.some(({ status }) => status === 'pending')
  const push = useAction({
    run: () => call(github.push, { params: { app }, body: { branch } }),
    failed: `${branch} was not deployed`,
    done: ({ build }) => void navigate(paths.build(app, build.id)),
  })
  const reason =
    forbidden ??
    (running ? 'A build is running: wait for it, or cancel it' : empty ? `Nothing was pushed to ${branch} yet` : null)
  return (
    <Button variant="primary" icon={<Rocket size={14} />} reason={reason} pending={push.isPending} onClick={() => push.mutate()}>
      Deploy branch
    </Button>
  )
}

function Row({ app, commit }: { app: string; commit: Commit }) {
  const short = commit.sha.slice(0, 8)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-line px-4 py-2 not-last:border-b">
      <div className="flex min-w-0 basis-80 grow items-center gap-3">
        <Avatar name={commit.author.name} />
        <div className="min-w-0">
          <p className="font-medium">{commit.message}</p>
          <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-muted">
            <span>{commit.author.name}</span>
            <span className="flex items-center gap-0.5 font-mono">
              {short}
              <CopyButton text={commit.sha} label={`Copy the hash of ${short}`} className="-my-2" />
            </span>
            <TimeAgo time={commit.date} />
            <Changed files={commit.files} />
          </p>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs max-sm:pl-9">
        <Checks commit={commit} />
        {commit.live && <Badge tone="accent">Live</Badge>}
        {commit.build && <BuildLink app={app} build={commit.build} />}
      </div>
    </li>
  )
}

function Changed({ files }: Pick<Commit, 'files'>) {
  const sum = (key: 'additions' | 'deletions') => files.reduce((total, file) => total + file[key], 0)
  const names = files.map(({ filename }) => filename)
  return (
    <span data-hint={names.join('\n')} aria-label={`Changes ${names.join(', ')}`} role="note" className="tabular-nums">
      {files.length === 1 ? '1 file' : `${files.length} files`} <span className="text-ok-text">+{sum('additions')}</span>{' '}
      <span className="text-error-text">−{sum('deletions')}</span>
    </span>
  )
}

const verdicts = {
  pending: { tone: 'busy', word: 'Checks running' },
  success: { tone: 'ok', word: 'Checks passed' },
  failure: { tone: 'error', word: 'Checks failed' },
} as const
const words = { pending: 'running', success: 'passed', failure: 'failed' } as const

function Checks({ commit: { state, checks } }: { commit: Commit }) {
  if (state === null) return <span className="text-muted">No checks</span>
  const { tone, word } = verdicts[state]
  return (
    <span data-hint={checks.map((check) => `${check.name}: ${words[check.state]}`).join('\n')}>
      <Status tone={tone}>{word}</Status>
    </span>
  )
}

function BuildLink({ app, build }: { app: string; build: NonNullable<Commit['build']> }) {
  const { tone, word } = releaseTones[build.status]
  return (
    <Link to={paths.build(app, build.id)} look="quiet">
      <Status tone={tone}>{build.status === 'pending' ? 'Building' : `Build ${word}`}</Status>
    </Link>
  )
}

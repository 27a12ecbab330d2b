import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { useApp, useAppState, useWhyNot } from '#dashboard/app/useApp.ts'
import { githubOf } from '#dashboard/github/queries.ts'
import { PipelineSection } from '#dashboard/pipelines/AppPlace.tsx'
import { ReleaseList } from '#dashboard/releases/ReleaseList.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { formatNumber } from '#ui/format.ts'
import { Progress } from '#ui/Progress.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { BuildList } from './BuildList.tsx'
import { Commands } from './Commands.tsx'
import { DropZone } from './DropZone.tsx'
import { Container, HerokuGit, Methods, type Method } from './Methods.tsx'
import { Samples } from './Samples.tsx'
import { useDeploy, type Deploying } from './useDeploy.ts'

const GitHub = lazy(async () => ({ default: (await import('#dashboard/github/GitHub.tsx')).GitHub }))

/** Where a project is brought to be built, and what was built and released before. */
export function Component() {
  const { name, build_stack: stack } = useApp()
  return <Deploy key={name} name={name} stack={stack.name} />
}

function Deploy({ name, stack }: { name: string; stack: string }) {
  const { health } = useAppState()
  const reason = useWhyNot()('build.create')
  const deploying = useDeploy(name)
  const [method, setMethod, repo] = useMethod(name)
  useHash()
  return (
    <div className="grid gap-8">
      <PipelineSection />
      <Section
        title="Deploy a project"
        description="Its language is detected, its dependencies are read, and what its Procfile names is started."
      >
        <div className="grid gap-4">
          <Methods value={method} onChange={setMethod} repo={repo} />
          {deploying.progress && <Sending deploying={deploying} />}
          {deploying.problem && (
            <p
              role="alert"
              className="rounded-md bg-error-soft px-3 py-2 text-error-text shadow-[inset_2px_0_var(--color-error)]"
            >
              {deploying.problem}
            </p>
          )}
          {method === 'source' && (
            <>
              {!deploying.progress && (
                <DropZone onSource={deploying.deploy} onProblem={deploying.fail} reason={reason} compact={health !== 'empty'} />
              )}
              <Samples onSource={deploying.deploy} reason={reason ?? (deploying.progress ? 'A source is being sent' : null)} />
            </>
          )}
          {method === 'github' && (
            <Suspense fallback={<Skeleton height={420} />}>
              <GitHub app={name} />
            </Suspense>
          )}
          {method === 'git' && <HerokuGit app={name} />}
          {method === 'container' && <Container stack={stack} />}
        </div>
      </Section>
      <div className="grid gap-8 xl:grid-cols-2">
        <BuildList app={name} />
        <Commands app={name} />
      </div>
      <ReleaseList app={name} />
    </div>
  )
}

const methods: readonly Method[] = ['source', 'github', 'git', 'container']

/** The way that the address names; otherwise GitHub where the app is connected to it. */
function useMethod(app: string) {
  const [search, change] = useSearch()
  // The address changes only when what it shows has been loaded; the choice shows at once.
  const [chosen, setChosen] = useState<Method | null>(null)
  const repo = useQuery(githubOf.connection(app)).data?.link?.repo
  const method = chosen ?? methods.find((each) => each === search.get('method')) ?? (repo ? 'github' : 'source')
  const choose = (next: Method) => {
    setChosen(next)
    change((changed) => changed.set('method', next))
  }
  return [method, choose, repo] as const
}

const words = { packing: 'Packing', uploading: 'Sending', starting: 'Starting the build of' } as const

function Sending({ deploying: { progress, cancel } }: { deploying: Deploying }) {
  if (!progress) return null
  const label = `${words[progress.stage]} ${progress.name}`
  return (
    <Card className="grid gap-3 py-8" role="status">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0 truncate font-medium">
          {label} <span className="text-muted">{formatNumber(Math.round(progress.share * 100))}&nbsp;%</span>
        </p>
        <Button onClick={cancel}>Cancel</Button>
      </div>
      <Progress label={label} value={progress.share} />
    </Card>
  )
}

/** Brings the part that the address names into view; it may come later than the page. */
function useHash(): void {
  const { hash } = useLocation()
  useEffect(() => {
    if (hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'start' })
  }, [hash])
}

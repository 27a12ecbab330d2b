import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { useApp, useAppState, useWhyNot } from '#dashboard/app/useApp.ts'
import { ReleaseList } from '#dashboard/releases/ReleaseList.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { formatNumber } from '#ui/format.ts'
import { Progress } from '#ui/Progress.tsx'
import { BuildList } from './BuildList.tsx'
import { Commands } from './Commands.tsx'
import { DropZone } from './DropZone.tsx'
import { Samples } from './Samples.tsx'
import { useDeploy, type Deploying } from './useDeploy.ts'

/** Where a project is brought to be built, and what was built and released before. */
export function Component() {
  const { name } = useApp()
  return <Deploy key={name} name={name} />
}

function Deploy({ name }: { name: string }) {
  const { health } = useAppState()
  const reason = useWhyNot()('deploy')
  const deploying = useDeploy(name)
  useHash()
  return (
    <div className="grid gap-8">
      <Section
        title="Deploy a project"
        description="Its language is detected, its dependencies are read, and what its Procfile names is started."
      >
        <div className="grid gap-4">
          {deploying.progress ? (
            <Sending deploying={deploying} />
          ) : (
            <DropZone onSource={deploying.deploy} onProblem={deploying.fail} reason={reason} compact={health !== 'empty'} />
          )}
          {deploying.problem && (
            <p
              role="alert"
              className="rounded-md bg-error-soft px-3 py-2 text-error-text shadow-[inset_2px_0_var(--color-error)]"
            >
              {deploying.problem}
            </p>
          )}
          <Samples onSource={deploying.deploy} reason={reason ?? (deploying.progress ? 'A source is being sent' : null)} />
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

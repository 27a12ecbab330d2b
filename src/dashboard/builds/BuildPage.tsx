import { useQuery } from '@tanstack/react-query'
import { Ban, RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { call } from '#client/http.ts'
import { useData } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { releaseTones } from '#dashboard/releases/status.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { builds, type Build } from '#platform/builds/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { useClock } from '#ui/clock.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { formatDuration } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { AfterBuild } from './AfterBuild.tsx'
import { BuildOutput } from './BuildOutput.tsx'
import { againArgs, useRetry } from './useRetry.ts'

/** One build: its output as it comes, and what comes of it. The address has its id, so it can be left and come back to. */
export function Component() {
  const app = useApp()
  const build = useData(of.build(app.name, useParams()['build'] ?? ''))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Card className="grid gap-3">
        <BuildHead build={build} />
      </Card>
      {build.status === 'succeeded' && <AfterBuild app={app.name} build={build} />}
      <BuildOutput key={build.id} build={build} />
    </div>
  )
}

function BuildHead({ build }: { build: Build }) {
  const { name: app } = useApp()
  const reason = useWhyNot()('build.create')
  const params = { app, build: build.id }
  const cancel = useAction({ run: () => call(builds.cancel, { params }), failed: 'The build was not cancelled' })
  const retry = useRetry(app, build)
  const { tone, word } = releaseTones[build.status]
  const { version, version_description: description } = build.source_blob
  const { data: all } = useQuery(of.builds(app))
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-x-3 text-base">
            <Link look="quiet" to={paths.deploy(app)} className="text-muted">
              Builds
            </Link>
            <span aria-hidden className="text-faint">
              /
            </span>
            <span className="font-mono">{version?.slice(0, 8) ?? build.id.slice(0, 8)}</span>
            <Status tone={tone} className="text-sm font-normal">
              {build.status === 'pending' ? 'Building' : `Build ${word}`}
            </Status>
          </h2>
          {description && <p className="text-muted">{description}</p>}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {build.status === 'pending' ? (
            <>
              <ShowAs what="Cancel the build" calls={[shown(builds.cancel, { params })]} />
              <Button icon={<Ban size={14} />} reason={reason} pending={cancel.isPending} onClick={() => cancel.mutate()}>
                Cancel
              </Button>
            </>
          ) : (
            <>
              <ShowAs what="Build again" calls={[shown(builds.create, againArgs(app, build))]} />
              <Button icon={<RotateCcw size={14} />} reason={reason} pending={retry.isPending} onClick={() => retry.mutate()}>
                Build again
              </Button>
            </>
          )}
        </div>
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-muted">
        <Fact name={build.status === 'pending' ? 'Running for' : 'Took'}>
          <Elapsed build={build} />
        </Fact>
        <Fact name="Started">
          <TimeAgo time={build.created_at} />
        </Fact>
        <Fact name="By">{build.user.email}</Fact>
        <Fact name="Stack">{build.stack}</Fact>
        {build.buildpacks && <Fact name="Buildpacks">{build.buildpacks.map((buildpack) => buildpack.name).join(', ')}</Fact>}
        <Fact name="ID">
          <span className="font-mono text-xs">{build.id.slice(0, 8)}…</span>
          <CopyButton text={build.id} label="Copy build id" className="-my-1.5" />
        </Fact>
        {all?.[0] && all[0].id !== build.id && (
          <Fact name="Newest">
            <Link to={paths.build(app, all[0].id)}>{all[0].source_blob.version?.slice(0, 8) ?? all[0].id.slice(0, 8)}</Link>
          </Fact>
        )}
      </dl>
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-1.5">
      <dt>{name}</dt>
      <dd className="flex items-center gap-0.5 text-ink">{children}</dd>
    </div>
  )
}

/** How long a build took, or has taken so far. */
function Elapsed({ build }: { build: Build }) {
  const from = Date.parse(build.created_at)
  const pending = build.status === 'pending'
  const text = useClock((now) =>
    formatDuration(Math.max(0, Math.floor(((pending ? now : Date.parse(build.updated_at)) - from) / 1000) * 1000)),
  )
  return <span className="tabular-nums">{text}</span>
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DynoSquares } from '#dashboard/app/DynoSquares.tsx'
import { OpenApp } from '#dashboard/app/OpenApp.tsx'
import { of } from '#dashboard/app/queries.ts'
import { releaseTones } from '#dashboard/releases/status.ts'
import { paths } from '#dashboard/shared/paths.ts'
import type { Build } from '#platform/builds/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Status } from '#ui/Status.tsx'
import { ReleaseOutput } from './ReleaseOutput.tsx'

/** What came of a build: its release, the release command's output, and the dynos that start. */
export function AfterBuild({ app, build }: { app: string; build: Build }) {
  const [opening, setOpening] = useState(false)
  const { data: releases } = useQuery(of.releases(app))
  const { data: formation = [] } = useQuery(of.formation(app))
  const { data: dynos = [] } = useQuery(of.dynos(app))
  const release = releases?.find(({ id }) => id === build.release?.id)
  if (!release) return null
  const running = formation.filter(({ quantity }) => quantity > 0)
  const { tone, word } = releaseTones[release.status]
  return (
    <Card className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <Status tone={tone} className="font-medium">
          {release.status === 'pending'
            ? `The release command of v${release.version} is running`
            : `Release v${release.version} ${word}`}
        </Status>
        <div className="flex flex-wrap gap-2">
          <LinkButton to={paths.logs(app)}>Logs</LinkButton>
          {release.status === 'succeeded' && (
            <Button variant="primary" onClick={() => setOpening(true)}>
              View app
            </Button>
          )}
        </div>
      </div>
      {release.status === 'failed' && (
        <p className="text-error-text">The release command failed, so the release before it still runs. Its output says why.</p>
      )}
      {release.output_stream_url !== null && (
        <Disclosure summary="Output of the release command" open={release.status !== 'succeeded'}>
          <ReleaseOutput release={release} />
        </Disclosure>
      )}
      {release.current && (
        <ul className="grid gap-1.5">
          {running.map(({ type, quantity }) => {
            const own = dynos.filter((dyno) => dyno.type === type && dyno.release.version >= release.version)
            const up = own.filter(({ state }) => state === 'up').length
            return (
              <li key={type} className="flex items-center gap-3">
                <span className="w-24 truncate font-mono">{type}</span>
                <DynoSquares dynos={own} wanted={quantity} />
                <span className="text-muted">
                  {up} of {quantity} up
                </span>
              </li>
            )
          })}
          {running.length === 0 && <li className="text-muted">No process type runs: scale one up on the Resources page.</li>}
        </ul>
      )}
      {opening && <OpenApp app={app} onClose={() => setOpening(false)} />}
    </Card>
  )
}

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { Link } from '#ui/Link.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'

const alerts = {
  LATENCY: 'Response times are above the alert threshold',
  ERROR_RATE: 'Failed requests are above the alert threshold',
  LATENCY_SCALE: 'Autoscaling wants more dynos than it may have',
} as const

/** What waits for somebody: alerts that fire, dynos that crash, a release that failed. Nothing shows when nothing does. */
export function Incidents() {
  const { name } = useApp()
  const { data: formation = [] } = useQuery(of.formation(name))
  const hasWeb = formation.some(({ type }) => type === 'web')
  const { data: monitors = [] } = useQuery({ ...of.monitors(name), enabled: hasWeb })
  const { data: releases = [] } = useQuery(of.releases(name, 20))
  const { data: dynos = [] } = useQuery(of.dynos(name))
  const [newest] = releases
  const open: { key: string; what: ReactNode; to: string; at: string }[] = [
    ...monitors
      .filter(({ state, is_active: active }) => active && state === 'alarm')
      .map((monitor) => ({ key: monitor.id, what: alerts[monitor.name], to: paths.metrics(name), at: monitor.updated_at })),
    ...dynos
      .filter(({ state }) => state === 'crashed')
      .slice(0, 3)
      .map((dyno) => ({ key: dyno.id, what: `${dyno.name} crashed`, to: paths.resources(name), at: dyno.updated_at })),
    ...(newest?.status === 'failed'
      ? [
          {
            key: newest.id,
            what: `The release command of v${newest.version} failed, the release before still runs`,
            to: paths.release(name, `v${newest.version}`),
            at: newest.updated_at,
          },
        ]
      : []),
  ]
  if (open.length === 0) return null
  return (
    <ul aria-label="Open incidents" className="mt-2 grid gap-1 border-t border-line pt-2">
      {open.map(({ key, what, to, at }) => (
        <li key={key} className="flex flex-wrap items-baseline gap-x-3">
          <Status tone="error">
            <Link to={to} className="whitespace-normal">
              {what}
            </Link>
          </Status>
          <TimeAgo time={at} className="text-xs text-muted" />
        </li>
      ))}
    </ul>
  )
}

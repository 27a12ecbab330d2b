import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { inOrder } from '#dashboard/dynos/order.ts'
import { family } from '#dashboard/dynos/sizes.ts'
import { Alerts } from '#dashboard/monitors/Alerts.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { NoMetrics } from './NoMetrics.tsx'
import { rangeNames, rangeOf, ranges, type Range } from './ranges.ts'

const Charts = lazy(async () => ({ default: (await import('./Charts.tsx')).Charts }))

/** How the app does over time: what is looked at, for how long. */
export function Component() {
  const { name } = useApp()
  const { data: formation } = useQuery(of.formation(name))
  const [search, change] = useSearch()
  const types = inOrder(formation ?? []).map(({ type }) => type)
  const type = types.find((each) => each === search.get('type')) ?? types[0] ?? 'web'
  const own = formation?.find((row) => row.type === type)
  const basic = own !== undefined && family(own.size) === 'basic'
  // The platform would refuse each of the questions.
  const eco = own !== undefined && family(own.size) === 'eco'
  // Basic dynos keep a day at ten minutes.
  const offered: readonly Range[] = basic ? ['24h'] : rangeNames
  const asked = rangeOf(search.get('range'))
  const range = offered.includes(asked) ? asked : '24h'
  const set = (key: string, value: string) =>
    change((next) => {
      next.set(key, value)
      next.delete('from')
      next.delete('to')
    })
  if (formation?.length === 0) {
    return (
      <Card>
        <EmptyState
          title="Nothing to measure yet"
          actions={
            <LinkButton to={paths.deploy(name)} variant="primary">
              Deploy a project
            </LinkButton>
          }
        >
          Response times, throughput, memory and load show here once dynos run.
        </EmptyState>
      </Card>
    )
  }
  if (eco)
    return (
      <NoMetrics app={name}>
        Eco dynos have none. Basic dynos keep a day of metrics, Standard and Performance dynos a week.
      </NoMetrics>
    )
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <NativeSelect
          aria-label="Process type"
          value={type}
          onChange={(event) => set('type', event.target.value)}
          className="w-44"
        >
          {types.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </NativeSelect>
        <span className="flex flex-wrap items-center gap-3">
          {basic && <span className="text-muted">Basic dynos keep 24 hours of metrics.</span>}
          <Segmented
            label="Range"
            options={offered.map((each) => ({ value: each, label: ranges[each].label, hint: ranges[each].words }))}
            value={range}
            onChange={(next) => set('range', next)}
          />
        </span>
      </div>
      {type === 'web' && own && <Alerts app={name} web={own} />}
      {formation ? (
        <Suspense fallback={<Waiting />}>
          <Charts key={`${name} ${type}`} app={name} type={type} range={range} />
        </Suspense>
      ) : (
        <Waiting />
      )}
    </div>
  )
}

function Waiting() {
  return (
    <Card className="grid gap-8">
      {[0, 1, 2].map((each) => (
        <Skeleton key={each} height={224} />
      ))}
    </Card>
  )
}

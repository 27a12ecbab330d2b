import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ArrowLeftRight } from 'lucide-react'
import { useNavigate } from 'react-router'
import { of } from '#dashboard/app/queries.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import type { Release } from '#platform/releases/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Differences } from './Differences.tsx'

interface CompareProps {
  app: string
  release: Release
  /** The version it is compared with, 'v12'; null for the first release. */
  since: string | null
}

/** How a release differs from another; any two can be chosen, and the address keeps the choice. */
export function Compare({ app, release, since }: CompareProps) {
  const to = `v${release.version}`
  const go = useNavigate()
  const choose = (from: string, version: string) =>
    void go(paths.release(app, version, from), { replace: true, preventScrollReset: true })
  if (since === null)
    return <p className="text-muted">This is the app's first release: there is none before it to compare with.</p>
  return (
    <Section
      title="What differs"
      description="Dynos are those of the moment it began to run: a release does not change how many there are."
      actions={
        <span className="flex w-full min-w-0 items-center gap-2">
          <Choice app={app} label="From release" value={since} onChange={(version) => choose(version, to)} />
          <IconButton
            size="sm"
            label="Compare the other way round"
            icon={<ArrowLeftRight size={14} />}
            onClick={() => choose(to, since)}
          />
          <Choice app={app} label="To release" value={to} onChange={(version) => choose(since, version)} />
        </span>
      }
    >
      <Card>
        <Found app={app} to={to} since={since} />
      </Card>
    </Section>
  )
}

function Found({ app, to, since }: { app: string; to: string; since: string }) {
  const { data, error, refetch } = useQuery({ ...of.compare(app, to, since), placeholderData: keepPreviousData })
  if (error) return <Failure error={error} retry={refetch} />
  if (!data) return <Skeleton lines={6} />
  return <Differences key={`${since} ${to}`} app={app} comparison={data} />
}

function Choice({
  app,
  label,
  value,
  onChange,
}: {
  app: string
  label: string
  value: string
  onChange: (value: string) => void
}) {
  const { data: all = [] } = useQuery(of.releases(app, 100))
  const versions = all.map(({ version, description }) => ({ name: `v${version}`, description }))
  if (!versions.some(({ name }) => name === value)) versions.push({ name: value, description: '' })
  return (
    <NativeSelect
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="min-w-0 flex-1 sm:w-40 sm:flex-none"
    >
      {versions.map(({ name, description }) => (
        <option key={name} value={name}>
          {description === '' ? name : `${name} ${description}`}
        </option>
      ))}
    </NativeSelect>
  )
}

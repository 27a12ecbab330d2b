import { useQuery } from '@tanstack/react-query'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { Badge } from '#ui/Badge.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { ErrorState } from '#ui/ErrorState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'

/** The host names that lead to the app. */
export function Domains() {
  const { name } = useApp()
  const { data, error, refetch } = useQuery(of.domains(name))
  return (
    <Section title="Domains" description="The platform's own host name comes with the app and stays the same when it is renamed.">
      <Card flush>
        {error && <ErrorState message={error.message} retry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={1} className="p-4" />}
        <ul className="divide-y divide-line">
          {data?.map(({ id, hostname, kind, cname }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 pr-2 pl-4">
              <span className="min-w-0 flex-1 truncate font-mono text-xs">{hostname}</span>
              <Badge>{kind === 'heroku' ? 'Default' : 'Custom'}</Badge>
              {cname !== null && <span className="truncate font-mono text-xs text-muted">{cname}</span>}
              <CopyButton text={hostname} label={`Copy ${hostname}`} />
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}

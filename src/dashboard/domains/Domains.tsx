import { useQuery } from '@tanstack/react-query'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { Badge } from '#ui/Badge.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { AddDomain } from './AddDomain.tsx'
import { Certificates } from './Certificates.tsx'
import { DomainRow } from './DomainRow.tsx'

/** The host names that lead to the app, and the certificates that they are served with. */
export default function Domains() {
  const { name } = useApp()
  const { data, error, refetch } = useQuery(of.domains(name))
  const custom = data?.filter(({ kind }) => kind === 'custom').sort((a, b) => (a.hostname < b.hostname ? -1 : 1))
  return (
    <>
      <Section
        title="Domains"
        id="domains"
        className="scroll-mt-4"
        description="Host names of your own. Each gets a target: point its DNS record there, and requests reach the app."
      >
        <Card flush>
          {error && <Failure error={error} retry={refetch} />}
          {!data && !error && <Skeleton lines={1} className="p-4" />}
          <ul aria-label="Domains" className="divide-y divide-line">
            {data
              ?.filter(({ kind }) => kind === 'heroku')
              .map(({ id, hostname }) => (
                <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 pr-2 pl-4">
                  <span className="min-w-0 flex-1 truncate font-mono text-xs">{hostname}</span>
                  <Badge>Default</Badge>
                  <CopyButton text={hostname} label={`Copy ${hostname}`} />
                </li>
              ))}
            {custom?.map((domain) => (
              <DomainRow key={domain.id} domain={domain} />
            ))}
          </ul>
          {data && <AddDomain domains={data} />}
        </Card>
      </Section>
      <Certificates domains={custom ?? []} />
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { SearchInput } from '#ui/SearchInput.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { AddDomain } from './AddDomain.tsx'
import { Certificates } from './Certificates.tsx'
import { DomainRow } from './DomainRow.tsx'

/** So many are shown at first; from here on they can be searched, too. */
const MANY = 20

/** The host names that lead to the app, and the certificates that they are served with. */
export default function Domains() {
  const { name } = useApp()
  const { data, error, refetch } = useQuery(of.domains(name))
  const custom = data?.filter(({ kind }) => kind === 'custom').sort((a, b) => (a.hostname < b.hostname ? -1 : 1))
  const [words, setWords] = useState('')
  const [most, setMost] = useState(MANY)
  const found = custom?.filter(({ hostname }) => hostname.includes(words.trim().toLowerCase())) ?? []
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
          {custom && custom.length > MANY && (
            <div className="flex items-center gap-3 border-b border-line p-2">
              <SearchInput
                label="Filter domains"
                value={words}
                onChange={(event) => setWords(event.target.value)}
                className="min-w-0 flex-1 sm:max-w-xs"
              />
              <span role="status" className="ml-auto pr-2 text-xs whitespace-nowrap text-muted tabular-nums">
                {found.length === custom.length ? custom.length : `${found.length} of ${custom.length}`}
              </span>
            </div>
          )}
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
            {found.slice(0, most).map((domain) => (
              <DomainRow key={domain.id} domain={domain} />
            ))}
          </ul>
          {found.length === 0 && words !== '' && <p className="p-4 text-muted">No domain contains “{words}”.</p>}
          {found.length > most && (
            <div className="border-t border-line p-2">
              <Button variant="ghost" size="sm" onClick={() => setMost(most + 10 * MANY)}>
                Show more of {found.length}
              </Button>
            </div>
          )}
          {data && <AddDomain domains={data} />}
        </Card>
      </Section>
      <Certificates domains={custom ?? []} />
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import type { Attachment } from '#platform/addons/contract.ts'
import type { Credential } from '#platform/postgres/service/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { useMore } from '#ui/useMore.tsx'
import { CredentialDialog, type Asking } from './CredentialDialog.tsx'
import { CredentialRow } from './CredentialRow.tsx'
import { NewCredential } from './NewCredential.tsx'
import { Pooling } from './Pooling.tsx'
import { ofPostgres } from './queries.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { useDatabase } from './useDatabase.ts'
import { credentialOf, ESSENTIAL, isPooled } from './words.ts'

/** Who may sign in to a database, which apps do, and whether they share connections. */
export function CredentialsPart() {
  return (
    <Ready>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <Credentials />
        <Pooling />
      </div>
    </Ready>
  )
}

/** The attachments that open a database by one of its credentials. */
const usesOf = (links: readonly Attachment[], { name }: Credential) =>
  links.filter(({ namespace }) => !isPooled(namespace) && credentialOf(namespace) === name)

/** A database's credentials, each with the apps that use it. */
export function Credentials() {
  const { database, whyNotOwn } = useDatabase()
  const { data, error, refetch } = useQuery(ofPostgres.credentials(database))
  const { data: links = [] } = useQuery(ofAddons.linksOf(database))
  const { data: overview } = useQuery(ofPostgres.overview(database))
  const [asking, setAsking] = useState<Asking | null>(null)
  const [adding, setAdding] = useState(false)
  const [first, more] = useMore(data ?? [])
  const tier = overview?.essential ? ESSENTIAL : null
  return (
    <Section
      title="Credentials"
      description="The default one owns everything. Others sign in as users of their own; what they may read and write is granted in SQL."
      actions={
        <>
          <Button reason={whyNotOwn ?? tier} onClick={() => setAsking({ what: 'repair' })}>
            Repair default
          </Button>
          <Button reason={whyNotOwn} onClick={() => setAsking({ what: 'rotate all' })}>
            Rotate all
          </Button>
          <Button icon={<Plus size={14} />} variant="primary" reason={whyNotOwn ?? tier} onClick={() => setAdding(true)}>
            Create credential
          </Button>
        </>
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={3} className="p-4" />}
        {data?.length === 0 && <EmptyState title="No credentials" icon={<KeyRound size={18} />} />}
        {data && data.length > 0 && (
          <ul aria-label="Credentials" className="divide-y divide-line">
            {first.map((credential) => (
              <CredentialRow
                key={credential.name}
                credential={credential}
                links={usesOf(links, credential)}
                ask={(what) => setAsking({ what, credential })}
              />
            ))}
          </ul>
        )}
        {more}
      </Card>
      {asking && <CredentialDialog asking={asking} links={links} close={() => setAsking(null)} />}
      {adding && <NewCredential close={() => setAdding(false)} />}
    </Section>
  )
}

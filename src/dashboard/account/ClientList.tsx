import { useQuery } from '@tanstack/react-query'
import { AppWindow, Pencil, Play, Plus, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { FreshSecret } from '#dashboard/shared/FreshSecret.tsx'
import { whyNotByToken } from '#dashboard/shared/may.ts'
import { clients, type OauthClient } from '#platform/oauth/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { useMore } from '#ui/useMore.tsx'
import { ClientForm } from './ClientForm.tsx'
import { ConfirmButton } from '#dashboard/shared/ConfirmButton.tsx'
import { Consent } from './Consent.tsx'
import { ofAccount } from './queries.ts'
import { useCreating } from './useCreating.ts'

/** Programs that ask others to let them act for them. */
export function ClientList() {
  const { data, error, refetch } = useQuery(ofAccount.clients())
  const [adding, setAdding] = useCreating('client')
  const [fresh, setFresh] = useState<OauthClient | null>(null)
  const [first, more] = useMore(data ?? [])
  return (
    <Section
      title="API clients"
      description="A program that others can let act for them, by OAuth. It knows itself by a secret."
      actions={
        !adding && (
          <>
            <ShowAs what="List API clients" calls={[shown(clients.list)]} />
            <Button icon={<Plus size={14} />} reason={whyNotByToken('account.clients')} onClick={() => setAdding(true)}>
              Create client
            </Button>
          </>
        )
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={1} className="p-4" />}
        {adding && (
          <ClientForm
            close={(made) => {
              setAdding(false)
              if (made) setFresh(made)
            }}
          />
        )}
        {fresh && (
          <div className="border-b border-line p-4">
            <FreshSecret name="Client secret" secret={fresh.secret}>
              Keep it where {fresh.name} runs: it is not shown again.
            </FreshSecret>
          </div>
        )}
        {data?.length === 0 && !adding && (
          <EmptyState title="No API clients" icon={<AppWindow size={18} />} className="py-6!">
            A dashboard of your own, say, that shows people their apps.
          </EmptyState>
        )}
        {first.length > 0 && (
          <ul aria-label="API clients" className="divide-y divide-line">
            {first.map((client) => (
              <Row key={client.id} client={client} onFresh={setFresh} />
            ))}
          </ul>
        )}
        {more}
      </Card>
    </Section>
  )
}

function Row({ client, onFresh }: { client: OauthClient; onFresh: (client: OauthClient) => void }) {
  const [open, setOpen] = useState<'edit' | 'try' | null>(null)
  const { id, name, redirect_uri: address } = client
  const params = { client: id }
  return (
    <li>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 pr-2 pl-4">
        <div className="min-w-0 flex-1 basis-56">
          <p dir="auto" className="truncate text-left font-medium">
            {name}
          </p>
          <p className="truncate font-mono text-xs text-muted">{address}</p>
          <p className="flex min-w-0 items-center gap-1 text-xs text-muted">
            <span className="truncate font-mono">{id}</span>
            <CopyButton text={id} label={`Copy the id of ${name}`} className="-my-1" />
          </p>
        </div>
        <span className="flex items-center gap-1">
          <Button
            size="sm"
            icon={<Play size={13} />}
            aria-expanded={open === 'try'}
            onClick={() => setOpen(open === 'try' ? null : 'try')}
          >
            Try it
          </Button>
          <IconButton size="sm" label={`Edit ${name}`} icon={<Pencil size={14} />} onClick={() => setOpen('edit')} />
          <ShowAs
            what={`Change ${name}`}
            calls={[
              { ...shown(clients.rotate, { params }), title: 'Give it a new secret' },
              { ...shown(clients.delete, { params }), title: 'Destroy it' },
            ]}
          />
          <ConfirmButton
            label={`New secret for ${name}`}
            icon={<RotateCw size={14} />}
            title={`Give ${name} a new secret?`}
            action="Make a new secret"
            said="There is a new secret"
            run={() => call(clients.rotate, { params })}
            done={onFresh}
          >
            With the present one it can fetch no more tokens. Those that it has go on working.
          </ConfirmButton>
          <ConfirmButton
            label={`Destroy ${name}`}
            icon={<Trash2 size={14} />}
            title={`Destroy ${name}?`}
            action="Destroy client"
            said={`${name} was destroyed`}
            run={() => call(clients.delete, { params })}
          >
            Every token that it was given stops working at once.
          </ConfirmButton>
        </span>
      </div>
      {open === 'edit' && <ClientForm client={client} close={() => setOpen(null)} />}
      {open === 'try' && <Consent client={client} />}
    </li>
  )
}

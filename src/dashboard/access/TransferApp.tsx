import { lazy, Suspense, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { useData } from '#client/query.ts'
import { catalog } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { access as endpoints } from '#platform/access/contract.ts'
import { teams } from '#platform/teams/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'
import { Offer } from './Offer.tsx'
import type { Access } from './useAccess.ts'

const ConfirmDialog = lazy(async () => ({ default: (await import('#ui/ConfirmDialog.tsx')).ConfirmDialog }))

/** Makes the app somebody else's: a person accepts it first, a team has it at once. */
export function TransferApp({ access }: { access: Access }) {
  const { pending, app } = access
  return (
    <Section
      title="Transfer"
      description={
        app.team
          ? 'To another team of yours, or to a person who is on the app. It happens at once.'
          : 'A person has to accept the app before it is theirs; a team of yours has it at once. You stay a collaborator.'
      }
    >
      <Card>{pending ? <Offer transfer={pending} email={access.me?.email} /> : <TransferForm access={access} />}</Card>
    </Section>
  )
}

function TransferForm({ access }: { access: Access }) {
  const { app, me, people, whyNot } = access
  const navigate = useNavigate()
  const [owner, setOwner] = useState('')
  const [asking, setAsking] = useState(false)
  const everyone = useData(catalog.people())
  const myTeams = (me?.teams ?? []).filter(({ name, role }) => role !== 'viewer' && name !== app.team?.name)
  const persons = app.team
    ? people.map(({ name, user }) => ({ name, email: user.email }))
    : everyone.filter(({ email }) => email !== app.owner.email)
  const toPerson = owner.includes('@')
  const atOnce = app.team !== null || !toPerson
  const params = { app: app.name }
  const offerBody = { app: app.name, recipient: owner }

  const transfer = useAction<void, unknown>({
    run: () => (atOnce ? call(teams.updateApp, { params, body: { owner } }) : call(endpoints.offer, { body: offerBody })),
    failed: 'The app was not transferred',
    quiet: true,
    done: () => {
      setAsking(false)
      toast({ title: atOnce ? `${app.name} belongs to ${owner} now` : `${app.name} was offered to ${owner}`, tone: 'ok' })
      // Of a team's app nothing may be left to those who gave it away.
      if (app.team && toPerson && owner !== me?.email) void navigate(paths.apps())
    },
  })
  const forbidden = whyNot('app.transfer')
  const reason = forbidden ?? (owner === '' ? 'Choose a new owner first' : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== null) return
    if (atOnce) setAsking(true)
    else transfer.mutate()
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <Field label="New owner" error={asking ? undefined : transfer.error?.message} className="min-w-56 flex-1 sm:max-w-sm">
          <NativeSelect value={owner} reason={forbidden} onChange={(event) => setOwner(event.target.value)}>
            <option value="">Choose…</option>
            {myTeams.length > 0 && (
              <optgroup label="Teams">
                {myTeams.map(({ name }) => (
                  <option key={name}>{name}</option>
                ))}
              </optgroup>
            )}
            <optgroup label="People">
              {persons.map(({ name, email }) => (
                <option key={email} value={email}>
                  {name === email ? email : `${name} (${email})`}
                </option>
              ))}
            </optgroup>
          </NativeSelect>
        </Field>
        <span className="flex gap-1">
          <ShowAs
            what="Transfer the app"
            calls={[atOnce ? shown(teams.updateApp, { params, body: { owner } }) : shown(endpoints.offer, { body: offerBody })]}
          />
          <Button type="submit" pending={transfer.isPending} reason={reason}>
            {atOnce ? 'Transfer' : 'Offer'}
          </Button>
        </span>
      </div>
      <FormError attempt={transfer.failureCount}>{null}</FormError>
      {asking && (
        <Suspense>
          <ConfirmDialog
            open
            onOpenChange={setAsking}
            title={`Transfer ${app.name} to ${owner}?`}
            action="Transfer app"
            pending={transfer.isPending}
            error={transfer.error?.message}
            onConfirm={() => transfer.mutate()}
          >
            {toPerson
              ? `${owner} owns it alone then. The members of the team lose access.`
              : `All of ${owner} can work on it then, and its admins manage it.`}{' '}
            Only those who manage it then can give it back.
          </ConfirmDialog>
        </Suspense>
      )}
    </form>
  )
}

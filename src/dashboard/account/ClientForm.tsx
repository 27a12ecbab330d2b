import { useEffect, useRef, useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { clients, redirectProblem, type OauthClient } from '#platform/oauth/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { toast } from '#ui/toast.ts'

interface ClientFormProps {
  /** The one to change; without it, one is made. */
  client?: OauthClient
  close: (made?: OauthClient) => void
}

/** What a program is called, and where people are sent back to. */
export function ClientForm({ client, close }: ClientFormProps) {
  const [name, setName] = useState(client?.name ?? '')
  const [address, setAddress] = useState(client?.redirect_uri ?? '')
  const [tried, setTried] = useState(0)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const body = { name: name.trim(), redirect_uri: address.trim() }
  const nameError = body.name === '' ? 'A name has at least one letter.' : null
  const addressError = redirectProblem(body.redirect_uri)
  const save = useAction({
    run: () => (client ? call(clients.update, { params: { client: client.id }, body }) : call(clients.create, { body })),
    failed: 'The client was not saved',
    quiet: true,
    done: (answer) => {
      if (client) toast({ title: `${body.name} was changed`, tone: 'ok' })
      close(client ? undefined : answer)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(tried + 1)
    if (nameError === null && addressError === null && !save.isPending) save.mutate()
  }
  const wrong = tried > 0 && (nameError !== null || addressError !== null)
  const what = client ? `Change ${client.name}` : 'Create an API client'
  return (
    <form noValidate onSubmit={submit} aria-label={what} className="grid gap-4 border-b border-line p-4">
      <Field label="Name" error={tried > 0 ? nameError : undefined}>
        <Input ref={first} value={name} maxLength={100} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field
        label="Redirect URI"
        error={tried > 0 ? addressError : undefined}
        hint="Where people are sent back to with a code, once they have agreed."
      >
        <Input
          code
          type="url"
          placeholder="https://example.com/auth/callback"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
      </Field>
      <FormError attempt={wrong ? tried : save.failureCount}>{save.error?.message}</FormError>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={save.isPending}>
          {client ? 'Save client' : 'Create client'}
        </Button>
        <Button onClick={() => close()}>Cancel</Button>
        <ShowAs
          what={what}
          calls={[client ? shown(clients.update, { params: { client: client.id }, body }) : shown(clients.create, { body })]}
        />
      </div>
    </form>
  )
}

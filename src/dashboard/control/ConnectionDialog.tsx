import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { connectTo, connection, signIn } from '#client/connection.ts'
import { send } from '#client/http.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { control, type Person } from '#platform/control/contract.ts'
import { Button } from '#ui/Button.tsx'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { Dialog, DialogClose } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { RadioCards } from '#ui/RadioCards.tsx'

type Kind = 'browser' | 'remote'

/** Chooses between the world in this browser and an API at an address. The page starts again with the other one. */
export function ConnectionDialog({ onClose }: { onClose: () => void }) {
  const now = connection()
  const [kind, setKind] = useState<Kind>(now.kind)
  const [address, setAddress] = useState(now.kind === 'remote' ? now.base : 'http://localhost:5100')
  const [people, setPeople] = useState<readonly Person[] | null>(null)
  const [token, setToken] = useState('')
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async () => {
      if (kind === 'browser') return leaveFor(null, null)
      if (people) return leaveFor(address, token.trim() || people[0]?.token || null)
      const found = await peopleAt(address)
      setPeople(found)
      setToken(found[0]?.token ?? '')
    },
  })
  const change = (next: string) => {
    setAddress(next)
    setPeople(null)
    reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate()
  }
  const same = kind === now.kind && (kind === 'browser' || address === now.base) && !people
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Where the platform is"
      description="The dashboard works the same with both. The choice is remembered in this browser."
      actions={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button
            type="submit"
            form="connection"
            variant="primary"
            pending={isPending}
            reason={same && kind === 'browser' ? 'The dashboard uses it already' : null}
          >
            {kind === 'remote' && !people ? 'Find people' : 'Connect'}
          </Button>
        </>
      }
    >
      <form id="connection" onSubmit={submit} className="grid gap-4" noValidate>
        <RadioCards<Kind>
          legend="Platform"
          hideLegend
          value={kind}
          onChange={setKind}
          cards={[
            { value: 'browser', label: 'In this browser', description: 'A world of its own, kept here. No network.' },
            {
              value: 'remote',
              label: 'At an address',
              description: 'An API that runs on this machine, shared with the command line.',
            },
          ]}
        />
        {kind === 'remote' && (
          <>
            <div className="grid gap-1 text-xs text-muted">
              Start it in the project’s folder:
              <CommandSnippet command="npm run api" />
            </div>
            <Field label="Address" error={error && sentence(error)} hint="On this machine, with its port.">
              <Input code type="url" value={address} onChange={(event) => change(event.target.value)} />
            </Field>
            {people && <Identity people={people} token={token} onChange={setToken} />}
          </>
        )}
        <FormError attempt={error}>{kind === 'browser' && error && sentence(error)}</FormError>
      </form>
    </Dialog>
  )
}

function Identity({ people, token, onChange }: { people: readonly Person[]; token: string; onChange: (token: string) => void }) {
  const own = !people.some((person) => person.token === token)
  return (
    <>
      <Field label="Who you are">
        <NativeSelect value={own ? '' : token} onChange={(event) => onChange(event.target.value)}>
          {people.map((person) => (
            <option key={person.id} value={person.token ?? ''}>
              {person.name}, {person.title}
            </option>
          ))}
          <option value="">Somebody with another token</option>
        </NativeSelect>
      </Field>
      {own && (
        <Field label="Token" hint="As the API printed it when it started.">
          <Input code value={token} onChange={(event) => onChange(event.target.value)} />
        </Field>
      )}
    </>
  )
}

/** Who there is at an address. Fails with a sentence that says what to do. */
async function peopleAt(address: string): Promise<readonly Person[]> {
  if (!URL.canParse(address)) throw new Error('This is no address. Write it like http://localhost:5100.')
  const { hostname, protocol } = new URL(address)
  if (protocol !== 'http:' || !['localhost', '127.0.0.1'].includes(hostname))
    throw new Error('Only an API on this machine can be used: an address that begins with http://localhost or http://127.0.0.1.')
  try {
    const response = await send(address.replace(/\/+$/, '') + control.people.path, { signal: AbortSignal.timeout(5000) })
    return control.people.response.parse(await response.json())
  } catch (error) {
    throw new Error(`No Dynorama API answers at ${address}. Start it with npm run api, then try again.`, { cause: error })
  }
}

function leaveFor(address: string | null, token: string | null): void {
  connectTo(address)
  if (token !== null) signIn(token)
  location.reload()
}

import { useEffect, useRef, useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { authorizations, type Authorization, type ScopeName } from '#platform/oauth/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { ScopeChoice } from './ScopeChoice.tsx'
import { codeOf, isAboutCode, SecondFactor } from './SecondFactor.tsx'
import { lifetimes } from './scope-words.ts'

/** What a new token is for, what it may do, and for how long. */
export function AuthorizationForm({ close }: { close: (made?: Authorization) => void }) {
  const [description, setDescription] = useState('')
  const [scope, setScope] = useState<readonly ScopeName[]>(['read'])
  const [seconds, setSeconds] = useState<number | null>(null)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(0)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const body = {
    ...(description.trim() !== '' && { description: description.trim() }),
    scope: [...scope],
    ...(seconds !== null && { expires_in: seconds }),
  }
  const create = useAction({
    run: () => call(authorizations.create, { body, ...codeOf(code) }),
    failed: 'The authorization was not made',
    quiet: true,
    done: close,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(tried + 1)
    if (scope.length > 0 && !create.isPending) create.mutate()
  }
  const noScope = tried > 0 && scope.length === 0 && 'Choose at least one.'
  return (
    <form noValidate onSubmit={submit} aria-label="Create an authorization" className="grid gap-4 border-b border-line p-4">
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <Field label="Description" optional hint="By which you will know it again.">
          <Input
            ref={first}
            value={description}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setDescription(event.target.value)}
          />
        </Field>
        <Field label="Lasts">
          <NativeSelect
            value={seconds ?? ''}
            onChange={(event) => setSeconds(event.target.value === '' ? null : Number(event.target.value))}
          >
            {lifetimes.map((each) => (
              <option key={each.label} value={each.seconds ?? ''}>
                {each.label}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      <ScopeChoice chosen={scope} onChange={setScope} error={noScope} />
      <SecondFactor
        code={code}
        error={create.error}
        onChange={(typed) => {
          setCode(typed)
          create.reset()
        }}
      />
      <FormError attempt={noScope ? tried : create.failureCount}>
        {(isAboutCode(create.error) ? null : create.error?.message) ??
          (noScope ? 'Nothing was made: mend what is marked above.' : null)}
      </FormError>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={create.isPending}>
          Create authorization
        </Button>
        <Button onClick={() => close()}>Cancel</Button>
        <ShowAs what="Create an authorization" calls={[shown(authorizations.create, { body, ...codeOf(code) })]} />
      </div>
    </form>
  )
}

import { Plus } from 'lucide-react'
import { useRef, useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { domains as endpoints, hostProblem, tidyHost, type Domain } from '#platform/domains/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Field } from '#ui/Field.tsx'
import { Input } from '#ui/Input.tsx'
import { toast } from '#ui/toast.ts'

/** Adds a host name. What cannot be one is said beside the field, at the latest when it is sent. */
export function AddDomain({ domains }: { domains: readonly Domain[] }) {
  const { name } = useApp()
  const forbidden = useWhyNot()('domains.edit')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const hostname = tidyHost(text)
  const problem = domains.some((domain) => domain.hostname === hostname)
    ? `${hostname} is already a domain of this app.`
    : hostProblem(hostname)
  const args = { params: { app: name }, body: { hostname, sni_endpoint: null } }
  const add = useAction({
    run: () => call(endpoints.create, args),
    failed: 'The domain was not added',
    quiet: true,
    done: (added) => {
      toast({ title: `${added.hostname} was added`, description: 'Point its DNS record to its target.', tone: 'ok' })
      setText('')
      setTried(false)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (forbidden || add.isPending) return
    setTried(true)
    if (problem === null) add.mutate(undefined, { onError: () => input.current?.focus() })
    else input.current?.focus()
  }
  // While somebody types, a name that is not finished is not wrong yet.
  const shownProblem = tried && problem !== null ? problem : add.error?.message
  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-2 border-t border-line p-4">
      <Field
        label="Add a domain"
        error={shownProblem}
        hint="Such as www.example.com, example.com or *.example.com"
        className="min-w-56 flex-1 sm:max-w-md"
      >
        <Input
          ref={input}
          code
          inputMode="url"
          placeholder="www.example.com"
          value={text}
          readOnly={forbidden !== null}
          onChange={(event) => {
            setText(event.target.value)
            setTried(false)
            add.reset()
          }}
        />
      </Field>
      <span className="flex gap-1 sm:pt-6">
        <ShowAs what="Add a domain" calls={[shown(endpoints.create, args)]} />
        <Button type="submit" icon={<Plus size={14} />} pending={add.isPending} reason={forbidden}>
          Add domain
        </Button>
      </span>
    </form>
  )
}

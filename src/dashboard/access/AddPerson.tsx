import { Plus } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { PersonField } from '#dashboard/shared/PersonField.tsx'
import { access as endpoints } from '#platform/access/contract.ts'
import { emailAddress } from '#platform/http/contract.ts'
import type { Permission } from '#platform/permissions/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { FormError } from '#ui/FormError.tsx'
import { toast } from '#ui/toast.ts'
import { PERMISSIONS } from './rules.ts'
import type { Access } from './useAccess.ts'

/** Adds somebody by their e-mail; to a team's app with what they may do there. */
export function AddPerson({ access }: { access: Access }) {
  const { app, people, whyNot } = access
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(0)
  const [chosen, setChosen] = useState<readonly Permission[]>(['view', 'deploy', 'operate'])
  const user = email.trim()
  const params = { app: app.name }
  const permissions = PERMISSIONS.filter((name) => chosen.includes(name))
  const add = useAction({
    run: () =>
      app.team
        ? call(endpoints.teamAdd, { params, body: { user, permissions } })
        : call(endpoints.add, { params, body: { user } }),
    failed: 'Nobody was added',
    quiet: true,
    done: (added) => {
      toast({ title: `${added.user.email} has access to ${app.name}`, tone: 'ok' })
      setEmail('')
      setTried(0)
    },
  })
  const forbidden = whyNot('access.edit')
  const problem = tried > 0 ? emailAddress.safeParse(user).error?.issues[0]?.message : undefined
  const reason = forbidden ?? (user === '' ? 'Type an e-mail first' : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== null || add.isPending) return
    setTried(tried + 1)
    if (emailAddress.safeParse(user).success) add.mutate()
  }
  const toggle = (name: Permission, on: boolean) =>
    setChosen((before) => (on ? [...before, name] : before.filter((each) => each !== name)))
  const asCall = app.team
    ? shown(endpoints.teamAdd, { params, body: { user, permissions } })
    : shown(endpoints.add, { params, body: { user } })
  return (
    <form onSubmit={submit} noValidate className="grid gap-3 border-t border-line p-4">
      <div className="flex flex-wrap items-end gap-2">
        <PersonField
          label="Add a person"
          value={email}
          onChange={(next) => {
            setEmail(next)
            setTried(0)
            add.reset()
          }}
          error={problem ?? (add.error && sentence(add.error))}
          readOnly={forbidden !== null}
          offers={(each) => !people.some(({ user: { email: there } }) => there === each.email)}
        />
        <span className="flex gap-1">
          <ShowAs what="Add a person" calls={[asCall]} />
          <Button type="submit" icon={<Plus size={14} />} pending={add.isPending} reason={reason}>
            Add
          </Button>
        </span>
      </div>
      {app.team && forbidden === null && (
        <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
          <legend className="sr-only">Permissions of the new person</legend>
          <span className="text-muted">They may view and</span>
          {PERMISSIONS.slice(1).map((name) => (
            <Checkbox
              key={name}
              label={name}
              checked={chosen.includes(name)}
              onChange={(event) => toggle(name, event.target.checked)}
            />
          ))}
        </fieldset>
      )}
      <FormError attempt={problem ? tried : add.failureCount}>{null}</FormError>
    </form>
  )
}

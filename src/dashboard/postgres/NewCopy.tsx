import { useId, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { useListing, useWhyNotAddons } from '#dashboard/addons/useAddon.ts'
import { planOf, priceWords } from '#dashboard/addons/words.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { addons } from '#platform/addons/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { useDatabase } from './useDatabase.ts'

export type CopyKind = 'fork' | 'follow'

const words = {
  fork: {
    title: 'Fork the database',
    action: 'Fork',
    about: 'A new database with what this one holds now. Neither knows of the other afterwards.',
  },
  follow: {
    title: 'Add a follower',
    action: 'Add follower',
    about: 'A new database that keeps up with this one and can be read. It can take its place later.',
  },
} as const

/** Asks on which plan a fork or a follower shall be. */
export function NewCopy({ kind, close }: { kind: CopyKind; close: () => void }) {
  const { addon, app } = useDatabase()
  const listing = useListing(addon)
  const why = useWhyNotAddons()
  const navigate = useNavigate()
  const formId = useId()
  const [plan, setPlan] = useState(planOf(addon))
  const { title, action, about } = words[kind]
  const plans = listing?.plans.filter(({ name, in_spaces: inSpaces }) => !inSpaces && !name.startsWith('essential')) ?? []
  const price = plans.find(({ name }) => name === plan)?.cents ?? 0
  const args = { params: { app }, body: { plan: `${addon.addon_service.name}:${plan}`, config: { [kind]: addon.name } } }
  const create = useAction({
    run: () => call(addons.create, args),
    failed: 'It was not added',
    quiet: true,
    done: ({ name }) => {
      close()
      void navigate(paths.addon(name))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={title}
      description={about}
      actions={
        <>
          <ShowAs what={title} calls={[shown(addons.create, args)]} />
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} pending={create.isPending} reason={why(app, price)}>
            {action}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4" noValidate>
        <Field label="Plan" hint="It has to hold what this database holds. Billed from the moment it is added.">
          <NativeSelect value={plan} onChange={(event) => setPlan(event.target.value)}>
            {plans.map(({ id, name, cents }) => (
              <option key={id} value={name}>
                {name} ({priceWords(cents)})
              </option>
            ))}
          </NativeSelect>
        </Field>
        <FormError attempt={create.error}>{create.error && sentence(create.error)}</FormError>
      </form>
    </Dialog>
  )
}

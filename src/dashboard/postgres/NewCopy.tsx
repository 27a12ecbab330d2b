import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { useListing, useWhyNotAddons } from '#dashboard/addons/useAddon.ts'
import { planOf, priceWords } from '#dashboard/addons/words.ts'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { FormDialog } from '#dashboard/shared/FormDialog.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { addons } from '#platform/addons/contract.ts'
import { Field } from '#ui/Field.tsx'
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
  return (
    <FormDialog
      title={title}
      description={about}
      action={action}
      reason={why(app, price)}
      attempt={create}
      calls={[shown(addons.create, args)]}
      onSubmit={() => create.mutate()}
      close={close}
    >
      <Field label="Plan" hint="It has to hold what this database holds. Billed from the moment it is added.">
        <NativeSelect value={plan} onChange={(event) => setPlan(event.target.value)}>
          {plans.map(({ id, name, cents }) => (
            <option key={id} value={name}>
              {name} ({priceWords(cents)})
            </option>
          ))}
        </NativeSelect>
      </Field>
    </FormDialog>
  )
}

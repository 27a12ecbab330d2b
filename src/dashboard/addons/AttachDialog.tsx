import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { everyApp } from '#dashboard/apps/list/queries.ts'
import { FormDialog } from '#dashboard/shared/FormDialog.tsx'
import { attachments } from '#platform/addons/contract.ts'
import { Field } from '#ui/Field.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'
import { ofAddons } from './queries.ts'
import { Taken, useTaken } from './Taken.tsx'
import { nameProblem, planOf } from './words.ts'

/** Attaches an add-on that there is, of this app or of another of its owner. */
export function AttachDialog({ app, close }: { app: string; close: () => void }) {
  const { data: all = [] } = useQuery(ofAddons.all())
  const { data: apps = [] } = useQuery(everyApp())
  const { data: listings = [] } = useQuery(ofAddons.listings())
  const [addon, setAddon] = useState('')
  const [as, setAs] = useState('')
  const owner = apps.find(({ name }) => name === app)?.owner.id
  const candidates = all
    .filter(
      (each) =>
        each.app.name === app ||
        (listings.find(({ name }) => name === each.addon_service.name)?.shareable &&
          apps.find(({ id }) => id === each.app.id)?.owner.id === owner),
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const taken = useTaken(app, as, addon)
  const body = { addon, app, ...(as && { name: as }), confirm: app }
  const attach = useAction({
    run: () => call(attachments.create, { body }),
    failed: 'It was not attached',
    quiet: true,
    done: ({ name }) => {
      toast({ title: `${addon} is ${name} on ${app}`, tone: 'ok' })
      close()
    },
  })
  const wrong = nameProblem(as)
  const reason = addon === '' ? 'Choose an add-on first' : wrong && 'Mend the name first'
  return (
    <FormDialog
      title={`Attach an add-on to ${app}`}
      description="The app gets its config vars in a release, and restarts."
      action="Attach"
      reason={reason}
      attempt={attach}
      calls={[shown(attachments.create, { body })]}
      onSubmit={() => attach.mutate()}
      close={close}
    >
      <Field label="Add-on" hint="Of this app, and those of others of the same owner that can be shared.">
        <NativeSelect value={addon} onChange={(event) => setAddon(event.target.value)}>
          <option value="">Choose an add-on</option>
          {candidates.map((each) => (
            <option key={each.id} value={each.name}>
              {each.name} ({planOf(each)}, {each.app.name})
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="Attach as" optional error={wrong}>
        <Input code value={as} placeholder="DATABASE" onChange={(event) => setAs(event.target.value.toUpperCase())} />
      </Field>
      {addon !== '' && <Taken link={taken} addon={addon} />}
    </FormDialog>
  )
}

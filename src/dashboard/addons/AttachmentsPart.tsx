import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { everyApp } from '#dashboard/apps/list/queries.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { ofPostgres } from '#dashboard/postgres/queries.ts'
import { attachments } from '#platform/addons/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toast.ts'
import { LinkList } from './LinkList.tsx'
import { ofAddons } from './queries.ts'
import { Taken, useTaken } from './Taken.tsx'
import { useAddon, useListing, useWhyNotAddons } from './useAddon.ts'
import { nameProblem } from './words.ts'

/** Which apps use the add-on, and the way to another. */
export function AttachmentsPart() {
  const addon = useAddon()
  const { data: links } = useQuery(ofAddons.linksOf(addon.name))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <Section title="Attachments" description="Each gives one app the config vars of this add-on, in a release.">
        <Card flush>{links ? <LinkList links={links} /> : <Skeleton lines={2} className="p-4" />}</Card>
      </Section>
      <AttachForm key={links?.length} />
    </div>
  )
}

function AttachForm() {
  const addon = useAddon()
  const listing = useListing(addon)
  const why = useWhyNotAddons()
  const { data: apps = [] } = useQuery(everyApp())
  const isPostgres = addon.addon_service.name === 'heroku-postgresql'
  const { data: credentials = [] } = useQuery({
    ...ofPostgres.credentials(addon.name),
    enabled: isPostgres && addon.state === 'provisioned' && why(addon.app.name, 0) === null,
  })
  const [app, setApp] = useState(addon.app.name)
  const [as, setAs] = useState('')
  const [credential, setCredential] = useState('')
  const owner = apps.find(({ name }) => name === addon.app.name)
  // Only apps of the same owner can share it.
  const candidates = apps
    .filter((each) => each.name === addon.app.name || (listing?.shareable && each.owner.id === owner?.owner.id))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const taken = useTaken(app, as, addon.name)
  const body = {
    addon: addon.name,
    app,
    ...(as && { name: as }),
    ...(credential && { namespace: `credential:${credential}` }),
    confirm: app,
  }
  const attach = useAction({
    run: () => call(attachments.create, { body }),
    failed: `${addon.name} was not attached`,
    quiet: true,
    done: ({ name }) => toast({ title: `${addon.name} is ${name} on ${app}`, tone: 'ok' }),
  })
  const wrong = nameProblem(as)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!wrong && why(app, 0) === null) attach.mutate()
  }
  return (
    <Section
      id="attach"
      title="Attach to an app"
      description={
        listing?.shareable
          ? 'Apps of the same owner can share it. It can have another name there.'
          : 'It cannot be shared with other apps, and may have several names on its own.'
      }
    >
      <Card>
        <form onSubmit={submit} className="grid gap-4" noValidate>
          <div className="grid gap-4 sm:grid-cols-3">
            <Field label="App">
              <NativeSelect value={app} onChange={(event) => setApp(event.target.value)}>
                {candidates.map(({ id, name }) => (
                  <option key={id}>{name}</option>
                ))}
              </NativeSelect>
            </Field>
            <Field label="Attach as" optional error={wrong}>
              <Input
                code
                value={as}
                placeholder={addon.config_vars[0]?.replace(/_URL$/, '') ?? 'NAME'}
                onChange={(event) => setAs(event.target.value.toUpperCase())}
              />
            </Field>
            {credentials.length > 0 && (
              <Field label="Credential">
                <NativeSelect value={credential} onChange={(event) => setCredential(event.target.value)}>
                  {credentials.map(({ name }) => (
                    <option key={name} value={name === 'default' ? '' : name}>
                      {name}
                    </option>
                  ))}
                </NativeSelect>
              </Field>
            )}
          </div>
          <Taken link={taken} addon={addon.name} />
          <FormError attempt={attach.error}>{attach.error && sentence(attach.error)}</FormError>
          <div className="flex items-center gap-2">
            <Button
              type="submit"
              variant="primary"
              pending={attach.isPending}
              reason={why(app, 0) ?? (wrong && 'Mend the name first')}
            >
              Attach
            </Button>
            <ShowAs what="Attach the add-on" calls={[shown(attachments.create, { body })]} />
          </div>
        </form>
      </Card>
    </Section>
  )
}

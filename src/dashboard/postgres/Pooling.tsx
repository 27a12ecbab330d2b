import { useQuery } from '@tanstack/react-query'
import { Unplug } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { nameProblem } from '#dashboard/addons/words.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { attachments, type Attachment } from '#platform/addons/contract.ts'
import { databases } from '#platform/postgres/service/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Code } from '#ui/Code.tsx'
import { Field } from '#ui/Field.tsx'
import { Input } from '#ui/Input.tsx'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { ofPostgres } from './queries.ts'
import { useDatabase } from './useDatabase.ts'
import { credentialOf, ESSENTIAL, isPooled, typedAs } from './words.ts'

/** The attachments whose connections are pooled, and the way to another. */
export function Pooling() {
  const { database, app, whyNotUse } = useDatabase()
  const { data: overview } = useQuery(ofPostgres.overview(database))
  const { data: links } = useQuery(ofAddons.linksOf(database))
  const [name, setName] = useState('')
  const pooled = links?.filter(({ namespace }) => isPooled(namespace))
  const args = { params: { database }, body: { app, ...(name && { name }) } }
  const attach = useAction({
    run: () => call(databases.pool, args),
    failed: 'Nothing was attached',
    quiet: true,
    done: () => setName(''),
  })
  const wrong = nameProblem(name)
  const tier = overview?.essential ? ESSENTIAL : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!wrong && whyNotUse === null && tier === null) attach.mutate()
  }
  return (
    <Section
      id="pooling"
      title="Connection pooling"
      description="Many processes share few connections: a config var of its own leads to PgBouncer on the database, in transaction mode."
    >
      <Card flush>
        {!pooled && <Skeleton lines={1} className="p-4" />}
        {pooled?.length === 0 && <p className="px-4 py-3 text-muted">{tier ?? 'No app connects by a pool.'}</p>}
        {pooled && pooled.length > 0 && (
          <ul aria-label="Pooled connections" className="divide-y divide-line">
            {pooled.map((link) => (
              <Pooled key={link.id} link={link} />
            ))}
          </ul>
        )}
        <form onSubmit={submit} className="flex flex-wrap items-start gap-2 border-t border-line p-2" noValidate>
          <Field
            label="Attach the pool as"
            hideLabel
            error={wrong ?? (attach.error && sentence(attach.error))}
            className="min-w-52 flex-1"
          >
            <Input
              code
              placeholder="DATABASE_CONNECTION_POOL"
              value={name}
              onChange={(event) => {
                setName(event.target.value.toUpperCase())
                attach.reset()
              }}
            />
          </Field>
          <Button type="submit" pending={attach.isPending} reason={whyNotUse ?? tier ?? (wrong && 'Mend the name first')}>
            Pool connections of {app}
          </Button>
          <ShowAs
            what="Pool connections"
            calls={[
              typedAs(
                `pg:connection-pooling:attach ${database}${name ? ` --as ${name}` : ''} -a ${app}`,
                shown(databases.pool, args),
              ),
            ]}
          />
        </form>
      </Card>
    </Section>
  )
}

function Pooled({ link }: { link: Attachment }) {
  const { whyNotUse } = useDatabase()
  const args = { params: { attachment: link.id } }
  const detach = useAction({
    run: () => call(attachments.delete, args),
    failed: 'The pool was not detached',
  })
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <Link to={paths.resources(link.app.name)}>{link.app.name}</Link>
      <Code>{link.name}_URL</Code>
      <span className="text-xs text-muted">credential {credentialOf(link.namespace)}</span>
      <span className="ml-auto flex gap-1">
        <ShowAs
          what={`Detach ${link.name}`}
          calls={[{ ...shown(attachments.delete, args), cli: `heroku addons:detach ${link.name} -a ${link.app.name}` }]}
        />
        <Button
          size="sm"
          variant="ghost"
          icon={<Unplug size={14} />}
          aria-label={`Detach ${link.name}`}
          reason={whyNotUse}
          pending={detach.isPending}
          onClick={() => detach.mutate()}
        >
          Detach
        </Button>
      </span>
    </li>
  )
}

import { useState, type FormEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { call } from '#client/http.ts'
import { query, useData } from '#client/query.ts'
import { upload } from '#client/upload.ts'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { priceWords } from '#dashboard/addons/words.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { everyApp } from '#dashboard/apps/list/queries.ts'
import { regionName } from '#dashboard/apps/list/rows.ts'
import { nameProblem } from '#dashboard/apps/new/names.ts'
import { isTaken, sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { apps } from '#platform/apps/contract.ts'
import { builds } from '#platform/builds/contract.ts'
import { setups } from '#platform/setups/contract.ts'
import { teams } from '#platform/teams/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { Link } from '#ui/Link.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import type { Template } from './templates.ts'

interface DeployFormProps {
  template: Template
  /** `env[KEY]=value` fills a field in. */
  given: URLSearchParams
  onStarted: (setup: string) => void
}

/** Asks for what an app.json leaves open, and shows the rest. */
export function DeployForm({ template, given, onStarted }: DeployFormProps) {
  const regions = useData(query(apps.regions)).filter((each) => each.name === 'us' || each.name === 'eu')
  const mine = useData(query(teams.list))
  const taken = new Set(useQuery(everyApp()).data?.map(({ name }) => name))
  const [name, setName] = useState('')
  const [team, setTeam] = useState('')
  const [region, setRegion] = useState('us')
  const [env, setEnv] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(template.env.map(({ key, value }) => [key, given.get(`env[${key}]`) ?? value])),
  )
  const [tried, setTried] = useState(false)
  const body = (url: string) => ({
    source_blob: { url },
    app: { ...(name && { name }), region, ...(team === '' ? { personal: true } : { organization: team }) },
    overrides: { env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')) },
  })
  const deploy = useAction({
    run: async () => {
      const { sampleSource } = await import('#dashboard/builds/samples.ts')
      const { source_blob: blob } = await call(builds.createSource)
      await upload(blob.put_url, await sampleSource(template.id).bytes())
      return call(setups.create, { body: body(blob.get_url) })
    },
    failed: 'It was not deployed',
    quiet: true,
    done: ({ id }) => onStarted(id),
  })
  const refusedName = isTaken(deploy.error) ? sentence(deploy.error) : null
  const wrongName = name === '' ? null : nameProblem(name, taken)
  const missing = template.env.filter(({ key, required }) => required && !env[key]?.trim()).map(({ key }) => key)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrongName === null && missing.length === 0) deploy.mutate()
  }
  return (
    <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] gap-6" noValidate>
      <Section title="App">
        <Card className="grid gap-4 sm:grid-cols-3">
          <Field label="Name" optional error={wrongName ?? refusedName} hint="Left empty, one is made up.">
            <Input
              code
              value={name}
              onChange={(event) => {
                setName(event.target.value)
                deploy.reset()
              }}
            />
          </Field>
          <Field label="Owner">
            <NativeSelect value={team} onChange={(event) => setTeam(event.target.value)}>
              <option value="">Yourself</option>
              {mine
                .filter(({ role }) => role === 'admin' || role === 'member')
                .map((each) => (
                  <option key={each.id}>{each.name}</option>
                ))}
            </NativeSelect>
          </Field>
          <Field label="Region">
            <NativeSelect value={region} onChange={(event) => setRegion(event.target.value)}>
              {regions.map((each) => (
                <option key={each.id} value={each.name}>
                  {regionName(each.name)}
                </option>
              ))}
            </NativeSelect>
          </Field>
        </Card>
      </Section>
      {template.env.length > 0 && (
        <Section title="Config vars">
          <Card className="grid gap-4">
            {template.env.map(({ key, about, required, generated }) => (
              <Field
                key={key}
                label={<code className="font-mono text-sm">{key}</code>}
                optional={!required}
                error={tried && missing.includes(key) ? 'The project needs a value for this.' : null}
                hint={generated ? `${about} Left empty, one is made up.` : about}
              >
                <Input
                  code
                  value={env[key] ?? ''}
                  placeholder={generated ? 'generated on deploy' : undefined}
                  onChange={(event) => setEnv({ ...env, [key]: event.target.value })}
                />
              </Field>
            ))}
          </Card>
        </Section>
      )}
      <Brings template={template} />
      <FormError attempt={deploy.error}>{deploy.error && !refusedName && sentence(deploy.error)}</FormError>
      <div className="flex items-center gap-2">
        <Button type="submit" variant="primary" pending={deploy.isPending} reason={wrongName && 'Mend the name first'}>
          Deploy app
        </Button>
        <ShowAs what="Deploy the project" calls={[shown(setups.create, { body: body('get_url of POST /sources') })]} />
      </div>
    </form>
  )
}

/** What comes with it, and what that costs. */
function Brings({ template: { addons, dynos, postdeploy } }: { template: Template }) {
  const listings = useData(ofAddons.listings())
  const priced = addons.map(({ plan, as }) => {
    const [service = '', level] = plan.split(':')
    const listing = listings.find((each) => each.name === service)
    const offer = listing?.plans.find((each) => (level === undefined ? each.default : each.name === level))
    return { plan, as, service, title: listing?.human_name ?? service, cents: offer?.cents ?? 0 }
  })
  const total = priced.reduce((sum, { cents }) => sum + cents, 0)
  return (
    <Section title="Comes with it">
      <Card flush>
        <ul aria-label="Comes with it" className="divide-y divide-line">
          {priced.map(({ plan, as, service, title, cents }) => (
            <li key={plan} className="flex flex-wrap items-center justify-between gap-x-4 px-4 py-2.5">
              <span>
                <Link to={paths.service(service)}>{title}</Link> <span className="font-mono text-xs text-muted">{plan}</span>{' '}
                {as !== null && <Badge>{as}</Badge>}
              </span>
              <span className="tabular-nums">{priceWords(cents)}</span>
            </li>
          ))}
          {dynos.map(({ type, quantity, size }) => (
            <li key={type} className="flex items-center justify-between gap-4 px-4 py-2.5">
              <span>
                {quantity} × <span className="font-mono text-xs">{type}</span>
              </span>
              <span className="text-muted capitalize">{size} dyno</span>
            </li>
          ))}
          {postdeploy !== null && (
            <li className="flex items-center justify-between gap-4 px-4 py-2.5">
              <span>Runs once after the first release</span>
              <code className="truncate font-mono text-xs">{postdeploy}</code>
            </li>
          )}
          {priced.length > 0 && (
            <li className="flex items-center justify-between gap-4 px-4 py-2.5 font-medium">
              <span>Add-ons together</span>
              <span className="tabular-nums">{priceWords(total)}</span>
            </li>
          )}
        </ul>
      </Card>
    </Section>
  )
}

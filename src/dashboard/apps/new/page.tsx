import { useMutation, useQuery } from '@tanstack/react-query'
import { Shuffle } from 'lucide-react'
import { useMemo, useState, type FormEvent } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { call } from '#client/http.ts'
import { query, useData } from '#client/query.ts'
import { everyApp } from '#dashboard/apps/list/queries.ts'
import { regionName } from '#dashboard/apps/list/rows.ts'
import type { DroppedSource } from '#dashboard/builds/source.ts'
import { isTaken, sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { takeSource } from '#dashboard/shared/pending-source.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { shown, type Shown } from '#dashboard/app/shown.ts'
import { ofSettings } from '#dashboard/account/settings.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import type { Preferences } from '#platform/account/settings/contract.ts'
import { apps } from '#platform/apps/contract.ts'
import { couplings, type Stage } from '#platform/pipelines/contract.ts'
import { teams } from '#platform/teams/contract.ts'
import { Breadcrumbs } from '#ui/Breadcrumbs.tsx'
import { Button } from '#ui/Button.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { RadioCards } from '#ui/RadioCards.tsx'
import { toast } from '#ui/toast.ts'
import { stageNames } from '#dashboard/pipelines/words.ts'
import { nameFor, nameProblem, suggestName } from './names.ts'
import { PipelineField } from './PipelineField.tsx'
import { ProjectField } from './ProjectField.tsx'

export async function loader() {
  void queryClient.prefetchQuery(everyApp())
  await Promise.all([
    queryClient.ensureQueryData(query(apps.regions)),
    queryClient.ensureQueryData(query(teams.list)),
    queryClient.prefetchQuery(ofSettings.preferences()),
  ])
  return null
}

interface Draft {
  name: string
  /** A team's name, or '' for oneself. */
  team: string
  region: string
  /** A pipeline's name, or '' for none. */
  pipeline: string
  stage: Stage
}

export function Component() {
  const [params] = useSearchParams()
  const context = params.get('context') ?? undefined
  const [source, setSource] = useState<DroppedSource | null>(takeSource)
  const [draft, setDraft] = useState<Draft>(() => ({
    name: source ? nameFor(source.name) : '',
    team: teamOf(params),
    region: 'us',
    pipeline: params.get('pipeline') ?? '',
    stage: stageNames.find((name) => name === params.get('stage')) ?? 'staging',
  }))
  const mine = useTakenNames()
  const [tried, setTried] = useState(0)
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set())
  const { create, isPending, error } = useCreate(source, (name) => setRefused((before) => new Set(before).add(name)))
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const problem = refused.has(draft.name)
    ? `Somebody has an app named ${draft.name}. Choose another name.`
    : nameProblem(draft.name, mine)
  const choose = (chosen: DroppedSource | null) => {
    setSource(chosen)
    if (chosen && draft.name === '') change({ name: nameFor(chosen.name) })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(tried + 1)
    if (!problem && !isPending) create(draft)
  }
  return (
    <div className="mx-auto grid w-full max-w-2xl gap-5">
      <title>New app – Dynorama</title>
      <PageHeader
        title="New app"
        above={
          <Breadcrumbs
            crumbs={[
              { label: 'Apps', to: paths.apps(context) },
              { label: 'New app', to: paths.newApp(context) },
            ]}
          />
        }
      />
      <form onSubmit={submit} className="grid gap-5" noValidate>
        <ProjectField source={source} onChange={choose} />
        <NameField name={draft.name} problem={problem} tried={tried > 0} onChange={(name) => change({ name })} />
        <OwnerField value={draft.team} onChange={(team) => change({ team })} />
        <RegionField value={draft.region} onChange={(region) => change({ region })} />
        <PipelineField pipeline={draft.pipeline} stage={draft.stage} onChange={change} />
        <FormError attempt={problem ? tried : error}>{error && !isTaken(error) && sentence(error)}</FormError>
        <div className="flex items-center gap-2">
          <Button type="submit" variant="primary" pending={isPending}>
            {source ? 'Create app and deploy' : 'Create app'}
          </Button>
          <ShowAs what="Create app" calls={callsFor(draft)} />
        </div>
      </form>
    </div>
  )
}

/** The team that is looked at, or the one that whoever looks at all has chosen. */
function teamOf(params: URLSearchParams): string {
  const context = params.get('context')
  if (context !== null) return context === 'personal' ? '' : context
  const chosen = queryClient.getQueryData<Preferences>(ofSettings.preferences().queryKey)
  return chosen?.['default-organization'] ?? ''
}

function useTakenNames(): ReadonlySet<string> {
  const all = useQuery(everyApp())
  return useMemo(() => new Set(all.data?.map(({ name }) => name)), [all.data])
}

const bodyOf = ({ name, region }: Draft) => ({ ...(name && { name }), region })

const placeOf = ({ pipeline, stage }: Draft, app: string) => ({ body: { app, pipeline, stage } })

function callsFor(draft: Draft): Shown[] {
  const create =
    draft.team === ''
      ? shown(apps.create, { body: bodyOf(draft) })
      : shown(teams.createApp, { body: { ...bodyOf(draft), team: draft.team } })
  if (draft.pipeline === '') return [create]
  const add = shown(couplings.create, placeOf(draft, draft.name || 'my-app'))
  return [
    { ...create, title: 'Create app' },
    { ...add, title: `Add it to ${draft.pipeline}` },
  ]
}

/** Creates the app, and goes where its first deploy is: under way, if there is a project. */
function useCreate(source: DroppedSource | null, onTaken: (name: string) => void) {
  const navigate = useNavigate()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (draft: Draft) =>
      draft.team === ''
        ? call(apps.create, { body: bodyOf(draft) })
        : call(teams.createApp, { body: { ...bodyOf(draft), team: draft.team } }),
    async onSuccess(app, draft) {
      queryClient.setQueryData(query(apps.info, { params: { app: app.name } }).queryKey, app)
      if (source) (await import('#dashboard/builds/deploy.ts')).startDeploy(app.name, source)
      if (draft.pipeline !== '')
        await call(couplings.create, placeOf(draft, app.name)).catch((problem: Error) =>
          toast({ title: `${app.name} was not added to ${draft.pipeline}`, description: sentence(problem), tone: 'error' }),
        )
      await navigate(paths.deploy(app.name))
    },
    onError(problem, { name }) {
      if (isTaken(problem)) onTaken(name)
    },
  })
  return { create: mutate, isPending, error }
}

interface NameFieldProps {
  name: string
  problem: string | null
  /** Somebody wanted to go on with it. */
  tried: boolean
  onChange: (name: string) => void
}

function NameField({ name, problem, tried, onChange }: NameFieldProps) {
  // Nobody wants to be told off while still typing the first letters.
  const [left, setLeft] = useState(false)
  const shown = problem !== null && (left || tried || name.length > 2) ? problem : null
  const hint = name === '' ? 'Left empty, the platform makes one up.' : shown ? undefined : 'No app of yours has this name.'
  return (
    <Field label="Name" optional error={shown} hint={hint}>
      <span className="flex gap-2">
        <Input
          code
          autoFocus
          value={name}
          maxLength={40}
          placeholder="my-app"
          onBlur={() => setLeft(true)}
          onChange={(event) => onChange(event.target.value.toLowerCase())}
          className="flex-1"
        />
        <IconButton
          variant="secondary"
          label="Suggest a name"
          icon={<Shuffle size={14} />}
          onClick={() => onChange(suggestName())}
        />
      </span>
    </Field>
  )
}

function OwnerField({ value, onChange }: { value: string; onChange: (team: string) => void }) {
  const mine = useData(query(teams.list))
  const members = mine.filter((team) => team.role === 'admin' || team.role === 'member')
  if (mine.length === 0) return null
  const outside = value !== '' && !members.some((team) => team.name === value)
  return (
    <Field
      label="Owner"
      hint={
        outside ? `In ${value} you may not create apps. Choose another owner.` : 'Apps of a team belong to all of its members.'
      }
    >
      <NativeSelect value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">Personal</option>
        {outside && <option value={value}>{value}</option>}
        {members.map((team) => (
          <option key={team.id} value={team.name}>
            {team.name}
          </option>
        ))}
      </NativeSelect>
    </Field>
  )
}

function RegionField({ value, onChange }: { value: string; onChange: (region: string) => void }) {
  const regions = useData(query(apps.regions)).filter(({ name }) => name === 'us' || name === 'eu')
  return (
    <RadioCards
      legend="Region"
      value={value}
      onChange={onChange}
      className="sm:grid-cols-2"
      cards={regions
        .toReversed()
        .map(({ name, provider }) => ({ value: name, label: regionName(name), description: provider.region }))}
    />
  )
}

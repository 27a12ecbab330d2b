import { useQuery } from '@tanstack/react-query'
import { call } from '#client/http.ts'
import { optimistically, query, useData } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { whyNotByToken } from '#dashboard/shared/may.ts'
import { accountSettings, type Preferences as Chosen } from '#platform/account/settings/contract.ts'
import { teams } from '#platform/teams/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Switch } from '#ui/Switch.tsx'
import { ofSettings } from './settings.ts'

const params = { account: '~' }

/** What holds for oneself, in every browser. */
export function Preferences() {
  const { data, error, refetch } = useQuery(ofSettings.preferences())
  return (
    <Section
      title="Preferences"
      description="They hold for you alone, in every browser."
      actions={<ShowAs what="Show your preferences" calls={[shown(accountSettings.preferences, { params })]} />}
    >
      <Card className="grid gap-4">
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={4} />}
        {data && <Choices chosen={data} />}
        <Features />
      </Card>
    </Section>
  )
}

function Choices({ chosen }: { chosen: Chosen }) {
  const mine = useData(query(teams.list))
  const set = useAction({
    run: (body: Partial<Chosen>) => call(accountSettings.updatePreferences, { params, body }),
    optimistic: (client, body) => optimistically(client, ofSettings.preferences(), (before) => ({ ...before, ...body })),
    failed: 'Your choice was not kept',
  })
  const { timezone, 'default-organization': team } = chosen
  const zones = [...new Set([...(timezone === null ? [] : [timezone]), 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  const members = mine.filter(({ role }) => role !== 'collaborator')
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Time zone" hint="In which dates and times are shown.">
        <NativeSelect value={timezone ?? ''} onChange={(event) => set.mutate({ timezone: event.target.value || null })}>
          <option value="">That of the browser</option>
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="Default team" hint="Where new apps belong when no team is named.">
        <NativeSelect value={team ?? ''} onChange={(event) => set.mutate({ 'default-organization': event.target.value || null })}>
          <option value="">{members.length === 0 ? 'You are in no team' : 'The one you joined first'}</option>
          {members.map(({ id, name }) => (
            <option key={id}>{name}</option>
          ))}
        </NativeSelect>
      </Field>
    </div>
  )
}

function Features() {
  const { data, error, refetch } = useQuery(ofSettings.features())
  const set = useAction({
    run: ({ feature, enabled }: { feature: string; enabled: boolean }) =>
      call(accountSettings.updateFeature, { params: { feature }, body: { enabled } }),
    optimistic: (client, { feature, enabled }) =>
      optimistically(client, ofSettings.features(), (all) =>
        all.map((each) => (each.name === feature ? { ...each, enabled } : each)),
      ),
    failed: 'The feature was not switched',
  })
  if (error) return <Failure error={error} retry={refetch} />
  if (!data) return <Skeleton lines={4} />
  return (
    <ul aria-label="Features" className="grid gap-3 border-t border-line pt-4">
      {data.map(({ name, display_name: title, description, enabled }) => (
        <li key={name} className="flex items-start justify-between gap-4">
          <Switch
            label={title}
            hint={description}
            checked={enabled}
            reason={whyNotByToken('account.edit')}
            onChange={(event) => set.mutate({ feature: name, enabled: event.target.checked })}
          />
          <ShowAs
            what={`Switch ${title.toLowerCase()}`}
            calls={[shown(accountSettings.updateFeature, { params: { feature: name }, body: { enabled: !enabled } })]}
          />
        </li>
      ))}
    </ul>
  )
}

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { teamSettings, type AllowedService, type Preferences } from '#platform/teams/settings/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Link } from '#ui/Link.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Switch } from '#ui/Switch.tsx'
import { ofTeams } from './queries.ts'
import { useTeam } from './useTeam.ts'

/** Which add-ons others than admins may add to apps of the team. */
export function AddonControls({ preferences }: { preferences: Preferences }) {
  const { team, whyNot } = useTeam()
  const params = { team: team.name }
  const on = preferences['whitelisting-enabled'] === true
  const change = (next: boolean) => ({ params, body: { 'whitelisting-enabled': next } })
  const set = useAction({
    run: (next: boolean) => call(teamSettings.updatePreferences, change(next)),
    optimistic: (client, next) =>
      optimistically(client, ofTeams.preferences(team.name), (before: Preferences) => ({
        ...before,
        'whitelisting-enabled': next,
      })),
    failed: 'The preference was not changed',
  })
  return (
    <Section title="Add-ons">
      <Card flush>
        <div className="flex items-start justify-between gap-4 p-4">
          <Switch
            label="Only add-ons on the list"
            hint="Members may add these to apps of the team, and no others. Admins may add any; what is there stays."
            checked={on}
            reason={whyNot('team.addons')}
            onChange={(event) => set.mutate(event.target.checked)}
          />
          <ShowAs what="Limit add-ons to a list" calls={[shown(teamSettings.updatePreferences, change(!on))]} />
        </div>
        <AllowedList />
        <Allow />
      </Card>
    </Section>
  )
}

function AllowedList() {
  const { team } = useTeam()
  const { data } = useQuery(ofTeams.allowed(team.name))
  if (!data) return null
  if (data.length === 0) return <p className="border-t border-line px-4 py-3 text-muted">No add-on is on the list.</p>
  return (
    <ul aria-label="Allowed add-ons" className="divide-y divide-line border-t border-line">
      {data
        .toSorted((a, b) => a.addon_service.human_name.localeCompare(b.addon_service.human_name))
        .map((row) => (
          <Allowed key={row.id} row={row} />
        ))}
    </ul>
  )
}

function Allowed({ row: { id, addon_service: service, added_by: by } }: { row: AllowedService }) {
  const { team, whyNot } = useTeam()
  const args = { params: { team: team.name, service: service.name } }
  const remove = useAction({
    run: () => call(teamSettings.disallowService, args),
    optimistic: (client) =>
      optimistically(client, ofTeams.allowed(team.name), (all: AllowedService[]) => all.filter((each) => each.id !== id)),
    failed: `${service.human_name} is still on the list`,
  })
  return (
    <li className="flex flex-wrap items-center gap-x-3 py-1.5 pr-2 pl-4">
      <span className="min-w-40 flex-1">
        <Link to={paths.service(service.name)}>{service.human_name}</Link>{' '}
        <span className="text-xs text-muted">by {by.email}</span>
      </span>
      <span className="flex">
        <ShowAs what={`Take ${service.human_name} off the list`} calls={[shown(teamSettings.disallowService, args)]} />
        <IconButton
          size="sm"
          label={`Take ${service.human_name} off the list`}
          icon={<X size={14} />}
          reason={whyNot('team.addons')}
          onClick={() => remove.mutate()}
        />
      </span>
    </li>
  )
}

function Allow() {
  const { team, whyNot } = useTeam()
  const listings = useQuery(ofAddons.listings()).data ?? []
  const there = useQuery(ofTeams.allowed(team.name)).data ?? []
  const [service, setService] = useState('')
  const args = { params: { team: team.name }, body: { addon_service: service } }
  const allow = useAction({
    run: () => call(teamSettings.allowService, args),
    failed: 'The add-on was not put on the list',
    done: () => setService(''),
  })
  const forbidden = whyNot('team.addons')
  const reason = forbidden ?? (service === '' ? 'Choose an add-on first' : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null) allow.mutate()
  }
  const left = listings.filter(({ name }) => there.every(({ addon_service: { name: on } }) => on !== name))
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2 border-t border-line p-4">
      <Field label="Put an add-on on the list" className="min-w-56 flex-1 sm:max-w-sm">
        <NativeSelect value={service} reason={forbidden} onChange={(event) => setService(event.target.value)}>
          <option value="">Choose…</option>
          {left
            .toSorted((a, b) => a.human_name.localeCompare(b.human_name))
            .map(({ name, human_name: title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
        </NativeSelect>
      </Field>
      <span className="flex gap-1">
        <ShowAs what="Put an add-on on the list" calls={[shown(teamSettings.allowService, args)]} />
        <Button type="submit" pending={allow.isPending} reason={reason}>
          Allow
        </Button>
      </span>
    </form>
  )
}

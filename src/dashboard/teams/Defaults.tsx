import { call } from '#client/http.ts'
import { optimistically } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import type { TeamRole } from '#platform/teams/contract.ts'
import { teamSettings, type Preferences, type TeamSummary } from '#platform/teams/settings/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Field } from '#ui/Field.tsx'
import { Switch } from '#ui/Switch.tsx'
import { ofTeams } from './queries.ts'
import { useTeam } from './useTeam.ts'
import { roleNames, roles } from './words.ts'

/** Whether apps that are created without a word about a team belong to this one: for whoever is signed in alone. */
export function DefaultTeam() {
  const { team, whyNot } = useTeam()
  const args = (on: boolean) => ({ params: { team: team.name }, body: { default: on } })
  const set = useAction({
    run: (on: boolean) => call(teamSettings.update, args(on)),
    optimistic: (client, on) =>
      optimistically(client, ofTeams.one(team.name), (before: TeamSummary) => ({ ...before, default: on })),
    failed: 'Your default team was not changed',
  })
  const notIn = team.role === 'collaborator' ? 'You are not in this team' : null
  return (
    <Section title="For you">
      <Card className="flex items-start justify-between gap-4">
        <Switch
          label="Your default team"
          hint="Of your teams, the one that clients take who ask for none."
          checked={team.default}
          reason={whyNot('team.people') ?? notIn}
          onChange={(event) => set.mutate(event.target.checked)}
        />
        <ShowAs what="Choose your default team" calls={[shown(teamSettings.update, args(!team.default))]} />
      </Card>
    </Section>
  )
}

/** What people are invited as unless somebody chooses. */
export function DefaultRole({ preferences }: { preferences: Preferences }) {
  const { team, whyNot } = useTeam()
  const params = { team: team.name }
  const set = useAction({
    run: (role: TeamRole) => call(teamSettings.updatePreferences, { params, body: { 'default-permission': role } }),
    optimistic: (client, role) =>
      optimistically(client, ofTeams.preferences(team.name), (before: Preferences) => ({
        ...before,
        'default-permission': role,
      })),
    failed: 'The role was not changed',
  })
  const reason = whyNot('team.edit')
  const role = preferences['default-permission'] ?? 'member'
  return (
    <Section title="New people">
      <Card className="flex flex-wrap items-end justify-between gap-2">
        <Field label="They are invited as" hint={`${roles[role].about}.`} className="min-w-60 flex-1 sm:max-w-sm">
          <NativeSelect
            value={role}
            reason={reason}
            onChange={(event) => {
              const next = roleNames.find((each) => each === event.target.value)
              if (next) set.mutate(next)
            }}
          >
            {roleNames.map((each) => (
              <option key={each} value={each}>
                {roles[each].word}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <ShowAs
          what="Choose the role of new people"
          calls={[shown(teamSettings.updatePreferences, { params, body: { 'default-permission': role } })]}
        />
      </Card>
    </Section>
  )
}

import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { RenameForm } from '#dashboard/shared/RenameForm.tsx'
import { TeamName, teamSettings } from '#platform/teams/settings/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { useTeam } from './useTeam.ts'

/** Gives the team another name; links to the old one lead nowhere then. */
export function RenameTeam() {
  const { team, whyNot } = useTeam()
  const args = (name: string) => ({ params: { team: team.id }, body: { name } })
  return (
    <Section title="Name" description="Its apps keep theirs.">
      <Card>
        <RenameForm
          hideLabel
          name={team.name}
          what="the team"
          reason={whyNot('team.edit')}
          problem={(name) => TeamName.safeParse(name).error?.issues[0]?.message}
          rename={(name) => call(teamSettings.update, args(name))}
          calls={(name) => [shown(teamSettings.update, args(name))]}
          to={(name) => paths.team(name, 'settings')}
        />
      </Card>
    </Section>
  )
}

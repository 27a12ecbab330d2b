import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { EndSection } from '#dashboard/shared/EndSection.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { teamSettings } from '#platform/teams/settings/contract.ts'
import { useTeam } from './useTeam.ts'

/** Ends the team. Its apps have to be somebody else's before. */
export function DeleteTeam() {
  const { team, whyNot } = useTeam()
  const navigate = useNavigate()
  const args = { params: { team: team.name } }
  const notEmpty = team.apps > 0 ? `It has ${team.apps === 1 ? 'an app' : `${team.apps} apps`}: transfer or delete first` : null
  return (
    <EndSection
      title="Delete the team"
      about="Only a team without apps can be deleted. Its people stay, and lose nothing else."
      label={`Delete ${team.name}`}
      reason={whyNot('team.delete') ?? notEmpty}
      name={team.name}
      action="Delete team"
      run={() => call(teamSettings.delete, args)}
      said={`${team.name} was deleted`}
      done={() => navigate(paths.teams(), { replace: true })}
      calls={[shown(teamSettings.delete, args)]}
    >
      Its invitations, preferences and activity are lost. It can only be brought back by turning the clock back.
    </EndSection>
  )
}

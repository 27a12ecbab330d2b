import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { NameDialog } from '#dashboard/shared/NameDialog.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { TeamName, teamSettings } from '#platform/teams/settings/contract.ts'

/** Asks how a new team is called. Whoever makes it is its admin. */
export function NewTeam({ close }: { close: () => void }) {
  const navigate = useNavigate()
  return (
    <NameDialog
      title="Create a team"
      description="You are its admin, and can invite others next."
      action="Create team"
      hint="As in addresses and commands: small letters, digits and dashes."
      problem={(name) => TeamName.safeParse(name).error?.issues[0]?.message}
      create={(name) => call(teamSettings.create, { body: { name } })}
      done={({ name }) => navigate(paths.team(name, 'people'))}
      calls={(name) => [shown(teamSettings.create, { body: { name } })]}
      close={close}
    />
  )
}

import { createContext, use } from 'react'
import { useParams } from 'react-router'
import { useData } from '#client/query.ts'
import { whyNotByToken } from '#dashboard/shared/may.ts'
import { judge, type TeamAction } from '#platform/permissions/contract.ts'
import type { TeamSummary } from '#platform/teams/settings/contract.ts'
import { ofTeams } from './queries.ts'

/** The name of a team, where it is not the address that has it. */
export const TeamContext = createContext<string | undefined>(undefined)

/** The name of the team that the address is about. */
export function useTeamName(): string {
  const params = useParams()
  const team = use(TeamContext) ?? params['team']
  if (team === undefined) throw new Error('This page belongs below a team.')
  return team
}

interface TeamPage {
  readonly team: TeamSummary
  /** Why whoever is signed in may not do this to the team; null when they may. */
  readonly whyNot: (action: TeamAction) => string | null
}

/** The team that the address is about; its layout's loader has it fetched. */
export function useTeam(): TeamPage {
  const team = useData(ofTeams.one(useTeamName()))
  return { team, whyNot: (action) => whyNotInTeam(team, action) }
}

/** Why somebody with this role in a team may not do this, as a sentence for a control's `reason`; null when they may. */
export function whyNotInTeam({ role }: Pick<TeamSummary, 'role'>, action: TeamAction): string | null {
  const verdict = judge([role], action)
  return verdict.allowed ? whyNotByToken(action) : verdict.reason
}

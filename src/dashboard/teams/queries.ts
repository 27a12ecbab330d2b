import { query, queryAll } from '#client/query.ts'
import { teams } from '#platform/teams/contract.ts'
import { people } from '#platform/teams/people/contract.ts'
import { teamSettings } from '#platform/teams/settings/contract.ts'

/** What the pages of teams ask for; loaders and pages name the same questions. */
export const ofTeams = {
  all: () => query(teamSettings.summaries),
  received: () => query(people.received),
  one: (team: string) => query(teamSettings.summary, { params: { team } }),
  members: (team: string) => queryAll(teams.members, { params: { team } }),
  invitations: (team: string) => query(people.sent, { params: { team } }),
  apps: (team: string) => queryAll(teams.apps, { params: { team } }),
  access: (team: string) => query(teamSettings.access, { params: { team } }),
  activity: (team: string, max: number) => query(teamSettings.activity, { params: { team }, query: { max: String(max) } }),
  preferences: (team: string) => query(teamSettings.preferences, { params: { team } }),
  allowed: (team: string) => queryAll(teamSettings.allowedServices, { params: { team } }),
  features: (team: string) => query(teams.features, { params: { team } }),
}

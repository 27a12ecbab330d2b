import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { EndpointQuery } from '#client/query.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { AccessByApp } from '#dashboard/teams/AccessByApp.tsx'
import { ActivityPart } from '#dashboard/teams/ActivityPart.tsx'
import { Invitations } from '#dashboard/teams/Invitations.tsx'
import { Members } from '#dashboard/teams/Members.tsx'
import { ofTeams } from '#dashboard/teams/queries.ts'
import { Component as TeamsPage } from '#dashboard/teams/Teams.tsx'
import { TeamContext } from '#dashboard/teams/useTeam.ts'
import type { TeamMember } from '#platform/teams/contract.ts'
import type { SentInvitation } from '#platform/teams/people/contract.ts'
import type { AppAccess, TeamActivity, TeamSummary } from '#platform/teams/settings/contract.ts'
import { Skeleton } from '#ui/Skeleton.tsx'
import { specimen, type Specimen } from './specimen.ts'
import { clientIn, manyLike, unnamedStates } from './states.ts'

// The lists of a team, which is made up: nobody need be in one.

const id = '00000000-0000-4000-8000-000000000000'
const then = '2026-10-20T09:00:00Z'
const times = { created_at: then, updated_at: then }
const somebody = { id, email: 'somebody@example.com', name: 'Somebody' }
const other = { id: `${id}-1`, email: 'other@example.com', name: null }

const team: TeamSummary = {
  id,
  name: 'sample-team',
  created_at: then,
  role: 'admin',
  default: false,
  members: 2,
  invitations: 1,
  apps: 2,
}

const member: TeamMember = {
  id,
  email: somebody.email,
  federated: false,
  identity_provider: null,
  role: 'admin',
  two_factor_authentication: false,
  user: somebody,
  ...times,
}
const members = [member, { ...member, id: other.id, email: other.email, role: 'viewer' as const, user: other }]

const invitation: SentInvitation = {
  id,
  invited_by: somebody,
  role: 'member',
  team: { id, name: team.name },
  user: other,
  expires_at: '2026-10-27T09:00:00Z',
  expired: false,
  ...times,
}

const access: AppAccess = {
  app: { id, name: 'sample' },
  locked: true,
  given: [{ email: other.email, permissions: ['deploy', 'view'] }],
}

const happened: TeamActivity = {
  id,
  at: then,
  kind: 'team',
  text: 'invited other@example.com as member',
  actor: somebody,
  version: null,
  build: null,
  client: 'dashboard',
  app: null,
  team: { id, name: team.name },
  about: 'people',
  pipeline: null,
}

interface Parts<T> {
  readonly rows: EndpointQuery<readonly T[]>
  readonly samples: readonly T[]
  readonly vary: (row: T, nth: number) => T
  readonly show: () => ReactElement
}

function ofTeam<T>(title: string, { rows, samples, vary, show }: Parts<T>): Specimen {
  return {
    title,
    states: unnamedStates,
    show: () => <TeamContext value={team.name}>{show()}</TeamContext>,
    async client(_, state) {
      const some = () => samples
      const client = await clientIn<readonly T[]>(state, {
        rows,
        ask: false,
        empty: [],
        some,
        large: (few) => manyLike(few, vary),
      })
      const known: readonly (readonly [EndpointQuery<unknown>, unknown])[] = [
        [ofTeams.one(team.name), team],
        [ofTeams.members(team.name), members],
        [
          ofTeams.preferences(team.name),
          { 'default-permission': 'member', 'whitelisting-enabled': false, 'addons-controls': false },
        ],
      ]
      for (const [{ queryKey }, data] of known)
        if (JSON.stringify(queryKey) !== JSON.stringify(rows.queryKey)) client.setQueryData(queryKey, data)
      return client
    },
  }
}

function MembersPart() {
  const { data, error, refetch } = useQuery(ofTeams.members(team.name))
  if (error) return <Failure error={error} retry={refetch} />
  return data ? <Members members={data} /> : <Skeleton lines={8} />
}

/** The lists of teams, by the names that they have in the address. */
export const teamLists: Readonly<Record<string, Specimen>> = {
  teams: specimen('Teams', {
    rows: () => ofTeams.all(),
    vary: (row, nth) => ({ ...row, id: `${row.id}-${nth}`, name: `${row.name}-${nth}` }),
    call: (row, name, nth) => ({ ...row, id: `${row.id}-${nth}`, name }),
    samples: [team],
    show: () => <TeamsPage />,
  }),
  members: ofTeam('Members of a team', {
    rows: ofTeams.members(team.name),
    samples: members,
    vary: (row, nth) => ({ ...row, id: `${row.id}-${nth}`, email: `${nth}.${row.email}` }),
    show: () => <MembersPart />,
  }),
  invitations: ofTeam('Invitations to a team', {
    rows: ofTeams.invitations(team.name),
    samples: [invitation, { ...invitation, id: `${id}-1`, user: { ...other, email: 'late@example.com' }, expired: true }],
    vary: (row, nth) => ({ ...row, id: `${row.id}-${nth}`, user: { ...row.user, email: `${nth}.${row.user.email}` } }),
    show: () => <Invitations />,
  }),
  access: ofTeam('Access to the apps of a team', {
    rows: ofTeams.access(team.name),
    samples: [access, { ...access, app: { id: `${id}-1`, name: 'sample-staging' }, locked: false, given: [] }],
    vary: (row, nth) => ({ ...row, app: { id: `${row.app.id}-${nth}`, name: `${row.app.name}-${nth}` } }),
    show: () => <AccessByApp />,
  }),
  'team-activity': ofTeam('Activity of a team', {
    rows: ofTeams.activity(team.name, 200),
    samples: [happened, { ...happened, id: `${id}-1`, kind: 'scale', text: 'scaled to web@2', app: { id, name: 'sample' } }],
    vary: (row, nth) => ({ ...row, id: `${row.id}-${nth}` }),
    show: () => <ActivityPart />,
  }),
}

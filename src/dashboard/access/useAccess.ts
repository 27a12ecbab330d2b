import { useQuery } from '@tanstack/react-query'
import { useData } from '#client/query.ts'
import { useMe, type Me } from '#dashboard/account/useMe.ts'
import { catalog, of } from '#dashboard/app/queries.ts'
import { useApp, useAppState } from '#dashboard/app/useApp.ts'
import { whyNot } from '#dashboard/shared/may.ts'
import { ofTeams } from '#dashboard/teams/queries.ts'
import type { Collaborator, Transfer } from '#platform/access/contract.ts'
import type { App } from '#platform/apps/contract.ts'
import type { AppAction } from '#platform/permissions/contract.ts'

/** Someone with access to the app, as the page shows them. */
export interface AppPerson extends Collaborator {
  readonly name: string
  /** 'viewer' too, which the list of collaborators does not tell. */
  readonly role: string
  /** Nothing was given to them on this app alone. */
  readonly byRoleOnly: boolean
  readonly isMe: boolean
}

export interface Access {
  readonly app: App
  readonly me: Me | null
  readonly people: readonly AppPerson[]
  readonly locked: boolean
  /** The offer of this app that waits for an answer. */
  readonly pending: Transfer | undefined
  /** Why whoever is signed in may not do this; null when they may. */
  readonly whyNot: (action: AppAction) => string | null
}

/** Everything about who may do what with the app that the address is about. */
export function useAccess(): Access {
  const app = useApp()
  const me = useMe()
  const state = useAppState()
  const everyone = useData(catalog.people())
  const transfers = useData(catalog.transfers())
  const collaborators = useData(of.people(app.name))
  const teamApp = useQuery({ ...of.teamApp(app.name), enabled: app.team !== null })
  const team = app.team?.name ?? ''
  // Collaborators from outside may not see the team.
  const inTeam = me?.teams.some(({ name }) => name === team) ?? false
  const members = useQuery({ ...ofTeams.members(team), enabled: inTeam }).data
  const people = collaborators.map((person): AppPerson => {
    const { email } = person.user
    const member = members?.find((each) => each.email === email)
    const role = member?.role ?? person.role ?? 'collaborator'
    return {
      ...person,
      name: everyone.find((each) => each.email === email)?.name ?? email,
      role,
      byRoleOnly: role === 'owner' || (role !== 'collaborator' && (members === undefined || member?.id === person.id)),
      isMe: email === me?.email,
    }
  })
  return {
    app,
    me,
    people,
    locked: teamApp.data?.locked ?? false,
    pending: transfers.find((transfer) => transfer.app.id === app.id && transfer.state === 'pending'),
    whyNot: (action) => whyNot(state, action),
  }
}

/** Why this person's access cannot be taken away here; null when it can. */
export function whyNotRemove({ role, byRoleOnly }: AppPerson): string | null {
  if (role === 'owner') return 'The owner cannot be removed: transfer the app first'
  return byRoleOnly ? `Has access as ${role} of the team: lock the app, or change the role there` : null
}

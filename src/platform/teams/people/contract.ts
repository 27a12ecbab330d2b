import * as z from 'zod/mini'
import { emailAddress, endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'
import { TeamApp, TeamMember, TeamPerson, TeamRole } from '#platform/teams/contract.ts'

// Members of a team, and those who were asked to be.

const Invitation = z.object({
  created_at: timestamp,
  id: uuid,
  invited_by: TeamPerson,
  role: TeamRole,
  team: named,
  updated_at: timestamp,
  user: TeamPerson,
})

/** With what the official API does not tell: until when it can be accepted. */
const SentInvitation = z.extend(Invitation, { expires_at: timestamp, expired: z.boolean() })
export type SentInvitation = z.infer<typeof SentInvitation>

/** As the invited person has it: with the token that a mail would have brought. */
const ReceivedInvitation = z.extend(Invitation, { expires_at: timestamp, token: z.string() })
export type ReceivedInvitation = z.infer<typeof ReceivedInvitation>

const body = z.object({ email: emailAddress, role: TeamRole })
const reads = ['invitations', 'teams', 'accounts']

const put = <const M extends 'PUT' | 'POST' | 'PATCH'>(method: M, title: string) =>
  endpoint({ method, path: '/teams/:team/members', title, action: 'team.people.edit', body, response: TeamMember })

export const people = {
  setMember: put('PUT', 'Add a member to a team, or change their role'),
  addMember: endpoint({
    method: 'POST',
    path: '/teams/:team/members',
    title: 'Add a member to a team',
    action: 'team.people.edit',
    body,
    response: TeamMember,
    status: 201,
  }),
  updateMember: put('PATCH', "Change a member's role"),
  removeMember: endpoint({
    method: 'DELETE',
    path: '/teams/:team/members/:member',
    title: 'Remove a member, or leave the team',
    // Everyone may leave; to remove others takes more.
    action: 'team.people',
    response: TeamMember,
  }),
  memberApps: endpoint({
    method: 'GET',
    path: '/teams/:team/members/:member/apps',
    title: 'List the apps of a member of a team',
    action: 'team.people',
    response: z.array(TeamApp),
    list: { sort: ['id', 'name'] },
    reads: ['apps', 'collaborators', 'members'],
  }),
  invitations: endpoint({
    method: 'GET',
    path: '/teams/:team/invitations',
    title: 'List the pending invitations to a team',
    action: 'team.people',
    response: z.array(Invitation),
    list: { sort: ['id'] },
    reads,
  }),
  invite: endpoint({
    method: 'PUT',
    path: '/teams/:team/invitations',
    title: 'Invite somebody to a team, or send that again',
    action: 'team.people.edit',
    body,
    response: Invitation,
  }),
  revoke: endpoint({
    method: 'DELETE',
    path: '/teams/:team/invitations/:invitation',
    title: 'Revoke an invitation',
    action: 'team.people.edit',
    response: Invitation,
  }),
  invitation: endpoint({
    method: 'GET',
    path: '/teams/invitations/:token',
    title: 'Show an invitation by its token',
    response: Invitation,
    reads,
  }),
  accept: endpoint({
    method: 'POST',
    path: '/teams/invitations/:token/accept',
    title: 'Accept an invitation',
    action: 'account.offers',
    response: TeamMember,
  }),
  decline: endpoint({
    method: 'POST',
    path: '/control/invitations/:token/decline',
    title: 'Decline an invitation',
    action: 'account.offers',
    response: Invitation,
  }),
  received: endpoint({
    method: 'GET',
    path: '/control/invitations',
    title: 'List the invitations one has received',
    action: 'account.lists',
    response: z.array(ReceivedInvitation),
    reads,
  }),
  sent: endpoint({
    method: 'GET',
    path: '/control/teams/:team/invitations',
    title: 'List the invitations of a team, the expired ones too',
    action: 'team.people',
    response: z.array(SentInvitation),
    reads,
  }),
}

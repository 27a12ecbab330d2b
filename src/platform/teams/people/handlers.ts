import { uuid } from '#kernel/random.ts'
import { accountCalled } from '#platform/access/model.ts'
import { visibleApps } from '#platform/apps/access.ts'
import { appKeys } from '#platform/apps/wire.ts'
import { listOf } from '#platform/http/range.ts'
import { implement, type Context } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { allowInTeam } from '#platform/teams/access.ts'
import { tellTeam } from '#platform/teams/events.ts'
import type { Invitation } from '#platform/teams/model.ts'
import { wireMember, wireTeamApp } from '#platform/teams/wire.ts'
import type { Tables } from '#platform/world.ts'
import { people } from './contract.ts'
import { accept, decline, invitationFor, invitationTo, invitationWith, invite, revoke } from './invitations.ts'
import { addMember, memberOf, removeMember, setRole } from './members.ts'

function wireInvitation(tables: Tables, row: Invitation) {
  const { id, email, name } = tables.accounts.must(row.invitedBy)
  const account = tables.accounts.first('email', row.email)
  const team = tables.teams.must(row.teamId)
  return {
    created_at: iso(row.createdAt),
    id: row.id,
    invited_by: { id, email, name },
    role: row.role,
    team: { id: team.id, name: team.name },
    updated_at: iso(row.updatedAt),
    user: { id: account?.id ?? uuid('invited', row.email), email: row.email, name: account?.name ?? null },
  }
}

const invitationsTo = (tables: Tables, teamId: string) =>
  tables.invitations.by('team', teamId).sort((a, b) => b.updatedAt - a.updatedAt)

function add({ world, tables, actor, team, body }: Context<(typeof people)['addMember']>) {
  const account = accountCalled(tables, actor, body.email)
  const member = addMember(world, team, account, body.role)
  tellTeam(world, team.id, { about: 'people', text: `added ${account.email} as ${body.role}`, actorId: actor.id })
  return wireMember(tables, member)
}

export const peopleRoutes = implement(people, {
  setMember: (context) => {
    const { world, tables, actor, team, body } = context
    const account = accountCalled(tables, actor, body.email)
    const there = tables.members.by('team', team.id).find((row) => row.accountId === account.id)
    return there ? wireMember(tables, setRole(world, team, there, body.role, actor.id)) : add(context)
  },
  addMember: add,
  updateMember: ({ world, tables, actor, team, body }) =>
    wireMember(tables, setRole(world, team, memberOf(tables, team, body.email), body.role, actor.id)),
  removeMember: ({ world, tables, actor, team, role, params }) => {
    const member = memberOf(tables, team, params.member)
    if (member.accountId !== actor.id) allowInTeam(role, 'team.people.edit')
    const gone = wireMember(tables, member)
    removeMember(world, team, member, actor.id)
    return gone
  },
  memberApps: ({ tables, team, params }) => {
    const { accountId } = memberOf(tables, team, params.member)
    const account = tables.accounts.must(accountId)
    const apps = visibleApps(tables, accountId).filter((app) => app.teamId === team.id)
    return listOf(apps, appKeys, (app) => wireTeamApp(tables, account, app))
  },
  invitations: ({ tables, now, team }) =>
    listOf(
      invitationsTo(tables, team.id).filter((row) => row.expiresAt > now),
      { id: (row) => row.id },
      (row) => wireInvitation(tables, row),
    ),
  invite: ({ world, tables, actor, team, body }) => wireInvitation(tables, invite(world, team, body.email, body.role, actor.id)),
  revoke: ({ world, tables, actor, team, params }) => {
    const row = invitationTo(tables, team, params.invitation)
    const gone = wireInvitation(tables, row)
    revoke(world, row, actor.id)
    return gone
  },
  invitation: ({ world, tables, params }) => wireInvitation(tables, invitationWith(world, params.token)),
  accept: ({ world, tables, actor, params }) =>
    wireMember(tables, accept(world, invitationFor(world, params.token, actor), actor)),
  decline: ({ world, tables, actor, params }) => {
    const row = invitationFor(world, params.token, actor)
    const gone = wireInvitation(tables, row)
    decline(world, row, actor)
    return gone
  },
  received: ({ tables, now, actor }) =>
    tables.invitations
      .by('email', actor.email)
      .filter((row) => row.expiresAt > now)
      .map((row) => ({ ...wireInvitation(tables, row), expires_at: iso(row.expiresAt), token: row.token })),
  sent: ({ tables, now, team }) =>
    invitationsTo(tables, team.id).map((row) => ({
      ...wireInvitation(tables, row),
      expires_at: iso(row.expiresAt),
      expired: row.expiresAt <= now,
    })),
})

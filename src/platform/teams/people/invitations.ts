import { hex } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import { forbidden, invalid, notFound } from '#platform/http/errors.ts'
import { tellTeam } from '#platform/teams/events.ts'
import { MOST_MEMBERS, type Invitation, type Member, type Team } from '#platform/teams/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { addMember, full } from './members.ts'

/** How long an invitation can be accepted. */
const VALID_MS = 7 * 86_400_000

/** Asks somebody into a team. Asking again sends it again: with the new role, and valid from now. */
export function invite(world: PlatformWorld, team: Team, address: string, role: Member['role'], actorId: string): Invitation {
  const { tables, now } = world
  const email = address.trim().toLowerCase()
  const account = tables.accounts.first('email', email)
  const members = tables.members.by('team', team.id)
  if (members.some((row) => row.accountId === account?.id)) throw invalid(`${email} is in the team ${team.name} already.`)
  const invitations = tables.invitations.by('team', team.id)
  const before = invitations.find((row) => row.email === email)
  if (before) {
    tellTeam(world, team.id, { about: 'people', text: `invited ${email} again as ${role}`, actorId })
    return tables.invitations.update(before.id, { role, invitedBy: actorId, updatedAt: now, expiresAt: now + VALID_MS })
  }
  if (members.length + invitations.filter((row) => row.expiresAt > now).length >= MOST_MEMBERS) throw full(team)
  tellTeam(world, team.id, { about: 'people', text: `invited ${email} as ${role}`, actorId })
  const id = world.newId('invitation')
  return tables.invitations.insert({
    id,
    teamId: team.id,
    email,
    role,
    token: hex(32, world.seed, 'invitation', id),
    invitedBy: actorId,
    createdAt: now,
    updatedAt: now,
    expiresAt: now + VALID_MS,
  })
}

/** An invitation to a team by its id or the invited one's e-mail. Refuses with 404 where there is none. */
export function invitationTo(tables: Tables, team: Team, identity: string): Invitation {
  const email = identity.trim().toLowerCase()
  const row = tables.invitations.by('team', team.id).find((each) => each.id === identity || each.email === email)
  if (!row) throw notFound('team_invitation', 'invitation')
  return row
}

/** The invitation with this token, while it can be accepted. */
export function invitationWith({ tables, now }: PlatformWorld, token: string): Invitation {
  const row = tables.invitations.first('token', token)
  if (!row) throw notFound('team_invitation', 'invitation')
  if (row.expiresAt <= now) throw invalid('This invitation has expired. Ask an admin of the team to send it again.')
  return row
}

/** The same, refused with 403 to all but the one who was invited. */
export function invitationFor(world: PlatformWorld, token: string, actor: Account): Invitation {
  const row = invitationWith(world, token)
  if (row.email !== actor.email) throw forbidden(`This invitation is for ${row.email}.`)
  return row
}

export function accept(world: PlatformWorld, { teamId, role }: Invitation, actor: Account): Member {
  const { tables } = world
  const member = addMember(world, tables.teams.must(teamId), actor, role)
  tellTeam(world, teamId, { about: 'people', text: `joined the team as ${role}`, actorId: actor.id })
  return member
}

export function decline(world: PlatformWorld, { id, teamId }: Invitation, actor: Account): void {
  world.tables.invitations.delete(id)
  tellTeam(world, teamId, { about: 'people', text: 'declined to join the team', actorId: actor.id })
}

export function revoke(world: PlatformWorld, { id, teamId, email }: Invitation, actorId: string): void {
  world.tables.invitations.delete(id)
  tellTeam(world, teamId, { about: 'people', text: `revoked the invitation of ${email}`, actorId })
}

import type { Account } from '#platform/account/model.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { tellTeam } from '#platform/teams/events.ts'
import { MOST_MEMBERS, type Member, type Team } from '#platform/teams/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'

/** A member of a team by their e-mail, or their id as one or as a person. Refuses with 404 where there is none. */
export function memberOf(tables: Tables, team: Team, identity: string): Member {
  const account = tables.accounts.first('email', identity.trim().toLowerCase())?.id ?? identity
  const row = tables.members.by('team', team.id).find((each) => each.accountId === account || each.id === identity)
  if (!row) throw notFound('team_member')
  return row
}

/** Puts a person into a team. */
export function addMember(world: PlatformWorld, team: Team, account: Account, role: Member['role']): Member {
  const { tables, now } = world
  const there = tables.members.by('team', team.id)
  if (there.some((row) => row.accountId === account.id)) throw invalid(`${account.email} is in the team ${team.name} already.`)
  if (there.length >= MOST_MEMBERS) throw full(team)
  for (const row of tables.invitations.by('email', account.email)) if (row.teamId === team.id) tables.invitations.delete(row.id)
  return tables.members.insert({
    id: world.newId('member'),
    teamId: team.id,
    accountId: account.id,
    role,
    createdAt: now,
  })
}

export const full = (team: Team) =>
  invalid(`A team can have at most ${MOST_MEMBERS} people, and ${team.name} has as many. Remove somebody first.`)

/** Gives a member another role. Refuses to leave a team without an admin. */
export function setRole(world: PlatformWorld, team: Team, member: Member, role: Member['role'], actorId: string): Member {
  if (member.role === role) return member
  const { tables, now } = world
  const { email } = tables.accounts.must(member.accountId)
  if (member.role === 'admin') keepAnAdmin(tables, team, member, email)
  tellTeam(world, team.id, { about: 'people', text: `made ${email} ${role === 'admin' ? 'an' : 'a'} ${role}`, actorId })
  return tables.members.update(member.id, { role, updatedAt: now })
}

/** Takes somebody out of a team, and with that all they were given on apps of it. */
export function removeMember(world: PlatformWorld, team: Team, member: Member, actorId: string): void {
  const { tables } = world
  const { email } = tables.accounts.must(member.accountId)
  keepAnAdmin(tables, team, member, email)
  tables.members.delete(member.id)
  for (const row of tables.collaborators.by('account', member.accountId))
    if (tables.apps.must(row.appId).teamId === team.id) tables.collaborators.delete(row.id)
  tellTeam(world, team.id, {
    about: 'people',
    text: member.accountId === actorId ? 'left the team' : `removed ${email}`,
    actorId,
  })
}

function keepAnAdmin(tables: Tables, team: Team, member: Member, email: string): void {
  const others = tables.members.by('team', team.id).filter((row) => row.role === 'admin' && row.id !== member.id)
  if (others.length === 0) throw invalid(`${email} is the last admin of ${team.name}. Make somebody else one first.`)
}

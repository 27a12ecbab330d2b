import { hex } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import type { Member, Team } from '#platform/teams/model.ts'
import type { PlatformWorld } from '#platform/world.ts'

/** Adds a person, with a token that works at once. Tokens are no secrets: a world and all in it is made up. */
export function addPerson(world: PlatformWorld, name: string, email: string, title: string): Account {
  const { tables, now, seed } = world
  const id = world.newId('account')
  tables.authorizations.insert({
    id: world.newId('authorization'),
    accountId: id,
    token: `HRKU-${hex(40, seed, 'token', email)}`,
    description: 'Dashboard',
    scope: ['global'],
    createdAt: now,
    expiresAt: null,
  })
  return tables.accounts.insert({
    id,
    name,
    email,
    title,
    allowTracking: false,
    beta: false,
    createdAt: now + tables.accounts.size,
    updatedAt: now,
  })
}

export function addTeam(world: PlatformWorld, name: string): Team {
  return world.tables.teams.insert({ id: world.newId('team'), name, createdAt: world.now })
}

export function addMember(world: PlatformWorld, team: Team, account: Account, role: Member['role']): void {
  world.tables.members.insert({ id: world.newId('member'), teamId: team.id, accountId: account.id, role, createdAt: world.now })
}

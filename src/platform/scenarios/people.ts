import type { Account } from '#platform/account/model.ts'
import { openSession } from '#platform/oauth/model.ts'
import type { Member, Team } from '#platform/teams/model.ts'
import type { PlatformWorld } from '#platform/world.ts'

/** Adds a person, with a token that works at once. */
export function addPerson(world: PlatformWorld, name: string, email: string, title: string): Account {
  const { tables, now } = world
  const id = world.newId('account')
  openSession(world, id)
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

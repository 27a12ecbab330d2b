import type { Account } from '#platform/account/model.ts'
import type { Service } from '#platform/addons/catalog.ts'
import { forbidden, invalid } from '#platform/http/errors.ts'
import { tellTeam } from '#platform/teams/events.ts'
import { DEFAULT_PREFERENCES, RESERVED_NAMES, type AllowedService, type Preferences, type Team } from '#platform/teams/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'

/** Refuses with 422 a name that another team has, or that addresses use for something else. */
function freeName({ teams }: Tables, name: string): string {
  if (RESERVED_NAMES.includes(name)) throw invalid(`Name ${name} is reserved. Choose another.`)
  if (teams.first('name', name)) throw invalid(`Name ${name} is already taken`)
  return name
}

/** A new team, whose only member and admin is who made it. */
export function createTeam(world: PlatformWorld, actor: Account, name: string): Team {
  const { tables, now } = world
  const team = tables.teams.insert({ id: world.newId('team'), name: freeName(tables, name), createdAt: now })
  tables.members.insert({
    id: world.newId('member'),
    teamId: team.id,
    accountId: actor.id,
    role: 'admin',
    createdAt: now,
  })
  tellTeam(world, team.id, { about: 'people', text: 'created the team', actorId: actor.id })
  return team
}

export function renameTeam(world: PlatformWorld, team: Team, name: string, actorId: string): Team {
  if (name === team.name) return team
  const { tables, now } = world
  freeName(tables, name)
  tellTeam(world, team.id, { about: 'settings', text: `renamed the team from ${team.name} to ${name}`, actorId })
  return tables.teams.update(team.id, { name, updatedAt: now })
}

/** Makes a team the one that a member's new apps belong to when they name none, or ends that. */
export function makeDefault({ members }: Tables, actor: Account, team: Team, on: boolean): void {
  const mine = members.by('account', actor.id)
  if (!mine.some(({ teamId }) => teamId === team.id)) throw forbidden(`You are not in the team ${team.name}.`)
  for (const row of mine) {
    const isDefault = row.teamId === team.id ? on : !on && row.isDefault === true
    if ((row.isDefault ?? false) !== isDefault) members.update(row.id, { isDefault })
  }
}

/** Deletes a team that has no apps, with all that is known of it. */
export function deleteTeam({ tables }: PlatformWorld, { id }: Team): void {
  for (const table of [tables.members, tables.invitations, tables.teamEvents, tables.allowedServices])
    for (const row of table.by('team', id)) table.delete(row.id)
  tables.teams.delete(id)
}

export function setPreferences(world: PlatformWorld, team: Team, preferences: Preferences, actorId: string): Team {
  const before = team.preferences ?? DEFAULT_PREFERENCES
  const changes = [
    ...(before.defaultRole === preferences.defaultRole
      ? []
      : [
          preferences.defaultRole
            ? `set the role of new people to ${preferences.defaultRole}`
            : 'took back the role of new people',
        ]),
    ...(before.allowlist === preferences.allowlist
      ? []
      : [preferences.allowlist ? 'limited add-ons to those on the list' : 'allowed all add-ons']),
  ]
  if (changes.length === 0) return team
  tellTeam(world, team.id, { about: 'settings', text: changes.join(' and '), actorId })
  return world.tables.teams.update(team.id, { preferences, updatedAt: world.now })
}

export function allow(world: PlatformWorld, team: Team, { name, humanName }: Service, actorId: string): void {
  const { tables, now } = world
  if (tables.allowedServices.by('team', team.id).some((row) => row.service === name))
    throw invalid(`${humanName} is on the list of ${team.name} already.`)
  tellTeam(world, team.id, { about: 'settings', text: `put ${humanName} on the list of add-ons`, actorId })
  tables.allowedServices.insert({
    id: world.newId('allowed service'),
    teamId: team.id,
    service: name,
    addedBy: actorId,
    createdAt: now,
  })
}

export function disallow(world: PlatformWorld, team: Team, { id, service }: AllowedService, actorId: string): void {
  world.tables.allowedServices.delete(id)
  tellTeam(world, team.id, { about: 'settings', text: `took ${service} off the list of add-ons`, actorId })
}

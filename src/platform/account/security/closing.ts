import type { Account } from '#platform/account/model.ts'
import { personOf, removePerson } from '#platform/access/model.ts'
import { invalid } from '#platform/http/errors.ts'
import { memberOf, removeMember } from '#platform/teams/people/members.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'

/** What would be left without anybody, as sentences; an account can be deleted when there is nothing. */
export function hindrances(tables: Tables, { id }: Account): string[] {
  const apps = tables.apps.by('owner', id).filter(({ teamId }) => teamId === null)
  const pipelines = tables.pipelines.all().filter(({ owner }) => owner.type === 'user' && owner.id === id)
  const alone = tables.members
    .by('account', id)
    .filter(({ role }) => role === 'admin')
    .filter(({ teamId }) => tables.members.by('team', teamId).filter(({ role }) => role === 'admin').length === 1)
    .map(({ teamId }) => tables.teams.must(teamId).name)
  const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name).join(', ')
  return [
    ...(apps.length > 0 ? [`You own apps: ${names(apps)}. Delete or transfer them first.`] : []),
    ...(pipelines.length > 0 ? [`You own pipelines: ${names(pipelines)}. Delete or transfer them first.`] : []),
    ...(alone.length > 0 ? [`You are the only admin of ${alone.join(', ')}. Make somebody else one first, or delete it.`] : []),
  ]
}

/** Deletes an account for good. Its row stays, unreachable, for what happened names who did it. */
export function close(world: PlatformWorld, account: Account): Account {
  const { tables, now } = world
  const { id, email } = account
  const [first] = hindrances(tables, account)
  if (first !== undefined) throw invalid(first)
  for (const { teamId } of tables.members.by('account', id)) {
    const team = tables.teams.must(teamId)
    removeMember(world, team, memberOf(tables, team, id), id)
  }
  for (const { appId } of tables.collaborators.by('account', id)) {
    const app = tables.apps.must(appId)
    removePerson(world, app, personOf(tables, app, id), id)
  }
  for (const row of tables.invitations.by('email', email)) tables.invitations.delete(row.id)
  for (const row of tables.transfers.all())
    if (row.state === 'pending' && row.recipientId === id) tables.transfers.update(row.id, { state: 'declined', updatedAt: now })
  for (const client of tables.oauthClients.by('account', id)) {
    for (const row of tables.authorizations.by('client', client.id)) tables.authorizations.delete(row.id)
    tables.oauthClients.delete(client.id)
  }
  for (const row of tables.authorizations.by('account', id)) tables.authorizations.delete(row.id)
  for (const row of tables.keys.by('account', id)) tables.keys.delete(row.id)
  for (const row of tables.favorites.by('account', id)) tables.favorites.delete(row.id)
  for (const row of tables.dataclips.by('owner', id)) tables.dataclips.delete(row.id)
  const nothing = { password: null, reset: null, emailChange: null, twoFactor: null, pendingSecret: null }
  return tables.accounts.update(id, { ...nothing, closedAt: now, updatedAt: now })
}

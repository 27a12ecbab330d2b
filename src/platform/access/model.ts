import type { Row } from '#kernel/table.ts'
import type { Account } from '#platform/account/model.ts'
import { permissionsByRole, permissionsOn } from '#platform/apps/access.ts'
import { emailOf, record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { changePayer } from '#platform/billing/meters.ts'
import { conflict, invalid, notFound } from '#platform/http/errors.ts'
import { ALL_PERMISSIONS, MEMBER, permissionsOfRole, type Permission } from '#platform/permissions/contract.ts'
import { tellTeam } from '#platform/teams/events.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'

/** Someone with permissions of their own on one app. */
export interface Collaborator extends Row {
  readonly appId: string
  readonly accountId: string
  readonly permissions: readonly Permission[]
  readonly createdAt: number
  readonly updatedAt: number
}

/** A personal app offered by its owner to somebody else. */
export interface Transfer extends Row {
  readonly appId: string
  readonly ownerId: string
  readonly recipientId: string
  readonly state: 'pending' | 'accepted' | 'declined'
  readonly createdAt: number
  readonly updatedAt: number
}

/** On a personal app (heroku-facts G.7). */
export const MOST_COLLABORATORS = 5

/** The person with this id or e-mail. Refuses with 404 where there is none. */
export function accountCalled(tables: Tables, actor: Account, identity: string): Account {
  if (identity === '~') return actor
  const account = tables.accounts.get(identity) ?? tables.accounts.first('email', identity.trim().toLowerCase())
  if (!account || account.closedAt !== undefined) throw notFound('user')
  return account
}

/** Everyone with access to an app: its owner or its team's members by role, and its collaborators. */
export function peopleOf(tables: Tables, app: App): Collaborator[] {
  const people = new Map<string, Collaborator>()
  const add = (accountId: string, id: string, at: number, permissions: readonly Permission[]) => {
    if (permissions.length > 0) people.set(accountId, { id, appId: app.id, accountId, permissions, createdAt: at, updatedAt: at })
  }
  if (app.teamId === null) add(app.ownerId, app.ownerId, app.createdAt, ALL_PERMISSIONS)
  else
    for (const { accountId, id, createdAt, role } of tables.members.by('team', app.teamId))
      add(accountId, id, createdAt, permissionsOfRole(role, app.locked))
  for (const row of tables.collaborators.by('app', app.id))
    people.set(row.accountId, { ...row, permissions: permissionsOn(tables, app, row.accountId) })
  return [...people.values()]
}

/** The one of them with this id or e-mail. Refuses with 404 where there is none. */
export function personOf(tables: Tables, app: App, identity: string): Collaborator {
  const account = tables.accounts.first('email', identity.toLowerCase())
  const row = peopleOf(tables, app).find((each) => [each.id, each.accountId].includes(account?.id ?? identity))
  if (!row) throw notFound('collaborator')
  return row
}

const inWords = (permissions: readonly Permission[]) => [...permissions].sort().join(', ')

/** What is asked for, with `view`, which goes with everything. Refuses less than the person's role gives them anyway. */
function granting(tables: Tables, app: App, account: Account, asked: readonly Permission[]): readonly Permission[] {
  const permissions: readonly Permission[] = [...new Set<Permission>([...asked, 'view'])].sort()
  const byRole = permissionsByRole(tables, app, account.id)
  if (byRole.some((permission) => !permissions.includes(permission)))
    throw invalid(`${account.email} may ${inWords(byRole)} by their role in the team, and can only be given more.`)
  return permissions
}

/** Gives someone access. Without permissions they get those of their role in the team, or all but `manage`. */
export function addPerson(
  world: PlatformWorld,
  app: App,
  account: Account,
  asked: readonly Permission[] | undefined,
  actorId: string,
): Collaborator {
  const { tables } = world
  const there = tables.collaborators.by('app', app.id)
  if (app.teamId === null && app.ownerId === account.id) throw invalid(`${account.email} is the owner of ${app.name}.`)
  if (there.some((row) => row.accountId === account.id))
    throw invalid(`${account.email} is already a collaborator on ${app.name}.`)
  if (app.teamId === null && there.length >= MOST_COLLABORATORS) throw tooMany()
  const byRole = permissionsByRole(tables, app, account.id)
  const permissions =
    app.teamId === null ? MEMBER : granting(tables, app, account, asked ?? (byRole.length > 0 ? byRole : MEMBER))
  const joins = account.id === actorId
  tell(world, app, actorId, joins ? 'joined the app' : `added ${account.email} (${inWords(permissions)})`)
  return insert(world, app, account.id, permissions)
}

const tooMany = () =>
  invalid(`A personal app can have at most ${MOST_COLLABORATORS} collaborators. Remove one, or transfer the app to a team.`)

/** For the activity feed and, with a capital letter, the log. */
function tell(world: PlatformWorld, app: App, actorId: string, text: string): void {
  const line = `${text.charAt(0).toUpperCase()}${text.slice(1)} by user ${emailOf(world, actorId)}`
  record(world, { appId: app.id, kind: 'access', text, line, actorId })
}

/** Sets what someone may do with a team's app; members may be given more than their role does. */
export function setPermissions(
  world: PlatformWorld,
  app: App,
  person: Collaborator,
  asked: readonly Permission[],
  actorId: string,
): Collaborator {
  const { tables, now } = world
  if (app.teamId === null) throw invalid('Only apps of a team have permissions.')
  const account = tables.accounts.must(person.accountId)
  const permissions = granting(tables, app, account, asked)
  if (inWords(permissions) === inWords(person.permissions)) return person
  tell(world, app, actorId, `let ${account.email} ${inWords(permissions)}`)
  return tables.collaborators.get(person.id)
    ? tables.collaborators.update(person.id, { permissions, updatedAt: now })
    : insert(world, app, account.id, permissions)
}

/** Takes away what someone was given, by themselves or others; what their role gives them stays. */
export function removePerson(world: PlatformWorld, app: App, person: Collaborator, actorId: string): void {
  const { tables } = world
  const { email } = tables.accounts.must(person.accountId)
  if (app.teamId === null && app.ownerId === person.accountId)
    throw invalid('The owner cannot be removed. Transfer the app first.')
  if (!tables.collaborators.get(person.id))
    throw invalid(`${email} has access by their role in the team. Lock the app, or change their role.`)
  tables.collaborators.delete(person.id)
  if (!peopleOf(tables, app).some((row) => row.permissions.includes('manage')))
    throw invalid(`${email} is the last who may manage ${app.name}.`)
  tell(world, app, actorId, person.accountId === actorId ? 'left the app' : `removed ${email}`)
}

/** Locks a team's app: its members lose what they were not given themselves (heroku-facts F.5). */
export function setLocked(world: PlatformWorld, app: App, locked: boolean, actorId: string): App {
  if (app.teamId === null) throw invalid('Only apps of a team can be locked.')
  if (locked === app.locked) return app
  tell(world, app, actorId, `${locked ? '' : 'un'}locked the app`)
  return world.tables.apps.update(app.id, { locked, updatedAt: world.now })
}

/**
 * Makes an app a person's or a team's. The owner of a personal app stays on it as a collaborator; of a team's app that becomes
 * personal nobody else keeps anything, as the CLI warns.
 */
export function changeOwner(world: PlatformWorld, app: App, to: Pick<App, 'ownerId' | 'teamId'>, actorId: string): App {
  const { tables, now } = world
  const name = to.teamId === null ? emailOf(world, to.ownerId) : `the team ${tables.teams.must(to.teamId).name}`
  tell(world, app, actorId, `transferred the app to ${name}`)
  if (app.teamId !== null)
    tellTeam(world, app.teamId, { about: 'apps', text: `transferred the app ${app.name} to ${name}`, actorId })
  for (const row of tables.transfers.by('app', app.id)) if (row.state === 'pending') tables.transfers.delete(row.id)
  const rows = tables.collaborators.by('app', app.id)
  if (to.teamId === null)
    for (const row of rows) if (app.teamId !== null || row.accountId === to.ownerId) tables.collaborators.delete(row.id)
  if (app.teamId === null) insert(world, app, app.ownerId, MEMBER)
  if (to.teamId === null && tables.collaborators.by('app', app.id).length > MOST_COLLABORATORS) throw tooMany()
  const changed = tables.apps.update(app.id, { ...to, locked: false, updatedAt: now })
  changePayer(world, app, changed)
  return changed
}

function insert(world: PlatformWorld, { id: appId }: App, accountId: string, permissions: readonly Permission[]): Collaborator {
  const { tables, now } = world
  return tables.collaborators.insert({
    id: world.newId('collaborator'),
    appId,
    accountId,
    permissions,
    createdAt: now,
    updatedAt: now,
  })
}

/** Offers a personal app to somebody, who has to accept it. */
export function offerApp(world: PlatformWorld, app: App, recipient: Account): Transfer {
  const { tables, now } = world
  if (app.teamId !== null) throw invalid(`${app.name} belongs to a team: transfer it by PATCH /teams/apps/${app.name}.`)
  if (recipient.id === app.ownerId) throw invalid(`${recipient.email} is the owner of ${app.name} already.`)
  const pending = tables.transfers.by('app', app.id).find((row) => row.state === 'pending')
  if (pending) throw conflict(`${app.name} was offered to ${emailOf(world, pending.recipientId)} already. Withdraw that first.`)
  tell(world, app, app.ownerId, `offered the app to ${recipient.email}`)
  return tables.transfers.insert({
    id: world.newId('transfer'),
    appId: app.id,
    ownerId: app.ownerId,
    recipientId: recipient.id,
    state: 'pending',
    createdAt: now,
    updatedAt: now,
  })
}

/** What the recipient says to the offer. */
export function answerOffer(world: PlatformWorld, transfer: Transfer, state: 'accepted' | 'declined'): Transfer {
  const { tables, now } = world
  if (transfer.state !== 'pending') throw invalid(`This transfer was ${transfer.state} already.`)
  const answered = tables.transfers.update(transfer.id, { state, updatedAt: now })
  const app = tables.apps.must(transfer.appId)
  const recipient = tables.accounts.must(transfer.recipientId)
  if (state === 'accepted') changeOwner(world, app, { ownerId: recipient.id, teamId: null }, recipient.id)
  else tell(world, app, recipient.id, 'declined to take over the app')
  return answered
}

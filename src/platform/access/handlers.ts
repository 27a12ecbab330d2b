import type { Account } from '#platform/account/model.ts'
import { allow, appFor } from '#platform/apps/access.ts'
import type { App } from '#platform/apps/model.ts'
import { forbidden, notFound } from '#platform/http/errors.ts'
import { ALL_PERMISSIONS, type Permission } from '#platform/permissions/contract.ts'
import { listOf } from '#platform/http/range.ts'
import { implement, type Context } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { access } from './contract.ts'
import {
  accountCalled,
  addPerson,
  answerOffer,
  offerApp,
  peopleOf,
  personOf,
  removePerson,
  setPermissions,
  type Collaborator,
  type Transfer,
} from './model.ts'
import { wireCollaborator, wirePermission } from './wire.ts'

type Asked = Context<(typeof access)['info']>

const list = ({ tables, app }: Pick<Asked, 'tables' | 'app'>) =>
  listOf(peopleOf(tables, app), { id: (row) => row.id, email: (row) => tables.accounts.must(row.accountId).email }, (row) =>
    wireCollaborator(tables, app, row),
  )

const info = ({ tables, app, params }: Pick<Asked, 'tables' | 'app' | 'params'>) =>
  wireCollaborator(tables, app, personOf(tables, app, params.collaborator))

/** Joining gives nothing but what one's role in the team does; all else is for those who manage the app. */
function add(
  { world, tables, actor, app, permissions }: Pick<Asked, 'world' | 'tables' | 'actor' | 'app' | 'permissions'>,
  user: string,
  asked?: readonly Permission[],
) {
  const account = accountCalled(tables, actor, user)
  const joins = account.id === actor.id && !permissions.includes('manage')
  if (!joins) allow(permissions, 'access.edit')
  return wireCollaborator(tables, app, seen(tables, app, addPerson(world, app, account, joins ? undefined : asked, actor.id)))
}

/** A row as the list shows it: with what the person's role adds. */
const seen = (tables: Tables, app: App, row: Collaborator) => personOf(tables, app, row.id)

function remove({ world, tables, actor, app, permissions, params }: Omit<Asked, 'body'>) {
  const person = personOf(tables, app, params.collaborator)
  if (person.accountId !== actor.id) allow(permissions, 'access.edit')
  const gone = wireCollaborator(tables, app, person)
  removePerson(world, app, person, actor.id)
  return gone
}

function wireTransfer(tables: Tables, row: Transfer) {
  const app = tables.apps.must(row.appId)
  const person = (accountId: string) => ({ id: accountId, email: tables.accounts.must(accountId).email })
  return {
    app: { id: app.id, name: app.name },
    created_at: iso(row.createdAt),
    id: row.id,
    owner: person(row.ownerId),
    recipient: person(row.recipientId),
    state: row.state,
    updated_at: iso(row.updatedAt),
  }
}

/** The transfers a person made or was made, the newest last. */
const transfersOf = (tables: Tables, { id }: Account) =>
  tables.transfers
    .all()
    .filter((row) => row.ownerId === id || row.recipientId === id)
    .sort((a, b) => a.createdAt - b.createdAt)

/** One of them, by its id or by the app's name: then the one that is pending, or the newest. */
function transferFor(tables: Tables, actor: Account, identity: string): Transfer {
  const app = tables.apps.first('name', identity)?.id
  const found = transfersOf(tables, actor).filter((row) => row.id === identity || row.appId === app)
  const transfer = found.find((row) => row.state === 'pending') ?? found.at(-1)
  if (!transfer) throw notFound('app_transfer')
  return transfer
}

export const accessRoutes = implement(access, {
  list,
  info,
  add: (context) => add(context, context.body.user),
  remove,
  teamList: list,
  teamInfo: info,
  teamAdd: (context) => add(context, context.body.user, context.body.permissions),
  teamUpdate: ({ world, tables, actor, app, params, body }) =>
    wireCollaborator(
      tables,
      app,
      seen(tables, app, setPermissions(world, app, personOf(tables, app, params.collaborator), body.permissions, actor.id)),
    ),
  teamRemove: remove,
  permissions: () => ALL_PERMISSIONS.map(wirePermission),
  transfers: ({ tables, actor }) =>
    listOf(transfersOf(tables, actor), { id: (row) => row.id, created_at: (row) => iso(row.createdAt) }, (row) =>
      wireTransfer(tables, row),
    ),
  transfer: ({ tables, actor, params }) => wireTransfer(tables, transferFor(tables, actor, params.transfer)),
  offer: ({ world, tables, actor, body }) =>
    wireTransfer(
      tables,
      offerApp(world, appFor(tables, actor, body.app, 'app.transfer'), accountCalled(tables, actor, body.recipient)),
    ),
  answer: ({ world, tables, actor, params, body }) => {
    const transfer = transferFor(tables, actor, params.transfer)
    if (transfer.recipientId !== actor.id) throw forbidden('Only the recipient can accept or decline an app.')
    return wireTransfer(tables, answerOffer(world, transfer, body.state))
  },
  withdraw: ({ tables, actor, params }) => {
    const transfer = transferFor(tables, actor, params.transfer)
    if (transfer.ownerId !== actor.id) throw forbidden('Only who offered the app can withdraw that.')
    const gone = wireTransfer(tables, transfer)
    tables.transfers.delete(transfer.id)
    return gone
  },
})

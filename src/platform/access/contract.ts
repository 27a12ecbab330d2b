import * as z from 'zod/mini'
import { endpoint, named, person, timestamp, uuid } from '#platform/http/contract.ts'

const PermissionEntity = z.object({ name: z.string(), description: z.string() })

export const Collaborator = z.object({
  app: named,
  created_at: timestamp,
  id: uuid,
  permissions: z.array(PermissionEntity),
  role: z.nullable(z.string()),
  updated_at: timestamp,
  user: z.extend(person, { federated: z.boolean() }),
})
export type Collaborator = z.infer<typeof Collaborator>

export const Transfer = z.object({
  app: named,
  created_at: timestamp,
  id: uuid,
  owner: person,
  recipient: person,
  state: z.enum(['pending', 'accepted', 'declined']),
  updated_at: timestamp,
})
export type Transfer = z.infer<typeof Transfer>

const permissions = z.array(z.enum(['view', 'deploy', 'operate', 'manage'], 'Permissions are view, deploy, operate and manage.'))
/** `silent` would suppress an e-mail; none is ever sent here. */
const silent = z.optional(z.boolean())
const user = z.string()

const reads = ['collaborators', 'members', 'apps', 'accounts']
// Whoever sees the app may leave it, and members may join it; the rest asks for more.
const action = 'app.view'

// An app's people have two addresses each: of every app, and of a team's.

const listed = <const P extends string>(path: P) =>
  endpoint({
    method: 'GET',
    path,
    title: 'List collaborators',
    action,
    response: z.array(Collaborator),
    list: { sort: ['id', 'email'] },
    reads,
  })
const shown = <const P extends string>(path: P) =>
  endpoint({ method: 'GET', path, title: 'Show a collaborator', action, response: Collaborator, reads })
const removed = <const P extends string>(path: P) =>
  endpoint({ method: 'DELETE', path, title: 'Remove a collaborator', action, response: Collaborator })

export const access = {
  list: listed('/apps/:app/collaborators'),
  info: shown('/apps/:app/collaborators/:collaborator'),
  add: endpoint({
    method: 'POST',
    path: '/apps/:app/collaborators',
    title: 'Add a collaborator',
    action,
    body: z.object({ user, silent }),
    response: Collaborator,
    status: 201,
  }),
  remove: removed('/apps/:app/collaborators/:collaborator'),
  teamList: listed('/teams/apps/:app/collaborators'),
  teamInfo: shown('/teams/apps/:app/collaborators/:collaborator'),
  teamAdd: endpoint({
    method: 'POST',
    path: '/teams/apps/:app/collaborators',
    title: 'Add a collaborator',
    action,
    body: z.object({ user, silent, permissions: z.optional(permissions) }),
    response: Collaborator,
    status: 201,
  }),
  teamUpdate: endpoint({
    method: 'PATCH',
    path: '/teams/apps/:app/collaborators/:collaborator',
    title: "Set a collaborator's permissions",
    action: 'access.edit',
    body: z.object({ permissions }),
    response: Collaborator,
  }),
  teamRemove: removed('/teams/apps/:app/collaborators/:collaborator'),
  permissions: endpoint({
    method: 'GET',
    path: '/teams/permissions',
    title: 'List the permissions there are',
    action: 'account.lists',
    response: z.array(PermissionEntity),
  }),
  transfers: endpoint({
    method: 'GET',
    path: '/account/app-transfers',
    title: 'List app transfers',
    action: 'account.lists',
    response: z.array(Transfer),
    list: { sort: ['id', 'created_at'] },
    reads: ['transfers', 'apps'],
  }),
  transfer: endpoint({
    method: 'GET',
    path: '/account/app-transfers/:transfer',
    title: 'Show an app transfer',
    action: 'account.offers',
    response: Transfer,
    reads: ['transfers', 'apps'],
  }),
  offer: endpoint({
    method: 'POST',
    path: '/account/app-transfers',
    title: 'Offer an app to someone',
    body: z.object({ app: z.string(), recipient: z.string(), silent }),
    response: Transfer,
    status: 201,
  }),
  answer: endpoint({
    method: 'PATCH',
    path: '/account/app-transfers/:transfer',
    title: 'Accept or decline an app',
    action: 'account.offers',
    body: z.object({ state: z.enum(['accepted', 'declined']) }),
    response: Transfer,
  }),
  withdraw: endpoint({
    method: 'DELETE',
    path: '/account/app-transfers/:transfer',
    title: 'Withdraw an app transfer',
    action: 'account.offers',
    response: Transfer,
  }),
}

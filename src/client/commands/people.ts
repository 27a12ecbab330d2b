import { access } from '#platform/access/contract.ts'
import { account } from '#platform/account/contract.ts'
import { keys } from '#platform/keys/contract.ts'
import { authorizations, clients } from '#platform/oauth/contract.ts'
import { teams } from '#platform/teams/contract.ts'
import { people } from '#platform/teams/people/contract.ts'
import { on, typed, type Command, type Words } from './command.ts'

const inTeam = (
  command: string,
  { params, body }: { params: { team: string }; body: { email: string; role: string } },
): Words => [`members:${command}`, body.email, '--role', body.role, '--team', params.team]

/** Of people: who they are, what they sign in with, their teams, and who may do what. */
export const peopleCommands: readonly Command[] = [
  typed(account.info, () => ['auth:whoami']),
  typed(authorizations.list, () => ['authorizations']),
  typed(authorizations.info, ({ params }) => ['authorizations:info', params.authorization]),
  typed(authorizations.create, ({ body = {} }) =>
    body.client
      ? null
      : [
          'authorizations:create',
          ...(body.description ? ['--description', body.description] : []),
          ...(body.scope ? ['--scope', body.scope.join(',')] : []),
          ...(body.expires_in ? ['--expires-in', String(body.expires_in)] : []),
        ],
  ),
  typed(authorizations.update, ({ params, body }) =>
    body?.description ? ['authorizations:update', params.authorization, '--description', body.description] : null,
  ),
  typed(authorizations.regenerate, ({ params }) => ['authorizations:rotate', params.authorization]),
  typed(authorizations.delete, ({ params }) => ['authorizations:revoke', params.authorization]),
  typed(authorizations.sessions, () => ['sessions']),
  typed(authorizations.endSession, ({ params }) => ['sessions:destroy', params.session]),
  typed(clients.list, () => ['clients']),
  typed(clients.info, ({ params }) => ['clients:info', params.client]),
  typed(clients.create, ({ body }) => ['clients:create', body.name, body.redirect_uri]),
  typed(clients.update, ({ params, body = {} }) => [
    'clients:update',
    params.client,
    ...(body.name ? ['--name', body.name] : []),
    ...(body.redirect_uri ? ['--url', body.redirect_uri] : []),
  ]),
  typed(clients.rotate, ({ params }) => ['clients:rotate', params.client]),
  typed(clients.delete, ({ params }) => ['clients:destroy', params.client]),
  typed(keys.list, () => ['keys']),
  typed(keys.add, () => ['keys:add', '~/.ssh/id_ed25519.pub']),
  typed(teams.createApp, ({ body = {} }) => [
    'apps:create',
    ...(body.name ? [body.name] : []),
    ...(body.team ? ['--team', body.team] : []),
  ]),
  typed(teams.apps, ({ params }) => ['apps', '--team', params.team]),
  typed(teams.list, () => ['teams']),
  typed(teams.members, ({ params }) => ['members', '--team', params.team]),
  typed(people.invite, (args) => inTeam('add', args)),
  typed(people.updateMember, (args) => inTeam('set', args)),
  typed(people.removeMember, ({ params }) => ['members:remove', params.member, '--team', params.team]),
  typed(people.revoke, ({ params }) => ['members:remove', params.invitation, '--team', params.team]),
  typed(teams.updateApp, ({ params, body = {} }) => {
    if (body.owner !== undefined) return body.locked === undefined ? ['apps:transfer', body.owner, ...on(params.app)] : null
    return body.locked === undefined ? null : [body.locked ? 'apps:lock' : 'apps:unlock', ...on(params.app)]
  }),
  typed(access.list, ({ params }) => ['access', ...on(params.app)]),
  typed(access.add, ({ params, body }) => ['access:add', body.user, ...on(params.app)]),
  typed(access.teamAdd, ({ params, body: { user, permissions } }) => [
    'access:add',
    user,
    ...(permissions ? ['--permissions', permissions.join(',')] : []),
    ...on(params.app),
  ]),
  typed(access.teamUpdate, ({ params, body }) => [
    'access:update',
    params.collaborator,
    '--permissions',
    body.permissions.join(','),
    ...on(params.app),
  ]),
  typed(access.remove, ({ params }) => ['access:remove', params.collaborator, ...on(params.app)]),
  typed(access.teamRemove, ({ params }) => ['access:remove', params.collaborator, ...on(params.app)]),
  typed(access.offer, ({ body }) => ['apps:transfer', body.recipient, ...on(body.app)]),
]

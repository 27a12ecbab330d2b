import { access } from '#platform/access/contract.ts'
import { account } from '#platform/account/contract.ts'
import { addons, attachments, marketplace } from '#platform/addons/contract.ts'
import { apps } from '#platform/apps/contract.ts'
import { buildpacks } from '#platform/buildpacks/contract.ts'
import { certificates } from '#platform/certificates/contract.ts'
import { config } from '#platform/config/contract.ts'
import { domains } from '#platform/domains/contract.ts'
import { drains } from '#platform/drains/contract.ts'
import { dynos } from '#platform/dynos/contract.ts'
import type { Endpoint } from '#platform/http/contract.ts'
import { kafka, kafkaControl } from '#platform/kafka/contract.ts'
import { logs } from '#platform/logs/contract.ts'
import { keys } from '#platform/keys/contract.ts'
import { monitors } from '#platform/monitors/contract.ts'
import { redis } from '#platform/redis/contract.ts'
import { couplings, pipelines } from '#platform/pipelines/contract.ts'
import { authorizations, clients } from '#platform/oauth/contract.ts'
import { releases } from '#platform/releases/contract.ts'
import { teams } from '#platform/teams/contract.ts'
import { people } from '#platform/teams/people/contract.ts'
import { webhooks } from '#platform/webhooks/contract.ts'
import { connection } from './connection.ts'
import { pathOf, SECOND_FACTOR, type AnyArgs, type Args, type CallOptions, type Rest } from './http.ts'

// "Show as CLI / API": what one would type to do the same. Commands and flags are those of the official CLI, version 11.

type Words = readonly string[]

interface Rule {
  words(args: AnyArgs): Words | null
}

const rules = new Map<Endpoint, Rule>()

/** Says how an endpoint's call is typed; null where the CLI cannot do just that. */
function typed<E extends Endpoint>(endpoint: E, words: (args: Args<E>) => Words | null): void {
  rules.set(endpoint, { words })
}

const on = (app: string): Words => ['-a', app]
const nameOf = (value: string | { name: string } | { id: string }) =>
  typeof value === 'string' ? value : 'name' in value ? value.name : value.id

typed(account.info, () => ['auth:whoami'])
typed(authorizations.list, () => ['authorizations'])
typed(authorizations.info, ({ params }) => ['authorizations:info', params.authorization])
typed(authorizations.create, ({ body = {} }) =>
  body.client
    ? null
    : [
        'authorizations:create',
        ...(body.description ? ['--description', body.description] : []),
        ...(body.scope ? ['--scope', body.scope.join(',')] : []),
        ...(body.expires_in ? ['--expires-in', String(body.expires_in)] : []),
      ],
)
typed(authorizations.update, ({ params, body }) =>
  body?.description ? ['authorizations:update', params.authorization, '--description', body.description] : null,
)
typed(authorizations.regenerate, ({ params }) => ['authorizations:rotate', params.authorization])
typed(authorizations.delete, ({ params }) => ['authorizations:revoke', params.authorization])
typed(authorizations.sessions, () => ['sessions'])
typed(authorizations.endSession, ({ params }) => ['sessions:destroy', params.session])
typed(clients.list, () => ['clients'])
typed(clients.info, ({ params }) => ['clients:info', params.client])
typed(clients.create, ({ body }) => ['clients:create', body.name, body.redirect_uri])
typed(clients.update, ({ params, body = {} }) => [
  'clients:update',
  params.client,
  ...(body.name ? ['--name', body.name] : []),
  ...(body.redirect_uri ? ['--url', body.redirect_uri] : []),
])
typed(clients.rotate, ({ params }) => ['clients:rotate', params.client])
typed(clients.delete, ({ params }) => ['clients:destroy', params.client])
typed(keys.list, () => ['keys'])
typed(keys.add, () => ['keys:add', '~/.ssh/id_ed25519.pub'])
typed(apps.list, () => ['apps'])
typed(apps.info, ({ params }) => ['apps:info', ...on(params.app)])
typed(apps.create, ({ body = {} }) => [
  'apps:create',
  ...(body.name ? [body.name] : []),
  ...(body.region ? ['--region', nameOf(body.region)] : []),
])
typed(teams.createApp, ({ body = {} }) => [
  'apps:create',
  ...(body.name ? [body.name] : []),
  ...(body.team ? ['--team', body.team] : []),
])
typed(teams.apps, ({ params }) => ['apps', '--team', params.team])
typed(teams.list, () => ['teams'])
typed(teams.members, ({ params }) => ['members', '--team', params.team])
const inTeam = (
  command: string,
  { params, body }: { params: { team: string }; body: { email: string; role: string } },
): Words => [`members:${command}`, body.email, '--role', body.role, '--team', params.team]
typed(people.invite, (args) => inTeam('add', args))
typed(people.updateMember, (args) => inTeam('set', args))
typed(people.removeMember, ({ params }) => ['members:remove', params.member, '--team', params.team])
typed(people.revoke, ({ params }) => ['members:remove', params.invitation, '--team', params.team])
typed(apps.delete, ({ params }) => ['apps:destroy', ...on(params.app), '--confirm', params.app])
typed(apps.update, ({ params, body = {} }) => {
  if (body.name !== undefined) return ['apps:rename', body.name, ...on(params.app)]
  if (body.maintenance !== undefined) return [body.maintenance ? 'maintenance:on' : 'maintenance:off', ...on(params.app)]
  if (body.build_stack !== undefined) return ['apps:stacks:set', nameOf(body.build_stack), ...on(params.app)]
  return null
})
typed(teams.updateApp, ({ params, body = {} }) => {
  if (body.owner !== undefined) return body.locked === undefined ? ['apps:transfer', body.owner, ...on(params.app)] : null
  return body.locked === undefined ? null : [body.locked ? 'apps:lock' : 'apps:unlock', ...on(params.app)]
})
typed(access.list, ({ params }) => ['access', ...on(params.app)])
typed(access.add, ({ params, body }) => ['access:add', body.user, ...on(params.app)])
typed(access.teamAdd, ({ params, body: { user, permissions } }) => [
  'access:add',
  user,
  ...(permissions ? ['--permissions', permissions.join(',')] : []),
  ...on(params.app),
])
typed(access.teamUpdate, ({ params, body }) => [
  'access:update',
  params.collaborator,
  '--permissions',
  body.permissions.join(','),
  ...on(params.app),
])
typed(access.remove, ({ params }) => ['access:remove', params.collaborator, ...on(params.app)])
typed(access.teamRemove, ({ params }) => ['access:remove', params.collaborator, ...on(params.app)])
typed(access.offer, ({ body }) => ['apps:transfer', body.recipient, ...on(body.app)])
typed(addons.list, () => ['addons', '--all'])
typed(addons.listOf, ({ params }) => ['addons', ...on(params.app)])
typed(addons.info, ({ params }) => ['addons:info', params.addon])
typed(addons.create, ({ params, body: { plan, name, attachment, config } }) => [
  'addons:create',
  nameOf(plan),
  ...(name ? ['--name', name] : []),
  ...(attachment?.name ? ['--as', attachment.name] : []),
  ...on(params.app),
  ...(config && Object.keys(config).length > 0
    ? ['--', ...Object.entries(config).map(([key, value]) => `--${key}=${value}`)]
    : []),
])
typed(addons.update, ({ params, body = {} }) => {
  if (body.plan !== undefined && body.name !== undefined) return null
  if (body.plan !== undefined) return ['addons:upgrade', params.addon, nameOf(body.plan), ...on(params.app)]
  return body.name === undefined ? null : ['addons:rename', params.addon, body.name]
})
typed(addons.delete, ({ params, body = {} }) => [
  'addons:destroy',
  params.addon,
  ...on(params.app),
  '--confirm',
  params.app,
  ...(body.force ? ['--force'] : []),
])
typed(attachments.create, ({ body: { addon, app, name, namespace } }) => [
  'addons:attach',
  nameOf(addon),
  ...(name ? ['--as', name] : []),
  ...(namespace?.startsWith('credential:') ? ['--credential', namespace.slice('credential:'.length)] : []),
  ...on(nameOf(app)),
])
typed(marketplace.services, () => ['addons:services'])
typed(marketplace.plans, ({ params }) => ['addons:plans', params.service])
typed(redis.info, ({ params }) => ['redis:info', params.database])
typed(redis.configure, ({ params, body = {} }) => {
  const said = Object.entries({
    maxmemory: body.maxmemory_policy && ['--policy', body.maxmemory_policy],
    timeout: body.timeout !== undefined && ['--seconds', String(body.timeout)],
    'keyspace-notifications': body.notify_keyspace_events !== undefined && ['--config', body.notify_keyspace_events],
  }).flatMap(([command, words]) => (words ? [[`redis:${command}`, params.database, ...words]] : []))
  // Each of them is a command of its own.
  return said.length === 1 ? (said[0] ?? null) : null
})
typed(redis.rotate, ({ params }) => ['redis:credentials', params.database, '--reset'])
typed(redis.upgrade, ({ params, body }) => ['redis:upgrade', params.database, '--version', body.version])
typed(redis.resetStats, ({ params }) => ['redis:stats-reset', params.database])
typed(kafka.info, ({ params }) => ['kafka:info', params.cluster])
typed(kafka.topics, ({ params }) => ['kafka:topics', params.cluster])
typed(kafka.createTopic, ({ params, body: { topic } }) => [
  'kafka:topics:create',
  topic.name,
  params.cluster,
  ...(topic.partition_count ? ['--partitions', String(topic.partition_count)] : []),
  ...(topic.replication_factor ? ['--replication-factor', String(topic.replication_factor)] : []),
  ...(topic.retention_time_ms ? ['--retention-time', `${topic.retention_time_ms}ms`] : []),
  ...(topic.compaction ? ['--compaction'] : []),
])
typed(kafka.deleteTopic, ({ params }) => ['kafka:topics:destroy', params.topic, params.cluster])
typed(kafka.groups, ({ params }) => ['kafka:consumer-groups', params.cluster])
typed(kafka.createGroup, ({ params, body }) => ['kafka:consumer-groups:create', body.consumer_group.name, params.cluster])
typed(kafka.deleteGroup, ({ params, body }) => ['kafka:consumer-groups:destroy', body.consumer_group.name, params.cluster])
typed(kafka.rotate, ({ params }) => ['kafka:credentials', params.cluster, '--reset'])
typed(kafka.upgrade, ({ params, body }) => ['kafka:upgrade', params.cluster, '--version', body.version])
typed(kafka.fail, ({ params }) => ['kafka:fail', params.cluster])
typed(kafkaControl.produce, ({ params, body: { key, value, partition, headers = {} } }) =>
  value === null || Object.keys(headers).length > 0
    ? null
    : [
        'kafka:topics:write',
        params.topic,
        value,
        params.cluster,
        ...(key ? ['--key', key] : []),
        ...(typeof partition === 'number' ? ['--partition', String(partition)] : []),
      ],
)
typed(apps.favorites, () => ['apps:favorites'])
typed(apps.setFeature, ({ params, body }) => [
  body.enabled ? 'features:enable' : 'features:disable',
  params.feature,
  ...on(params.app),
])
typed(apps.features, ({ params }) => ['features', ...on(params.app)])
typed(buildpacks.search, ({ query }) => ['buildpacks:search', ...(query?.search ? [query.search] : [])])
typed(buildpacks.list, ({ params }) => ['buildpacks', ...on(params.app)])
typed(buildpacks.set, ({ params, body }) => {
  const [first, ...others] = body.updates
  if (!first) return ['buildpacks:clear', ...on(params.app)]
  return others.length === 0 ? ['buildpacks:set', first.buildpack, ...on(params.app)] : null
})
typed(config.info, ({ params }) => ['config', ...on(params.app)])
typed(config.update, ({ params, body }) => {
  const set = Object.entries(body).flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`]))
  const unset = Object.entries(body).flatMap(([key, value]) => (value === null ? [key] : []))
  if (set.length > 0 && unset.length > 0) return null
  return set.length > 0 ? ['config:set', ...set, ...on(params.app)] : ['config:unset', ...unset, ...on(params.app)]
})
typed(domains.list, ({ params }) => ['domains', ...on(params.app)])
typed(domains.create, ({ params, body: { hostname, sni_endpoint: certificate } }) => [
  'domains:add',
  hostname,
  ...(certificate ? ['--cert', certificate] : []),
  ...on(params.app),
])
typed(domains.info, ({ params }) => ['domains:info', params.domain, ...on(params.app)])
typed(domains.update, ({ params, body: { sni_endpoint: certificate } }) =>
  certificate === null ? null : ['domains:update', params.domain, '--cert', certificate, ...on(params.app)],
)
typed(domains.delete, ({ params }) => ['domains:remove', params.domain, ...on(params.app)])
typed(certificates.list, ({ params }) => ['certs', ...on(params.app)])
typed(certificates.info, ({ params }) => ['certs:info', '--name', params.certificate, ...on(params.app)])
typed(certificates.create, ({ params }) => ['certs:add', 'server.crt', 'server.key', ...on(params.app)])
typed(certificates.update, ({ params: { app, certificate } }) => [
  'certs:update',
  'server.crt',
  'server.key',
  '--name',
  certificate,
  ...on(app),
  '--confirm',
  app,
])
typed(certificates.delete, ({ params: { app, certificate } }) => [
  'certs:remove',
  '--name',
  certificate,
  ...on(app),
  '--confirm',
  app,
])
typed(certificates.enable, ({ params }) => ['certs:auto:enable', ...on(params.app)])
typed(certificates.disable, ({ params }) => ['certs:auto:disable', ...on(params.app), '--confirm', params.app])
typed(certificates.refresh, ({ params }) => ['certs:auto:refresh', ...on(params.app)])
typed(dynos.list, ({ params }) => ['ps', ...on(params.app)])
typed(dynos.formation, ({ params }) => ['ps:scale', ...on(params.app)])
typed(dynos.scale, ({ params, body }) => {
  const counts = body.updates.flatMap(({ type, quantity, size }) =>
    quantity === undefined ? [] : [`${type}=${quantity}${size === undefined ? '' : `:${nameOf(size)}`}`],
  )
  if (counts.length > 0) return ['ps:scale', ...counts, ...on(params.app)]
  return [
    'ps:type',
    ...body.updates.flatMap(({ type, size }) => (size === undefined ? [] : [`${type}=${nameOf(size)}`])),
    ...on(params.app),
  ]
})
typed(dynos.scaleType, ({ params, body = {} }) => {
  const { quantity, size } = body
  if (quantity !== undefined)
    return ['ps:scale', `${params.type}=${quantity}${size === undefined ? '' : `:${nameOf(size)}`}`, ...on(params.app)]
  return size === undefined ? null : ['ps:type', `${params.type}=${nameOf(size)}`, ...on(params.app)]
})
typed(dynos.restart, ({ params }) => ['ps:restart', '--dyno-name', params.dyno, ...on(params.app)])
typed(dynos.restartType, ({ params }) => ['ps:restart', '--process-type', params.type, ...on(params.app)])
typed(dynos.restartAll, ({ params }) => ['ps:restart', ...on(params.app)])
typed(dynos.stop, ({ params }) => ['ps:stop', '--dyno-name', params.dyno, ...on(params.app)])
typed(dynos.stopType, ({ params }) => ['ps:stop', '--process-type', params.type, ...on(params.app)])
typed(drains.list, ({ params }) => ['drains', ...on(params.app)])
typed(drains.create, ({ params, body }) => ['drains:add', body.url, ...on(params.app)])
typed(drains.delete, ({ params }) => ['drains:remove', params.drain, ...on(params.app)])
typed(webhooks.list, ({ params }) => ['webhooks', ...on(params.app)])
typed(webhooks.create, ({ params, body }) => ['webhooks:add', ...webhookFlags(body), ...on(params.app)])
typed(webhooks.info, ({ params }) => ['webhooks:info', params.webhook, ...on(params.app)])
// The CLI asks for all three of them, whatever is to change.
typed(webhooks.update, ({ params, body = {} }) =>
  body.include && body.level && body.url ? ['webhooks:update', params.webhook, ...webhookFlags(body), ...on(params.app)] : null,
)
typed(webhooks.delete, ({ params }) => ['webhooks:remove', params.webhook, ...on(params.app)])
typed(webhooks.events, ({ params }) => ['webhooks:events', ...on(params.app)])
typed(webhooks.deliveries, ({ params }) => ['webhooks:deliveries', ...on(params.app)])
typed(webhooks.delivery, ({ params }) => ['webhooks:deliveries:info', params.delivery, ...on(params.app)])
typed(monitors.create, ({ params, body }) => (body.name === 'LATENCY_SCALE' ? autoscaling(params.app, body) : null))
typed(monitors.update, ({ params, body = {} }) => (body.action_type === 'scale' ? autoscaling(params.app, body) : null))
typed(dynos.create, ({ params, body }) => [
  body.attach === true ? 'run' : 'run:detached',
  ...(body.size ? ['--size', body.size] : []),
  ...on(params.app),
  '--',
  ...body.command.split(' '),
])
typed(logs.createSession, ({ params, body = {} }) => [
  'logs',
  ...(body.tail ? ['--tail'] : []),
  ...(body.lines ? ['-n', String(body.lines)] : []),
  ...(body.dyno ? ['--dyno-name', body.dyno] : []),
  ...(body.type ? ['--process-type', body.type] : []),
  ...(body.source ? ['--source', body.source] : []),
  ...on(params.app),
])
typed(pipelines.list, () => ['pipelines'])
typed(pipelines.info, ({ params }) => ['pipelines:info', params.pipeline])
typed(pipelines.create, ({ body: { name, owner } }) => [
  'pipelines:create',
  name,
  ...(owner?.type === 'team' ? ['--team', owner.id] : []),
])
typed(couplings.create, ({ body: { app, pipeline, stage } }) => ['pipelines:add', pipeline, ...on(app), '--stage', stage])
typed(releases.list, ({ params }) => ['releases', ...on(params.app)])
typed(releases.info, ({ params }) => ['releases:info', params.release, ...on(params.app)])
typed(releases.create, ({ params, body = {} }) =>
  body.release === undefined ? null : ['releases:rollback', `v${String(body.release).replace(/^v/, '')}`, ...on(params.app)],
)

interface WebhookSettings {
  readonly include?: readonly string[] | undefined
  readonly level?: string | undefined
  readonly url?: string | undefined
  readonly secret?: string | null | undefined
  readonly authorization?: string | null | undefined
}

const webhookFlags = ({ include = [], level, url, secret, authorization }: WebhookSettings): Words => [
  '--include',
  include.join(','),
  ...(level ? ['--level', level] : []),
  ...(url ? ['--url', url] : []),
  ...(secret ? ['--secret', secret] : []),
  ...(authorization ? ['--authorization', authorization] : []),
]

interface Autoscaling {
  readonly is_active?: boolean | undefined
  readonly min_quantity?: number | null | undefined
  readonly max_quantity?: number | null | undefined
  readonly value?: number | undefined
  readonly notification_channels?: readonly string[] | undefined
}

function autoscaling(app: string, body: Autoscaling): Words {
  if (body.is_active === false) return ['ps:autoscale:disable', ...on(app)]
  return [
    'ps:autoscale:enable',
    '--min',
    String(body.min_quantity ?? 1),
    '--max',
    String(body.max_quantity ?? 1),
    ...(body.value === undefined ? [] : ['--p95', String(body.value)]),
    ...(body.notification_channels?.length ? ['--notifications'] : []),
    ...on(app),
  ]
}

/** The `heroku …` command that makes this call, or null where there is none. */
export function cliCommand<E extends Endpoint>(endpoint: E, ...rest: Rest<E>): string | null
export function cliCommand(endpoint: Endpoint, args: AnyArgs = {}): string | null {
  const words = rules.get(endpoint)?.words(args)
  return words ? ['heroku', ...words].map(quote).join(' ') : null
}

/** The command line asks for a second factor by itself. */
type Coded = Pick<CallOptions, 'code'>

/** The call as text for a shell. The token stays out of it, in a variable. */
export function curlCommand<E extends Endpoint>(endpoint: E, ...rest: Rest<E, Coded>): string
export function curlCommand(endpoint: Endpoint, args: AnyArgs & Coded = {}): string {
  // The world in this browser has no address that a shell could reach; `npm run api` serves its like here.
  const base = connection().kind === 'remote' ? connection().base : 'http://localhost:5100'
  const parts = [
    `curl${endpoint.method === 'GET' ? '' : ` -X ${endpoint.method}`} ${quote(base + pathOf(endpoint, args))}`,
    '-H "Accept: application/vnd.heroku+json; version=3"',
    ...(endpoint.open ? [] : ['-H "Authorization: Bearer $HEROKU_API_KEY"']),
  ]
  if (args.code !== undefined) parts.push(`-H ${quote(`${SECOND_FACTOR}: ${args.code}`)}`)
  if (args.body !== undefined) parts.push('-H "Content-Type: application/json"', `-d ${quote(JSON.stringify(args.body))}`)
  return parts.join(' \\\n  ')
}

/** A word as a POSIX shell takes it literally. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

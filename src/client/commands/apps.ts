import { apps } from '#platform/apps/contract.ts'
import { buildpacks } from '#platform/buildpacks/contract.ts'
import { certificates } from '#platform/certificates/contract.ts'
import { config } from '#platform/config/contract.ts'
import { domains } from '#platform/domains/contract.ts'
import { drains } from '#platform/drains/contract.ts'
import { dynos } from '#platform/dynos/contract.ts'
import { logs } from '#platform/logs/contract.ts'
import { monitors } from '#platform/monitors/contract.ts'
import { couplings, pipelines } from '#platform/pipelines/contract.ts'
import { releases } from '#platform/releases/contract.ts'
import { webhooks } from '#platform/webhooks/contract.ts'
import { nameOf, on, typed, type Command, type Words } from './command.ts'

/** Of apps, of what runs in them and of pipelines. */
export const appsCommands: readonly Command[] = [
  typed(apps.list, () => ['apps']),
  typed(apps.info, ({ params }) => ['apps:info', ...on(params.app)]),
  typed(apps.create, ({ body = {} }) => [
    'apps:create',
    ...(body.name ? [body.name] : []),
    ...(body.region ? ['--region', nameOf(body.region)] : []),
  ]),
  typed(apps.delete, ({ params }) => ['apps:destroy', ...on(params.app), '--confirm', params.app]),
  typed(apps.update, ({ params, body = {} }) => {
    if (body.name !== undefined) return ['apps:rename', body.name, ...on(params.app)]
    if (body.maintenance !== undefined) return [body.maintenance ? 'maintenance:on' : 'maintenance:off', ...on(params.app)]
    if (body.build_stack !== undefined) return ['apps:stacks:set', nameOf(body.build_stack), ...on(params.app)]
    return null
  }),
  typed(apps.favorites, () => ['apps:favorites']),
  typed(apps.setFeature, ({ params, body }) => [
    body.enabled ? 'features:enable' : 'features:disable',
    params.feature,
    ...on(params.app),
  ]),
  typed(apps.features, ({ params }) => ['features', ...on(params.app)]),
  typed(buildpacks.search, ({ query }) => ['buildpacks:search', ...(query?.search ? [query.search] : [])]),
  typed(buildpacks.list, ({ params }) => ['buildpacks', ...on(params.app)]),
  typed(buildpacks.set, ({ params, body }) => {
    const [first, ...others] = body.updates
    if (!first) return ['buildpacks:clear', ...on(params.app)]
    return others.length === 0 ? ['buildpacks:set', first.buildpack, ...on(params.app)] : null
  }),
  typed(config.info, ({ params }) => ['config', ...on(params.app)]),
  typed(config.update, ({ params, body }) => {
    const set = Object.entries(body).flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`]))
    const unset = Object.entries(body).flatMap(([key, value]) => (value === null ? [key] : []))
    if (set.length > 0 && unset.length > 0) return null
    return set.length > 0 ? ['config:set', ...set, ...on(params.app)] : ['config:unset', ...unset, ...on(params.app)]
  }),
  typed(domains.list, ({ params }) => ['domains', ...on(params.app)]),
  typed(domains.create, ({ params, body: { hostname, sni_endpoint: certificate } }) => [
    'domains:add',
    hostname,
    ...(certificate ? ['--cert', certificate] : []),
    ...on(params.app),
  ]),
  typed(domains.info, ({ params }) => ['domains:info', params.domain, ...on(params.app)]),
  typed(domains.update, ({ params, body: { sni_endpoint: certificate } }) =>
    certificate === null ? null : ['domains:update', params.domain, '--cert', certificate, ...on(params.app)],
  ),
  typed(domains.delete, ({ params }) => ['domains:remove', params.domain, ...on(params.app)]),
  typed(certificates.list, ({ params }) => ['certs', ...on(params.app)]),
  typed(certificates.info, ({ params }) => ['certs:info', '--name', params.certificate, ...on(params.app)]),
  typed(certificates.create, ({ params }) => ['certs:add', 'server.crt', 'server.key', ...on(params.app)]),
  typed(certificates.update, ({ params: { app, certificate } }) => [
    'certs:update',
    'server.crt',
    'server.key',
    '--name',
    certificate,
    ...on(app),
    '--confirm',
    app,
  ]),
  typed(certificates.delete, ({ params: { app, certificate } }) => [
    'certs:remove',
    '--name',
    certificate,
    ...on(app),
    '--confirm',
    app,
  ]),
  typed(certificates.enable, ({ params }) => ['certs:auto:enable', ...on(params.app)]),
  typed(certificates.disable, ({ params }) => ['certs:auto:disable', ...on(params.app), '--confirm', params.app]),
  typed(certificates.refresh, ({ params }) => ['certs:auto:refresh', ...on(params.app)]),
  typed(dynos.list, ({ params }) => ['ps', ...on(params.app)]),
  typed(dynos.formation, ({ params }) => ['ps:scale', ...on(params.app)]),
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
  }),
  typed(dynos.scaleType, ({ params, body = {} }) => {
    const { quantity, size } = body
    if (quantity !== undefined)
      return ['ps:scale', `${params.type}=${quantity}${size === undefined ? '' : `:${nameOf(size)}`}`, ...on(params.app)]
    return size === undefined ? null : ['ps:type', `${params.type}=${nameOf(size)}`, ...on(params.app)]
  }),
  typed(dynos.restart, ({ params }) => ['ps:restart', '--dyno-name', params.dyno, ...on(params.app)]),
  typed(dynos.restartType, ({ params }) => ['ps:restart', '--process-type', params.type, ...on(params.app)]),
  typed(dynos.restartAll, ({ params }) => ['ps:restart', ...on(params.app)]),
  typed(dynos.stop, ({ params }) => ['ps:stop', '--dyno-name', params.dyno, ...on(params.app)]),
  typed(dynos.stopType, ({ params }) => ['ps:stop', '--process-type', params.type, ...on(params.app)]),
  typed(drains.list, ({ params }) => ['drains', ...on(params.app)]),
  typed(drains.create, ({ params, body }) => ['drains:add', body.url, ...on(params.app)]),
  typed(drains.delete, ({ params }) => ['drains:remove', params.drain, ...on(params.app)]),
  typed(webhooks.list, ({ params }) => ['webhooks', ...on(params.app)]),
  typed(webhooks.create, ({ params, body }) => ['webhooks:add', ...webhookFlags(body), ...on(params.app)]),
  typed(webhooks.info, ({ params }) => ['webhooks:info', params.webhook, ...on(params.app)]),
  // The CLI asks for all three of them, whatever is to change.
  typed(webhooks.update, ({ params, body = {} }) =>
    body.include && body.level && body.url ? ['webhooks:update', params.webhook, ...webhookFlags(body), ...on(params.app)] : null,
  ),
  typed(webhooks.delete, ({ params }) => ['webhooks:remove', params.webhook, ...on(params.app)]),
  typed(webhooks.events, ({ params }) => ['webhooks:events', ...on(params.app)]),
  typed(webhooks.deliveries, ({ params }) => ['webhooks:deliveries', ...on(params.app)]),
  typed(webhooks.delivery, ({ params }) => ['webhooks:deliveries:info', params.delivery, ...on(params.app)]),
  typed(monitors.create, ({ params, body }) => (body.name === 'LATENCY_SCALE' ? autoscaling(params.app, body) : null)),
  typed(monitors.update, ({ params, body = {} }) => (body.action_type === 'scale' ? autoscaling(params.app, body) : null)),
  typed(dynos.create, ({ params, body }) => [
    body.attach === true ? 'run' : 'run:detached',
    ...(body.size ? ['--size', body.size] : []),
    ...on(params.app),
    '--',
    ...body.command.split(' '),
  ]),
  typed(logs.createSession, ({ params, body = {} }) => [
    'logs',
    ...(body.tail ? ['--tail'] : []),
    ...(body.lines ? ['-n', String(body.lines)] : []),
    ...(body.dyno ? ['--dyno-name', body.dyno] : []),
    ...(body.type ? ['--process-type', body.type] : []),
    ...(body.source ? ['--source', body.source] : []),
    ...on(params.app),
  ]),
  typed(pipelines.list, () => ['pipelines']),
  typed(pipelines.info, ({ params }) => ['pipelines:info', params.pipeline]),
  typed(pipelines.create, ({ body: { name, owner } }) => [
    'pipelines:create',
    name,
    ...(owner?.type === 'team' ? ['--team', owner.id] : []),
  ]),
  typed(couplings.create, ({ body: { app, pipeline, stage } }) => ['pipelines:add', pipeline, ...on(app), '--stage', stage]),
  typed(releases.list, ({ params }) => ['releases', ...on(params.app)]),
  typed(releases.info, ({ params }) => ['releases:info', params.release, ...on(params.app)]),
  typed(releases.create, ({ params, body = {} }) =>
    body.release === undefined ? null : ['releases:rollback', `v${String(body.release).replace(/^v/, '')}`, ...on(params.app)],
  ),
]

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

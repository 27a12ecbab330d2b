import { addons, attachments } from '#platform/addons/contract.ts'
import { marketplace } from '#platform/addons/marketplace/contract.ts'
import { kafka } from '#platform/kafka/contract.ts'
import { kafkaControl } from '#platform/kafka/control/contract.ts'
import { redis } from '#platform/redis/contract.ts'
import { nameOf, on, typed, type Command } from './command.ts'

/** Of add-ons and of the data services. */
export const dataCommands: readonly Command[] = [
  typed(addons.list, () => ['addons', '--all']),
  typed(addons.listOf, ({ params }) => ['addons', ...on(params.app)]),
  typed(addons.info, ({ params }) => ['addons:info', params.addon]),
  typed(addons.create, ({ params, body: { plan, name, attachment, config } }) => [
    'addons:create',
    nameOf(plan),
    ...(name ? ['--name', name] : []),
    ...(attachment?.name ? ['--as', attachment.name] : []),
    ...on(params.app),
    ...(config && Object.keys(config).length > 0
      ? ['--', ...Object.entries(config).map(([key, value]) => `--${key}=${value}`)]
      : []),
  ]),
  typed(addons.update, ({ params, body = {} }) => {
    if (body.plan !== undefined && body.name !== undefined) return null
    if (body.plan !== undefined) return ['addons:upgrade', params.addon, nameOf(body.plan), ...on(params.app)]
    return body.name === undefined ? null : ['addons:rename', params.addon, body.name]
  }),
  typed(addons.delete, ({ params, body = {} }) => [
    'addons:destroy',
    params.addon,
    ...on(params.app),
    '--confirm',
    params.app,
    ...(body.force ? ['--force'] : []),
  ]),
  typed(attachments.create, ({ body: { addon, app, name, namespace } }) => [
    'addons:attach',
    nameOf(addon),
    ...(name ? ['--as', name] : []),
    ...(namespace?.startsWith('credential:') ? ['--credential', namespace.slice('credential:'.length)] : []),
    ...on(nameOf(app)),
  ]),
  typed(marketplace.services, () => ['addons:services']),
  typed(marketplace.plans, ({ params }) => ['addons:plans', params.service]),
  typed(redis.info, ({ params }) => ['redis:info', params.database]),
  typed(redis.configure, ({ params, body = {} }) => {
    const said = Object.entries({
      maxmemory: body.maxmemory_policy && ['--policy', body.maxmemory_policy],
      timeout: body.timeout !== undefined && ['--seconds', String(body.timeout)],
      'keyspace-notifications': body.notify_keyspace_events !== undefined && ['--config', body.notify_keyspace_events],
    }).flatMap(([command, words]) => (words ? [[`redis:${command}`, params.database, ...words]] : []))
    // Each of them is a command of its own.
    return said.length === 1 ? (said[0] ?? null) : null
  }),
  typed(redis.rotate, ({ params }) => ['redis:credentials', params.database, '--reset']),
  typed(redis.upgrade, ({ params, body }) => ['redis:upgrade', params.database, '--version', body.version]),
  typed(redis.resetStats, ({ params }) => ['redis:stats-reset', params.database]),
  typed(kafka.info, ({ params }) => ['kafka:info', params.cluster]),
  typed(kafka.topics, ({ params }) => ['kafka:topics', params.cluster]),
  typed(kafka.createTopic, ({ params, body: { topic } }) => [
    'kafka:topics:create',
    topic.name,
    params.cluster,
    ...(topic.partition_count ? ['--partitions', String(topic.partition_count)] : []),
    ...(topic.replication_factor ? ['--replication-factor', String(topic.replication_factor)] : []),
    ...(topic.retention_time_ms ? ['--retention-time', `${topic.retention_time_ms}ms`] : []),
    ...(topic.compaction ? ['--compaction'] : []),
  ]),
  typed(kafka.deleteTopic, ({ params }) => ['kafka:topics:destroy', params.topic, params.cluster]),
  typed(kafka.groups, ({ params }) => ['kafka:consumer-groups', params.cluster]),
  typed(kafka.createGroup, ({ params, body }) => ['kafka:consumer-groups:create', body.consumer_group.name, params.cluster]),
  typed(kafka.deleteGroup, ({ params, body }) => ['kafka:consumer-groups:destroy', body.consumer_group.name, params.cluster]),
  typed(kafka.rotate, ({ params }) => ['kafka:credentials', params.cluster, '--reset']),
  typed(kafka.upgrade, ({ params, body }) => ['kafka:upgrade', params.cluster, '--version', body.version]),
  typed(kafka.fail, ({ params }) => ['kafka:fail', params.cluster]),
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
  ),
]

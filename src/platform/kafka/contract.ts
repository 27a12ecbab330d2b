import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

// What the CLI's plugin asks of the data service (heroku-facts E.4).

const retention = z.optional(z.nullable(z.number({ error: 'Retention is a whole number of milliseconds.' })))
/** The CLI sends what was typed. */
const count = z.optional(z.nullable(z.union([z.number(), z.string()], { error: 'Give a whole number.' })))

const Limits = z.object({
  minimum_replication: z.number(),
  maximum_replication: z.number(),
  minimum_retention_ms: z.number(),
  maximum_retention_ms: z.number(),
  default_retention_ms: z.number(),
  max_topics: z.nullable(z.number()),
  max_partition_replica_count: z.number(),
  max_partitions_per_topic: z.number(),
  data_size: z.object({
    limit_bytes: z.number(),
    subcritical_percentage: z.number(),
    critical_percentage: z.number(),
    supercritical_percentage: z.number(),
  }),
  produce_quota_bytes_per_second: z.nullable(z.number()),
  consume_quota_bytes_per_second: z.nullable(z.number()),
})

const Cluster = z.object({
  addon: z.object({ id: uuid, name: z.string() }),
  name: z.string(),
  created_at: timestamp,
  version: z.string(),
  state: z.object({
    message: z.string(),
    'waiting?': z.boolean(),
    'healthy?': z.boolean(),
    status: z.enum(['available', 'preparing', 'upgrading', 'maintenance', 'degraded']),
    degraded_brokers: z.array(z.number()),
    degraded_topics: z.array(z.string()),
  }),
  robot: z.object({ is_robot: z.boolean(), robot_ttl: z.nullable(z.string()) }),
  topics: z.array(z.string()),
  topic_prefix: z.nullable(z.string()),
  shared_cluster: z.boolean(),
  partition_replica_count: z.number(),
  messages_in_per_sec: z.number(),
  bytes_in_per_sec: z.number(),
  bytes_out_per_sec: z.number(),
  data_size: z.number(),
  limits: Limits,
  defaults: z.object({ partition_count: z.number(), retention_time_ms: z.number() }),
  formation: z.object({ kafkas: z.number() }),
  capabilities: z.object({ supports_mixed_cleanup_policy: z.boolean(), supports_kafka_upgrade: z.boolean() }),
})
export type Cluster = z.infer<typeof Cluster>

const TopicStatus = z.enum(['pending', 'ready', 'updating', 'deleted'])
export const Topic = z.object({
  name: z.string(),
  prefix: z.nullable(z.string()),
  /** 0 until it can be used. */
  partitions: z.number(),
  replication_factor: z.number(),
  retention_time_ms: z.nullable(z.number()),
  compaction: z.boolean(),
  cleanup_policy: z.enum(['delete', 'compact', 'compact,delete']),
  status: TopicStatus,
  status_label: z.string(),
  data_size: z.number(),
  messages_in_per_second: z.number(),
  bytes_in_per_second: z.number(),
  bytes_out_per_second: z.number(),
})
export type Topic = z.infer<typeof Topic>

const Said = z.object({ message: z.string() })
const GroupName = z.object({ name: z.string(), status: z.enum(['pending', 'created', 'deleted']) })

/** What a cluster is worked out from. */
export const kafkaReads = [
  'addons',
  'attachments',
  'kafkaClusters',
  'kafkaTopics',
  'kafkaGroups',
  'kafkaMessages',
  'members',
  'upkeeps',
] as const
const CLUSTER = '/data/kafka/v0/clusters/:cluster'

export const kafka = {
  info: endpoint({ method: 'GET', path: CLUSTER, title: 'Show a Kafka cluster', response: Cluster, reads: kafkaReads }),
  wait: endpoint({
    method: 'GET',
    path: `${CLUSTER}/wait_status`,
    title: 'Ask whether a Kafka cluster is ready',
    response: z.object({ message: z.string(), 'waiting?': z.boolean(), 'healthy?': z.boolean() }),
    reads: kafkaReads,
  }),
  topics: endpoint({
    method: 'GET',
    path: `${CLUSTER}/topics`,
    title: 'List topics',
    response: z.object({
      attachment_name: z.string(),
      prefix: z.nullable(z.string()),
      limits: z.object({ max_topics: z.nullable(z.number()) }),
      topics: z.array(Topic),
    }),
    reads: kafkaReads,
  }),
  createTopic: endpoint({
    method: 'POST',
    path: `${CLUSTER}/topics`,
    title: 'Create a topic',
    body: z.object({
      topic: z.object({
        name: z.string({ error: 'A topic needs a name.' }),
        partition_count: count,
        replication_factor: count,
        retention_time_ms: retention,
        compaction: z.optional(z.nullable(z.boolean())),
      }),
    }),
    response: Topic,
    status: 201,
  }),
  updateTopic: endpoint({
    method: 'PUT',
    path: `${CLUSTER}/topics/:topic`,
    title: 'Change a topic',
    body: z.object({
      topic: z.object({
        name: z.optional(z.string()),
        replication_factor: count,
        retention_time_ms: retention,
        compaction: z.optional(z.nullable(z.boolean())),
      }),
    }),
    response: Topic,
  }),
  deleteTopic: endpoint({
    method: 'DELETE',
    path: `${CLUSTER}/topics/:topic`,
    title: 'Delete a topic',
    response: Topic,
    status: 202,
  }),
  groups: endpoint({
    method: 'GET',
    path: `${CLUSTER}/consumer_groups`,
    title: 'List consumer groups',
    response: z.object({ attachment_name: z.string(), consumer_groups: z.array(GroupName) }),
    reads: kafkaReads,
  }),
  createGroup: endpoint({
    method: 'POST',
    path: `${CLUSTER}/consumer_groups`,
    title: 'Create a consumer group',
    body: z.object({ consumer_group: z.object({ name: z.string() }) }),
    response: GroupName,
    status: 201,
  }),
  deleteGroup: endpoint({
    method: 'DELETE',
    path: `${CLUSTER}/consumer_groups`,
    title: 'Destroy a consumer group',
    body: z.object({ consumer_group: z.object({ name: z.string() }) }),
    response: GroupName,
    status: 202,
  }),
  rotate: endpoint({
    method: 'POST',
    path: `${CLUSTER}/rotate-credentials`,
    title: 'Make new credentials for a Kafka cluster',
    response: Said,
  }),
  upgrade: endpoint({
    method: 'PUT',
    path: `${CLUSTER}/upgrade`,
    title: 'Upgrade a Kafka cluster',
    body: z.object({ version: z.string() }),
    response: Said,
    status: 202,
  }),
  fail: endpoint({
    method: 'POST',
    path: `${CLUSTER}/induce-failure`,
    title: 'Let a broker fail',
    body: z.object({ catastrophic: z.optional(z.nullable(z.boolean())), zookeeper: z.optional(z.nullable(z.boolean())) }),
    response: Said,
    status: 202,
  }),
}

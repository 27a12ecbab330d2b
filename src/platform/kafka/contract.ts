import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

// The first part is what the CLI's plugin asks of the data service (heroku-facts E.4); the second, under /control, is what the
// dashboard shows beyond that: a cluster's messages are otherwise reached by Kafka's own protocol alone.

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
const Topic = z.object({
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

const reads = [
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
  info: endpoint({ method: 'GET', path: CLUSTER, title: 'Show a Kafka cluster', response: Cluster, reads }),
  wait: endpoint({
    method: 'GET',
    path: `${CLUSTER}/wait_status`,
    title: 'Ask whether a Kafka cluster is ready',
    response: z.object({ message: z.string(), 'waiting?': z.boolean(), 'healthy?': z.boolean() }),
    reads,
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
    reads,
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
    reads,
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

const Series = z.object({
  from: timestamp,
  /** In ms. */
  step: z.number(),
})

const Broker = z.object({
  id: z.number(),
  state: z.enum(['up', 'restarting', 'down']),
  leaders: z.number(),
  replicas: z.number(),
})

const Details = z.object({
  brokers: z.array(Broker),
  under_replicated: z.number(),
  versions: z.array(z.string()),
  upgrading_to: z.nullable(z.string()),
  /** Messages a second, in and out. */
  throughput: z.object({ ...Series.shape, in: z.array(z.number()), out: z.array(z.number()) }),
})

const Partition = z.object({
  id: z.number(),
  leader: z.number(),
  replicas: z.array(z.number()),
  in_sync: z.array(z.number()),
  start_offset: z.number(),
  end_offset: z.number(),
  messages: z.number(),
  bytes: z.number(),
})

const TopicPage = z.object({
  topic: Topic,
  created_at: timestamp,
  /** The program that writes to it; null where only people do. */
  program: z.nullable(z.string()),
  partitions: z.array(Partition),
})
export type TopicPage = z.infer<typeof TopicPage>

const Message = z.object({
  partition: z.number(),
  offset: z.number(),
  /** With the ms. */
  timestamp: z.string(),
  key: z.nullable(z.string()),
  /** Null where the key was deleted. */
  value: z.nullable(z.string()),
  headers: z.record(z.string(), z.string()),
})
export type Message = z.infer<typeof Message>

const GroupRow = z.object({
  name: z.string(),
  status: z.enum(['pending', 'created']),
  state: z.enum(['stable', 'empty', 'unused']),
  topics: z.array(z.string()),
  members: z.number(),
  /** Messages a second that one member can handle. */
  speed: z.number(),
  lag: z.number(),
  created_at: timestamp,
})
export type GroupRow = z.infer<typeof GroupRow>

const GroupPage = z.object({
  group: GroupRow,
  partitions: z.array(
    z.object({
      topic: z.string(),
      partition: z.number(),
      committed: z.number(),
      end: z.number(),
      lag: z.number(),
      member: z.nullable(z.string()),
    }),
  ),
  series: z.object({ ...Series.shape, lag: z.array(z.number()) }),
})

const Access = z.object({
  prefix: z.nullable(z.string()),
  rotated_at: z.nullable(timestamp),
  credentials: z.array(
    z.object({ app: z.string(), attachment: z.string(), principal: z.string(), config_vars: z.array(z.string()) }),
  ),
  rules: z.array(
    z.object({
      principal: z.string(),
      resource: z.enum(['topic', 'group', 'cluster']),
      name: z.string(),
      pattern: z.enum(['literal', 'prefixed']),
      operations: z.array(z.string()),
    }),
  ),
})

const whole = (low: number, high: number, error: string) =>
  z.coerce.number().check(z.int(error), z.gte(low, error), z.lte(high, error))
const OWN = '/control/kafka/:cluster'

export const kafkaControl = {
  details: endpoint({ method: 'GET', path: OWN, title: "Show a cluster's brokers and throughput", response: Details, reads }),
  topic: endpoint({ method: 'GET', path: `${OWN}/topics/:topic`, title: 'Show a topic', response: TopicPage, reads }),
  messages: endpoint({
    method: 'GET',
    path: `${OWN}/topics/:topic/messages`,
    title: 'Read messages',
    query: z.object({
      /** Of all partitions where left out: then the newest. */
      partition: z.optional(whole(0, 255, 'A partition is a number from 0.')),
      /** The first to read; the newest where both are left out. */
      offset: z.optional(whole(0, Number.MAX_SAFE_INTEGER, 'An offset is a whole number from 0.')),
      /** Read what was written from then on. */
      since: z.optional(z.string()),
      limit: z.optional(whole(1, 200, 'Ask for 1 to 200 messages.')),
    }),
    response: z.array(Message),
    reads,
  }),
  produce: endpoint({
    method: 'POST',
    path: `${OWN}/topics/:topic/messages`,
    title: 'Produce a message',
    body: z.object({
      key: z.optional(z.nullable(z.string())),
      value: z.nullable(z.string()),
      headers: z.optional(z.record(z.string(), z.string())),
      partition: z.optional(z.nullable(z.number())),
    }),
    response: Message,
    status: 201,
  }),
  empty: endpoint({ method: 'POST', path: `${OWN}/topics/:topic/empty`, title: 'Empty a topic', response: TopicPage }),
  groups: endpoint({
    method: 'GET',
    path: `${OWN}/consumer-groups`,
    title: 'List consumer groups with their lag',
    response: z.array(GroupRow),
    reads,
  }),
  group: endpoint({
    method: 'GET',
    path: `${OWN}/consumer-groups/:group`,
    title: 'Show a consumer group',
    query: z.object({ hours: z.optional(whole(1, 168, 'Ask for 1 to 168 hours.')) }),
    response: GroupPage,
    reads,
  }),
  consume: endpoint({
    method: 'PATCH',
    path: `${OWN}/consumer-groups/:group`,
    title: 'Change who reads as a consumer group, and from where',
    body: z.object({
      members: z.optional(
        z.number().check(z.int('Give a whole number.'), z.gte(0, 'Not less than 0.'), z.lte(32, 'At most 32.')),
      ),
      speed: z.optional(z.number().check(z.gte(1, 'At least 1 message a second.'), z.lte(10_000, 'At most 10,000.'))),
      topics: z.optional(z.array(z.string())),
      /** Where to read on: only while nobody reads. */
      reset: z.optional(
        z.union([z.literal('earliest'), z.literal('latest'), timestamp], { error: 'Reset to earliest, latest or a time.' }),
      ),
    }),
    response: GroupRow,
  }),
  access: endpoint({
    method: 'GET',
    path: `${OWN}/access`,
    title: "Show a cluster's credentials and rules",
    scope: 'read-protected',
    response: Access,
    reads,
  }),
}

import * as z from 'zod/mini'
import { endpoint, timestamp } from '#platform/http/contract.ts'
import { kafkaReads, Topic } from '#platform/kafka/contract.ts'

// What the dashboard shows beyond what the CLI asks: a cluster's messages are otherwise reached by Kafka's own protocol alone.

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
  details: endpoint({
    method: 'GET',
    path: OWN,
    title: "Show a cluster's brokers and throughput",
    response: Details,
    reads: kafkaReads,
  }),
  topic: endpoint({ method: 'GET', path: `${OWN}/topics/:topic`, title: 'Show a topic', response: TopicPage, reads: kafkaReads }),
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
    reads: kafkaReads,
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
    reads: kafkaReads,
  }),
  group: endpoint({
    method: 'GET',
    path: `${OWN}/consumer-groups/:group`,
    title: 'Show a consumer group',
    query: z.object({ hours: z.optional(whole(1, 168, 'Ask for 1 to 168 hours.')) }),
    response: GroupPage,
    reads: kafkaReads,
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
    reads: kafkaReads,
  }),
}

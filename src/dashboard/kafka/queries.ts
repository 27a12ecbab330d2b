import { query } from '#client/query.ts'
import { kafka } from '#platform/kafka/contract.ts'
import { kafkaControl } from '#platform/kafka/control/contract.ts'

const every = (ms: number) => ({ refetchInterval: ms }) as const

// Time goes on without anybody doing anything: what messages come, and how far groups have read, is asked for again and again.
export const ofKafka = {
  cluster: (cluster: string) => ({ ...query(kafka.info, { params: { cluster } }), ...every(5000) }),
  details: (cluster: string) => ({ ...query(kafkaControl.details, { params: { cluster } }), ...every(10_000) }),
  topics: (cluster: string) => ({ ...query(kafka.topics, { params: { cluster } }), ...every(5000) }),
  topic: (cluster: string, topic: string) => ({ ...query(kafkaControl.topic, { params: { cluster, topic } }), ...every(3000) }),
  messages: (cluster: string, topic: string, asked: { partition?: number; offset?: number; since?: string; limit?: number }) =>
    query(kafkaControl.messages, { params: { cluster, topic }, query: asked }),
  groups: (cluster: string) => ({ ...query(kafkaControl.groups, { params: { cluster } }), ...every(3000) }),
  group: (cluster: string, group: string, hours: number) => ({
    ...query(kafkaControl.group, { params: { cluster, group }, query: { hours } }),
    ...every(3000),
  }),
  access: (cluster: string) => query(kafkaControl.access, { params: { cluster } }),
}

import type { PlatformWorld } from '#platform/world.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

// name | partitions | days kept | what fills it; a + after the days compacts it.
const TOPICS = `emails.outgoing|4|3|mails
orders.placed|8|7|orders
orders.returns|4|7|
page.views|12|1|views
payments.events|8|7|payments
search.queries|4|2|searches
stock.levels|8|7+|stock`

// name | topics | consumers | messages a second that each can handle | hours since they stopped
const GROUPS = `inventory|orders.placed|2|20
order-mailer|orders.placed,payments.events,emails.outgoing|1|12
recommend-trainer|page.views,search.queries|2|17
returns-desk||0|50
search-indexer|stock.levels|1|8
warehouse-export|stock.levels,orders.placed|0|30|16`

/** What the company's cluster is used for. The messages follow from the topics (platform/kafka/streams.ts). */
export function addTopics(world: PlatformWorld): void {
  const { addons, kafkaClusters, kafkaGroups, kafkaTopics } = world.tables
  const addon = addons.first('name', 'kafka-spherical-57302')
  if (!addon) throw new Error('the company has no cluster')
  kafkaClusters.insert({ id: addon.id, version: '3.9.1', upgrade: null, failure: null, rotations: 0, rotatedAt: null })
  const createdAt = addon.createdAt + 2 * HOUR
  const times = { addonId: addon.id, createdAt, updatedAt: createdAt }
  const ids = new Map<string, string>()
  for (const [name = '', partitions, kept = '', stream = ''] of TOPICS.split('\n').map((line) => line.split('|'))) {
    const id = world.newId('kafka topic')
    ids.set(name, id)
    kafkaTopics.insert({
      ...times,
      id,
      name,
      partitions: Number(partitions),
      replication: 3,
      retentionMs: parseInt(kept, 10) * DAY,
      compaction: kept.endsWith('+'),
      status: 'ready',
      stream: stream || null,
      goneUntil: 0,
      dropped: Array.from({ length: Number(partitions) }, () => 0),
    })
  }
  for (const [name = '', topics = '', members, speed, hours] of GROUPS.split('\n').map((line) => line.split('|'))) {
    const reading = { position: createdAt, from: createdAt, members: Number(members), speed: Number(speed) }
    const stopped = world.now - Number(hours) * HOUR
    kafkaGroups.insert({
      ...times,
      id: world.newId('kafka group'),
      name,
      topicIds: topics.split(',').flatMap((topic) => ids.get(topic) ?? []),
      readings:
        hours === undefined
          ? [reading]
          : [
              { ...reading, members: 1 },
              { ...reading, from: stopped, position: stopped },
            ],
      status: 'created',
    })
  }
}

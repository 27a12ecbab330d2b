import { api, ask } from '#hosts/support/asking.testing.ts'
import type { Topic } from './contract.ts'
import type { Message, TopicPage } from './control/contract.ts'

// What the tests of clusters do, on a cluster of the app shop.

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export const DATA = '/data/kafka/v0/clusters/events'
export const OWN = '/control/kafka/events'

export async function cluster(plan = 'basic-0'): Promise<void> {
  await ask('POST', '/apps/shop/addons', { plan: `heroku-kafka:${plan}`, name: 'events' })
  api.pass(plan.startsWith('basic') ? 2 * MINUTE : HOUR)
}

export async function topic(name: string, more: object = {}): Promise<Topic> {
  const made = await ask<Topic>('POST', `${DATA}/topics`, { topic: { name, ...more } })
  api.pass(10_000)
  return made
}

export const produce = (to: string, body: object) => ask<Message>('POST', `${OWN}/topics/${to}/messages`, body)
export const messages = (of: string, query = '') => ask<Message[]>('GET', `${OWN}/topics/${of}/messages${query}`)
export const page = (of: string) => ask<TopicPage>('GET', `${OWN}/topics/${of}`)

import { api, ask } from '#hosts/support/asking.testing.ts'
import type { Answers, Details, Key, Reply, Session } from './contract.ts'

// What the tests of key-value stores do, on a store of an app of its own.

const MINUTE = 60_000

export const DATA = '/redis/v0/databases/store'
export const OWN = '/control/redis/store'

export async function store(plan = 'mini', config: object = {}): Promise<void> {
  await ask('POST', '/apps', { name: 'shop' })
  await ask('POST', '/apps/shop/addons', { plan: `heroku-redis:${plan}`, name: 'store', config })
  api.pass(6 * MINUTE)
}

export const answers = (line: string, session?: Session, of = OWN) => ask<Answers>('POST', `${of}/commands`, { line, session })

/** What one line answers: texts and words as they are, errors by their message. */
export async function say(line: string, of = OWN): Promise<unknown> {
  const { replies } = await answers(line, undefined, of)
  return plain(replies[0] ?? null)
}

export function plain(reply: Reply): unknown {
  if (reply === null || typeof reply === 'number') return reply
  if (Array.isArray(reply)) return reply.map(plain)
  return Object.values(reply)[0]
}

export const details = (of = OWN) => ask<Details>('GET', of)
export const keys = (query = '', of = OWN) => ask<{ total: number; found: number; keys: Key[] }>('GET', `${of}/keys${query}`)

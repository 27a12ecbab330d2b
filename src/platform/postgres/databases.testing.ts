import { api, ask } from '#hosts/support/asking.testing.ts'
import type { Transfer } from './backups/contract.ts'
import type { Content } from './contract.ts'

// What the tests of databases do, on the app shop.

const MINUTE = 60_000

export const add = (name: string, plan = 'standard-0', more: object = {}) =>
  ask('POST', '/apps/shop/addons', { plan: `heroku-postgresql:${plan}`, name, ...more })

export async function addReady(name: string, plan = 'standard-0', more: object = {}): Promise<void> {
  await add(name, plan, more)
  api.pass(30 * MINUTE)
}

export const db = (name: string, rest = '') => `/client/v11/databases/${name}${rest}`
export const credentials = (name: string, rest = '') => `/postgres/v0/databases/${name}/credentials${rest}`
export const contentOf = async (name: string) => await ask<Content>('GET', `/control/databases/${name}/content`)
export const vars = async (app = 'shop') => await ask<Record<string, string>>('GET', `/apps/${app}/config-vars`)
export const transfers = async (app = 'shop') => await ask<Transfer[]>('GET', `/client/v11/apps/${app}/transfers`)
export const capture = async (name: string) => await ask<Transfer>('POST', db(name, '/backups'))
export const infoOf = async (name: string) => {
  const { info } = await ask<{ info: { name: string; values: string[] }[] }>('GET', db(name))
  return Object.fromEntries(info.map((row) => [row.name, row.values.join(', ')]))
}

/** What a database holds: by the letter of what was written to it last. */
export const holds = async (name: string) => (await contentOf(name)).names[0]?.replace(/^kept (\w)\1+ 1$/, '$1')

/** Writes something to a database, as a client of it does. */
export async function write(name: string, letter: string): Promise<void> {
  const { credentials: logins, names, since } = await contentOf(name)
  const body = { password: logins[0]?.password, name: `kept ${letter.repeat(32)} 1`, from: names[0], since }
  await ask('POST', `/control/databases/${name}/written`, body)
}

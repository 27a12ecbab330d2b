import { hex, integer } from '#kernel/random.ts'
import type { Row } from '#kernel/table.ts'
import type { PlatformWorld } from '#platform/world.ts'

export interface Addon extends Row {
  /** Nobody else's: 'postgresql-round-12345'. */
  readonly name: string
  /** The app that it is billed to. */
  readonly appId: string
  /** 'heroku-postgresql' */
  readonly service: string
  /** 'standard-0' */
  readonly plan: string
  /** What the config vars of an attachment end with: `URL` makes DATABASE_URL of the attachment DATABASE. */
  readonly keys: readonly string[]
  readonly state: 'provisioning' | 'provisioned'
  /** What it was asked to be like, and what was set since. */
  readonly config: Readonly<Record<string, string>>
  /** How often the password of a credential was changed, by its namespace; '' is the default one's. */
  readonly rotations?: Readonly<Record<string, number>>
  /** The plans it has had and since when, the newest last: what it is billed by. */
  readonly plans: readonly { readonly plan: string; readonly from: number }[]
  /** Who added it. */
  readonly userId: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** That an app may use an add-on, under a name that its config vars begin with. */
export interface Attachment extends Row {
  readonly appId: string
  readonly addonId: string
  readonly name: string
  /** 'credential:reporting': what of the add-on it opens; null for all of it. */
  readonly namespace: string | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** The config vars that an attachment brings, or will once its add-on is provisioned. */
export const keysOf = ({ name }: Pick<Attachment, 'name'>, addon: Pick<Addon, 'keys'>): string[] =>
  addon.keys.map((key) => `${name}_${key}`)

/** The config vars that an app has by its attachments. */
export function attachedVars({ tables, seed }: PlatformWorld, appId: string): Record<string, string> {
  const vars: Record<string, string> = {}
  for (const attachment of tables.attachments.by('app', appId)) {
    const addon = tables.addons.must(attachment.addonId)
    if (addon.state === 'provisioning') continue
    // Credentials that were made anew are others than before.
    const rotations = tables.kafkaClusters.get(addon.id)?.rotations ?? 0
    const namespace = `${attachment.namespace ?? ''}${rotations > 0 ? ` ${rotations}` : ''}`
    for (const key of addon.keys) vars[`${attachment.name}_${key}`] = valueOf(seed, addon, key, namespace)
  }
  return vars
}

const hostOf = (seed: string, id: string, nth = 0) =>
  `ec2-${[0, 1, 2, 3].map((part) => integer(1, 254, seed, 'host', id, nth, part)).join('-')}.compute-1.amazonaws.com`

const portOf = (seed: string, id: string) => integer(7000, 29_999, seed, 'port', id)

const passwordOf = (seed: string, { id, rotations }: Addon, namespace: string) =>
  `p${hex(64, seed, 'password', id, namespace, ...(rotations?.[namespace] ? [rotations[namespace]] : []))}`

/** How a credential of a Postgres database is signed in with: `namespace` is such as 'credential:office', or '' (heroku-facts E.2). */
export function postgresLogin(seed: string, addon: Addon, namespace: string) {
  const pooled = namespace.startsWith('connection-pooling:')
  const of = pooled || namespace === 'credential:default' ? '' : namespace
  const { id } = addon
  return {
    user: `u${hex(14, seed, 'user', id, of)}`,
    password: passwordOf(seed, addon, of),
    host: hostOf(seed, id),
    port: pooled ? 6432 : 5432,
    database: `d${hex(14, seed, 'database', id)}`,
  }
}

/** The address of a Postgres database for one of its credentials. */
export function postgresUrl(seed: string, addon: Addon, namespace: string): string {
  const { user, password, host, port, database } = postgresLogin(seed, addon, namespace)
  return `postgres://${user}:${password}@${host}:${port}/${database}`
}

/** The password of a key-value store, and its address with it. */
export function redisLogin(seed: string, addon: Addon) {
  const password = passwordOf(seed, addon, '')
  const port = portOf(seed, addon.id)
  return { password, port, url: `rediss://:${password}@${hostOf(seed, addon.id)}:${port}` }
}

/** heroku-facts E.2-E.4 say what they look like. */
function valueOf(seed: string, addon: Addon, key: string, namespace: string): string {
  const { id, service } = addon
  const digits = (length: number, what: string) => hex(length, seed, what, id, namespace)
  if (service === 'heroku-postgresql') return postgresUrl(seed, addon, namespace)
  if (service === 'heroku-redis') return redisLogin(seed, addon).url
  if (service === 'heroku-kafka' && key === 'URL')
    return [0, 1, 2].map((nth) => `kafka+ssl://${hostOf(seed, id, nth)}:9096`).join(',')
  if (key === 'PREFIX') return prefixOf(seed, { id })
  if (key.includes('CERT')) {
    const kind = key.endsWith('KEY') ? 'RSA PRIVATE KEY' : 'CERTIFICATE'
    return `-----BEGIN ${kind}-----\n${digits(64, key)}\n-----END ${kind}-----`
  }
  return key.endsWith('URL') ? `https://${digits(16, 'user')}:${digits(24, key)}@${service}.example.com` : digits(40, key)
}

/** What the names of topics and consumer groups on a shared Kafka cluster begin with: 'c0ffee-12345.' */
export const prefixOf = (seed: string, { id }: Pick<Addon, 'id'>): string => `${hex(6, seed, 'prefix', id)}-${portOf(seed, id)}.`

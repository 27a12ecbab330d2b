import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

// The first part is what the CLI asks of the data service (heroku-facts E.3); the second, under /control, is what the dashboard
// shows beyond that, and the way that commands of Redis' own protocol take: a store's keys are otherwise reached by that alone.

const setting = <T extends z.ZodMiniType>(value: T) => z.object({ value, desc: z.string(), default: value })

const Config = z.object({
  maxmemory_policy: z.object({
    ...setting(z.string()).shape,
    /** What may be chosen, with what it means. */
    values: z.record(z.string(), z.string()),
  }),
  notify_keyspace_events: setting(z.string()),
  timeout: setting(z.number()),
})
export type Config = z.infer<typeof Config>

const Store = z.object({
  addon: z.object({ id: uuid, name: z.string() }),
  name: z.string(),
  plan: z.string(),
  created_at: timestamp,
  version: z.string(),
  /** Where it listens, with its password. */
  resource_url: z.string(),
  port: z.number(),
  prefer_native_tls: z.boolean(),
  formation: z.object({ id: uuid, primary: z.nullable(uuid) }),
  metaas_source: z.string(),
  info: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
})

const Said = z.object({ message: z.string() })

const reads = ['addons', 'attachments', 'redisStores', 'redisKeys', 'upkeeps'] as const
const STORE = '/redis/v0/databases/:database'

export const redis = {
  info: endpoint({ method: 'GET', path: STORE, title: 'Show a key-value store', response: Store, reads }),
  wait: endpoint({
    method: 'GET',
    path: `${STORE}/wait`,
    title: 'Ask whether a key-value store is ready',
    response: z.object({ message: z.string(), 'waiting?': z.boolean() }),
    reads,
  }),
  config: endpoint({
    method: 'GET',
    path: `${STORE}/config`,
    title: 'Show the settings of a key-value store',
    response: Config,
    reads,
  }),
  configure: endpoint({
    method: 'PATCH',
    path: `${STORE}/config`,
    title: 'Change the settings of a key-value store',
    body: z.object({
      maxmemory_policy: z.optional(z.string()),
      notify_keyspace_events: z.optional(z.string()),
      timeout: z.optional(z.number()),
    }),
    response: Config,
  }),
  rotate: endpoint({
    method: 'POST',
    path: `${STORE}/credentials_rotation`,
    title: 'Make a new password for a key-value store',
    response: Said,
  }),
  upgrade: endpoint({
    method: 'POST',
    path: `${STORE}/upgrade`,
    title: 'Upgrade a key-value store',
    body: z.object({ version: z.string() }),
    response: Said,
    status: 202,
  }),
  resetStats: endpoint({
    method: 'POST',
    path: `${STORE}/stats/reset`,
    title: 'Reset the statistics of a key-value store',
    response: Said,
  }),
}

/** What a command answers. Texts are bytes, a character each. */
export type Reply =
  | number
  | null
  | { readonly status: string }
  | { readonly error: string }
  | { readonly bulk: string }
  /** One that a number of JSON may not keep. */
  | { readonly integer: string }
  | readonly Reply[]

const Reply: z.ZodMiniType<Reply> = z.lazy(() =>
  z.union([
    z.number(),
    z.null(),
    z.object({ status: z.string() }),
    z.object({ error: z.string() }),
    z.object({ bulk: z.string() }),
    z.object({ integer: z.string() }),
    z.array(Reply),
  ]),
)

/** What a connection has begun and takes along from one request to the next. */
const Session = z.object({
  /** The commands since MULTI; null outside of a transaction. */
  queue: z.nullable(z.readonly(z.array(z.array(z.string())))),
  /** One of them could not be understood. */
  broken: z.boolean(),
  watched: z.readonly(z.array(z.readonly(z.tuple([z.string(), z.string()])))),
})
export type Session = z.infer<typeof Session>

const MOST_COMMANDS = 10_000
const commands = z
  .array(z.array(z.string()).check(z.minLength(1, 'A command has a name.')))
  .check(z.maxLength(MOST_COMMANDS, `Send at most ${MOST_COMMANDS} commands at once.`))

/** What was said, as words of text, or one line as it is typed. */
const asked = {
  commands: z.optional(commands),
  line: z.optional(z.string()),
  /** Each character of the words is a byte, as in what is answered; otherwise they are sent in UTF-8. */
  binary: z.optional(z.boolean()),
  session: z.optional(Session),
}

const Answers = z.object({ replies: z.array(Reply), session: Session, evicted: z.number() })
export type Answers = z.infer<typeof Answers>

const Key = z.object({
  /** Bytes, a character each. */
  key: z.string(),
  type: z.enum(['string', 'list', 'hash', 'set', 'zset']),
  /** Its elements; of a text, its bytes. */
  size: z.number(),
  bytes: z.number(),
  expires_at: z.nullable(z.string()),
})
export type Key = z.infer<typeof Key>

const KeyPage = z.object({
  ...Key.shape,
  encoding: z.string(),
  used_at: timestamp,
  /** Of a text: its only element. Of a hash: fields and values in turn; of a sorted set: members and scores. */
  elements: z.array(z.string()),
})
export type KeyPage = z.infer<typeof KeyPage>

const Series = z.array(z.nullable(z.number()))

const Details = z.object({
  version: z.string(),
  versions: z.array(z.string()),
  upgrading_to: z.nullable(z.string()),
  keys: z.number(),
  expiring: z.number(),
  memory: z.object({ used: z.number(), limit: z.number() }),
  connections: z.object({ open: z.number(), limit: z.number(), refused: z.number() }),
  commands_per_second: z.number(),
  hit_rate: z.nullable(z.number()),
  expired: z.number(),
  evicted: z.number(),
  reset_at: timestamp,
  evictions: z.array(z.object({ at: timestamp, key: z.string(), bytes: z.number() })),
  persistent: z.boolean(),
  /** 'Tuesdays 22:00 to 02:00 UTC'; null where the plan has none. */
  window: z.nullable(z.string()),
  under_maintenance: z.boolean(),
  series: z.object({
    from: timestamp,
    /** In ms. */
    step: z.number(),
    memory: Series,
    hit_rate: Series,
    commands: Series,
    evicted: Series,
  }),
})
export type Details = z.infer<typeof Details>

const whole = (low: number, high: number, error: string) =>
  z.coerce.number().check(z.int(error), z.gte(low, error), z.lte(high, error))
const OWN = '/control/redis/:store'

export const redisControl = {
  details: endpoint({
    method: 'GET',
    path: OWN,
    title: 'Show how a key-value store is doing',
    query: z.object({ hours: z.optional(whole(1, 168, 'Ask for 1 to 168 hours.')) }),
    response: Details,
    reads,
  }),
  keys: endpoint({
    method: 'GET',
    path: `${OWN}/keys`,
    title: 'List keys',
    query: z.object({
      match: z.optional(z.string()),
      type: z.optional(z.enum(['string', 'list', 'hash', 'set', 'zset'], 'There is no such type.')),
      sort: z.optional(z.enum(['name', 'bytes', 'expires'], 'Sort by name, bytes or expires.')),
      offset: z.optional(whole(0, 100_000, 'Begin at 0 or later.')),
      limit: z.optional(whole(1, 500, 'Ask for 1 to 500 keys.')),
    }),
    response: z.object({ total: z.number(), found: z.number(), keys: z.array(Key) }),
    reads,
  }),
  key: endpoint({
    method: 'GET',
    path: `${OWN}/key`,
    title: 'Show a key',
    query: z.object({ key: z.string(), limit: z.optional(whole(1, 1000, 'Ask for 1 to 1000 elements.')) }),
    /** Null for one that there is not, or no longer: they go by themselves. */
    response: z.nullable(KeyPage),
    reads,
  }),
  run: endpoint({
    method: 'POST',
    path: `${OWN}/commands`,
    title: 'Send commands to a key-value store',
    body: z.object(asked),
    response: Answers,
  }),
  fill: endpoint({
    method: 'POST',
    path: `${OWN}/fill`,
    title: 'Fill a key-value store with test keys',
    body: z.object({
      keys: z.number().check(z.int('Give a whole number.'), z.gte(1, 'At least 1 key.'), z.lte(2000, 'At most 2,000 keys.')),
      bytes: z
        .number()
        .check(z.int('Give a whole number.'), z.gte(1, 'At least 1 byte.'), z.lte(512 * 1024, 'At most 512 KB each.')),
      seconds: z.nullable(z.number().check(z.int('Give a whole number.'), z.gte(1, 'At least 1 second.'))),
    }),
    response: z.object({ written: z.number(), refused: z.nullable(z.string()), evicted: z.number() }),
  }),
  /** For connections in Redis' own protocol, which bring a store's password and no person. */
  connection: endpoint({
    method: 'POST',
    path: '/control/redis-connections',
    title: 'Send commands as a connection that knows the password',
    open: true,
    body: z.object({ ...asked, password: z.string() }),
    response: z.object({ ...Answers.shape, store: uuid, timeout: z.number() }),
  }),
  catalogue: endpoint({
    method: 'GET',
    path: '/control/redis-commands',
    title: 'List the commands of key-value stores',
    open: true,
    response: z.array(
      z.object({ name: z.string(), group: z.string(), syntax: z.string(), summary: z.string(), writes: z.boolean() }),
    ),
  }),
}

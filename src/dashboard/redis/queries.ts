import { query } from '#client/query.ts'
import { redis, redisControl, type Key } from '#platform/redis/contract.ts'

const every = (ms: number) => ({ refetchInterval: ms }) as const

export interface KeyFilter {
  readonly match?: string
  readonly type?: Key['type']
  readonly sort?: 'name' | 'bytes' | 'expires'
  readonly limit: number
}

// Time goes on without anybody doing anything: keys expire and the app writes others, so they are asked for again and again.
export const ofRedis = {
  info: (database: string) => query(redis.info, { params: { database } }),
  config: (database: string) => query(redis.config, { params: { database } }),
  details: (store: string, hours: number) => ({
    ...query(redisControl.details, { params: { store }, query: { hours } }),
    ...every(10_000),
  }),
  keys: (store: string, filter: KeyFilter) => query(redisControl.keys, { params: { store }, query: filter }),
  key: (store: string, key: string) => ({ ...query(redisControl.key, { params: { store }, query: { key } }), ...every(5000) }),
  catalogue: () => query(redisControl.catalogue),
}

import type { Keyspace } from './keyspace.ts'

/** Begins to count anew, as CONFIG RESETSTAT does. */
export function resetStatistics(keys: Keyspace): void {
  keys.change({ expired: 0, evicted: 0, resetAt: keys.now })
}

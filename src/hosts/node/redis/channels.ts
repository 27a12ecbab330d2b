import type { PlatformHost } from '#platform/index.ts'

type Event = Parameters<Parameters<PlatformHost['onEvent']>[0]>[0]

/** One who listens: to channels, and to those that fit a pattern. */
export interface Listener {
  readonly channels: ReadonlySet<string>
  readonly patterns: ReadonlySet<string>
  readonly tell: (message: readonly string[]) => void
  /** Something was written to the store. */
  readonly wake: () => void
}

/** Who is connected to which store, and what they are told: what others publish, and keyspace notifications. */
export class Channels {
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #told = new Map<string, number>()

  join(store: string, listener: Listener): void {
    const all = this.#listeners.get(store) ?? new Set()
    this.#listeners.set(store, all.add(listener))
  }

  leave(store: string, listener: Listener): void {
    const all = this.#listeners.get(store)
    all?.delete(listener)
    if (all?.size === 0) this.#listeners.delete(store)
  }

  /** Tells those who listen. Answers how many that are. */
  publish(store: string, channel: string, message: string): number {
    let count = 0
    for (const { channels, patterns, tell } of this.#listeners.get(store) ?? []) {
      if (channels.has(channel)) {
        tell(['message', channel, message])
        count += 1
      }
      for (const pattern of patterns) {
        if (!expression(pattern).test(channel)) continue
        tell(['pmessage', pattern, channel, message])
        count += 1
      }
    }
    return count
  }

  /** Follows the world. */
  follow(event: Event): void {
    if (event.kind !== 'commit') return
    for (const id of new Set(event.changes.flatMap(({ table, id: row }) => (table === 'redisStores' ? [row] : [])))) {
      const store = event.tables.redisStores.get(id)
      if (!store) continue
      const { nth, events } = store.told
      if (nth > 0 && nth !== this.#told.get(id)) {
        this.#told.set(id, nth)
        for (const { name, key } of events) {
          if (store.notify.includes('K')) this.publish(id, `__keyspace@0__:${key}`, name)
          if (store.notify.includes('E')) this.publish(id, `__keyevent@0__:${name}`, key)
        }
      }
      for (const { wake } of this.#listeners.get(id) ?? []) wake()
    }
  }
}

/** A pattern with `*`, `?`, `[…]` and `\`, as an expression. */
function expression(pattern: string): RegExp {
  const source = pattern.replaceAll(
    /\\([^])|\[(\^?)((?:\\[^]|[^\]\\])*)\]|\*+|[^]/g,
    (whole, escaped?: string, not = '', members?: string) => {
      if (escaped !== undefined) return quoted(escaped)
      if (members !== undefined)
        return members === '' ? '(?!)' : `[${not}${members.replaceAll('[', '\\[').replaceAll('^', '\\^')}]`
      if (whole.startsWith('*')) return '[^]*?'
      return whole === '?' ? '[^]' : quoted(whole)
    },
  )
  try {
    return new RegExp(`^${source}$`)
  } catch {
    return /(?!)/ // such as a range from z to a
  }
}

const quoted = (char: string) => (/\w/.test(char) ? char : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)

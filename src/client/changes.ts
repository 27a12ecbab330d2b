import { useSyncExternalStore } from 'react'
import type { Query, QueryClient } from '@tanstack/react-query'
import { control } from '#platform/control/contract.ts'
import { connection, onConnection } from './connection.ts'
import { urlOf } from './http.ts'
import { keyOf } from './query.ts'
import { readEvents, type ServerEvent } from './streams.ts'

/** 'off' while nobody is signed in. */
export type FeedState = 'off' | 'connecting' | 'live' | 'reconnecting'

interface Change {
  readonly table: string
  /** The id and name of the app it is about, if it is about one. */
  readonly app?: string
  readonly name?: string
}

const BATCH_MS = 50
/** After a change of one's own: by then a page that it was about has gone, and asks nothing more. */
const LEAVING_MS = 300
const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 10_000
/** The platform says something at least every 15 seconds. */
const SILENCE_MS = 40_000

let state: FeedState = 'off'
const listeners = new Set<() => void>()

function setState(next: FeedState): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

function onState(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the dashboard hears of changes at once. */
export function useFeedState(): FeedState {
  return useSyncExternalStore(onState, () => state)
}

interface FollowOptions {
  /**
   * Another world has taken the place of this one, and its people may have other tokens. The queries on show are asked again
   * once what this answers has resolved.
   */
  readonly onWorld?: () => unknown
}

/**
 * Follows the platform's change feed, and has the queries fetched again that a change concerns. Begins anew when the
 * connection or the person changes. Call it before the first query, so that no change falls between. Answers how to stop.
 */
export function followChanges(client: QueryClient, options: FollowOptions = {}): () => void {
  let stop = follow(client, options)
  const forget = onConnection(() => {
    stop()
    stop = follow(client, options)
  })
  return () => {
    forget()
    stop()
    setState('off')
  }
}

function follow(client: QueryClient, { onWorld }: FollowOptions): () => void {
  const ended = new AbortController()
  const batch = new Batch(client)
  if (connection().token === null) setState('off')
  else void run()
  return () => {
    ended.abort()
    batch.stop()
  }

  async function run(): Promise<void> {
    setState('connecting')
    for (let wait = FIRST_WAIT_MS; !ended.signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const openedAt = await listen().catch(() => null)
      if (ended.signal.aborted) return
      setState('reconnecting')
      if (openedAt !== null) wait = FIRST_WAIT_MS
      await pause(wait, ended.signal)
    }
  }

  /** Listens as long as it can. Answers when it was connected, or null if it never was. */
  async function listen(): Promise<number | null> {
    const askedAt = Date.now()
    let openedAt: number | null = null
    const silence = new AbortController()
    const signal = AbortSignal.any([ended.signal, silence.signal])
    let timer = setTimeout(() => silence.abort(), SILENCE_MS)
    const onText = () => {
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), SILENCE_MS)
    }
    const onOpen = () => {
      openedAt = Date.now()
      setState('live')
      // Whatever was answered before the feed was asked for may have changed unheard.
      void client.invalidateQueries({ predicate: (query) => query.state.dataUpdatedAt < askedAt && hearsOfChanges(query) })
    }
    try {
      for await (const event of readEvents(urlOf(control.changes), { signal, onOpen, onText })) hear(event)
    } catch {
      // The platform is gone, or refuses: its state says so, and it is tried again.
    } finally {
      clearTimeout(timer)
    }
    return openedAt
  }

  function hear({ event, data }: ServerEvent): void {
    if (event === 'change') batch.add(parseChange(data))
    else if (event === 'clock') void client.invalidateQueries({ queryKey: keyOf(control.clock) })
    else if (event === 'world') void meetWorld()
  }

  async function meetWorld(): Promise<void> {
    client.removeQueries({ type: 'inactive' })
    await onWorld?.()
    await client.invalidateQueries()
  }
}

/** Collects changes for a moment, then has what they concern fetched again; the next batch waits until that is done. */
class Batch {
  readonly #client: QueryClient
  #changes = new Map<string, Change>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #busy = false
  #stopped = false

  constructor(client: QueryClient) {
    this.#client = client
  }

  add(change: Change): void {
    this.#changes.set(`${change.table} ${change.app}`, change)
    this.#plan()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #plan(): void {
    if (this.#busy || this.#stopped || this.#changes.size === 0) return
    this.#timer ??= setTimeout(() => void this.#flush(), BATCH_MS)
  }

  /** Resolves when nothing is shown that the platform has not confirmed: an answer from before would take it back for a moment. */
  #certain(): Promise<void> {
    const uncertain = () => this.#client.isMutating({ predicate: ({ options }) => options.meta?.shownEarly === true }) > 0
    return new Promise((resolve) => {
      if (!uncertain()) return resolve()
      const stop = this.#client.getMutationCache().subscribe(() => {
        if (uncertain()) return
        stop()
        setTimeout(resolve, LEAVING_MS)
      })
    })
  }

  async #flush(): Promise<void> {
    this.#busy = true
    this.#timer = undefined
    await this.#certain()
    if (this.#stopped) return
    const changes = [...this.#changes.values()]
    this.#changes = new Map()
    await this.#client.invalidateQueries({ predicate: (query) => changes.some((change) => concerns(change, query)) })
    this.#busy = false
    this.#plan()
  }
}

/** Whether a change may change the answer of a query. */
function concerns({ table, app, name }: Change, { meta }: Query): boolean {
  if (!meta?.reads?.includes(table)) return false
  // A deleted app has no name any more: then any query by name may have been about it.
  return meta.app === undefined || app === undefined || name === undefined || meta.app === app || meta.app === name
}

const hearsOfChanges = ({ meta }: Query): boolean => (meta?.reads?.length ?? 0) > 0

function parseChange(data: string): Change {
  const change: Change = JSON.parse(data)
  return change
}

/** Waits, but not longer than until the network or the person is back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      for (const [target, name] of wakers) target.removeEventListener(name, done)
      resolve()
    }
    const wakers: readonly (readonly [EventTarget, string])[] = [
      [signal, 'abort'],
      [window, 'online'],
      [document, 'visibilitychange'],
    ]
    const timer = setTimeout(done, ms)
    for (const [target, name] of wakers) target.addEventListener(name, done)
  })
}

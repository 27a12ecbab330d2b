import { useSyncExternalStore } from 'react'
import type { Query, QueryClient } from '@tanstack/react-query'
import { control, type ToldChange } from '#platform/control/contract.ts'
import { connection, onConnection } from './connection.ts'
import { urlOf } from './http.ts'
import { keyOf } from './query.ts'
import { readEvents, type ServerEvent } from './streams.ts'

/** 'off' while nobody is signed in. */
export type FeedState = 'off' | 'connecting' | 'live' | 'reconnecting'

const BATCH_MS = 50
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
    batch.forget()
    await onWorld?.()
    await client.invalidateQueries()
  }
}

/** Collects changes for a moment, then has what they concern fetched again; the next batch waits until that is done. */
class Batch {
  readonly #client: QueryClient
  #changes = new Map<string, ToldChange>()
  /** Queries about what is gone. A page that shows them is about to be left, or says so when it asks for itself. */
  #gone = new WeakSet<Query>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #busy = false
  #stopped = false

  constructor(client: QueryClient) {
    this.#client = client
  }

  add(change: ToldChange): void {
    this.#changes.set(`${change.table} ${change.app} ${change.name}`, change)
    if (change.gone) this.#drop(change.gone)
    this.#plan()
  }

  /** In another world everything may be there again. */
  forget(): void {
    this.#gone = new WeakSet()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #plan(): void {
    if (this.#busy || this.#stopped || this.#changes.size === 0) return
    this.#timer ??= setTimeout(() => void this.#flush(), BATCH_MS)
  }

  /** Asks nothing more about what is gone, and forgets what was known of it: at once, or when the page that shows it is left. */
  #drop(gone: NonNullable<ToldChange['gone']>): void {
    const cache = this.#client.getQueryCache()
    for (const query of cache.findAll({ predicate: (each) => isAbout(each, gone) })) {
      this.#gone.add(query)
      if (query.state.data !== undefined) void query.cancel({ silent: true, revert: true })
      if (query.getObserversCount() === 0) cache.remove(query)
      else {
        const stop = cache.subscribe((event) => {
          if (event.query !== query || query.getObserversCount() > 0) return
          stop()
          cache.remove(query)
        })
      }
    }
  }

  /** Resolves when nothing is shown that the platform has not confirmed: an answer from before would take it back for a moment. */
  #certain(): Promise<void> {
    const uncertain = () => this.#client.isMutating({ predicate: ({ options }) => options.meta?.shownEarly === true }) > 0
    return new Promise((resolve) => {
      if (!uncertain()) return resolve()
      const stop = this.#client.getMutationCache().subscribe(() => {
        if (uncertain()) return
        stop()
        resolve()
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
    await this.#client.invalidateQueries({
      predicate: (query) => !this.#gone.has(query) && changes.some((change) => concerns(change, query)),
    })
    this.#busy = false
    this.#plan()
  }
}

/** Whether a change may change the answer of a query. */
function concerns({ table, app, name }: ToldChange, { meta }: Query): boolean {
  if (!meta?.reads?.includes(table)) return false
  return meta.app === undefined || app === undefined || meta.app === app || meta.app === name
}

/** Whether a query asks by something that is found no more; its key names the parameters it asks with. */
function isAbout({ queryKey: [, params] }: Query, gone: NonNullable<ToldChange['gone']>): boolean {
  if (typeof params !== 'object' || params === null) return false
  return Object.entries(params).some(([parameter, value]) => gone[parameter]?.includes(String(value)) === true)
}

const hearsOfChanges = ({ meta }: Query): boolean => (meta?.reads?.length ?? 0) > 0

function parseChange(data: string): ToldChange {
  const change: ToldChange = JSON.parse(data)
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

import * as z from 'zod/mini'
import { createPlatform, createWorld, DEFAULT_ORIGIN, loadEverything } from '#platform/index.ts'
import { Keeper } from '#hosts/keeper.ts'
import { MemoryStore } from '#hosts/store.ts'
import { channelLine, portLine, type Line, type ToPage, type ToWorld } from './bridge.ts'
import { IndexedArchives } from './indexed-archives.ts'
import { IndexedStore } from './indexed-store.ts'
import { apiPath, databaseName, lobbyName, pageName, randomId, worldLock, type LobbyMessage } from './names.ts'
import { WorldBridge, type Fetch } from './world-bridge.ts'

interface Opened {
  readonly fetch: Fetch
  /** Whether the world outlives the browser. */
  readonly kept: boolean
  readonly close: () => Promise<void>
}

// Where the security policy allows no code made from text, trying would only leave a complaint.
z.config({ jitless: true })

// While developing, the code changes below a kept snapshot: begin from the journal.
const build = import.meta.env.DEV ? randomId() : import.meta.url
const store = new IndexedStore(databaseName, build)
const report = (error: unknown, during: string) => console.error(`${during}:`, error)
const archives = new IndexedArchives(`${databaseName} archives`, report)
const lobby = new BroadcastChannel(lobbyName)
const lines = new Set<Line<ToPage, ToWorld>>()

const REST_AFTER_MS = 3_000

let world: Promise<Opened> | undefined
let letGo: () => void = () => undefined

/** Serves a page that has connected to this shared worker. */
export function serveShared(port: MessagePort): void {
  world ??= ownWorld({ takeOver: true })
  serve(portLine(port), undefined)
}

/** Serves pages over their broadcast channels, once this worker has the world. */
export function serveLobby(): void {
  world = ownWorld({ takeOver: false })
  const receive = () => {
    hearLobby((message) => {
      if (message.type === 'hello') serve(channelLine(pageName(message.page)), message.page)
    })
    say({ type: 'here' })
  }
  world.then(receive, receive)
}

/** Waits until no other worker has the world, then opens it. */
async function ownWorld({ takeOver }: { takeOver: boolean }): Promise<Opened> {
  // Without locks (a page that did not come by HTTPS) nobody can be asked.
  if (!('locks' in navigator)) return openWorld()
  // Only a worker of an older build can have it, or one that is about to end.
  if (takeOver) say({ type: 'retire' })
  await new Promise<void>((resolve) => {
    void navigator.locks.request(worldLock, () => {
      resolve()
      return new Promise<void>((release) => (letGo = release))
    })
  })
  hearLobby((message) => {
    if (message.type === 'retire') void retire()
  })
  return openWorld()
}

async function openWorld(): Promise<Opened> {
  const saving = await openKeeper()
  const { keeper } = saving
  const platform = createPlatform({
    host: keeper,
    basePath: apiPath,
    validate: import.meta.env.DEV,
    enforceRateLimit: false,
    wall: Date.now,
  })
  // The rest comes when the page has got what it is waiting for; a request that needs it sooner loads it at once.
  setTimeout(() => void loadEverything().catch(() => undefined), REST_AFTER_MS)
  return {
    kept: saving.kept,
    close: () => keeper.close(),
    async fetch(request) {
      const response = await platform.fetch(request)
      // A command is kept before it is answered; what sets the clock is kept by the time this resolves.
      if (request.method !== 'GET') await keeper.saved()
      return response
    },
  }
}

async function openKeeper(): Promise<{ keeper: Keeper; kept: boolean }> {
  const options = {
    create: createWorld,
    prepare: loadEverything,
    origin: DEFAULT_ORIGIN,
    wall: Date.now,
    timer(callback: () => void, ms: number) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    newId: randomId,
    report,
  }
  if (await canKeep()) return { keeper: await Keeper.open({ ...options, store, archives }), kept: true }
  return { keeper: await Keeper.open({ ...options, store: new MemoryStore() }), kept: false }
}

/** Some browsers have no database in private windows. */
async function canKeep(): Promise<boolean> {
  try {
    await store.open()
    return true
  } catch (error) {
    report(error, 'opening the database')
    return false
  }
}

function serve(line: Line<ToPage, ToWorld>, page: string | undefined): void {
  const bridge = new WorldBridge(line, async (request) => (await opened()).fetch(request))
  lines.add(line)
  const leave = () => {
    lines.delete(line)
    bridge.close()
  }
  line.listen((message) => {
    if (message.type === 'hello') void whenPageEnds(message.page, leave)
    else if (message.type === 'forget') void forget(line)
    else bridge.hear(message)
  })
  if (page !== undefined) void whenPageEnds(page, leave)
  opened().then(
    ({ kept }) => line.post({ type: 'welcome', kept }),
    (error: unknown) => line.post({ type: 'refused', reason: reasonOf(error) }),
  )
}

function opened(): Promise<Opened> {
  return world ?? Promise.reject(new Error('The world has not been opened.'))
}

/** A port does not tell that its page is gone, but the lock that the page held becomes free. */
async function whenPageEnds(page: string, leave: () => void): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request(pageName(page), leave)
}

async function forget(line: Line<ToPage, ToWorld>): Promise<void> {
  await world?.then((open) => open.close()).catch(() => undefined)
  await Promise.all([store.forget(), archives.forget()])
  world = openWorld()
  await world.catch(() => undefined)
  line.post({ type: 'forgotten' })
}

/** Keeps the world and leaves it to a newer version. */
async function retire(): Promise<void> {
  await world?.then((open) => open.close()).catch(() => undefined)
  store.close()
  await archives.close()
  letGo()
  for (const line of lines)
    line.post({ type: 'gone', reason: 'Dynorama was opened in a newer version. Reload this page to go on there.' })
}

function hearLobby(listener: (message: LobbyMessage) => void): void {
  lobby.addEventListener('message', (event: MessageEvent<LobbyMessage>) => listener(event.data))
}

function say(message: LobbyMessage): void {
  lobby.postMessage(message)
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return `The saved world cannot be opened: ${message}.`
}

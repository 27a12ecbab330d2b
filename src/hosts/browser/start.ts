import { channelLine, portLine, type Line, type ToPage, type ToWorld } from './bridge.ts'
import { lobbyName, pageName, randomId, type LobbyMessage } from './names.ts'
import { PageBridge } from './page-bridge.ts'

/** How this page came by its platform; what the shell tells of it. */
export interface PlatformHandle {
  /** One shared worker for all tabs; a worker of one of the tabs; or nothing, for `reason`. */
  readonly kind: 'shared' | 'elected' | 'refused'
  /** Why there is no platform, as a sentence. */
  readonly reason: string | null
  /** Whether the world outlives the browser: in some private windows it does not. */
  readonly kept: boolean
  /** Who passes requests on: the service worker, or MSW in the page where service workers are refused. */
  readonly interception: 'service-worker' | 'page'
  /** Resolves with the reason when the world leaves this page for good: a newer version was opened. */
  readonly lost: Promise<string>
  /** The way out of a world that cannot be opened: drops it, and resolves when a new one has begun. Reload then. */
  readonly startAnew: () => Promise<void>
}

type State = Extract<ToPage, { type: 'welcome' | 'refused' }>

/**
 * Starts the simulated platform: from when this resolves, `fetch` answers below `${base}api`. Call it as the page's first
 * step, so that the world loads while the page still does.
 */
export async function startPlatform(): Promise<PlatformHandle> {
  const lost = Promise.withResolvers<string>()
  const forgotten = Promise.withResolvers<void>()
  const state = Promise.withResolvers<State>()
  const refuse = (reason: string) => state.resolve({ type: 'refused', reason })
  const id = randomId()
  const kind = 'SharedWorker' in globalThis ? 'shared' : 'elected'
  const line = kind === 'shared' ? connectShared(refuse) : connectElected(id, refuse)
  const intercepting = import('./intercept.ts')
  if (!line)
    return refused(
      'This browser cannot keep a simulated platform here: it has neither shared workers nor locks. Open the page by HTTPS, or in another browser.',
    )
  const bridge = new PageBridge(line, (message) => {
    if (message.type === 'welcome' || message.type === 'refused') state.resolve(message)
    else if (message.type === 'gone') lost.resolve(message.reason)
    else forgotten.resolve()
  })
  void holdLock(pageName(id)).then(() => line.post({ type: 'hello', page: id }))
  const interception = await intercepting.then(({ intercept }) => intercept((request) => bridge.fetch(request)))
  const reached = await state.promise
  return {
    kind: reached.type === 'refused' ? 'refused' : kind,
    reason: reached.type === 'refused' ? reached.reason : null,
    kept: reached.type === 'welcome' && reached.kept,
    interception,
    lost: lost.promise,
    startAnew() {
      bridge.forget()
      return forgotten.promise
    },
  }
}

function connectShared(refuse: (reason: string) => void): Line<ToWorld, ToPage> {
  const worker = new SharedWorker(new URL('./world.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('error', () =>
    refuse('The simulated platform could not be loaded. Reload the page when you are online.'),
  )
  return portLine(worker.port)
}

/** Every tab has a worker, which waits for the world; pages talk by channel to the one that has it. */
function connectElected(id: string, refuse: (reason: string) => void): Line<ToWorld, ToPage> | undefined {
  if (!('locks' in navigator)) return undefined
  const line = channelLine<ToWorld, ToPage>(pageName(id))
  const lobby = new BroadcastChannel(lobbyName)
  const greet = () => lobby.postMessage({ type: 'hello', page: id } satisfies LobbyMessage)
  lobby.addEventListener('message', ({ data }: MessageEvent<LobbyMessage>) => {
    if (data.type === 'here') greet()
  })
  const worker = new Worker(new URL('./world.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('error', () =>
    refuse('The simulated platform could not be loaded. Reload the page when you are online.'),
  )
  void holdLock(pageName(id)).then(greet)
  return line
}

/** Resolves when this page has the lock, which it then keeps as long as it lives. */
async function holdLock(name: string): Promise<void> {
  if (!('locks' in navigator)) return
  await new Promise<void>((resolve) => {
    void navigator.locks.request(name, () => {
      resolve()
      return new Promise(() => undefined)
    })
  })
}

function refused(reason: string): PlatformHandle {
  return {
    kind: 'refused',
    reason,
    kept: false,
    interception: 'page',
    lost: new Promise(() => undefined),
    startAnew: async () => undefined,
  }
}

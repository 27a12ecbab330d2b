import type { ToPage } from './bridge.ts'

// The worker that owns the world: a shared worker for all tabs, or where there is none a worker of each tab, of which one
// at a time has the world. The first connection is lost unless somebody listens for it before anything heavy loads.

const engine = import('./engine.ts')

if ('onconnect' in globalThis) {
  addEventListener('connect', (event) => {
    const port = event instanceof MessageEvent ? event.ports[0] : undefined
    if (!port) return
    engine.then(
      ({ serveShared }) => serveShared(port),
      (error: unknown) =>
        port.postMessage({
          type: 'refused',
          reason: `The simulated platform could not be loaded. ${String(error)}`,
        } satisfies ToPage),
    )
  })
} else {
  engine.then(
    ({ serveLobby }) => serveLobby(),
    (error: unknown) => reportError(error), // the page hears of it as its worker's error
  )
}

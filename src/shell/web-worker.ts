import type { FromShell } from './protocol.ts'
import type { StartWorker } from './process.ts'

/** Starts the worker of a shell in a browser. */
export const startWebWorker: StartWorker = (hear, failed) => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'shell' })
  worker.addEventListener('message', ({ data }: MessageEvent<FromShell>) => hear(data))
  worker.addEventListener('error', ({ message }) => failed(message || 'It could not be loaded.'))
  return { tell: (message) => worker.postMessage(message), end: () => worker.terminate() }
}

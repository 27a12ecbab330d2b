import { Pool } from './pool.ts'
import type { StartWorker } from './runner.ts'
import type { Asked, FromWorker, Step } from './protocol.ts'
import { SharedPool } from './shared.ts'

export { targetOf } from './target.ts'
export { onceTold } from './told.ts'

// How a page asks a database. Nothing of PostgreSQL is loaded before the first question.

/** Whatever is kept is kept by where the site stands: there may be several of one origin. */
const name = `dynorama ${import.meta.env.BASE_URL} postgres`

/** So many databases run at a time: each takes 200 MB. */
const MOST = 2

const listeners = new Set<(addon: string, step: Step) => void>()
const tell = (addon: string, step: Step) => listeners.forEach((listener) => listener(addon, step))

let pool: Pick<Pool, 'ask'> | undefined

/** Asks a database, which is opened if it is not. Rejects with a `Refused`; whoever asks knows the type of the answer. */
export function askEngine(asked: Asked): Promise<never> {
  pool ??= openPool()
  return pool.ask(asked)
}

/** Tells how opening databases gets on, by their add-ons' ids. Answers how to stop. */
export function onStep(listener: (addon: string, step: Step) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function openPool(): Pick<Pool, 'ask'> {
  const makePool = (step: typeof tell) => new Pool(startWorker, MOST, step)
  // Missing where the page did not come by HTTPS: each tab then runs its own.
  if (!('locks' in navigator)) return makePool(tell)
  const page = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('')
  return new SharedPool(name, page, navigator.locks, makePool, tell)
}

const startWorker: StartWorker = (hear, failed) => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name })
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => hear(data))
  worker.addEventListener('error', ({ message }) => failed(message || 'The database could not be loaded.'))
  return { tell: (message) => worker.postMessage(message), end: () => worker.terminate() }
}

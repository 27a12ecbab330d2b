import { Runner, type DatabaseWorker } from './runner.ts'
import type { AnswerTo, Asked, Contents, FromWorker, Kind, Step, Target } from './protocol.ts'

// How a page asks a database. Nothing of PostgreSQL is loaded before the first question.

/** Whatever is kept is kept by where the site stands: there may be several of one origin. */
const name = `dynorama ${import.meta.env.BASE_URL} postgres`

const runners = new Map<string, Runner>()
const listeners = new Set<(addon: string, step: Step) => void>()

/** Asks a database, which is opened if it is not. Rejects with a `Refused`. */
export async function askDatabase<K extends Kind>(asked: Asked & Asked<K>): Promise<AnswerTo<K>> {
  const { id } = asked.contents.addon
  const runner = runners.get(id) ?? start(id)
  return runner.ask(asked)
}

/** Tells how opening databases gets on. Answers how to stop. */
export function onStep(listener: (addon: string, step: Step) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function start(id: string): Runner {
  const tell = (step: Step) => listeners.forEach((listener) => listener(id, step))
  const runner = new Runner(startWorker, tell, () => runners.delete(id))
  runners.set(id, runner)
  return runner
}

function startWorker(hear: (message: FromWorker) => void, failed: (reason: string) => void): DatabaseWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name })
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => hear(data))
  worker.addEventListener('error', ({ message }) => failed(message || 'The database could not be loaded.'))
  return { tell: (message) => worker.postMessage(message), end: () => worker.terminate() }
}

/** What has to be known to ask a database. `contentsOf` answers null for one that is gone. */
export async function targetOf(
  world: string,
  contents: Contents,
  contentsOf: (addon: string) => Promise<Contents | null>,
): Promise<Target> {
  const sources: Contents[] = []
  const seen = new Set([contents.addon.id])
  const visit = async ({ operations }: Contents) => {
    for (const operation of operations) {
      if (operation.kind !== 'fork' || seen.has(operation.from)) continue
      seen.add(operation.from)
      const source = await contentsOf(operation.from)
      if (!source) continue
      await visit(source)
      sources.push(source)
    }
  }
  await visit(contents)
  return { world, contents, sources }
}

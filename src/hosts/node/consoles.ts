import { Worker } from 'node:worker_threads'
import type { PlatformHost } from '#platform/index.ts'
import { consoles, unpackFiles } from '#platform/console/contract.ts'
import type { FromShell, ProgramAnswer } from '#shell/protocol.ts'
import type { ShellWorker, StartWorker } from '#shell/process.ts'

/** A one-off dyno that somebody attached to, and what its terminal needs. */
export interface Attachment {
  readonly command: string
  readonly env: Readonly<Record<string, string>>
  readonly programs: readonly string[]
  /** Whether a person sees it in a terminal, so that what is typed has to be echoed. */
  readonly tty: boolean
  readonly files: ReadonlyMap<string, string | Uint8Array>
  readonly ask: (command: string) => Promise<ProgramAnswer>
  /** Resolves when the dyno is up; never, if it is gone before. */
  readonly up: Promise<void>
  /** Aborted when the dyno is gone. */
  readonly gone: AbortSignal
  /** Its process has ended with this status, and so the dyno; what is said later is ignored. */
  readonly exit: (status: number) => Promise<void>
}

interface Doors {
  readonly host: Pick<PlatformHost, 'present' | 'onEvent'>
  readonly fetch: (request: Request) => Promise<Response>
}

/** What a process is told when its terminal is closed: 128 + SIGHUP. */
export const HUNG_UP = 129

/** Attaches terminals to one-off dynos. They act as the person who started the dyno: its address is given to nobody else. */
export class Consoles {
  readonly #doors: Doors
  readonly #open = new Set<Attachment>()

  constructor(doors: Doors) {
    this.#doors = doors
  }

  /** Answers null for a dyno that nobody can attach to any more: it is gone, or who started it may not run anything now. */
  async attach(dynoId: string): Promise<Attachment | null> {
    const { host } = this.#doors
    const { tables, now } = host.present()
    const dyno = tables.dynos.get(dynoId)
    if (!dyno?.oneOff) return null
    const token = tables.authorizations
      .by('account', dyno.oneOff.userId)
      .find((row) => row.token !== null && row.scope.includes('global') && (row.expiresAt === null || row.expiresAt > now))?.token
    if (!token) return null
    const ask = async (method: string, path: string, body?: unknown) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const url = `http://localhost/control/apps/${dyno.appId}/dynos/${dyno.id}/${path}`
      return this.#doors.fetch(new Request(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) }))
    }
    const attached = await ask('POST', 'attach')
    if (!attached.ok) return null
    const { command, env, programs } = consoles.attach.response.parse(await attached.json())
    const files = await ask('GET', 'files')
    if (!files.ok) return null
    let ended = false
    const attachment: Attachment = {
      command,
      env,
      programs,
      tty: !dyno.oneOff.noTty,
      files: unpackFiles(new Uint8Array(await files.arrayBuffer())).files,
      ...follow(host, dyno.id),
      async ask(line) {
        const answer = await ask('GET', `program?${new URLSearchParams({ command: line })}`)
        if (!answer.ok) return { output: 'It is not known how this program behaves.', status: 126, ms: 0 }
        const { lines, status, ms } = consoles.program.response.parse(await answer.json())
        return { output: lines.join('\n'), status, ms }
      },
      exit: async (status) => {
        this.#open.delete(attachment)
        if (ended) return
        ended = true
        // It may be gone already, which is as well.
        const answer = await ask('POST', 'exit', { status })
        await answer.body?.cancel()
      },
    }
    this.#open.add(attachment)
    attachment.gone.addEventListener('abort', () => this.#open.delete(attachment))
    return attachment
  }

  /** Ends the dynos of all terminals, which would stay up without anybody. */
  async close(): Promise<void> {
    await Promise.all([...this.#open].map(({ exit }) => exit(HUNG_UP)))
  }
}

/** Tells when a dyno is up and when it is gone. */
function follow(host: Doors['host'], id: string): Pick<Attachment, 'up' | 'gone'> {
  const gone = new AbortController()
  const up = Promise.withResolvers<void>()
  let stop = () => {}
  let looking = false
  const look = () => {
    looking = false
    let dyno
    try {
      dyno = host.present().tables.dynos.get(id)
    } catch {
      // Whoever asks for the world next is told why there is none.
    }
    if (dyno?.state === 'up') up.resolve()
    if (dyno) return
    stop()
    gone.abort()
  }
  stop = host.onEvent(() => {
    if (!looking) setImmediate(look)
    looking = true
  })
  look()
  return { up: up.promise, gone: gone.signal }
}

/** In MB. A shell that needs more ends, and the server goes on. */
const MOST_MEMORY = 512

/** Starts the thread of a shell. */
export const startThread: StartWorker = (hear, failed): ShellWorker => {
  const worker = new Worker(new URL('./shell-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
  })
  worker.on('message', (message: FromShell) => hear(message))
  worker.on('error', (error) => failed(error instanceof Error ? error.message : String(error)))
  return { tell: (message) => worker.postMessage(message), end: () => void worker.terminate() }
}

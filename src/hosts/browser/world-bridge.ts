import type { Line, RequestMessage, ToPage, ToWorld } from './bridge.ts'

/** Answers a request; an aborted signal means that nobody waits any more. */
export type Fetch = (request: Request) => Promise<Response>

interface Call {
  readonly controller: AbortController
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  reading: boolean
}

/** The world's end of the bridge to one page. */
export class WorldBridge {
  readonly #line: Line<ToPage, ToWorld>
  readonly #fetch: Fetch
  readonly #calls = new Map<number, Call>()

  constructor(line: Line<ToPage, ToWorld>, fetch: Fetch) {
    this.#line = line
    this.#fetch = fetch
  }

  /** Serves what the page asks for. */
  hear(message: ToWorld): void {
    if (message.type === 'request') void this.#answer(message)
    else if (message.type === 'pull') void this.#pull(message.id)
    else if (message.type === 'cancel') this.#cancel(message.id)
  }

  /** The page is gone: nobody reads its streams. */
  close(): void {
    for (const id of this.#calls.keys()) this.#cancel(id)
    this.#line.close()
  }

  async #answer({ id, method, url, headers, body }: RequestMessage): Promise<void> {
    const controller = new AbortController()
    const call: Call = { controller, reader: undefined, reading: false }
    this.#calls.set(id, call)
    try {
      const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]), body }
      const response = await this.#fetch(new Request(url, { ...init, signal: controller.signal }))
      const more = response.body !== null && !isWhole(response)
      const bytes = more || response.body === null ? null : await response.arrayBuffer()
      if (controller.signal.aborted) {
        await response.body?.cancel()
        return
      }
      if (more) call.reader = response.body?.getReader()
      else this.#calls.delete(id)
      const answer = { type: 'response', id, status: response.status, headers: [...response.headers], body: bytes, more } as const
      this.#line.post(answer, bytes ? [bytes] : [])
    } catch (error) {
      this.#fail(id, error)
    }
  }

  async #pull(id: number): Promise<void> {
    const call = this.#calls.get(id)
    if (!call?.reader || call.reading) return
    call.reading = true
    try {
      const { done, value } = await call.reader.read()
      call.reading = false
      if (!this.#calls.has(id)) return
      if (!done) return this.#line.post({ type: 'chunk', id, bytes: value })
      this.#calls.delete(id)
      this.#line.post({ type: 'end', id })
    } catch (error) {
      this.#fail(id, error)
    }
  }

  #cancel(id: number): void {
    const call = this.#calls.get(id)
    if (!call) return
    this.#calls.delete(id)
    call.controller.abort()
    call.reader?.cancel().catch(() => undefined) // it may have failed already
  }

  #fail(id: number, error: unknown): void {
    if (!this.#calls.delete(id)) return // cancelled: nobody waits
    this.#line.post({ type: 'failed', id, reason: error instanceof Error ? error.message : String(error) })
  }
}

/** JSON comes in one piece; everything else may go on. */
function isWhole(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('application/json') ?? false
}

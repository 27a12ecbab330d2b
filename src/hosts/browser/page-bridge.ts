import type { Line, RequestMessage, ToPage, ToWorld } from './bridge.ts'

interface Pending {
  readonly message: RequestMessage
  readonly resolve: (response: Response) => void
  retried: boolean
}

interface Body {
  readonly controller: ReadableStreamDefaultController<Uint8Array>
  wanted: (() => void) | undefined
}

const MOVED =
  'The tab that ran the simulated platform was closed before it answered. What was asked for may or may not have been done.'

/** The page's end of the bridge: sends requests to the world and makes responses of what comes back. */
export class PageBridge {
  readonly #line: Line<ToWorld, ToPage>
  readonly #pending = new Map<number, Pending>()
  readonly #bodies = new Map<number, Body>()
  readonly #onState: (message: Exclude<ToPage, { id: number }>) => void
  #lastId = 0
  #welcomed = false
  #gone: string | null = null

  constructor(line: Line<ToWorld, ToPage>, onState: (message: Exclude<ToPage, { id: number }>) => void) {
    this.#line = line
    this.#onState = onState
    line.listen((message) => this.#hear(message))
  }

  /** Has a request answered by the world. Rejects only when its signal is aborted. */
  async fetch(request: Request): Promise<Response> {
    const { method, url, signal } = request
    const bytes = await request.arrayBuffer()
    // `request.body` would tell, but Firefox does not have it.
    const body = bytes.byteLength === 0 ? null : bytes
    signal.throwIfAborted()
    if (this.#gone !== null) return unavailable(this.#gone)
    const id = ++this.#lastId
    const message: RequestMessage = { type: 'request', id, method, url, headers: [...request.headers], body }
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { message, resolve, retried: false })
      signal.addEventListener('abort', () => {
        if (this.#pending.delete(id)) reject(signal.reason)
        this.#bodies.get(id)?.controller.error(signal.reason)
        this.#stopReading(id)
      })
      this.#line.post(message, body ? [body] : [])
    })
  }

  /** Drops the saved world; the worker says when that is done. */
  forget(): void {
    this.#line.post({ type: 'forget' })
  }

  #hear(message: ToPage): void {
    if (!('id' in message)) {
      if (message.type === 'welcome') this.#meet()
      if (message.type === 'gone') this.#leave(message.reason)
      return this.#onState(message)
    }
    const { id } = message
    if (message.type === 'response') {
      const pending = this.#pending.get(id)
      this.#pending.delete(id)
      if (pending) pending.resolve(this.#toResponse(message))
      else if (message.more) this.#line.post({ type: 'cancel', id })
      return
    }
    if (message.type === 'failed') {
      this.#pending.get(id)?.resolve(unavailable(message.reason))
      this.#pending.delete(id)
    }
    this.#feed(message)
  }

  #feed(message: Extract<ToPage, { type: 'chunk' | 'end' | 'failed' }>): void {
    const body = this.#bodies.get(message.id)
    if (!body) return
    body.wanted?.()
    if (message.type === 'chunk') return body.controller.enqueue(message.bytes)
    this.#bodies.delete(message.id)
    if (message.type === 'end') body.controller.close()
    else body.controller.error(new Error(message.reason))
  }

  #toResponse({ id, status, headers, body, more }: Extract<ToPage, { type: 'response' }>): Response {
    const init = { status, headers: headers.map(([name, value]): [string, string] => [name, value]) }
    return new Response(more ? this.#read(id) : body, init)
  }

  #read(id: number): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({
      start: (controller) => void this.#bodies.set(id, { controller, wanted: undefined }),
      pull: () =>
        new Promise<void>((resolve) => {
          const body = this.#bodies.get(id)
          if (!body) return resolve()
          body.wanted = resolve
          this.#line.post({ type: 'pull', id })
        }),
      cancel: () => this.#stopReading(id),
    })
  }

  #stopReading(id: number): void {
    this.#bodies.get(id)?.wanted?.()
    this.#bodies.delete(id)
    this.#line.post({ type: 'cancel', id })
  }

  /** Another worker has taken over: what was only reading is asked again, once. */
  #meet(): void {
    if (this.#welcomed) {
      for (const [id, pending] of this.#pending) {
        if (pending.message.method === 'GET' && !pending.retried) {
          pending.retried = true
          this.#line.post(pending.message)
        } else {
          this.#pending.delete(id)
          pending.resolve(unavailable(MOVED))
        }
      }
      this.#breakBodies(MOVED)
    }
    this.#welcomed = true
  }

  #leave(reason: string): void {
    this.#gone = reason
    for (const { resolve } of this.#pending.values()) resolve(unavailable(reason))
    this.#pending.clear()
    this.#breakBodies(reason)
  }

  #breakBodies(reason: string): void {
    for (const { controller, wanted } of this.#bodies.values()) {
      wanted?.()
      controller.error(new Error(reason))
    }
    this.#bodies.clear()
  }
}

/** An answer in the API's own words where the platform itself cannot give one. */
function unavailable(message: string): Response {
  return Response.json({ id: 'unavailable', message }, { status: 503 })
}

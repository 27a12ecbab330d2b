import './local-storage.ts'
import { http, type RequestHandler } from 'msw'
import { defineNetwork, HttpNetworkFrame, NetworkSource, type HandlersController } from 'msw/experimental'
import type { Match, Route } from './routes.ts'

// Requests are answered by ordinary MSW handlers. MSW tries handlers one by one, so a frame offers it only the one that an
// index by method and path has found: with hundreds of endpoints that makes the difference between 1 and 20 ms.

const REGISTER = { GET: http.get, POST: http.post, PUT: http.put, PATCH: http.patch, DELETE: http.delete }

/** The MSW handler of a route. */
export function toHandler(route: Route, respond: (match: Match, request: Request) => Promise<Response>): RequestHandler {
  const { method, path } = route.endpoint
  return REGISTER[method](`*${path}`, ({ request, params }) => {
    const strings = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
    return respond({ route, params: strings }, request)
  })
}

class FetchFrame extends HttpNetworkFrame {
  readonly #handler: RequestHandler
  readonly answered: Promise<Response>
  #resolve: (response: Response) => void = () => undefined
  #reject: (reason: unknown) => void = () => undefined

  constructor(request: Request, handler: RequestHandler) {
    super({ request })
    this.#handler = handler
    this.answered = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  override getHandlers(_controller: HandlersController): RequestHandler[] {
    return [this.#handler]
  }

  override respondWith(response?: Response): void {
    if (response) this.#resolve(response)
    else this.passthrough()
  }

  override passthrough(): void {
    this.#reject(new Error('no handler answered'))
  }

  override errorWith(reason?: unknown): void {
    if (reason instanceof Response) this.#resolve(reason)
    else this.#reject(reason)
  }
}

class FetchSource extends NetworkSource<FetchFrame> {
  override enable(): void {}

  async fetch(request: Request, handler: RequestHandler): Promise<Response> {
    const frame = new FetchFrame(request, handler)
    await this.queue(frame)
    return frame.answered
  }
}

/** Answers requests by MSW handlers, wherever there is no network to intercept: in a worker, in Node, in tests. */
export function createNetwork(): (request: Request, handler: RequestHandler) => Promise<Response> {
  const source = new FetchSource()
  const network = defineNetwork({
    sources: [source],
    handlers: [],
    onUnhandledFrame: 'bypass',
    context: { quiet: true },
  })
  network.enable()
  return (request, handler) => source.fetch(request, handler)
}

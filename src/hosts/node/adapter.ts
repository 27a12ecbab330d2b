import type { IncomingMessage, ServerResponse } from 'node:http'

// Between node:http and the web's Request and Response, which the platform speaks. Bodies stream both ways.

/**
 * A Node request as a web Request. `origin` is what its path is below, as in 'http://localhost:5100'; `signal` is aborted when
 * the exchange is over, for whatever reason. Throws on a path that is no URL, and on methods that a web Request cannot have.
 */
export function toRequest(incoming: IncomingMessage, origin: string, signal: AbortSignal): Request {
  const { method = 'GET', url = '/' } = incoming
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headersDistinct)) headers.set(name, (value ?? []).join(', '))
  const bodiless = method === 'GET' || method === 'HEAD'
  const init: RequestInit & { readonly duplex: 'half' } = {
    // A HEAD is a GET whose body is not sent.
    method: method === 'HEAD' ? 'GET' : method,
    headers,
    body: bodiless ? null : readBody(incoming, signal),
    duplex: 'half',
    signal,
  }
  return new Request(origin + url, init)
}

function readBody(incoming: IncomingMessage, signal: AbortSignal): ReadableStream<Uint8Array<ArrayBuffer>> {
  let open = true
  /** Reads the rest and drops it: a connection that is cut, or stands still, while the client writes loses what comes after. */
  const drop = () => {
    open = false
    incoming.resume()
  }
  signal.addEventListener('abort', drop)
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      incoming.on('data', (chunk: Buffer) => {
        if (!open) return
        controller.enqueue(new Uint8Array(chunk))
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause()
      })
      incoming.on('end', () => {
        if (open) controller.close()
        open = false
      })
      incoming.on('error', (error) => {
        if (open) controller.error(error)
        open = false
      })
      incoming.pause()
    },
    pull() {
      incoming.resume()
    },
    cancel: drop,
  })
}

/** Sends a web Response. Streams go out chunk by chunk, no faster than the client reads, and end when it goes away. */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) {
    if (name === 'vary') outgoing.appendHeader(name, value)
    else outgoing.setHeader(name, value)
  }
  if (outgoing.req.method === 'HEAD' || !response.body) {
    await response.body?.cancel()
    outgoing.end()
  } else if (response.headers.get('content-type') === 'application/json') {
    const bytes = new Uint8Array(await response.arrayBuffer())
    outgoing.setHeader('content-length', bytes.byteLength)
    outgoing.end(bytes)
  } else {
    await sendStream(response.body, outgoing)
  }
}

async function sendStream(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  outgoing.flushHeaders()
  const reader = body.getReader()
  outgoing.once('close', () => void reader.cancel().catch(() => undefined))
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done || outgoing.destroyed) break
      if (!outgoing.write(value)) await drained(outgoing)
    }
    outgoing.end()
  } catch {
    // The head has gone out already: cutting the connection is the only way to say that this is not the end.
    outgoing.destroy()
  }
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done)
      resolve()
    }
    outgoing.once('drain', done).once('close', done)
  })
}

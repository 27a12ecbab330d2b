import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createSecureContext, TLSSocket } from 'node:tls'
import { allowHeader, corsHeaders, refusalOf } from './access.ts'
import { sendResponse, toRequest } from './adapter.ts'
import type { Identity } from './certificate.ts'
import { meet, type Meeting } from './rendezvous.ts'

export interface ServeOptions {
  /** Answers a request; never rejects but for one that was given up. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Attaches a terminal to a one-off dyno. */
  readonly attach: Meeting['attach']
  /** The loopback address to listen on. */
  readonly address: string
  /** 0: any that is free. */
  readonly port: number
  readonly allowOrigins: readonly string[]
  /** For connections by TLS. */
  readonly identity: Identity
  readonly report: (error: unknown, during: string) => void
}

export interface Running {
  readonly port: number
  /** Stops listening, lets what is being answered finish for a moment, then closes every connection. */
  readonly close: () => Promise<void>
}

const CLOSING_MS = 1_000
const TLS_HANDSHAKE = 0x16
/** Hosts that the CLI asks beside the API's: with HTTP_PROXY set to this server their requests come here. */
const SERVICE_HOST = /^(([\w-]+\.)*(heroku|herokai)\.com|api\.github\.com)$/

/** Listens on one port for HTTP, for TLS with HTTP or rendezvous inside, and for tunnels to any of these. Rejects if the port is taken. */
export async function serve(options: ServeOptions): Promise<Running> {
  const { fetch, allowOrigins, report } = options
  const secure = createSecureContext(options.identity)
  const connections = new Set<Socket>()
  const tunnelled = new WeakSet<Duplex>()
  const pending = new Set<Promise<void>>()

  const http = createHttpServer((incoming, outgoing) => {
    const work = answer(incoming, outgoing).catch((error: unknown) => {
      if (!outgoing.destroyed) report(error, `${incoming.method} ${incoming.url}`)
      outgoing.destroy()
    })
    pending.add(work)
    void work.then(() => pending.delete(work))
  })
  http.on('connect', (request, socket) => {
    const [, name = '', to = ''] = /^(.+):(\d+)$/.exec(request.url ?? '') ?? []
    const own = Number(to) === port && ['localhost', '127.0.0.1', '[::1]'].includes(name)
    if (!own && !SERVICE_HOST.test(name)) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    tunnelled.add(socket)
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    sort(socket)
  })
  http.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { headers } = incoming
    const viaTunnel = tunnelled.has(incoming.socket)
    const refusal = refusalOf(viaTunnel ? { ...headers, host: `localhost:${port}` } : headers, { port, allowOrigins })
    if (refusal !== null) return refuse(outgoing, 403, 'forbidden', refusal)
    outgoing.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    for (const [name, value] of Object.entries(corsHeaders(headers))) outgoing.setHeader(name, value)
    if (incoming.method === 'OPTIONS') return void outgoing.writeHead(204, allowHeader).end()
    const gone = new AbortController()
    outgoing.once('close', () => gone.abort())
    let request: Request
    try {
      if (!incoming.url?.startsWith('/')) throw new TypeError('no path')
      const scheme = incoming.socket instanceof TLSSocket ? 'https' : 'http'
      request = toRequest(incoming, `${scheme}://${viaTunnel ? `localhost:${port}` : headers.host}`, gone.signal)
    } catch {
      return refuse(outgoing, 400, 'bad_request', 'The request could not be understood.')
    }
    await sendResponse(await fetch(request), outgoing)
  }

  /** Sorts connections by how they begin: a TLS handshake, a request, or a rendezvous. */
  function sort(socket: Duplex, encrypted = false): void {
    socket.once('error', () => socket.destroy())
    socket.once('data', (first: Buffer) => {
      socket.pause()
      socket.unshift(first)
      if (first[0] === TLS_HANDSHAKE && !encrypted) {
        const inner = new TLSSocket(socket, { isServer: true, secureContext: secure })
        if (tunnelled.has(socket)) tunnelled.add(inner)
        sort(inner, true)
      } else if (encrypted && !/^[A-Z]+ /.test(first.toString('latin1'))) {
        const stream: Meeting['stream'] = (path, signal) => fetch(new Request(`https://localhost:${port}${path}`, { signal }))
        const work = meet(socket, { stream, attach: options.attach })
        work.catch((error: unknown) => {
          if (!socket.destroyed) report(error, 'a rendezvous')
          socket.destroy()
        })
      } else {
        http.emit('connection', socket)
        process.nextTick(() => socket.resume())
      }
    })
  }

  const listener = createServer({ noDelay: true }, (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
    sort(socket)
  })
  const port = await new Promise<number>((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(options.port, options.address, () => {
      const address = listener.address()
      resolve(typeof address === 'object' && address ? address.port : options.port)
    })
  })
  return {
    port,
    async close() {
      listener.close()
      await Promise.race([Promise.all(pending), new Promise((resolve) => setTimeout(resolve, CLOSING_MS).unref())])
      for (const socket of connections) socket.destroy()
    },
  }
}

function refuse(outgoing: ServerResponse, status: number, id: string, message: string): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify({ id, message }))
}

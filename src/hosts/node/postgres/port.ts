import { createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { Identity } from '#hosts/node/certificate.ts'
import { listen } from '#hosts/node/listen.ts'
import { Connection } from './connection.ts'
import type { Databases } from './databases.ts'

interface Options {
  readonly databases: Databases
  readonly address: string
  /** The one to listen on, if it is free; 0: any. */
  readonly port: number
  readonly identity: Identity
  readonly report: (error: unknown, during: string) => void
}

export interface PostgresPort {
  readonly port: number
  readonly close: () => Promise<void>
}

/** What a client asks before it says who it is: for TLS, for another encryption, or that somebody else's statement be ended. */
const ASKS = { tls: 80_877_103, gss: 80_877_104, cancel: 80_877_102 }
const MOST_CONNECTIONS = 500

/** Listens for clients of databases: all databases share a port, and are told apart by their names. */
export async function listenForPostgres({ databases, address, port, identity, report }: Options): Promise<PostgresPort> {
  const secure = createSecureContext(identity)
  const doors = { databases, cancel: new Map<string, () => void>(), report }
  const sockets = new Set<Socket>()
  const greet = (socket: Socket) => {
    socket.once('data', (first: Buffer) => {
      const asked = first.length >= 8 ? first.readUInt32BE(4) : 0
      if (asked === ASKS.tls && !(socket instanceof TLSSocket)) {
        socket.pause()
        socket.write('S')
        const inner = new TLSSocket(socket, { isServer: true, secureContext: secure })
        inner.once('error', () => socket.destroy())
        return greet(inner)
      }
      if (asked === ASKS.gss || asked === ASKS.tls) {
        socket.write('N')
        return greet(socket)
      }
      if (asked === ASKS.cancel) {
        if (first.length >= 16) doors.cancel.get(`${first.readUInt32BE(8)} ${first.readUInt32BE(12)}`)?.()
        return void socket.destroy()
      }
      socket.pause()
      socket.unshift(first)
      new Connection(socket, doors)
      process.nextTick(() => socket.resume())
    })
  }
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.once('error', () => socket.destroy())
    greet(socket)
  })
  server.maxConnections = MOST_CONNECTIONS
  const taken = await listen(server, port, address)
  return {
    port: taken,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

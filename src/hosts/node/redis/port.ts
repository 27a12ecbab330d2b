import { createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { Identity } from '#hosts/node/certificate.ts'
import { listen } from '#hosts/node/listen.ts'
import type { PlatformHost } from '#platform/index.ts'
import { Channels } from './channels.ts'
import { Connection, type Doors } from './connection.ts'

interface Options extends Omit<Doors, 'channels'> {
  readonly host: Pick<PlatformHost, 'onEvent'>
  readonly address: string
  /** The one to listen on, if it is free; 0: any. */
  readonly port: number
  /** For connections by TLS, as the official CLI opens them. */
  readonly identity: Identity
}

export interface RedisPort {
  readonly port: number
  readonly close: () => Promise<void>
}

const TLS_HANDSHAKE = 0x16
const MOST_CONNECTIONS = 1_000

/** Listens for clients of key-value stores: all stores share a port, and a password tells which one is meant. */
export async function listenForRedis({ host, address, port, identity, ...doors }: Options): Promise<RedisPort> {
  const channels = new Channels()
  const secure = createSecureContext(identity)
  const sockets = new Set<Socket>()
  const unfollow = host.onEvent((event) => channels.follow(event))
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.once('error', () => socket.destroy())
    socket.once('data', (first: Buffer) => {
      socket.pause()
      socket.unshift(first)
      const inner = first[0] === TLS_HANDSHAKE ? new TLSSocket(socket, { isServer: true, secureContext: secure }) : socket
      new Connection(inner, { ...doors, channels })
      process.nextTick(() => inner.resume())
    })
  })
  server.maxConnections = MOST_CONNECTIONS
  const taken = await listen(server, port, address)
  return {
    port: taken,
    async close() {
      unfollow()
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

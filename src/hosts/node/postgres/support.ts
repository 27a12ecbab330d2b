import { connect, type Socket } from 'node:net'
import { join, message, messagesOf, textIn, type Message } from '#engines/postgres/wire.ts'
import { at, openShop, type Shop } from '#hosts/node/support.ts'

// PostgreSQL's protocol over a socket, as any client speaks it.

/** A host with an app that has a database of its own, and the address by which that connects. */
export async function openWithDatabase(): Promise<{ shop: Shop; url: URL }> {
  const shop = await openShop()
  await shop.cli('POST', '/apps/shop/addons', { plan: 'heroku-postgresql:essential-0', name: 'db' })
  await shop.cli('PATCH', '/control/clock', { advance: 600_000 })
  const { body } = await shop.cli('GET', '/apps/shop/config-vars')
  return { shop, url: new URL(String(at(body, 'DATABASE_URL'))) }
}

const sockets = new Set<Socket>()

/** Ends all connections. */
export function closeClients(): void {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
}

interface Who {
  readonly user?: string
  readonly password?: string
  readonly database?: string
}

/** A connection to the database at an address, as `psql` has one. */
export class Client {
  readonly socket: Socket
  readonly #url: URL
  #bytes: Uint8Array = new Uint8Array()
  #heard = Promise.withResolvers<void>()

  constructor(url: URL, socket = connect(Number(url.port), '127.0.0.1')) {
    this.#url = url
    this.socket = socket
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => this.#heard.resolve())
    socket.on('data', (chunk: Buffer) => {
      this.#bytes = join([this.#bytes, chunk])
      this.#heard.resolve()
    })
  }

  send(...messages: readonly Uint8Array[]): this {
    this.socket.write(join(messages))
    return this
  }

  /** The messages up to one of these kinds, or up to the end of the connection. */
  async until(letters: string): Promise<Message[]> {
    for (;;) {
      this.#heard = Promise.withResolvers()
      const all = messagesOf(this.#bytes)
      const end = all.findIndex(({ letter }) => letters.includes(letter))
      const found = end < 0 && this.socket.closed ? all : all.slice(0, end + 1)
      if (found.length > 0 || this.socket.closed) {
        this.#bytes = this.#bytes.slice(found.reduce((sum, { body }) => sum + body.length + 5, 0))
        return found
      }
      await this.#heard.promise
    }
  }

  /** Says who it is. Answers what went wrong, or undefined. */
  async signIn(who: Who = {}) {
    const { username, password: secret, pathname } = this.#url
    const { user = username, password = secret, database = pathname.slice(1) } = who
    const startup = message('', new Uint8Array([0, 3, 0, 0]), 'user', user, 'database', database, new Uint8Array(1))
    await this.send(startup).until('R')
    return errorOf(await this.send(message('p', password)).until('ZE'))
  }

  async query(sql: string) {
    return readAnswer(await this.send(message('Q', sql)).until('Z'))
  }
}

export async function signedIn(url: URL): Promise<Client> {
  const client = new Client(url)
  const problem = await client.signIn()
  if (problem) throw new Error(problem['M'])
  return client
}

export function errorOf(messages: readonly Message[]): Readonly<Record<string, string>> | undefined {
  const body = messages.find(({ letter }) => letter === 'E')?.body
  return (
    body &&
    Object.fromEntries(
      Buffer.from(body)
        .toString()
        .split('\0')
        .map((field) => [field.slice(0, 1), field.slice(1)]),
    )
  )
}

export function readAnswer(messages: readonly Message[]) {
  const rows = messages.flatMap(({ letter, body }) => (letter === 'D' ? [cellsOf(body)] : []))
  const done = messages.filter(({ letter }) => letter === 'C').map(({ body }) => textIn(body))
  const status = messages.at(-1)?.body
  return { rows, done, code: errorOf(messages)?.['C'], status: status && String.fromCharCode(status[0] ?? 0) }
}

function cellsOf(body: Uint8Array): (string | null)[] {
  const buffer = Buffer.from(body)
  let from = 2
  return Array.from({ length: buffer.readUInt16BE(0) }, () => {
    const length = buffer.readInt32BE(from)
    from += 4
    const cell = length < 0 ? null : buffer.toString('utf8', from, from + length)
    from += Math.max(0, length)
    return cell
  })
}

import type { Socket } from 'node:net'
import type { Reply, Session } from '#platform/redis/contract.ts'
import { redisControl } from '#platform/redis/contract.ts'
import type { Channels, Listener } from './channels.ts'
import { Decoder, encode, ProtocolError, type Sent } from './resp.ts'

export interface Doors {
  readonly fetch: (request: Request) => Promise<Response>
  readonly channels: Channels
  readonly report: (error: unknown, during: string) => void
}

/** Sent to the platform together. */
const MOST_AT_ONCE = 200
const MOST_BYTES_AT_ONCE = 1024 * 1024
const MOST_CHANNELS = 1_000

const OK: Reply = { status: 'OK' }
const NO_AUTH: Reply = { error: 'NOAUTH Authentication required.' }
const error = (message: string): Reply => ({ error: message })
const arity = (name: string) => error(`ERR wrong number of arguments for '${name}' command`)

/** What a connection answers by itself: all else is a command to the store. */
const OWN = new Set(
  'auth hello quit reset client command subscribe unsubscribe psubscribe punsubscribe publish blpop brpop'.split(' '),
)
const WHILE_LISTENING = new Set('subscribe unsubscribe psubscribe punsubscribe ping quit reset'.split(' '))

/** The words of what was sent, as far as it takes to know what it is. */
const wordsOf = (sent: Sent): readonly string[] => ('words' in sent ? sent.words : sent.line.trim().split(/\s+/))
const nameOf = (sent: Sent): string => (wordsOf(sent)[0] ?? '').toLowerCase()
const sizeOf = (sent: Sent): number => wordsOf(sent).reduce((sum, word) => sum + word.length, 0)

/** A client's connection in Redis' protocol. Each command goes through the platform's API, so what is answered is kept. */
export class Connection {
  readonly #socket: Socket
  readonly #doors: Doors
  readonly #decoder = new Decoder()
  readonly #channels = new Set<string>()
  readonly #patterns = new Set<string>()
  readonly #listener: Listener
  #password: string | null = null
  #store: string | null = null
  #session: Session | undefined
  #woken = Promise.withResolvers<void>()
  #work: Promise<void> = Promise.resolve()

  constructor(socket: Socket, doors: Doors) {
    this.#socket = socket
    this.#doors = doors
    this.#listener = {
      channels: this.#channels,
      patterns: this.#patterns,
      tell: (message) => this.#write(message.map((bulk) => ({ bulk }))),
      wake: () => this.#wake(),
    }
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', () => socket.destroy())
    socket.on('timeout', () => socket.destroy())
    socket.on('close', () => {
      this.#leave()
      this.#wake()
    })
  }

  #take(chunk: Buffer): void {
    let sent: Sent[]
    try {
      sent = this.#decoder.push(chunk)
    } catch (fault) {
      if (!(fault instanceof ProtocolError)) throw fault
      return void this.#socket.end(encode(error(fault.message)))
    }
    if (sent.length === 0) return
    // Nothing more is read while this is carried out: a client that sends faster than it is answered has to wait.
    this.#socket.pause()
    this.#work = this.#work
      .then(() => this.#carryOut(sent))
      .catch((fault: unknown) => {
        this.#doors.report(fault, 'a command to a key-value store')
        this.#socket.destroy()
      })
      .finally(() => this.#socket.resume())
  }

  async #carryOut(all: readonly Sent[]): Promise<void> {
    for (let at = 0; at < all.length && !this.#socket.destroyed;) {
      const batch: Sent[] = []
      let bytes = 0
      for (let next = all[at]; next && this.#isForStore(next); next = all[at]) {
        if (batch.length >= MOST_AT_ONCE || bytes > MOST_BYTES_AT_ONCE || (batch.length > 0 && 'line' in next)) break
        batch.push(next)
        bytes += sizeOf(next)
        at += 1
        if ('line' in next) break
      }
      if (batch.length > 0) await this.#pass(batch)
      else {
        const [own] = all.slice(at, at + 1)
        at += 1
        if (own) await this.#answer(own)
      }
    }
  }

  #isForStore(sent: Sent): boolean {
    return this.#password !== null && this.#channels.size + this.#patterns.size === 0 && !OWN.has(nameOf(sent))
  }

  #write(...replies: readonly Reply[]): void {
    if (this.#socket.writable) this.#socket.write(replies.map(encode).join(''), 'latin1')
  }

  /** Has the store carry out commands, and answers what it says. */
  async #pass(batch: readonly Sent[]): Promise<void> {
    const [first] = batch
    const body =
      first && 'line' in first
        ? { line: Buffer.from(first.line, 'latin1').toString() }
        : { commands: batch.map(wordsOf), binary: true }
    this.#write(...(await this.#ask(body, batch.length)))
  }

  async #ask(body: object, count: number): Promise<readonly Reply[]> {
    const { connection } = redisControl
    const request = new Request(`http://localhost${connection.path}`, {
      method: connection.method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, password: this.#password, session: this.#session }),
    })
    const response = await this.#doors.fetch(request)
    const answer: unknown = await response.json()
    if (!response.ok) {
      if (response.status === 401) this.#forget()
      const said = typeof answer === 'object' && answer !== null && 'message' in answer ? String(answer.message) : 'refused'
      const reply = response.status === 401 ? error(said) : error(`ERR ${said}`)
      return Array.from({ length: count }, () => reply)
    }
    const { replies, session, store, timeout } = connection.response.parse(answer)
    this.#session = session
    if (this.#store === null) this.#doors.channels.join(store, this.#listener)
    this.#store = store
    this.#socket.setTimeout(timeout * 1000)
    return replies
  }

  async #answer(sent: Sent): Promise<void> {
    const [given = '', ...args] = wordsOf(sent)
    const name = given.toLowerCase()
    if (name === 'quit') return void this.#socket.end(encode(OK))
    if (name === 'auth')
      return this.#write(args.length < 1 || args.length > 2 ? arity(name) : await this.#signIn(args.at(-1) ?? ''))
    if (name === 'hello') return this.#hello(args)
    if (this.#password === null) return this.#write(NO_AUTH)
    if (name === 'reset') {
      this.#forget()
      return this.#write({ status: 'RESET' })
    }
    const listening = this.#channels.size + this.#patterns.size > 0
    if (listening && !WHILE_LISTENING.has(name))
      return this.#write(
        error(
          `ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
        ),
      )
    if (name === 'ping') return this.#write([{ bulk: 'pong' }, { bulk: args[0] ?? '' }])
    if (this.#session?.queue && name !== 'blpop' && name !== 'brpop')
      return this.#write(error(`ERR ${name.toUpperCase()} inside of a transaction is not part of this model`))
    if (name.endsWith('subscribe')) return this.#subscribe(name, args)
    if (name === 'publish') return this.#publish(args)
    if (name === 'client') return this.#write(client(args))
    if (name === 'command') return this.#write(args[0]?.toLowerCase() === 'count' ? 0 : [])
    return this.#wait(sent)
  }

  async #signIn(password: string): Promise<Reply> {
    this.#forget()
    this.#password = password
    const [reply = null] = await this.#ask({ commands: [['PING']] }, 1)
    return this.#password === null ? reply : OK
  }

  async #hello([version, ...args]: readonly string[]): Promise<void> {
    if (version !== undefined && version !== '2') return this.#write(error('NOPROTO unsupported protocol version'))
    if (args[0]?.toLowerCase() === 'auth') {
      const reply = await this.#signIn(args[2] ?? '')
      if (reply !== OK) return this.#write(reply)
    }
    if (this.#password === null)
      return this.#write(
        error(
          'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
        ),
      )
    const facts: readonly (readonly [string, Reply])[] = [
      ['server', { bulk: 'redis' }],
      ['version', { bulk: '7.2.4' }],
      ['proto', 2],
      ['mode', { bulk: 'standalone' }],
      ['role', { bulk: 'master' }],
      ['modules', []],
    ]
    this.#write(facts.flatMap(([fact, value]) => [{ bulk: fact }, value]))
  }

  #subscribe(name: string, names: readonly string[]): void {
    const [kind, set] = name.startsWith('p') ? (['p', this.#patterns] as const) : (['', this.#channels] as const)
    const adds = name === `${kind}subscribe`
    if (adds && names.length === 0) return this.#write(arity(name))
    if (adds && set.size + names.length > MOST_CHANNELS) return this.#write(error(`ERR at most ${MOST_CHANNELS} channels`))
    const wanted: readonly (string | null)[] = names.length > 0 ? names : set.size > 0 ? [...set] : [null]
    for (const each of wanted) {
      if (each !== null && adds) set.add(each)
      if (each !== null && !adds) set.delete(each)
      this.#write([{ bulk: name }, each === null ? null : { bulk: each }, this.#channels.size + this.#patterns.size])
    }
    // Who listens is idle for a reason.
    if (this.#channels.size + this.#patterns.size > 0) this.#socket.setTimeout(0)
  }

  #publish([channel, message, ...more]: readonly string[]): void {
    if (channel === undefined || message === undefined || more.length > 0) return this.#write(arity('publish'))
    this.#write(this.#doors.channels.publish(this.#store ?? '', channel, message))
  }

  /** Takes from the first list that has something, as soon as one has. */
  async #wait(sent: Sent): Promise<void> {
    const words = wordsOf(sent)
    const seconds = Number(words.at(-1))
    const until = seconds > 0 ? Date.now() + seconds * 1000 : Infinity
    for (;;) {
      this.#woken = Promise.withResolvers()
      const [reply = null] = await this.#ask({ commands: [words], binary: true }, 1)
      const left = until - Date.now()
      if (reply !== null || left <= 0 || this.#socket.destroyed) return this.#write(reply)
      this.#socket.setTimeout(0)
      const late = left === Infinity ? undefined : setTimeout(() => this.#wake(), left)
      await this.#woken.promise
      clearTimeout(late)
    }
  }

  #wake(): void {
    this.#woken.resolve()
  }

  #leave(): void {
    if (this.#store !== null) this.#doors.channels.leave(this.#store, this.#listener)
    this.#store = null
  }

  #forget(): void {
    this.#leave()
    this.#password = null
    this.#session = undefined
    this.#channels.clear()
    this.#patterns.clear()
  }
}

function client([what = '']: readonly string[]): Reply {
  const asked = what.toLowerCase()
  if (['setname', 'setinfo', 'no-evict', 'no-touch'].includes(asked)) return OK
  if (asked === 'getname') return null
  if (asked === 'id') return 1
  return error(`ERR unknown subcommand '${what.slice(0, 128)}'. Try CLIENT HELP.`)
}

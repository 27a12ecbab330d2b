import type { Duplex } from 'node:stream'
import type { Attachment } from './consoles.ts'
import { Terminal } from './terminal.ts'

// The CLI's `run` opens a TLS connection to the dyno's attach_url, rendezvous://HOST:PORT/SECRET, sends the secret and a
// line end, drops the first thing it is sent, and shows what follows until the connection closes. Here the secret is the
// path of a stream of the API, which says what the command would print by itself.

const MAX_SECRET = 512
const GREETING = 'rendezvous\r\n'

export interface Meeting {
  readonly stream: (path: string, signal: AbortSignal) => Promise<Response>
  readonly attach: (dynoId: string) => Promise<Attachment | null>
}

/** Reads the secret from a connection, then attaches a terminal to its dyno until that ends or the client goes away. */
export async function meet(socket: Duplex, { stream, attach }: Meeting): Promise<void> {
  const gone = new AbortController()
  socket.once('close', () => gone.abort())
  const first = await readLine(socket)
  if (first === null) return void socket.destroy()
  const response = await stream(`/${first.line}`, gone.signal)
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel()
    return void socket.end(`${GREETING}There is no dyno to attach to here.\r\n`)
  }
  const [, dynoId] = /^streams\/dynos\/([\w-]+)\?/.exec(first.line) ?? []
  const attachment = dynoId === undefined ? null : await attach(dynoId)
  await write(socket, GREETING)
  if (!attachment) return show(socket, response.body)
  await response.body.cancel()
  await converse(socket, attachment, first.rest)
}

/** A dyno that has ended meanwhile still shows what it printed. */
async function show(socket: Duplex, output: ReadableStream<Uint8Array>): Promise<void> {
  socket.resume()
  const decoder = new TextDecoder()
  try {
    for await (const chunk of output) {
      if (socket.destroyed) break
      await write(socket, forTerminal(decoder.decode(chunk, { stream: true })))
    }
  } finally {
    socket.end()
  }
}

async function converse(socket: Duplex, attachment: Attachment, typed: string): Promise<void> {
  const terminal = new Terminal(attachment, (text) => {
    if (socket.writable) socket.write(forTerminal(text))
  })
  if (socket.destroyed) return terminal.hangUp()
  const decoder = new TextDecoder()
  terminal.type(typed)
  socket.on('data', (chunk: Buffer) => terminal.type(decoder.decode(chunk, { stream: true })))
  socket.once('close', () => terminal.hangUp())
  socket.resume()
  await terminal.over
  socket.end()
}

/** A terminal in raw mode needs both. */
const forTerminal = (text: string) => text.replaceAll(/\r?\n/g, '\r\n')

function write(socket: Duplex, text: string): Promise<void> {
  return new Promise((resolve) => {
    const done = () => resolve()
    socket.once('close', done)
    socket.write(text, () => {
      socket.off('close', done)
      resolve()
    })
  })
}

/** The first line and what came with it, or null if it is too long or the connection closes before it ends. */
function readLine(socket: Duplex): Promise<{ line: string; rest: string } | null> {
  return new Promise((resolve) => {
    let text = ''
    const end = (found: { line: string; rest: string } | null) => {
      socket.off('data', read).off('close', close).pause()
      resolve(found)
    }
    const close = () => end(null)
    const read = (chunk: Buffer) => {
      text += chunk.toString('latin1')
      const [, line, rest = ''] = /^(.*?)\r?\n(.*)$/s.exec(text) ?? []
      if (line !== undefined) end({ line, rest: Buffer.from(rest, 'latin1').toString() })
      else if (text.length > MAX_SECRET) end(null)
    }
    socket.on('data', read).once('close', close)
    socket.resume()
  })
}

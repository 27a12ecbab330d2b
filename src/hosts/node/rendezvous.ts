import type { Duplex } from 'node:stream'

// The CLI's `run` opens a TLS connection to the dyno's attach_url, rendezvous://HOST:PORT/SECRET, sends the secret and a
// line end, drops the first thing it is sent, and shows what follows until the connection closes. Here the secret is the
// path of a stream of the API, which says the same.

const MAX_SECRET = 512

/** Reads the secret from a connection, then sends the stream of that name until it ends or the client goes away. */
export async function meet(socket: Duplex, stream: (path: string, signal: AbortSignal) => Promise<Response>): Promise<void> {
  const gone = new AbortController()
  socket.once('close', () => gone.abort())
  const secret = await readLine(socket)
  if (secret === null) return void socket.destroy()
  const response = await stream(`/${secret}`, gone.signal)
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel()
    return void socket.end('rendezvous\r\nThere is no dyno to attach to here.\r\n')
  }
  await write(socket, 'rendezvous\r\n')
  const decoder = new TextDecoder()
  try {
    for await (const chunk of response.body) {
      if (socket.destroyed) break
      // A terminal in raw mode needs both.
      await write(socket, decoder.decode(chunk, { stream: true }).replaceAll(/\r?\n/g, '\r\n'))
    }
  } finally {
    socket.end()
  }
}

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

/** The first line, or null if it is too long or the connection closes before it ends. */
function readLine(socket: Duplex): Promise<string | null> {
  return new Promise((resolve) => {
    let text = ''
    const end = (line: string | null) => {
      // What is typed afterwards is read and dropped.
      socket.off('data', read).off('close', close).resume()
      resolve(line)
    }
    const close = () => end(null)
    const read = (chunk: Buffer) => {
      text += chunk.toString('latin1')
      const [line, rest] = text.split(/\r?\n/, 2)
      if (rest !== undefined) end(line ?? '')
      else if (text.length > MAX_SECRET) end(null)
    }
    socket.on('data', read).once('close', close)
    socket.resume()
  })
}

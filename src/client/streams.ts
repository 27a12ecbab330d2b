import { authorization, send } from './http.ts'
import { connection } from './connection.ts'

export interface ServerEvent {
  readonly event: string
  readonly data: string
}

interface StreamOptions {
  readonly signal?: AbortSignal
  /** Called when the platform has begun to answer. */
  readonly onOpen?: () => void
}

/** The text of a stream as it comes: a build's output. Ends with the stream, or when the loop is left. */
export async function* readText(url: string, options: StreamOptions = {}): AsyncGenerator<string, void> {
  yield* read(url, 'text/plain', options)
}

/** The events of an event stream: log lines, the change feed. Comments are passed over. */
export async function* readEvents(
  url: string,
  options: StreamOptions & { readonly onText?: () => void } = {},
): AsyncGenerator<ServerEvent, void> {
  let rest = ''
  for await (const text of read(url, 'text/event-stream', options)) {
    options.onText?.()
    const blocks = (rest + text).split(/\r?\n\r?\n/)
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = parseEvent(block)
      if (event) yield event
    }
  }
}

async function* read(url: string, accept: string, { signal, onOpen }: StreamOptions): AsyncGenerator<string, void> {
  // Leaving the loop has to reach the platform: by the body's cancel through a service worker, by the signal without one.
  const left = new AbortController()
  const { base } = connection()
  // A platform that names streams by https does so for the CLI; a browser would not trust its certificate.
  const address = base.startsWith('http:') ? url.replace(/^https:/, 'http:') : url
  const headers = { Accept: accept, ...(address.startsWith(base) ? authorization() : {}) }
  const response = await send(address, { headers, signal: signal ? AbortSignal.any([signal, left.signal]) : left.signal })
  onOpen?.()
  const reader = response.body?.getReader()
  if (!reader) return
  const decoder = new TextDecoder()
  const stop = () => void reader.cancel().catch(() => undefined)
  signal?.addEventListener('abort', stop)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      const text = decoder.decode(value, { stream: true })
      if (text !== '') yield text
    }
  } catch (error) {
    if (!signal?.aborted) throw error
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
    left.abort()
  }
}

function parseEvent(block: string): ServerEvent | null {
  let event = 'message'
  const data: string[] = []
  for (const line of block.split(/\r?\n/)) {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? []
    if (field === 'event') event = value
    else if (field === 'data') data.push(value)
  }
  return data.length > 0 ? { event, data: data.join('\n') } : null
}

import { once } from 'node:events'
import { Agent, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'

// For tests: requests over real HTTP, with headers that fetch would not let through.

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
  /** The text as JSON; undefined when it is none. */
  readonly body: unknown
}

export interface Asked {
  readonly method?: string
  readonly path: string
  readonly headers?: OutgoingHttpHeaders
  /** An object goes as JSON, a text or bytes as they are. */
  readonly body?: unknown
  readonly agent?: Agent
}

/** Asks the server on a port of this machine. */
export async function ask(port: number, { method = 'GET', path, headers = {}, body, agent }: Asked): Promise<Answer> {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''))
  const length = 'transfer-encoding' in headers || bytes.length === 0 ? {} : { 'content-length': bytes.length }
  const asked = request({
    port,
    host: '127.0.0.1',
    method,
    path,
    agent,
    headers: { host: `localhost:${port}`, ...length, ...headers },
  })
  asked.end(bytes)
  const [response]: IncomingMessage[] = await once(asked, 'response')
  if (!response) throw new Error('no response')
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return { status: response.statusCode ?? 0, headers: response.headers, text, body: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A value inside a JSON answer: `at(answer.body, 'owner', 'email')`. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}

import { remember, remembered } from './memory.ts'

/** Which platform the dashboard speaks to, and as whom. */
export interface Connection {
  /** The world in this browser, or an API at an address. */
  readonly kind: 'browser' | 'remote'
  /** Where the API's paths begin, without a slash at the end. */
  readonly base: string
  /** Whose token requests carry; null when nobody is signed in. */
  readonly token: string | null
}

// Several builds may stand below one origin, each with its own world and people.
const prefix = `dynorama ${import.meta.env.BASE_URL}`
const ADDRESS = `${prefix} address`
const tokenKey = (base: string) => `${prefix} token ${base}`

const listeners = new Set<() => void>()
let current: Connection | undefined
let starting: Promise<unknown> | undefined

/** The connection in use. Another tab may use another one. */
export function connection(): Connection {
  return (current ??= at(remembered(ADDRESS)))
}

/** Speaks from now on to the API at this address (`http://localhost:5100`), or for null to the world in this browser. */
export function connectTo(address: string | null): void {
  remember(ADDRESS, address)
  change(at(address))
}

/** Sends this token from now on, for good; null signs out. */
export function signIn(token: string | null): void {
  const { base, kind } = connection()
  remember(tokenKey(base), token)
  change({ base, kind, token })
}

/** Has calls to the world in this browser wait until it has started: before, they would reach the web server of the page. */
export function holdCallsUntil(started: Promise<unknown>): void {
  starting = started.catch(() => undefined) // then they fail by themselves
}

/** Resolves when calls can be made. */
export async function whenStarted(): Promise<void> {
  if (connection().kind === 'browser') await starting
}

/** Calls the listener whenever the connection or the person changes. Answers how to stop. */
export function onConnection(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function at(address: string | null): Connection {
  const base = address === null ? `${location.origin}${import.meta.env.BASE_URL}api` : address.replace(/\/+$/, '')
  return { kind: address === null ? 'browser' : 'remote', base, token: remembered(tokenKey(base)) }
}

function change(connection: Connection): void {
  current = connection
  for (const listener of listeners) listener()
}

import type { IncomingHttpHeaders } from 'node:http'

// Who may talk to a server on localhost. Any web page can send requests there, and by DNS rebinding even read the answers,
// so a request has to name this server as its host, and come from a program or from a page of this machine.

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Headers that a page may read of an answer, beside the ones it always may. */
const EXPOSED =
  'Accept-Ranges, Content-Range, ETag, Location, Next-Range, OAuth-Scope, RateLimit-Remaining, Request-Id, Retry-After, X-Confirmation-Required'
const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'

export interface AccessRules {
  /** The port this server listens on. */
  readonly port: number
  /** Origins of pages that may use it, beside those of this machine: 'https://demo.example'. */
  readonly allowOrigins: readonly string[]
}

/** Why a request is not answered, as a sentence, or null if it is. */
export function refusalOf(headers: IncomingHttpHeaders, rules: AccessRules): string | null {
  if (!isOwnHost(headers.host, rules.port)) {
    return `This server answers requests to localhost:${rules.port} only; the Host header was ${headers.host ?? 'missing'}.`
  }
  const { origin } = headers
  if (origin !== undefined && !isAllowedOrigin(origin, rules)) {
    return `Pages of ${origin} may not use this server. Start it with --allow-origin ${origin} to let them.`
  }
  // A page of another site can ask without an Origin, for an image or a script; it could not read the answer, and gets none.
  const crossSite = headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate'
  return crossSite && origin === undefined ? 'Other sites may not use this server.' : null
}

/** The CORS headers for an allowed origin, also of a preflight; none when no page asks. */
export function corsHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const { origin } = headers
  const always = { Vary: 'Origin' }
  if (origin === undefined) return always
  const allowed = { ...always, 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED }
  if (headers['access-control-request-method'] === undefined) return allowed
  return {
    ...allowed,
    'Access-Control-Allow-Methods': METHODS,
    'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*',
    'Access-Control-Max-Age': '600',
    ...(headers['access-control-request-private-network'] === 'true' ? { 'Access-Control-Allow-Private-Network': 'true' } : {}),
  }
}

/** What an OPTIONS answers beside CORS. */
export const allowHeader = { Allow: METHODS }

function isOwnHost(host: string | undefined, port: number): boolean {
  const match = /^(.+?)(?::(\d+))?$/.exec(host?.toLowerCase() ?? '')
  return LOOPBACK.has(match?.[1] ?? '') && Number(match?.[2] ?? 80) === port
}

function isAllowedOrigin(origin: string, rules: AccessRules): boolean {
  if (rules.allowOrigins.includes(origin)) return true
  return URL.canParse(origin) && LOOPBACK.has(new URL(origin).hostname)
}

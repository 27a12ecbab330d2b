import type { Account } from '#platform/account/model.ts'
import type { PlatformHost } from '#platform/host.ts'
import { isValid, markOf, type Authorization } from '#platform/oauth/model.ts'
import { needsSecondFactor } from '#platform/permissions/contract.ts'
import type { Command, PlatformWorld } from '#platform/world.ts'
import { errorAnswer, etagOf, Headed, namesTag, toAnswer, type Answer } from './answer.ts'
import { clientFrom } from './client.ts'
import { run, setCircumstances, standingOf } from './dispatch.ts'
import { ApiError, badRequest, unauthorized } from './errors.ts'
import type { Method } from './contract.ts'
import { RateLimit } from './rate-limit.ts'
import type { Circumstances, Match, RouteIndex } from './routes.ts'
import { acceptedScopes, requireScope } from './scopes.ts'
import { isStream, whileOpen } from './stream.ts'
import { parseJson } from './validate.ts'

/** The largest upload that is read at all (heroku-facts D.3 allows a checkout of 1 GB; an archive of it is well below this). */
const MAX_UPLOAD = 200 * 1024 * 1024
const MAX_JSON = 16 * 1024 * 1024

export interface ServerOptions {
  readonly host: PlatformHost
  readonly index: RouteIndex
  /** Where the API's paths begin: '' or '/some/base'. */
  readonly basePath: string
  /** Check every answer against its contract. */
  readonly validate: boolean
  /** Refuse past the hourly number of requests, or only count. */
  readonly enforceRateLimit: boolean
  readonly wall: () => number
}

/** Serves requests, one at a time for all that they change, on a host's world. */
export class Server {
  readonly #options: ServerOptions
  readonly #rate: RateLimit

  constructor(options: ServerOptions) {
    this.#options = options
    this.#rate = new RateLimit(options.wall)
  }

  /** Answers a request for a route. Never throws, and never leaves half a change. */
  async respond(match: Match, request: Request): Promise<Response> {
    const requestId = this.#options.host.requestId()
    const headers: Record<string, string> = {
      'request-id': requestId,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      vary: 'Authorization,Accept-Encoding',
    }
    try {
      const answer = await this.#answer(match, request, headers)
      if (answer instanceof Response) return answer
      return toResponse(answer, headers)
    } catch (error) {
      return this.refuse(error, request, headers)
    }
  }

  /** Turns what was thrown into the error envelope. */
  refuse(error: unknown, request: Request, headers: Readonly<Record<string, string>> = {}): Response {
    if (error instanceof ApiError) return toResponse(errorAnswer(error), headers)
    this.#options.host.report(error, `${request.method} ${new URL(request.url).pathname}`)
    return toResponse(errorAnswer(new ApiError(500, 'internal_server_error', 'Internal server error.')), headers)
  }

  async #answer(match: Match, request: Request, headers: Record<string, string>): Promise<Answer | Response> {
    const { host, validate } = this.#options
    const { endpoint } = match.route
    const url = new URL(request.url)
    const path = url.pathname.slice(this.#options.basePath.length) + url.search
    const asked = Object.fromEntries(request.headers)
    let world = host.present()
    const authorization = authenticate(world, asked)
    const mark = authorization && markOf(authorization)
    const base = url.origin + this.#options.basePath
    const around: Circumstances = { base, headers: asked, host, services: host.services, mark }
    const actor = authorization ? (world.tables.accounts.get(authorization.accountId) ?? null) : null
    if (!actor && !endpoint.open) throw unauthorized()
    if (authorization && !endpoint.open) {
      headers['oauth-scope'] = authorization.scope.join(' ')
      headers['oauth-scope-accepted'] = acceptedScopes(endpoint).join(' ')
      requireScope(endpoint, authorization.scope)
    }
    if (actor?.twoFactor && endpoint.action && needsSecondFactor(endpoint.action)) {
      const { checkSecondFactor } = await import('#platform/account/two-factor.ts')
      checkSecondFactor(actor, asked, world.now)
    }
    if (actor)
      asked['ratelimit-remaining'] = headers['ratelimit-remaining'] = String(
        this.#rate.take(actor.id, endpoint.path !== '/account/rate-limits', this.#options.enforceRateLimit),
      )
    const method = methodOf(request)
    let result: unknown
    if (method === 'GET') result = await run(world, match, { actor, path, body: undefined }, around)
    else {
      // Nobody's upload is read who may not send it.
      if (match.route.read) standingOf(world, match, actor)
      const body = match.route.read
        ? await match.route.read(await readBytes(request, MAX_UPLOAD), {
            world,
            actor,
            params: match.params,
            headers: asked,
            host,
          })
        : parseJson(await readText(request))
      // Checked when nothing else can come between any more.
      this.#checkPrecondition(match, actor, path, around)
      world = host.present()
      if (endpoint.host) result = await run(world, match, { actor, path, body }, around)
      else result = await this.#execute({ method, path, body, actor: actor?.id ?? null, client: clientFrom(asked) }, around)
    }

    if (isStream(result))
      return new Response(host.open(mark === null ? result : whileOpen(result, mark), request.signal), {
        headers: { ...headers, 'content-type': result.contentType },
      })
    const { body: bytes, headers: own } = result instanceof Headed ? result : new Headed(result, {})
    if (bytes instanceof ReadableStream)
      return new Response(bytes, { headers: { ...headers, 'content-type': 'application/octet-stream', ...own } })
    const answer = toAnswer(endpoint, result, around.headers, validate)
    if (method !== 'GET') return answer
    const tag = etagOf(answer.text)
    headers['etag'] = tag
    const known = around.headers['if-none-match']
    return known !== undefined && namesTag(known, tag) ? { status: 304, headers: answer.headers, text: '' } : answer
  }

  /** `If-Match` holds against what a GET of the same path answers now (heroku-facts G.4). */
  #checkPrecondition(match: Match, actor: Account | null, path: string, around: Circumstances): void {
    const wanted = around.headers['if-match']
    const { endpoint } = match.route
    if (wanted === undefined || endpoint.method === 'GET' || endpoint.host) return
    const same = this.#options.index.find('GET', path.split('?')[0] ?? '')
    if (!same) return
    const world = this.#options.host.present()
    const { text } = toAnswer(same.route.endpoint, run(world, same, { actor, path, body: undefined }, around), {}, false)
    if (!namesTag(wanted, etagOf(text)))
      throw new ApiError(412, 'precondition_failed', 'The resource has changed since it was read. Read it again, then retry.')
  }

  async #execute(command: Command, around: Circumstances): Promise<unknown> {
    setCircumstances(command, around)
    return await this.#options.host.execute(command)
  }
}

function methodOf(request: Request): Method {
  const { method } = request
  if (method === 'GET' || method === 'POST' || method === 'PUT' || method === 'PATCH' || method === 'DELETE') return method
  throw badRequest(`The method ${method} is not supported.`)
}

/**
 * What the token of the request is for: `Bearer TOKEN`, or basic with the token as password. A token that is wrong is refused.
 * `token TOKEN` is GitHub's way: such a one is of no account here, and none of ours is sent so.
 */
function authenticate(world: PlatformWorld, headers: Readonly<Record<string, string>>): Authorization | null {
  const header = headers['authorization']
  if (header === undefined || /^token /i.test(header)) return null
  const token = tokenOf(header)
  const authorization = token === null ? undefined : world.tables.authorizations.first('token', token)
  if (!authorization || !isValid(authorization, world.now)) throw unauthorized()
  return authorization
}

function tokenOf(header: string): string | null {
  const [scheme, value = ''] = header.trim().split(/\s+/, 2)
  if (scheme?.toLowerCase() === 'bearer') return value
  if (scheme?.toLowerCase() !== 'basic') return null
  try {
    return atob(value).replace(/^[^:]*:/, '')
  } catch {
    return null
  }
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new ApiError(413, 'request_too_large', `The body is larger than ${limit / 1024 / 1024} MB.`)
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  // Firefox's requests have no stream of their body.
  if (!request.body) {
    const bytes = new Uint8Array(await request.arrayBuffer())
    if (bytes.byteLength > limit) throw tooLarge()
    return bytes
  }
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength
    if (size > limit) {
      // Not waited for: it ends only when MSW's copy of the body is cancelled too.
      reader.cancel().catch(() => undefined)
      throw tooLarge()
    }
    chunks.push(read.value)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}

async function readText(request: Request): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readBytes(request, MAX_JSON))
  } catch (error) {
    if (error instanceof ApiError) throw error
    throw badRequest('The request body is not valid UTF-8.')
  }
}

function toResponse(answer: Answer, headers: Readonly<Record<string, string>>): Response {
  const empty = answer.status === 204 || answer.status === 304
  return new Response(empty ? null : answer.text, {
    status: answer.status,
    headers: { ...headers, ...(empty ? {} : { 'content-type': 'application/json' }), ...answer.headers },
  })
}

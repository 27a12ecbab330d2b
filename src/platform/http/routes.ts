import type { Account } from '#platform/account/model.ts'
import type { App } from '#platform/apps/model.ts'
import type { DataServices, PlatformHost } from '#platform/host.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import type { Headed } from './answer.ts'
import type { AnswerOf, BodyOf, Endpoint, PathParams, QueryOf } from './contract.ts'
import type { AccountAction, Permission, PipelineAction, TeamAction, TeamRole } from '#platform/permissions/contract.ts'
import type { Pipeline } from '#platform/pipelines/rows.ts'
import type { Team } from '#platform/teams/model.ts'
import type { ListAnswer } from './range.ts'
import type { StreamAnswer } from './stream.ts'

/** Everything a handler is given. What it asks for has been checked already: token, permission, body and query. */
export interface Context<E extends Endpoint> {
  readonly world: PlatformWorld
  readonly tables: Tables
  /** Simulated ms since 1970. */
  readonly now: number
  readonly actor: E extends { open: true } ? Account | null : Account
  readonly params: PathParams<E['path']>
  readonly body: BodyOf<E>
  readonly query: QueryOf<E>
  /** The app in the path, which the actor may use for the endpoint's action. */
  readonly app: E extends { action: TeamAction | PipelineAction | AccountAction }
    ? null
    : E extends { action: string }
      ? App
      : null
  readonly permissions: readonly Permission[]
  /** The pipeline in the path, likewise. */
  readonly pipeline: E extends { action: PipelineAction } ? Pipeline : null
  /** The team in the path, which the actor may use for the endpoint's action. */
  readonly team: E extends { action: TeamAction } ? Team : null
  readonly role: E extends { action: TeamAction } ? TeamRole : null
  /** Where the API is, for absolute addresses in answers: 'http://localhost:5100'. */
  readonly base: string
  readonly host: E extends { host: true } ? PlatformHost : null
  /** The request's headers, in lower case; empty when a journal is replayed. */
  readonly headers: Readonly<Record<string, string>>
  /** Where databases listen; empty when a journal is replayed. No part of the world: only what is answered may depend on it. */
  readonly services: DataServices
  /** Names the token that it was asked with; null without one, and when a journal is replayed. */
  readonly mark: string | null
}

type Result<E extends Endpoint> = E extends { response: 'stream' }
  ? StreamAnswer
  : E extends { response: 'bytes' }
    ? ReadableStream<Uint8Array> | Headed<ReadableStream<Uint8Array>>
    : E extends { list: object }
      ? ListAnswer<AnswerOf<E> extends readonly (infer T)[] ? T : never>
      : AnswerOf<E> | Headed<AnswerOf<E>>

/** Handlers of streams and of the host may take their time; all others answer at once, so that a command is one step. */
export type Handler<E extends Endpoint> = (
  context: Context<E>,
) => E extends { host: true } | { response: 'stream' } ? Result<E> | Promise<Result<E>> : Result<E>
/** What the bytes of an upload are read with. */
export type Reading<E extends Endpoint = Endpoint> = Pick<Context<E>, 'world' | 'actor' | 'params' | 'headers'> & {
  readonly host: PlatformHost
}
/** For uploads: `read` turns the bytes into what enters the journal, and refuses what it cannot read. */
export interface UploadHandler<E extends Endpoint> {
  readonly read: (bytes: Uint8Array, reading: Reading<E>) => Promise<unknown>
  readonly run: (context: Omit<Context<E>, 'body'>, upload: unknown) => Result<E>
}

type HandlerFor<E extends Endpoint> = E extends { method: 'GET' } ? Handler<E> : Handler<E> | UploadHandler<E>

/** What a request carries beside its method, path and body. */
export interface Circumstances {
  readonly base: string
  readonly headers: Readonly<Record<string, string>>
  readonly host: PlatformHost | null
  readonly services: DataServices
  readonly mark: string | null
}

/** What an endpoint's action is on, and what the one who asks may do there or is there. */
export interface Standing {
  readonly app: App | null
  readonly permissions: readonly Permission[]
  readonly pipeline: Pipeline | null
  readonly team: Team | null
  readonly role: TeamRole | null
}

/** A context before it is known whose: what the pipeline has checked against the endpoint that the handler belongs to. */
interface AnyContext extends Circumstances, Standing {
  readonly world: PlatformWorld
  readonly tables: Tables
  readonly now: number
  readonly actor: Account | null
  readonly params: Readonly<Record<string, string>>
  readonly body: unknown
  readonly query: unknown
}

type AnyReading = Pick<AnyContext, 'world' | 'actor' | 'params' | 'headers'> & { readonly host: PlatformHost }

/** An endpoint and its handler, as the pipeline calls it. */
export interface Route {
  readonly endpoint: Endpoint
  readonly segments: readonly string[]
  readonly read: ((bytes: Uint8Array, reading: AnyReading) => Promise<unknown>) | null
  readonly run: (context: AnyContext, upload: unknown) => unknown
}

/** Joins a contract with its handlers. An endpoint without a handler, or with a wrong answer, does not compile. */
export function implement<C extends Readonly<Record<string, Endpoint>>>(
  contract: C,
  handlers: { readonly [K in keyof C]: HandlerFor<C[K]> },
): Route[] {
  return Object.entries(contract).map(([name, endpoint]) => {
    // Each handler belongs to the endpoint of its name, which the parameter's type has checked.
    const handler: unknown = handlers[name]
    return { endpoint, segments: endpoint.path.split('/').slice(1), ...callable(handler) }
  })
}

function callable(handler: unknown): Pick<Route, 'read' | 'run'> {
  if (isFunction(handler)) return { read: null, run: (context) => handler(context) }
  if (
    typeof handler === 'object' &&
    handler !== null &&
    'read' in handler &&
    'run' in handler &&
    isFunction(handler.read) &&
    isFunction(handler.run)
  ) {
    const { read, run } = handler
    return { read: async (bytes, reading) => await read(bytes, reading), run: (context, upload) => run(context, upload) }
  }
  throw new TypeError('a handler is a function or an upload handler')
}

const isFunction = (value: unknown): value is (...args: readonly unknown[]) => unknown => typeof value === 'function'

export interface Match {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** Finds the route of a request by its method and path, in time that does not grow with their number. */
export class RouteIndex {
  readonly #buckets = new Map<string, Route[]>()

  constructor(routes: readonly Route[]) {
    this.add(routes)
  }

  add(routes: readonly Route[]): void {
    for (const route of routes) {
      const key = `${route.endpoint.method} ${route.segments.length}`
      const bucket = this.#buckets.get(key) ?? []
      bucket.push(route)
      // The more literal the path, the sooner it is tried: /teams/apps before /teams/:team.
      bucket.sort((a, b) => literalness(b) - literalness(a))
      this.#buckets.set(key, bucket)
    }
  }

  routes(): Route[] {
    return [...this.#buckets.values()].flat()
  }

  /** `path` is the pathname without the base, still encoded. */
  find(method: string, path: string): Match | undefined {
    const parts = path.replace(/\/+$/, '').split('/').slice(1)
    for (const route of this.#buckets.get(`${method} ${parts.length}`) ?? []) {
      const params = matchSegments(route.segments, parts)
      if (params) return { route, params }
    }
    return undefined
  }
}

const literalness = (route: Route) =>
  route.segments.reduce((sum, segment, i) => sum + (segment.startsWith(':') ? 0 : 2 ** (12 - i)), 0)

function matchSegments(segments: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {}
  for (const [i, segment] of segments.entries()) {
    const part = parts[i] ?? ''
    if (!segment.startsWith(':')) {
      if (segment !== part) return undefined
    } else {
      try {
        params[segment.slice(1)] = decodeURIComponent(part)
      } catch {
        return undefined
      }
      if (part === '') return undefined
    }
  }
  return params
}

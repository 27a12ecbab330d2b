import type { AnswerOf, BodyOf, Endpoint, PathParams, QueryOf } from '#platform/http/contract.ts'
import { connection, whenStarted } from './connection.ts'

/** What an endpoint is asked with: the parameters of its path, its query and its body, each where it has one. */
export type Args<E extends Endpoint> = (keyof PathParams<E['path']> extends never
  ? { readonly params?: undefined }
  : { readonly params: PathParams<E['path']> }) &
  (undefined extends QueryOf<E> ? { readonly query?: undefined } : { readonly query?: QueryOf<E> }) &
  (undefined extends BodyOf<E>
    ? { readonly body?: undefined }
    : object extends BodyOf<E>
      ? { readonly body?: BodyOf<E> }
      : { readonly body: BodyOf<E> })

/** An endpoint's arguments as a rest parameter: they may be left out where nothing is needed. */
export type Rest<E extends Endpoint, More = object> = object extends Args<E> ? [args?: Args<E> & More] : [args: Args<E> & More]

/** The same without types, inside the client. */
export interface AnyArgs {
  readonly params?: Readonly<Record<string, string>> | undefined
  readonly query?: unknown
  readonly body?: unknown
}

export interface CallOptions {
  /** A page of a list: `name ..; max=10, order=desc`. */
  readonly range?: string
  readonly signal?: AbortSignal
  /** The code of a second factor, for what is protected by one. */
  readonly code?: string | undefined
}

/** The header of the code of a second factor. */
export const SECOND_FACTOR = 'Heroku-Two-Factor-Code'

/** A call that the platform refused, or could not be asked. */
export class ApiFailure extends Error {
  /** The HTTP status; 0 when there was no answer at all. */
  readonly status: number
  /** The API's own name of the error: 'not_found', 'invalid_params', 'unreachable', ... */
  readonly id: string

  constructor(status: number, id: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ApiFailure'
    this.status = status
    this.id = id
  }
}

/** The address of an endpoint on the present connection. */
export function urlOf<E extends Endpoint>(endpoint: E, ...rest: Rest<E>): string
export function urlOf(endpoint: Endpoint, args: AnyArgs = {}): string {
  return connection().base + pathOf(endpoint, args)
}

/** The path of an endpoint, with its query. */
export function pathOf(endpoint: Endpoint, { params = {}, query }: AnyArgs): string {
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null) search.set(name, String(value))
  return search.size > 0 ? `${path}?${search}` : path
}

/** Asks an endpoint; rejects with an ApiFailure, or with the signal's reason. */
export async function call<E extends Endpoint>(endpoint: E, ...rest: Rest<E, CallOptions>): Promise<AnswerOf<E>>
export async function call<E extends Endpoint>(endpoint: E, args: Args<E>): Promise<AnswerOf<E>>
export async function call(endpoint: Endpoint, args: AnyArgs & CallOptions = {}): Promise<unknown> {
  return callAny(endpoint, args)
}

/** `call` for any endpoint, of which the types know nothing. */
export async function callAny(endpoint: Endpoint, args: AnyArgs & CallOptions): Promise<unknown> {
  return (await ask(endpoint, args)).answer
}

/** The pages of a list, one after the other, as large as they come. */
export function pages<E extends Endpoint>(endpoint: E, ...rest: Rest<E, CallOptions>): AsyncGenerator<AnswerOf<E>, void>
export function pages(endpoint: Endpoint, args: AnyArgs & CallOptions = {}): AsyncGenerator<unknown, void> {
  return pagesOf(endpoint, args)
}

/** A whole list, however many pages it has. */
export async function callAll<E extends Endpoint>(endpoint: E, ...rest: Rest<E, CallOptions>): Promise<AnswerOf<E>>
export async function callAll(endpoint: Endpoint, args: AnyArgs & CallOptions = {}): Promise<unknown> {
  return callAllAny(endpoint, args)
}

/** `callAll` for any endpoint, of which the types know nothing. */
export async function callAllAny(endpoint: Endpoint, args: AnyArgs & CallOptions): Promise<unknown> {
  const all: unknown[] = []
  for await (const page of pagesOf(endpoint, args)) if (Array.isArray(page)) all.push(...page)
  return all
}

async function* pagesOf(endpoint: Endpoint, args: AnyArgs & CallOptions): AsyncGenerator<unknown, void> {
  let range: string | null = args.range ?? `${endpoint.list?.sort[0] ?? 'id'} ..; max=1000`
  while (range !== null) {
    const { answer, next }: Asked = await ask(endpoint, { ...args, range })
    yield answer
    range = next
  }
}

interface Asked {
  readonly answer: unknown
  /** The Range of the page after this one. */
  readonly next: string | null
}

async function ask(endpoint: Endpoint, args: AnyArgs & CallOptions): Promise<Asked> {
  const headers: Record<string, string> = { ...authorization(), Accept: 'application/vnd.heroku+json; version=3' }
  if (args.range !== undefined) headers['Range'] = args.range
  if (args.code !== undefined) headers[SECOND_FACTOR] = args.code
  if (args.body !== undefined) headers['Content-Type'] = 'application/json'
  const response = await send(connection().base + pathOf(endpoint, args), {
    method: endpoint.method,
    headers,
    signal: args.signal ?? null,
    body: args.body === undefined ? null : JSON.stringify(args.body),
  })
  const answer: unknown = response.status === 204 ? {} : await response.json()
  if (import.meta.env.DEV && typeof endpoint.response !== 'string') check(endpoint, answer)
  return { answer, next: response.headers.get('Next-Range') }
}

/** The header that says who asks. */
export function authorization(): Record<string, string> {
  const { token } = connection()
  return token === null ? {} : { Authorization: `Bearer ${token}` }
}

// Each answer to a token says what it may be used for.
let held: { readonly token: string | null; readonly scopes: readonly string[] } | undefined

/** What the token in use may be used for; null until an answer has said so. */
export const tokenScopes = (): readonly string[] | null => (held?.token === connection().token ? held.scopes : null)

function rememberScopes(token: string | null, header: string | null): void {
  if (header !== null) held = { token, scopes: header.split(' ') }
}

/** `fetch` that rejects with an ApiFailure whatever is not a success. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  await whenStarted()
  const { token } = connection()
  let response: Response
  try {
    // The platform says itself what may be kept, by ETag; nothing is gained by the browser's cache before it.
    response = await fetch(url, { ...init, cache: 'no-store' })
  } catch (error) {
    if (init.signal?.aborted) throw error
    const where = connection().kind === 'browser' ? 'The simulated platform' : `The API at ${connection().base}`
    throw new ApiFailure(0, 'unreachable', `${where} does not answer. Check that it runs, then try again.`, { cause: error })
  }
  rememberScopes(token, response.headers.get('OAuth-Scope'))
  if (response.ok) return response
  throw await failureOf(response)
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const body: unknown = await response.json().catch(() => null)
  if (typeof body === 'object' && body !== null && 'id' in body && 'message' in body) {
    return new ApiFailure(response.status, String(body.id), String(body.message))
  }
  return new ApiFailure(
    response.status,
    'unexpected',
    `The platform answered ${response.status}, in a form that this dashboard does not know.`,
  )
}

function check(endpoint: Endpoint, answer: unknown): void {
  const result = typeof endpoint.response === 'string' ? undefined : endpoint.response.safeParse(answer)
  if (result?.success === false)
    throw new Error(`${endpoint.method} ${endpoint.path} is off its contract`, { cause: result.error })
}

import type { Language, Runtime } from '#platform/builds/types.ts'
import { traceOf } from './traces.ts'

// How programs in a language or framework log the requests that they answer.

export interface ServedRequest {
  /** When it was answered, in ms since 1970. */
  readonly at: number
  readonly method: string
  readonly path: string
  readonly host: string
  readonly requestId: string
  readonly client: string
  readonly connectMs: number
  readonly serviceMs: number
  readonly status: number
  readonly bytes: number
  /** 32 bits that whatever else is made up hangs on. */
  readonly chance: number
  /** The port that the process listens on. */
  readonly port: number
}

type Style = (request: ServedRequest) => string[]

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  499: 'Client Closed Request',
  500: 'Internal Server Error',
}
const AGENTS = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)',
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)',
  'curl/8.14.1',
]
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const iso = (at: number) => new Date(at).toISOString()
/** 2026-01-31 12:00:00 */
const dateTime = (at: number) => iso(at).slice(0, 19).replace('T', ' ')
/** 31/Jan/2026:12:00:00 +0000 */
const clf = (at: number) => {
  const text = iso(at)
  return `${text.slice(8, 10)}/${MONTHS[Number(text.slice(5, 7)) - 1] ?? ''}/${text.slice(0, 4)}:${text.slice(11, 19)} +0000`
}
const inner = (chance: number) => `10.1.${chance % 250}.${(chance >>> 9) % 250}`
const fraction = (chance: number) => String(chance % 1000).padStart(3, '0')

const gunicorn: Style = ({ at, method, path, status, bytes, chance }) => [
  `${inner(chance)} - - [${clf(at)}] "${method} ${path} HTTP/1.1" ${status} ${bytes} "-" "${AGENTS[chance % AGENTS.length] ?? ''}"`,
]
/** The combined log format of web servers, with whom the router let through. */
const combined: Style = (request) => gunicorn(request).map((line) => `${line} "${request.client}"`)
const morgan: Style = ({ method, path, status, serviceMs, bytes, chance }) => [
  `${method} ${path} ${status} ${serviceMs}.${fraction(chance)} ms - ${bytes === 0 ? '-' : bytes}`,
]
const jsonLines: Style = ({ at, method, path, status, serviceMs, requestId }) => [
  JSON.stringify({
    level: status >= 500 ? 50 : 30,
    time: Math.floor(at),
    reqId: requestId,
    req: { method, url: path },
    res: { statusCode: status },
    responseTime: serviceMs,
    msg: 'request completed',
  }),
]
const next: Style = ({ method, path, status, serviceMs }) => [` ${method} ${path} ${status} in ${serviceMs}ms`]

const ACTIONS: Readonly<Record<string, string>> = { POST: 'create', PATCH: 'update', PUT: 'update', DELETE: 'destroy' }

const rails: Style = ({ at, method, path, status, serviceMs, requestId, client, chance }) => {
  const [thing = ''] = path
    .replace(/\?.*/, '')
    .split('/')
    .slice(/^\/(v1|api)\//.test(path) ? 2 : 1)
  const name = thing.replaceAll(/[^a-z]/g, '')
  const controller = `${name === '' ? 'Home' : name.charAt(0).toUpperCase() + name.slice(1)}Controller`
  const action = ACTIONS[method] ?? (/\/\d+/.test(path) ? 'show' : 'index')
  const tag = `[${requestId}]`
  const database = Math.max(0.2, (serviceMs * (10 + (chance % 50))) / 100).toFixed(1)
  const views = Math.max(0.1, serviceMs * 0.3).toFixed(1)
  const first = `${tag} Started ${method} "${path}" for ${client} at ${dateTime(at)} +0000`
  if (status === 404) {
    const unknown = /\/\d+/.test(path)
      ? "ActiveRecord::RecordNotFound (Couldn't find a record with this id)"
      : `ActionController::RoutingError (No route matches [${method}] "${path}")`
    return [first, `${tag} ${unknown}:`]
  }
  const queries = 1 + (chance % 9)
  return [
    first,
    `${tag} Processing by ${controller}#${action} as ${path.includes('/v1/') || path.includes('/api/') ? 'JSON' : 'HTML'}`,
    `${tag} Completed ${status} ${REASONS[status] ?? ''} in ${serviceMs}ms (${status === 200 ? `Views: ${views}ms | ` : ''}ActiveRecord: ${database}ms (${queries} ${queries === 1 ? 'query' : 'queries'}) | GC: ${((chance % 30) / 10).toFixed(1)}ms)`,
  ]
}
const rack: Style = ({ at, method, path, status, bytes, client, serviceMs }) => [
  `${client} - - [${clf(at)}] "${method} ${path} HTTP/1.1" ${status} ${bytes} ${(serviceMs / 1000).toFixed(4)}`,
]
const django: Style = (request) =>
  request.status === 404 ? [`Not Found: ${request.path.replace(/\?.*/, '')}`, ...gunicorn(request)] : gunicorn(request)
const uvicorn: Style = ({ method, path, status, chance }) => [
  `INFO:     ${inner(chance)}:0 - "${method} ${path} HTTP/1.1" ${status} ${REASONS[status] ?? ''}`,
]
const spring: Style = ({ at, method, path, status, serviceMs, chance, port }) => [
  `${iso(at)} ${status >= 500 ? 'ERROR' : ' INFO'} 4 --- [nio-${port}-exec-${1 + (chance % 10)}] c.e.web.RequestLoggingFilter              : ${method} ${path} ${status} (${serviceMs} ms)`,
]
const play: Style = ({ method, path, status, serviceMs, client }) => [
  `[${status >= 500 ? 'error' : 'info'}] a.AccessLog - ${client} "${method} ${path}" ${status} took ${serviceMs}ms`,
]
const slog: Style = ({ at, method, path, status, serviceMs, chance, requestId }) => [
  `time=${iso(at)} level=${status >= 500 ? 'ERROR' : 'INFO'} msg=request method=${method} path=${path.includes('=') ? JSON.stringify(path) : path} status=${status} duration=${serviceMs}.${fraction(chance)}ms request_id=${requestId}`,
]
const gin: Style = ({ at, method, path, status, serviceMs, client, chance }) => [
  `[GIN] ${dateTime(at).replaceAll('-', '/').replace(' ', ' - ')} | ${status} | ${`${serviceMs}.${fraction(chance)}ms`.padStart(13)} | ${client.padStart(15)} | ${method.padEnd(7)} "${path}"`,
]
const ring: Style = ({ at, method, path, status, serviceMs, client }) => [
  `${dateTime(at)} ${status >= 500 ? 'ERROR' : 'INFO'} ring.logger - {:request-method :${method.toLowerCase()}, :uri "${path}", :status ${status}, :ring.logger/ms ${serviceMs}, :remote-addr "${client}"}`,
]

const BY_FRAMEWORK: Readonly<Record<string, Style>> = {
  rails,
  django,
  fastapi: uvicorn,
  starlette: uvicorn,
  fastify: jsonLines,
  nestjs: jsonLines,
  next,
  nextjs: next,
  'next.js': next,
  gin,
}
const BY_LANGUAGE: Readonly<Record<Language, Style>> = {
  ruby: rack,
  nodejs: morgan,
  python: gunicorn,
  php: combined,
  java: spring,
  scala: play,
  go: slog,
  clojure: ring,
}

/** What the app prints of a request; for one that failed inside of it, where it failed as well. */
export function requestLines(request: ServedRequest, { language, framework }: Runtime): string[] {
  const lines = (BY_FRAMEWORK[framework.toLowerCase()] ?? BY_LANGUAGE[language])(request)
  return request.status === 500 ? [...lines, ...traceOf(language, framework, request)] : lines
}

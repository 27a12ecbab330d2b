import { draw, hash } from '#kernel/random.ts'
import { defaultDomain } from '#platform/apps/model.ts'
import { quantile, ROUTER_TIMEOUT } from '#platform/metrics/capacity.ts'
import type { History, Life } from '#platform/metrics/history.ts'
import { answeredAt, batchesBetween, BURST, phaseOf, type Batch } from '#platform/metrics/model.ts'
import { isServed, OUTCOMES, outcomeOf, TIMED_OUT } from '#platform/metrics/outcomes.ts'
import { arrivalsBefore, arrivalTime } from '#platform/metrics/traffic.ts'
import { wants, type LogFilter, type LogLine } from './line.ts'
import { routeOf, siteMapOf } from './paths.ts'
import { requestLines, type ServedRequest } from './styles.ts'

/** What an app prints of a request comes within this time after the router's line, in ms. */
const APP_LAG = 8

/** The router's lines and the app's own about requests that were answered from `from` up to `to`. */
export function requestLog(history: History, from: number, to: number, filter: LogFilter): LogLine[] {
  const router = wants(filter, 'heroku', 'router')
  const speaks = (life: Life) => wants(filter, 'app', life.run.name)
  const anyApp = history.webs.some((life) => life.run.startedAt < to && (life.run.end?.at ?? Infinity) > from && speaks(life))
  const lines: LogLine[] = []
  if (!router && !anyApp) return lines
  const site = { map: siteMapOf(history.app), host: defaultDomain(history.app) }
  for (const batch of batchesBetween(history, from - BURST, to)) {
    const phase = phaseOf(batch.arrivals)
    const skipped = batch.answered.when === 'at once' ? arrivalsBefore(batch.arrivals, from - APP_LAG) : 0
    for (let index = Math.max(batch.first, skipped); index < batch.end; index++) {
      const at = answeredAt(batch, index)
      if (at < from - APP_LAG || at >= to) continue
      const outcome = batch.shares ? outcomeOf(batch.shares, phase, index) : batch.outcome
      const reached = batch.span.up.length > 0 && batch.shares !== null
      const key = hash(batch.arrivals.key, index)
      const life = reached ? batch.span.up[hash(key, 4) % batch.span.up.length] : undefined
      const served = life !== undefined && isServed(outcome) && speaks(life)
      if (!router && !served) continue
      const request = describe(batch, index, key, outcome, at, site, life)
      const micros = Math.floor(at * 1000)
      if (router) lines.push({ micros, key, source: 'heroku', dyno: 'router', text: routerText(request, outcome, life) })
      if (!served) continue
      for (const [n, text] of requestLines(request, life.runtime).entries()) {
        const after = 180 + (key % 1500) + n * 90
        lines.push({
          micros: micros + Math.min(after, APP_LAG * 1000),
          key: hash(key, 'app', n),
          source: 'app',
          dyno: life.run.name,
          text,
        })
      }
    }
  }
  return lines
}

interface Site {
  readonly map: ReturnType<typeof siteMapOf>
  readonly host: string
}

/** Networks that are set aside for documentation (RFC 5737). */
const NETWORKS = ['192.0.2', '198.51.100', '203.0.113']

function describe(
  batch: Batch,
  index: number,
  key: number,
  outcome: number,
  at: number,
  { map, host }: Site,
  life: Life | undefined,
): ServedRequest {
  const { status = 200 } = OUTCOMES[outcome] ?? {}
  const { method, path } = routeOf(map, status, key)
  const client = hash(key, 5)
  const unbound = outcome === TIMED_OUT ? ROUTER_TIMEOUT + (key % 9) : quantile(batch.times, draw(key, 6))
  const connectMs =
    batch.answered.when === 'burst' ? Math.round(batch.answered.at - arrivalTime(batch.arrivals, index)) : key % 5 === 0 ? 1 : 0
  return {
    at,
    method,
    path,
    host,
    requestId: requestId(key, batch.arrivals.minute),
    client: `${NETWORKS[client % 3] ?? ''}.${1 + (Math.floor(client / 3) % 254)}`,
    connectMs,
    serviceMs: Math.max(1, Math.round(unbound)),
    status,
    bytes:
      status === 204 || status === 304 || status === 499
        ? 0
        : Math.round(180 * Math.exp(draw(key, 7) * (status < 300 ? 4.6 : 1.6))),
    chance: key,
    port: life ? 10_000 + (life.key % 50_000) : 0,
  }
}

/** Ids of the router look like UUIDs, but bear no version. */
function requestId(key: number, minute: number): string {
  const digits = (part: number) => hash(key, minute, part).toString(16).padStart(8, '0')
  const [a, b, c, d] = [digits(0), digits(1), digits(2), digits(3)]
  return `${a}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${d}`
}

/** The router's line (heroku-facts C.5, router 2.0). */
function routerText(request: ServedRequest, outcome: number, life: Life | undefined): string {
  const { code = null, description = '', status = 200 } = OUTCOMES[outcome] ?? {}
  const { method, path, host, requestId, client, connectMs, serviceMs, bytes, chance } = request
  const unreached = life === undefined || code === 'H11'
  const level = code === null || code === 'H80' || code === 'H81' ? 'info' : code === 'H27' ? 'warning' : 'error'
  const sock = code === 'H27' ? 'sock=client ' : code === 'H18' ? 'sock=backend ' : ''
  const error = code === null ? '' : ` code=${code} desc="${description}"`
  const where = unreached ? 'dyno= connect= service=' : `dyno=${life.run.name} connect=${connectMs}ms service=${serviceMs}ms`
  const size = unreached ? '' : code === null ? String(bytes) : '0'
  const protocol = (chance >>> 3) % 4 === 0 ? 'http1.1' : 'http2.0'
  return `${sock}at=${level}${error} method=${method} path="${path}" host=${host} request_id=${requestId} fwd="${client}" ${where} status=${status} bytes=${size} protocol=${protocol} tls=true tls_version=tls1.3`
}

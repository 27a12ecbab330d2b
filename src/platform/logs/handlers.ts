import { uuid } from '#kernel/random.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import { whileOpen } from '#platform/http/stream.ts'
import { iso } from '#platform/http/wire.ts'
import { stillOpens } from '#platform/oauth/model.ts'
import { logs } from './contract.ts'
import { decodeSession, encodeSession } from './session.ts'

/** What a session reads when it does not say how much. */
const DEFAULT_LINES = 100
const LONGEST_NAME = 128

function name(value: string | null | undefined, field: string): string | null {
  if (value !== null && value !== undefined && value.length > LONGEST_NAME)
    throw invalid(`${field} is too long (maximum is ${LONGEST_NAME} characters)`)
  return value ? value : null
}

function time(value: string | null | undefined, field: string): number | null {
  if (value === null || value === undefined) return null
  const parsed = Date.parse(value)
  if (Number.isNaN(parsed)) throw invalid(`${field} is invalid`)
  return parsed
}

export const logRoutes = implement(logs, {
  createSession: ({ world, app, body, base, now, mark }) => {
    const [until, since] = [time(body.until, 'Until'), time(body.since, 'Since')]
    const lines = body.lines ?? (body.tail === true && body.backlog === false ? 0 : DEFAULT_LINES)
    const filter = { source: name(body.source, 'Source'), dyno: name(body.dyno, 'Dyno'), type: name(body.type, 'Type') }
    const session = encodeSession(
      world.seed,
      { app: app.id, lines, tail: body.tail === true && until === null && since === null, until, since, mark, ...filter },
      now,
    )
    const at = iso(now)
    return { created_at: at, id: uuid(world.seed, session), logplex_url: `${base}/log-sessions/${session}`, updated_at: at }
  },
  stream: async ({ world, params, headers, now }) => {
    const session = decodeSession(world.seed, params.session, now)
    const over = session.mark !== null && !stillOpens(world, session.mark)
    if (over || !world.tables.apps.get(session.app)) throw notFound('log_session')
    // What writes lines is a tenth of the world's code, and needed when somebody reads a log.
    const { openLog } = await import('./tail.ts')
    const log = openLog(session, headers['accept']?.includes('text/event-stream') === true, headers['last-event-id'])
    return session.mark === null ? log : whileOpen(log, session.mark)
  },
})

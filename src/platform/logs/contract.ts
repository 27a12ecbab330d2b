import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

/** heroku-facts C.4: what is kept of an app's log. */
export const HISTORY_LINES = 1500

const LogSession = z.object({ created_at: timestamp, id: uuid, logplex_url: z.string(), updated_at: timestamp })
export type LogSession = z.infer<typeof LogSession>

export const logs = {
  createSession: endpoint({
    method: 'POST',
    path: '/apps/:app/log-sessions',
    title: 'Read logs',
    scope: 'read',
    action: 'logs.read',
    body: z.object({
      dyno: z.optional(z.nullable(z.string())),
      type: z.optional(z.nullable(z.string())),
      source: z.optional(z.nullable(z.string())),
      lines: z.optional(
        z.nullable(z.number().check(z.int(), z.minimum(0), z.maximum(HISTORY_LINES, 'Lines must be at most 1500.'))),
      ),
      tail: z.optional(z.nullable(z.boolean())),
      backlog: z.optional(z.nullable(z.boolean())),
      /** Ours: the history of a past moment instead of now's. */
      until: z.optional(z.nullable(z.string())),
      /** Ours: the first lines from a moment on, instead of the last ones. */
      since: z.optional(z.nullable(z.string())),
    }),
    response: LogSession,
    status: 201,
  }),
  /** Lines as text/plain, or as server-sent events when asked for. The id in the path is the right to read. */
  stream: endpoint({ method: 'GET', path: '/log-sessions/:session', title: 'Stream log lines', open: true, response: 'stream' }),
}

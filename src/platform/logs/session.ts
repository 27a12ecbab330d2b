import * as z from 'zod/mini'
import { hex } from '#kernel/random.ts'
import { notFound } from '#platform/http/errors.ts'
import type { LogFilter } from './line.ts'

// A log session is a right to read, and nothing that the world keeps: all that was asked for is in its address, signed.

/** Simulated ms. A real one lasts five minutes (heroku-facts G.9), but here the clock may run fast. */
const VALID_FOR = 3_600_000

const Session = z.object({
  app: z.string(),
  expires: z.number(),
  lines: z.number(),
  tail: z.boolean(),
  /** The history is that of this moment; null: of now. */
  until: z.nullable(z.number()),
  /** The history begins at this moment; null: it ends with its last line. */
  since: z.nullable(z.number()),
  source: z.nullable(z.string()),
  dyno: z.nullable(z.string()),
  type: z.nullable(z.string()),
  /** Names the token it was made with, with which it ends. */
  mark: z.nullable(z.string()),
})
export type Session = z.infer<typeof Session>

const signature = (seed: string, payload: string) => hex(32, 'log session', seed, payload)

const toBase64Url = (text: string) => btoa(encodeURIComponent(text)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const fromBase64Url = (text: string) => decodeURIComponent(atob(text.replaceAll('-', '+').replaceAll('_', '/')))

export type AskedSession = LogFilter & Pick<Session, 'app' | 'lines' | 'tail' | 'until' | 'since' | 'mark'>

/** The id of a session that begins now. */
export function encodeSession(seed: string, asked: AskedSession, now: number): string {
  const { app, lines, tail, until, since, source, dyno, type, mark } = asked
  const session: Session = { app, expires: now + VALID_FOR, lines, tail, until, since, source, dyno, type, mark }
  const payload = toBase64Url(JSON.stringify(session))
  return `${payload}.${signature(seed, payload)}`
}

/** What an id stands for. Refuses with 404 one that nobody was given, or that has run out. */
export function decodeSession(seed: string, id: string, now: number): Session {
  const [payload = '', sign = ''] = id.split('.')
  if (sign !== signature(seed, payload)) throw notFound('log_session')
  const session = parse(payload)
  if (!session || session.expires < now) throw notFound('log_session')
  return session
}

function parse(payload: string): Session | null {
  try {
    return Session.safeParse(JSON.parse(fromBase64Url(payload))).data ?? null
  } catch {
    return null
  }
}

import { hash } from '#kernel/random.ts'
import type { Endpoint } from './contract.ts'
import type { ApiError } from './errors.ts'
import { parseRange, type ListAnswer } from './range.ts'
import { checkAnswer } from './validate.ts'

/** An answer before it becomes a Response. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** What a handler answers, with headers of its own. */
export class Headed<T> {
  readonly body: T
  readonly headers: Readonly<Record<string, string>>

  constructor(body: T, headers: Readonly<Record<string, string>>) {
    this.body = body
    this.headers = headers
  }
}

const isList = (value: unknown): value is ListAnswer<unknown> => typeof value === 'object' && value !== null && 'page' in value

/** Turns what a handler answered into JSON, one page of it for a list; `validate` checks it against the contract first. */
export function toAnswer(
  endpoint: Endpoint,
  answered: unknown,
  headers: Readonly<Record<string, string>>,
  validate: boolean,
): Answer {
  const result: unknown = answered instanceof Headed ? answered.body : answered
  const own = answered instanceof Headed ? answered.headers : {}
  const page = endpoint.list && isList(result) ? result.page(parseRange(headers['range'], endpoint.list.sort)) : null
  const body = page ? page.items : result
  if (validate) checkAnswer(endpoint, body)
  const status = page?.partial ? 206 : (endpoint.status ?? 200)
  return { status, headers: page?.headers ?? own, text: JSON.stringify(body) }
}

/** The envelope of a refusal (heroku-facts G.2). */
export function errorAnswer(error: ApiError): Answer {
  return {
    status: error.status,
    headers: error.headers,
    text: JSON.stringify({ id: error.id, message: error.message, ...error.extra }),
  }
}

/** A tag that changes when the text does. */
export const etagOf = (text: string): string =>
  `"${hash('etag', text).toString(16).padStart(8, '0')}${hash('tag', text).toString(16).padStart(8, '0')}"`

/** Whether a header of tags (`If-Match`, `If-None-Match`) names this tag. */
export const namesTag = (header: string, tag: string): boolean =>
  header.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === tag)

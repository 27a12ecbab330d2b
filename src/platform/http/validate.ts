import { badRequest, invalid, type ApiError } from './errors.ts'
import type { Endpoint, Schema } from './contract.ts'

/** Checks a value against a schema; refuses with 422 and the first problem, in words. */
function check(schema: Schema, value: unknown): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw problem(result.error.issues[0])
}

function problem(
  issue: { readonly path: PropertyKey[]; readonly message: string; readonly code?: string; readonly input?: unknown } | undefined,
): ApiError {
  const path = issue?.path.map(String).join('.') ?? ''
  const message = issue?.message ?? ''
  const own = message !== '' && !/^Invalid (input|key)/.test(message)
  if (own) return invalid(message)
  if (issue?.code === 'invalid_type' && issue.input === undefined && path !== '') return invalid(`Require params: ${path}.`)
  return invalid(path === '' ? 'The request body is not what this endpoint takes.' : `Invalid ${path}.`)
}

/** The body an endpoint asked for: `undefined` counts as an empty object, as clients often send none. */
export function checkBody(endpoint: Endpoint, body: unknown): unknown {
  return endpoint.body ? check(endpoint.body, body ?? {}) : undefined
}

export function checkQuery(endpoint: Endpoint, search: URLSearchParams): unknown {
  return endpoint.query ? check(endpoint.query, Object.fromEntries(search)) : undefined
}

/** Reads a JSON body; refuses with 400 what is not JSON, or not an object. An empty text is no body. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    throw badRequest('The request body is not valid JSON.')
  }
  throw badRequest('The request body must be a JSON object.')
}

/** In development and tests: throws if an answer is not what the contract says. A fault of ours, never of the client. */
export function checkAnswer(endpoint: Endpoint, answer: unknown): void {
  if (typeof endpoint.response === 'string') return
  const result = endpoint.response.safeParse(answer)
  if (!result.success)
    throw new Error(
      `${endpoint.method} ${endpoint.path} answered off its contract: ${JSON.stringify(result.error.issues.slice(0, 3))}`,
    )
}

/** A refusal with the status and the id that clients know (heroku-facts G.2); answered as `{id, message, url?, resource?}`. */
export class ApiError extends Error {
  readonly status: number
  readonly id: string
  readonly extra: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    id: string,
    message: string,
    extra: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.status = status
    this.id = id
    this.extra = extra
    this.headers = headers
  }
}

export const badRequest = (message: string) => new ApiError(400, 'bad_request', message)
export const unauthorized = () => new ApiError(401, 'unauthorized', 'Invalid credentials provided.')
export const forbidden = (message: string) => new ApiError(403, 'forbidden', message)
export const invalid = (message: string) => new ApiError(422, 'invalid_params', message)
export const conflict = (message: string) => new ApiError(409, 'conflict', message)

/** `resource` is the API's word for the kind of thing, `name` how a person calls it. */
export function notFound(resource: string, name = resource.replaceAll('_', ' ')): ApiError {
  return new ApiError(404, 'not_found', `Couldn't find that ${name}.`, { resource })
}

export const unknownEndpoint = () =>
  new ApiError(
    404,
    'not_found',
    'The requested API endpoint was not found. Are you using the right HTTP verb (i.e. `GET` vs. `POST`), and did you specify your intended version with the `Accept` header?',
  )

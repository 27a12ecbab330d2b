import * as z from 'zod/mini'
import type { Action, Scope } from '#platform/permissions/contract.ts'

// One description of an endpoint serves the server, the client, the docs and the tests.

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Schema<T = unknown> = z.ZodMiniType<T>

/** Attributes a list can be sorted and paged by; the first is the default. */
export interface ListOptions {
  readonly sort: readonly [string, ...string[]]
}

export interface Endpoint {
  readonly method: Method
  /** With parameters as `:name`. */
  readonly path: string
  /** What it does, as the reference page and `Show as API` name it. */
  readonly title: string
  readonly body?: Schema
  readonly query?: Schema
  /** What it answers; 'stream' is text that may go on without end, 'bytes' anything that is no JSON. */
  readonly response: Schema | 'stream' | 'bytes'
  /** What the one who asks must be allowed to do with the app, the team, the pipeline or the account in the path, or their own. */
  readonly action?: Action
  /** What a token has to be good for, where that does not follow from the action and the method; see scopes.ts. */
  readonly scope?: Scope
  /** Answers without a token too. */
  readonly open?: true
  /** Its answer is a list that can be paged by `Range`. */
  readonly list?: ListOptions
  /** The tables the answer is made of: a change in one may change the answer. */
  readonly reads?: readonly string[]
  /** What success answers; 200 unless said otherwise. */
  readonly status?: 200 | 201 | 202 | 204
  /** Asks or changes the world's host (clock, journal, ...) and so is no part of the journal. */
  readonly host?: true
}

type Part<P extends string> = P extends `${infer Head}/${infer Rest}`
  ? Part<Head> | Part<Rest>
  : P extends `:${infer Name}`
    ? Name
    : never

/** The parameters of a path: `PathParams<'/apps/:app/builds/:build'>` has `app` and `build`. */
export type PathParams<P extends string> = { readonly [K in Part<P>]: string }

/** Describes an endpoint; types follow from what it is given. */
export const endpoint = <const E extends Endpoint>(description: E): E => description

export type BodyOf<E extends Endpoint> = E extends { readonly body: infer B extends Schema } ? z.infer<B> : undefined
export type QueryOf<E extends Endpoint> = E extends { readonly query: infer Q extends Schema } ? z.infer<Q> : undefined
export type AnswerOf<E extends Endpoint> = E extends { readonly response: infer R extends Schema } ? z.infer<R> : never

export const uuid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/))
/** ISO 8601 in whole seconds, UTC: 2012-01-01T12:00:00Z. */
export const timestamp = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/))
export const named = z.object({ id: uuid, name: z.string() })
export const person = z.object({ id: uuid, email: z.string() })
/** An e-mail address as people type it: without spaces around it, in small letters. */
export const emailAddress = z
  .string()
  .check(
    z.trim(),
    z.toLowerCase(),
    z.maxLength(254, 'That e-mail address is too long.'),
    z.email('Write an e-mail address like name@example.com.'),
  )

/** The error envelope of every refusal. */
const ErrorBody = z.object({
  id: z.string(),
  message: z.string(),
  url: z.optional(z.string()),
  resource: z.optional(z.string()),
})
export type ErrorBody = z.infer<typeof ErrorBody>

import type { AnyArgs, Args } from '#client/http.ts'
import type { Endpoint } from '#platform/http/contract.ts'

export type Words = readonly string[]

/** How an endpoint's call is typed; null where the CLI cannot do just that. */
export interface Command {
  readonly endpoint: Endpoint
  words(args: AnyArgs): Words | null
}

export const typed = <E extends Endpoint>(endpoint: E, words: (args: Args<E>) => Words | null): Command => ({ endpoint, words })

export const on = (app: string): Words => ['-a', app]
export const nameOf = (value: string | { name: string } | { id: string }): string =>
  typeof value === 'string' ? value : 'name' in value ? value.name : value.id

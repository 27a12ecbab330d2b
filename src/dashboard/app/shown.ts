import { cliCommand, curlCommand } from '#client/cli.ts'
import type { CallOptions, Rest } from '#client/http.ts'
import type { Endpoint } from '#platform/http/contract.ts'

/** A call as one would type it: null where the command line cannot do just that. */
export interface Shown {
  readonly cli: string | null
  readonly curl: string
  /** What it does, where several things are shown together. */
  readonly title?: string
}

/** A request on one line. */
export const onOneLine = (curl: string): string => curl.replaceAll(/ \\\n */g, ' ')

/** The command, or the request where there is none. */
export const typedLine = ({ cli, curl }: Shown): string => cli ?? onOneLine(curl)

/** A call to the platform as text. */
export function shown<E extends Endpoint>(endpoint: E, ...rest: Rest<E, Pick<CallOptions, 'code'>>): Shown {
  return { cli: cliCommand(endpoint, ...rest), curl: curlCommand(endpoint, ...rest) }
}

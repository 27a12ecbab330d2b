import type { Endpoint } from '#platform/http/contract.ts'
import { appsCommands } from './commands/apps.ts'
import type { Command } from './commands/command.ts'
import { dataCommands } from './commands/data.ts'
import { peopleCommands } from './commands/people.ts'
import { connection } from './connection.ts'
import { pathOf, SECOND_FACTOR, type AnyArgs, type CallOptions, type Rest } from './http.ts'

// "Show as CLI / API": what one would type to do the same. Commands and flags are those of the official CLI, version 11.

const commands = new Map<Endpoint, Command>(
  [...appsCommands, ...dataCommands, ...peopleCommands].map((command) => [command.endpoint, command]),
)

/** The `heroku …` command that makes this call, or null where there is none. */
export function cliCommand<E extends Endpoint>(endpoint: E, ...rest: Rest<E>): string | null
export function cliCommand(endpoint: Endpoint, args: AnyArgs = {}): string | null {
  const words = commands.get(endpoint)?.words(args)
  return words ? ['heroku', ...words].map(quote).join(' ') : null
}

/** The command line asks for a second factor by itself. */
type Coded = Pick<CallOptions, 'code'>

/** The call as text for a shell. The token stays out of it, in a variable. */
export function curlCommand<E extends Endpoint>(endpoint: E, ...rest: Rest<E, Coded>): string
export function curlCommand(endpoint: Endpoint, args: AnyArgs & Coded = {}): string {
  // The world in this browser has no address that a shell could reach; `npm run api` serves its like here.
  const base = connection().kind === 'remote' ? connection().base : 'http://localhost:5100'
  const parts = [
    `curl${endpoint.method === 'GET' ? '' : ` -X ${endpoint.method}`} ${quote(base + pathOf(endpoint, args))}`,
    '-H "Accept: application/vnd.heroku+json; version=3"',
    ...(endpoint.open ? [] : ['-H "Authorization: Bearer $HEROKU_API_KEY"']),
  ]
  if (args.code !== undefined) parts.push(`-H ${quote(`${SECOND_FACTOR}: ${args.code}`)}`)
  if (args.body !== undefined) parts.push('-H "Content-Type: application/json"', `-d ${quote(JSON.stringify(args.body))}`)
  return parts.join(' \\\n  ')
}

/** A word as a POSIX shell takes it literally. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

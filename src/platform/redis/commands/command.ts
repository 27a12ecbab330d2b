import type { Keyspace } from '#platform/redis/keyspace.ts'
import type { Reply } from '#platform/redis/contract.ts'

export type Group = 'keys' | 'strings' | 'hashes' | 'lists' | 'sets' | 'sorted sets' | 'transactions' | 'server'

/** A command, as it is looked up, explained and carried out. */
export interface Command {
  readonly group: Group
  /** Its arguments, as Redis' own documentation writes them. */
  readonly syntax: string
  readonly summary: string
  /** How many words it has with its name; negative: at least so many. */
  readonly arity: number
  /** What it does to the store: a command that grows it is refused where memory is full. */
  readonly effect: 'reads' | 'writes' | 'grows'
  readonly run: (keys: Keyspace, args: readonly string[]) => Reply
}

type Run = Command['run']

/** Makes commands of one group: name, arity, effect, arguments, what it does. */
export const commandsOf =
  (group: Group) =>
  (arity: number, effect: Command['effect'], syntax: string, summary: string, run: Run): Command => ({
    group,
    arity,
    effect,
    syntax,
    summary,
    run,
  })

/** The nth argument; the arity has checked that it is there. */
export const arg = (args: readonly string[], nth: number): string => args[nth] ?? ''

import type { Reply } from './contract.ts'

export type { Reply } from './contract.ts'

/** What a store says no with: `WRONGTYPE …`, `ERR syntax error`. */
export class CommandError extends Error {}

export const refuse = (message: string): CommandError => new CommandError(message)
export const syntaxError = () => refuse('ERR syntax error')
export const wrongType = () => refuse('WRONGTYPE Operation against a key holding the wrong kind of value')
export const wrongArity = (name: string) => refuse(`ERR wrong number of arguments for '${name}' command`)

export const OK: Reply = { status: 'OK' }
export const bulk = (text: string | null | undefined): Reply => (text === null || text === undefined ? null : { bulk: text })
export const bulks = (texts: Iterable<string | null>): Reply => Array.from(texts, bulk)
export const flag = (yes: boolean): Reply => (yes ? 1 : 0)

/** An integer of 64 bits, which may be beyond what JSON is sure to keep. */
export const integerReply = (value: bigint): Reply =>
  BigInt(Number.MIN_SAFE_INTEGER) <= value && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : { integer: value.toString() }

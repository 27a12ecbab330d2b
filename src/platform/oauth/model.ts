import { hex } from '#kernel/random.ts'
import type { Row } from '#kernel/table.ts'
import type { PlatformWorld } from '#platform/world.ts'

/** A program that people can let act for them. */
export interface OauthClient extends Row {
  readonly accountId: string
  readonly name: string
  readonly redirectUri: string
  readonly secret: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** What a person lets somebody or something do, and the token for it. */
export interface Authorization extends Row {
  readonly accountId: string
  /** Null while a client has yet to fetch it. */
  readonly token: string | null
  readonly description: string
  readonly scope: readonly string[]
  readonly createdAt: number
  /** Simulated ms since 1970 after which the token is worth nothing; null: never. */
  readonly expiresAt: number | null
  /** A browser that somebody signed in with. */
  readonly isSession?: boolean
  /** The client it is for. */
  readonly clientId?: string
  /** What the client fetches the token with, once. */
  readonly grant?: { readonly code: string; readonly expiresAt: number } | null
  /** What the client gets a new token with. */
  readonly refreshToken?: string | null
  readonly updatedAt?: number
}

const MINUTE = 60_000
/** How long a client has to exchange a code, and how long the token that it gets is worth something. */
export const CODE_LASTS = 5 * MINUTE
export const TOKEN_LASTS = 8 * 60 * MINUTE

/** A token nobody had before. They are no secrets: a world and all in it is made up. */
export const newToken = (world: PlatformWorld, id: string): string =>
  `HRKU-${hex(40, world.seed, 'token', id, world.count(`token ${id}`))}`

/** Lets a browser act as a person, by the token that this answers. */
export function openSession(world: PlatformWorld, accountId: string): { readonly id: string; readonly token: string } {
  const id = world.newId('authorization')
  const token = newToken(world, id)
  world.tables.authorizations.insert({
    id,
    accountId,
    token,
    description: 'Dashboard',
    scope: ['global'],
    createdAt: world.now,
    expiresAt: null,
    isSession: true,
  })
  return { id, token }
}

/** Names the token of an authorization without giving it away; the next token of the same has another name. */
export const markOf = ({ id, token }: Authorization): string => `${id} ${hex(16, 'mark', id, token ?? '')}`

/** Whether the token of this mark opens anything now. */
export function stillOpens({ tables, now }: PlatformWorld, mark: string): boolean {
  const row = tables.authorizations.get(mark.split(' ')[0] ?? '')
  return row !== undefined && isValid(row, now) && markOf(row) === mark
}

/** Whether its token opens anything now. */
export const isValid = ({ token, expiresAt }: Authorization, now: number): boolean =>
  token !== null && (expiresAt === null || expiresAt > now)

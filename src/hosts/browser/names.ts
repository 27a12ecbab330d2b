// Databases, locks and channels are shared by everything of one origin, and there may be several builds below it: their
// names begin with where this one stands.

/** The path of the site, with a slash at both ends. */
export const base = import.meta.env.BASE_URL
/** Where the API is, on the page's origin. */
export const apiPath = `${base}api`

export const databaseName = `dynorama ${base}`
/** Held by the worker that owns the world. */
export const worldLock = `dynorama ${base} world`
/** Where workers and pages without a shared worker meet. */
export const lobbyName = `dynorama ${base} lobby`
/** Held by a page as long as it lives, and the name of its own channel. */
export const pageName = (id: string): string => `dynorama ${base} page ${id}`

/** A random id. `crypto.randomUUID` is missing where the page did not come by HTTPS. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export type LobbyMessage =
  /** A page asks for the world. */
  | { readonly type: 'hello'; readonly page: string }
  /** A worker has opened the world: pages say hello. */
  | { readonly type: 'here' }
  /** A worker of another version waits for the world: whoever has it lets go. */
  | { readonly type: 'retire' }

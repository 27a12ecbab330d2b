import { scopeWords, type ScopeName } from '#platform/oauth/contract.ts'

/** In the order in which they are offered. */
export const scopeNames = [
  'global',
  'identity',
  'read',
  'read-protected',
  'write',
  'write-protected',
] as const satisfies readonly ScopeName[]

/** What a scope lets one do; for one that this dashboard does not know, nothing. */
export const wordsOf = (scope: string): string | undefined =>
  scopeNames.flatMap((name) => (name === scope ? [scopeWords[name]] : []))[0]

/** How long a token can last, in seconds; null: until it is revoked. */
export const lifetimes: readonly { readonly seconds: number | null; readonly label: string }[] = [
  { seconds: null, label: 'Until revoked' },
  { seconds: 3_600, label: 'An hour' },
  { seconds: 8 * 3_600, label: '8 hours' },
  { seconds: 30 * 86_400, label: '30 days' },
  { seconds: 365 * 86_400, label: 'A year' },
]

/** A token but for its last digits, by which one tells it from others. */
export const masked = (token: string): string => `HRKU-••••••••${token.slice(-4)}`

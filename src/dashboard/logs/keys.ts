// What a query of the log can ask for, by name. The names of a router line's fields are those it is written with (heroku-facts C.5).

/** How the values of a key are read: as words with `*`, as numbers to compare, or as one of the levels. */
export type ValueKind = 'words' | 'number' | 'duration' | 'level'

export interface KeyInfo {
  readonly kind: ValueKind
  /** In a few words, for hints and help. */
  readonly about: string
  /** A value that is worth trying. */
  readonly example: string
}

export const keys = {
  level: { kind: 'level', about: 'error, warn or info', example: 'error' },
  source: { kind: 'words', about: 'app, heroku, router, api or a process type', example: 'router' },
  dyno: { kind: 'words', about: 'a dyno or a process type', example: 'web.1' },
  status: { kind: 'number', about: 'the status that was answered', example: '>=500' },
  method: { kind: 'words', about: 'the request’s method', example: 'GET' },
  path: { kind: 'words', about: 'how the request’s path begins', example: '/cart' },
  service: { kind: 'duration', about: 'time in the dyno, in ms', example: '>1000' },
  connect: { kind: 'duration', about: 'time to reach the dyno, in ms', example: '>100' },
  bytes: { kind: 'number', about: 'size of the answer', example: '>10000' },
  code: { kind: 'words', about: 'error code of the platform', example: 'H12' },
  host: { kind: 'words', about: 'the host that was asked for', example: 'www.example.com' },
  ip: { kind: 'words', about: 'where the request came from', example: '192.0.2.*' },
  request: { kind: 'words', about: 'id of the request', example: '1b4e28ba*' },
} as const satisfies Record<string, KeyInfo>

export type Key = keyof typeof keys

export const keyNames: readonly Key[] = Object.keys(keys).filter(isKey)

export function isKey(name: string): name is Key {
  return Object.hasOwn(keys, name)
}

/** From the least to the worst. */
export const levels = ['info', 'warn', 'error'] as const
export type Level = (typeof levels)[number]

import { Keeper } from '#hosts/keeper.ts'
import { MemoryStore } from '#hosts/store.ts'
import { createPlatform, createWorld, loadEverything, type PlatformWorld } from '#platform/index.ts'

// The whole platform in a test's hand: requests go through the same door as a client's, and time passes when the test says so.

/** The simulated time at which the worlds of tests begin: a Monday noon. */
export const NOON = Date.UTC(2026, 0, 5, 12)

export interface Reply {
  readonly status: number
  readonly headers: Headers
  /** The JSON, or the text of a stream. */
  readonly body: unknown
}

export interface Harness {
  readonly world: () => PlatformWorld
  /** A request with a person's token (by the local part of their e-mail), or with none. */
  readonly as: (
    person: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Reply>
  /** The same, for answers that are not read: a stream without end is closed. */
  readonly statusOf: (person: string | null, method: string, path: string, body?: unknown) => Promise<number>
  /** Lets simulated time pass, in ms. */
  readonly pass: (ms: number) => void
  /** Everything that should never have happened. */
  readonly reports: readonly unknown[]
}

/** A platform on a new world. Its answers are checked against the contracts. */
export async function openHarness(scenario = 'empty', seed = 'test'): Promise<Harness> {
  const reports: unknown[] = []
  let wall = 0
  let requests = 0
  const keeper = await Keeper.open({
    store: new MemoryStore(),
    create: createWorld,
    prepare: loadEverything,
    origin: { scenario, seed, epoch: NOON },
    wall: () => wall,
    timer: () => () => undefined,
    newId: () => `request-${(requests += 1)}`,
    report: (error) => void reports.push(error),
  })
  const platform = createPlatform({ host: keeper, basePath: '', validate: true, enforceRateLimit: false, wall: () => wall })
  const tokens = new Map<string, string>()
  for (const { accountId, token } of keeper.present().tables.authorizations.all()) {
    if (token === null) continue
    tokens.set(keeper.present().tables.accounts.must(accountId).email.split('@')[0] ?? '', token)
  }
  const ask = async (
    person: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const token = person === null ? undefined : (tokens.get(person) ?? person)
    const bytes = body instanceof Uint8Array || typeof body === 'string' ? new Uint8Array(toBytes(body)) : JSON.stringify(body)
    return await platform.fetch(
      new Request(`http://localhost${path}`, {
        method,
        headers: {
          accept: 'application/vnd.heroku+json; version=3',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: bytes }),
      }),
    )
  }
  return {
    reports,
    world: () => keeper.present(),
    pass: (ms) => {
      wall += ms
      keeper.present()
    },
    async statusOf(person, method, path, body) {
      const response = await ask(person, method, path, body)
      await response.body?.cancel()
      return response.status
    },
    async as(person, method, path, body, headers) {
      const response = await ask(person, method, path, body, headers)
      const text = await response.text()
      return {
        status: response.status,
        headers: response.headers,
        body: response.headers.get('content-type') === 'application/json' ? JSON.parse(text) : text,
      }
    },
  }
}

const toBytes = (body: Uint8Array | string): Uint8Array => (typeof body === 'string' ? new TextEncoder().encode(body) : body)

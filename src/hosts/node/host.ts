import { randomUUID } from 'node:crypto'
import type { Origin } from '#kernel/world.ts'
import { createPlatform, createWorld, DEFAULT_ORIGIN, SCENARIOS, loadEverything } from '#platform/index.ts'
import { Keeper, type KeeperOptions } from '#hosts/keeper.ts'
import { MemoryStore, type Store } from '#hosts/store.ts'
import { ArchiveFolder } from './archive-folder.ts'
import { buildId } from './build-id.ts'
import { makeIdentity } from './certificate.ts'
import { Consoles } from './consoles.ts'
import { FileStore } from './file-store.ts'
import { Repositories } from './git/repositories.ts'
import { GitService } from './git/service.ts'
import { lockFile } from './lock.ts'
import { UsageError, type Options } from './options.ts'
import { Databases } from './postgres/databases.ts'
import { listenForPostgres } from './postgres/port.ts'
import { listenForRedis } from './redis/port.ts'
import { serve } from './server.ts'

type DataServices = Pick<KeeperOptions, 'services' | 'databases'>
type Report = (error: unknown, during: string) => void

export interface Host {
  readonly port: number
  /** Where key-value stores are connected to. */
  readonly redisPort: number
  /** Where databases are connected to. */
  readonly postgresPort: number
  /** What a client has to trust for connections by TLS, PEM. */
  readonly certificate: string
  /** Answers in this process, as over HTTP. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Keeps the world as it is and ends. */
  readonly close: () => Promise<void>
}

/** Loads or begins a world and serves it. Rejects if its file cannot be used or the port is taken. */
export async function startHost(options: Options, report: Report): Promise<Host> {
  const { scenario } = options
  if (scenario !== undefined && !SCENARIOS.some(({ name }) => name === scenario)) {
    throw new UsageError(`There is no scenario ${scenario}. Scenarios are ${SCENARIOS.map(({ name }) => name).join(', ')}.`)
  }
  const { store, release } = await openStore(options.data)
  try {
    const services: Record<string, string> = {}
    const databases = await Databases.open(
      {
        present: () => keeper.present(),
        era: () => keeper.era(),
        execute: (command) => keeper.execute(command),
        report,
      },
      options.data === null ? null : `${options.data}.postgres`,
    )
    const keeper: Keeper = await openKeeper(store, options, { services, databases: databases.door }, report)
    const platform = createPlatform({
      host: keeper,
      basePath: '',
      validate: process.env['NODE_ENV'] === 'test',
      enforceRateLimit: options.enforceRateLimit,
      wall: Date.now,
    })
    const fetch = async (request: Request) => {
      const response = await platform.fetch(request)
      // What a command did is kept before it is answered; what sets the clock is kept by the time this resolves.
      if (request.method !== 'GET' && new URL(request.url).pathname.startsWith('/control/')) await keeper.saved()
      return response
    }
    const identity = makeIdentity(['localhost', '127.0.0.1', '*.heroku.com', 'api.github.com'], Date.now())
    const consoles = new Consoles({ host: keeper, fetch })
    const attach = (dynoId: string) => consoles.attach(dynoId)
    const repositories = new Repositories(options.data === null ? null : `${options.data}.git`)
    const git = new GitService({ host: keeper, fetch, repositories, report })
    const answer = async (request: Request) => (await git.answer(request)) ?? fetch(request)
    const server = await serve({ ...options, fetch: answer, attach, identity, report })
    services['https'] = `localhost:${server.port}`
    const { address } = options
    const redis = await listenForRedis({ host: keeper, fetch, address, port: after(server.port, options, 1), identity, report })
    services['heroku-redis'] = `localhost:${redis.port}`
    const postgres = await listenForPostgres({
      databases,
      address,
      port: after(server.port, options, 2),
      identity,
      report,
    })
    services['heroku-postgresql'] = `localhost:${postgres.port}`
    return {
      port: server.port,
      redisPort: redis.port,
      postgresPort: postgres.port,
      certificate: identity.cert,
      fetch,
      async close() {
        await consoles.close()
        await redis.close()
        await postgres.close()
        await databases.close()
        await keeper.close()
        await server.close()
        await git.close()
        await release()
      },
    }
  } catch (error) {
    await release()
    throw error
  }
}

/** Databases listen beside the API, so that their addresses stay the same from one start to the next. */
const after = (port: number, options: Options, nth: number) => (options.port === 0 ? 0 : port + nth)

async function openStore(data: string | null): Promise<{ store: Store; release: () => Promise<void> }> {
  if (data === null) return { store: new MemoryStore(), release: async () => undefined }
  const unlock = await lockFile(data)
  const store = new FileStore(data, buildId())
  const release = async () => {
    await store.close()
    unlock()
  }
  return { store, release }
}

async function openKeeper(store: Store, options: Options, data: DataServices, report: Report): Promise<Keeper> {
  const wanted: Origin = {
    ...DEFAULT_ORIGIN,
    ...(options.scenario === undefined ? {} : { scenario: options.scenario }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  }
  const keeper = await Keeper.open({
    store,
    ...data,
    ...(options.data === null ? {} : { archives: new ArchiveFolder(`${options.data}.archives`, report) }),
    create: createWorld,
    prepare: loadEverything,
    origin: wanted,
    wall: Date.now,
    timer(callback, ms) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    newId: randomUUID,
    report,
  })
  await keeper.begun()
  const { seed, scenario } = keeper.present().origin
  const other =
    (options.seed !== undefined && seed !== wanted.seed) || (options.scenario !== undefined && scenario !== wanted.scenario)
  if (other) {
    await keeper.close()
    throw new UsageError(
      `${options.data} holds a world of scenario ${scenario} and seed ${seed}. Leave out --scenario and --seed to go on with it, or name another file.`,
    )
  }
  return keeper
}

/* oxlint-disable dynorama/boundaries -- for tests only, which ask the real platform */
import { vi } from 'vitest'
import { createPlatform, createWorld, loadEverything } from '#platform/index.ts'
import { Keeper } from '#hosts/keeper.ts'
import { MemoryStore } from '#hosts/store.ts'
import { connectTo, signIn } from '#client/connection.ts'

const ADDRESS = 'http://platform.test'

/** A small world whose platform answers `fetch`, with somebody signed in. Time stands still. */
export async function startTestPlatform(): Promise<{ keeper: Keeper; asked: string[] }> {
  const store = new MemoryStore()
  const keeper = await Keeper.open({
    store,
    create: createWorld,
    prepare: loadEverything,
    origin: { scenario: 'empty', seed: 'client', epoch: Date.UTC(2026, 0, 5, 9) },
    wall: () => 0,
    timer: (callback, ms) => {
      const timer = setTimeout(callback, ms > 10_000 ? 2 ** 30 : 0)
      return () => clearTimeout(timer)
    },
    newId: () => '00000000-0000-4000-8000-000000000000',
    report: (error) => {
      throw error
    },
  })
  keeper.setRate(0)
  const platform = createPlatform({ host: keeper, basePath: '', validate: true, enforceRateLimit: false, wall: () => 0 })
  const asked: string[] = []
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push(`${init.method ?? 'GET'} ${url.slice(ADDRESS.length)}`)
    return platform.fetch(new Request(url, init))
  })
  connectTo(ADDRESS)
  signIn(keeper.present().tables.authorizations.all()[0]?.token ?? null)
  return { keeper, asked }
}

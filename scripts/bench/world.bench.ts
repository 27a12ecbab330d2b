import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Keeper } from '#hosts/keeper.ts'
import { MemoryStore } from '#hosts/store.ts'
import { createPlatform, createWorld, DEFAULT_ORIGIN, loadEverything } from '#platform/index.ts'
import type { Measurement } from './measurement.ts'

const DAY = 86_400_000

function timed(work: () => void): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

/** Bytes in use, after what is not has been collected. */
function bytesUsed(): number {
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}

async function listApps(count: number): Promise<Measurement[]> {
  const keeper = await Keeper.open({
    store: new MemoryStore(),
    create: createWorld,
    prepare: loadEverything,
    origin: { ...DEFAULT_ORIGIN, scenario: 'crowd' },
    wall: () => 0,
    timer: () => () => undefined,
    newId: () => 'bench',
    report: (error) => console.error(error),
  })
  const platform = createPlatform({ host: keeper, basePath: '', validate: false, enforceRateLimit: false, wall: () => 0 })
  const token = keeper.present().tables.authorizations.all()[0]?.token ?? ''
  const get = async (path: string, range = '') => {
    const response = await platform.fetch(
      new Request(`http://localhost${path}`, { headers: { authorization: `Bearer ${token}`, range } }),
    )
    return response.text()
  }
  await get('/apps', 'name ..; max=1000')
  const begun = performance.now()
  await get('/apps', 'name ..; max=1000')
  const page = performance.now() - begun
  const statesBegun = performance.now()
  await get('/control/app-states')
  const states = performance.now() - statesBegun
  return [
    { what: `a page of 1,000 of ${count.toLocaleString('en')} apps`, value: page, unit: 'ms' },
    { what: `the state of ${count.toLocaleString('en')} apps`, value: states, unit: 'ms' },
  ]
}

export default async function world(): Promise<Measurement[]> {
  let company = createWorld(DEFAULT_ORIGIN)
  const cold = timed(() => (company = createWorld({ ...DEFAULT_ORIGIN, seed: 'other' })))
  const month = timed(() => company.advanceTo(company.now + 30 * DAY))
  const before = bytesUsed()
  let crowd = company
  const begin = timed(() => (crowd = createWorld({ ...DEFAULT_ORIGIN, scenario: 'crowd' })))
  const megabytes = (bytesUsed() - before) / 1_000_000
  const day = timed(() => crowd.advanceTo(crowd.now + DAY))
  return [
    { what: 'beginning the starting world', value: cold, unit: 'ms' },
    { what: '30 days of the starting world', value: month, unit: 'ms', atMost: 2_000 },
    { what: 'beginning a world of 10,000 apps', value: begin, unit: 'ms' },
    { what: 'memory of a world of 10,000 apps', value: megabytes, unit: 'MB', atMost: 150 },
    { what: 'a day of a world of 10,000 apps', value: day, unit: 'ms' },
    ...(await listApps(10_000)),
  ]
}

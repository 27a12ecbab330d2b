import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { JournalEntry, Snapshot } from '#kernel/world.ts'
import type { Command } from '#platform/index.ts'
import { MemoryStore, type Saved, type Store } from '#hosts/store.ts'
import { FileStore } from './file-store.ts'
import { lockFile } from './lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'dynorama-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
let number = 0
let path = ''
beforeEach(() => {
  path = join(folder, `world-${number++}`)
})

const origin = { scenario: 'stand-in', seed: 'test', epoch: 1_000 }
const clock = (sim: number) => ({ sim, wall: sim * 2, rate: 1 })
const entry = (at: number, body: unknown = { text: 'naïve \n' }): JournalEntry<Command> => ({
  at,
  command: { method: 'POST', path: '/star', body, actor: null },
})
const snapshot = (now: number, position: number): Snapshot => ({ now, position, tables: {}, alarms: [], counters: {} })
const begun: Saved = { origin, clock: clock(1_000), journal: [] }

async function withStore<T>(work: (store: FileStore) => Promise<T>, build = 'one'): Promise<T> {
  const store = new FileStore(path, build)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
const load = (build?: string) => withStore((store) => store.load(), build)

type Step = (store: Store, length: number) => Promise<number>
const step: fc.Arbitrary<{ readonly what: string; readonly run: Step }> = fc.oneof(
  fc.record({ back: fc.nat(3), at: fc.integer({ min: 1_000, max: 9_000 }), body: fc.jsonValue() }).map(({ back, at, body }) => ({
    what: `append ${back} back at ${at}`,
    run: async (store: Store, length: number) => {
      const position = Math.max(0, length - back)
      await store.append(position, entry(at, body), clock(at))
      return position + 1
    },
  })),
  fc.integer({ min: 1_000, max: 9_000 }).map((sim) => ({
    what: `clock ${sim}`,
    run: async (store: Store, length: number) => (await store.saveClock(clock(sim)), length),
  })),
  fc.integer({ min: 1_000, max: 9_000 }).map((now) => ({
    what: `snapshot at ${now}`,
    run: async (store: Store, length: number) => (await store.saveSnapshot(snapshot(now, length)), length),
  })),
  fc.constant({ what: 'begin', run: async (store: Store) => (await store.begin({ ...begun, journal: [entry(1_000)] }), 1) }),
)

test('whatever is done to it, and however often it is opened anew, it holds what a store in memory holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 20 }), async (steps) => {
      path = join(folder, `world-${number++}`)
      const memory = new MemoryStore()
      let file = new FileStore(path, 'one')
      await Promise.all([memory.begin(begun), file.begin(begun)])
      let length = 0
      for (const [{ run }, reopen] of steps) {
        if (reopen) {
          await file.close()
          file = new FileStore(path, 'one')
          await file.load()
        }
        const [next] = await Promise.all([run(memory, length), run(file, length)])
        length = next
      }
      await file.close()
      expect(await load()).toEqual(JSON.parse(JSON.stringify(memory.saved)))
      expect(await load()).toEqual(JSON.parse(JSON.stringify(memory.saved)))
    }),
    { numRuns: 60 },
  )
})

test('a file that is not there, or is empty, holds no world', async () => {
  expect(await load()).toBeNull()
  writeFileSync(path, '')
  expect(await load()).toBeNull()
})

test('a line that was not finished is left out, and does not spoil the next', async () => {
  await withStore(async (store) => {
    await store.begin(begun)
    await store.append(0, entry(2_000), clock(2_000))
  })
  const whole = readFileSync(path).length
  await withStore(async (store) => {
    await store.load()
    await store.append(1, entry(3_000), clock(3_000))
  })
  for (let size = whole; size < readFileSync(path).length; size += 7) {
    const before = readFileSync(path)
    truncateSync(path, size)
    expect((await load())?.journal).toEqual([entry(2_000)])
    writeFileSync(path, before)
  }
  truncateSync(path, whole + 5)
  await withStore(async (store) => {
    await store.load()
    await store.append(1, entry(4_000), clock(4_000))
  })
  expect((await load())?.journal).toEqual([entry(2_000), entry(4_000)])
})

test.each([
  ['is no world', 'line 1 ', () => writeFileSync(path, '{"name":"something else"}\n')],
  ['is one line of anything', 'line 1 ', () => writeFileSync(path, 'notes')],
  [
    'has a line in the middle that is not its own',
    'line 3 ',
    () => appendFileSync(path, 'garbage\n{"clock":{"sim":1,"wall":1,"rate":1}}\n'),
  ],
  ['lacks an entry', 'line 3 is entry 5', () => appendFileSync(path, `${JSON.stringify({ position: 5, ...entry(1) })}\n`)],
])('a file that %s is refused, by its line, and stays as it is', async (_, message, spoil) => {
  await withStore(async (store) => {
    await store.begin(begun)
    await store.saveClock(clock(2_000))
  })
  spoil()
  const before = readFileSync(path)
  await expect(load()).rejects.toThrow(message)
  expect(readFileSync(path)).toEqual(before)
})

test('loading drops what later lines have replaced', async () => {
  await withStore(async (store) => {
    await store.begin(begun)
    for (let i = 0; i < 100; i++) await store.saveClock(clock(2_000 + i))
  })
  const before = readFileSync(path).length
  expect(await load()).toMatchObject({ clock: clock(2_099) })
  expect(readFileSync(path).length).toBeLessThan(before / 10)
})

test('a snapshot of another version, another world or none that can be read is not used', async () => {
  const write = () => withStore(async (store) => (await store.begin(begun), await store.saveSnapshot(snapshot(1_500, 0))))
  await write()
  expect((await load())?.snapshot).toEqual(snapshot(1_500, 0))
  expect((await load('two'))?.snapshot).toBeUndefined()
  const other = readFileSync(`${path}.snapshot`)
  await withStore((store) => store.begin(begun))
  expect(existsSync(`${path}.snapshot`)).toBe(false)
  writeFileSync(`${path}.snapshot`, other)
  expect((await load())?.snapshot).toBeUndefined()
  await write()
  truncateSync(`${path}.snapshot`, 20)
  expect((await load())?.snapshot).toBeUndefined()
})

test('one process at a time has a file', async () => {
  const release = await lockFile(path)
  await expect(lockFile(path)).rejects.toThrow(`${path} is in use`)
  await lockFile(`${path}-other`).then((other) => other())
  release()
  await lockFile(path).then((again) => again())
})

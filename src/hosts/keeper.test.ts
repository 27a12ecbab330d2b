import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JournalEntry } from '#kernel/world.ts'
import type { Command } from '#platform/index.ts'
import { command, createStandIn, EPOCH, FakeWall, MINUTE, ORIGIN } from '#hosts/support/stand-in.ts'
import { Keeper } from './keeper.ts'
import { MemoryStore, type Store } from './store.ts'

const DAY = 86_400_000

function setUp(store: Store = new MemoryStore(), wall = new FakeWall()) {
  const reports: unknown[] = []
  const open = () =>
    Keeper.open({
      store,
      create: createStandIn,
      prepare: async () => undefined,
      origin: ORIGIN,
      wall: () => wall.now,
      timer: wall.timer,
      newId: () => 'an-id',
      report: (error) => reports.push(error),
    })
  /** The process ends without a word, and another one loads the world. */
  const reopen = async (keeper: Keeper) => {
    await keeper.saved()
    wall.dropTimers()
    return open()
  }
  return { wall, store, reports, open, reopen }
}

async function forgetSnapshot(store: Store): Promise<void> {
  const saved = await store.load()
  if (saved) await store.begin({ ...saved, snapshot: undefined })
}

const stars = (keeper: Keeper) =>
  keeper
    .present()
    .tables.favorites.all()
    .map((row) => row.appId)

describe('time', () => {
  test('what falls due happens by itself, at the clock’s rate', async () => {
    const { wall, open } = setUp()
    const keeper = await open()
    const seen: string[] = []
    keeper.onEvent((event) => seen.push(event.kind))
    wall.pass(10 * MINUTE)
    expect(seen).toEqual(['commit'])
    keeper.setRate(60)
    wall.pass(MINUTE)
    expect(keeper.present().now).toBe(EPOCH + 70 * MINUTE)
    expect(stars(keeper)).toHaveLength(7)
  })

  test('a paused world sets no timer', async () => {
    const { wall, open } = setUp()
    const keeper = await open()
    wall.pass(MINUTE)
    expect(wall.timers).toBe(1)
    keeper.setRate(0)
    expect(wall.timers).toBe(0)
    wall.pass(DAY)
    expect(keeper.present().now).toBe(EPOCH + MINUTE)
  })

  test('it can be moved on at once, and tells of it', async () => {
    const { open } = setUp()
    const keeper = await open()
    keeper.setRate(0)
    const seen: string[] = []
    keeper.onEvent((event) => seen.push(event.kind))
    keeper.advance(25 * MINUTE)
    expect(keeper.present().now).toBe(EPOCH + 25 * MINUTE)
    expect(seen).toEqual(['commit', 'commit', 'clock'])
  })

  test('a fast clock does not run through the night with a sleeping machine', async () => {
    const { wall, open } = setUp()
    const keeper = await open()
    keeper.setRate(10_000)
    wall.pass(1000)
    wall.sleep(8 * 60 * MINUTE)
    expect(keeper.present().now).toBeLessThan(EPOCH + 10_000_000 + 8 * 60 * MINUTE + 1)
  })
})

describe('keeping', () => {
  test('a command is kept before it is answered', async () => {
    const { open, store } = setUp()
    const keeper = await open()
    const id = await keeper.execute(command('/star', 'one'))
    expect(id).toEqual(expect.any(String))
    expect((store as MemoryStore).saved?.journal.map(({ command: { body } }) => body)).toEqual(['one'])
  })

  test('commands that come together are kept in the order of the world, however slow the store', async () => {
    const store = new MemoryStore()
    const append = store.append.bind(store)
    let first = true
    store.append = async (...entry) => {
      if (first) {
        first = false
        for (let turn = 0; turn < 50; turn++) await Promise.resolve()
      }
      await append(...entry)
    }
    const keeper = await setUp(store).open()
    const names = ['a', 'b', 'c', 'd']
    await Promise.all(names.map((name) => keeper.execute(command('/star', name))))
    expect(store.saved?.journal.map(({ command: { body } }) => body)).toEqual(names)
  })

  test('what changes nothing, or fails, is not kept', async () => {
    const { open, store } = setUp()
    const keeper = await open()
    const before = keeper.present().hash()
    expect(await keeper.execute(command('/nothing'))).toBeNull()
    await expect(keeper.execute(command('/bad'))).rejects.toThrow('no /bad here')
    expect(keeper.present().hash()).toBe(before)
    expect((store as MemoryStore).saved?.journal).toEqual([])
  })

  test('a failed write is answered as an error, and the next one makes the store whole', async () => {
    const store = new MemoryStore()
    const append = store.append.bind(store)
    let full = true
    store.append = async (...entry) => {
      if (full) throw new Error('the disk is full')
      await append(...entry)
    }
    const { open, reports, wall } = setUp(store)
    const keeper = await open()
    const answers = await Promise.allSettled(['a', 'b'].map((name) => keeper.execute(command('/star', name))))
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(reports).toEqual([new Error('the disk is full')])
    full = false
    await keeper.execute(command('/star', 'c'))
    expect(store.saved?.journal.map(({ command: { body } }) => body)).toEqual(['a', 'b', 'c'])
    const again = await setUp(store, wall).open()
    expect(again.present().hash()).toBe(keeper.present().hash())
  })

  test('nobody hosts it: it goes on in real time at most, for 30 days at most', async () => {
    const { wall, open, reopen } = setUp()
    const keeper = await open()
    keeper.setRate(1000)
    wall.pass(MINUTE)
    const left = keeper.present().now
    await keeper.saved()
    wall.sleep(DAY)
    const soon = await reopen(keeper)
    expect(soon.present().now).toBeGreaterThan(left + DAY - 1)
    expect(soon.present().now).toBeLessThanOrEqual(left + DAY + 10_000)
    expect(soon.clock().rate).toBe(1000)
    soon.setRate(1)
    const before = soon.present().now
    wall.sleep(400 * DAY)
    expect((await reopen(soon)).present().now).toBe(before + 30 * DAY)
  })

  test('a command at high speed is in the past after a reload, not ahead', async () => {
    const { wall, open, reopen } = setUp()
    const keeper = await open()
    keeper.setRate(10_000)
    wall.pass(5000)
    await keeper.execute(command('/star', 'one'))
    const again = await reopen(keeper)
    expect(again.present().position).toBe(1)
    expect(stars(again)).toContain('one')
  })

  test('a journal of another version is refused, and left as it is', async () => {
    const { open, store, wall } = setUp()
    const keeper = await open()
    await store.append(0, { at: keeper.present().now, command: command('/bad') }, keeper.clock())
    await forgetSnapshot(store)
    wall.pass(1)
    await expect(open()).rejects.toThrow('journal entry 0 cannot be performed again')
    expect((await store.load())?.journal).toHaveLength(1)
  })

  test('whatever happened, loading gives the same world', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('star' as const), count: fc.integer({ min: 1, max: 90 }) }),
      fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 3 * DAY }) }),
      fc.record({ do: fc.constant('back' as const), ms: fc.integer({ min: 0, max: 2 * DAY }) }),
      fc.record({ do: fc.constant('rate' as const), rate: fc.constantFrom(0, 0.5, 1, 60, 1000) }),
      fc.record({ do: fc.constant('reload' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { wall, open, reopen, reports, store } = setUp()
        let keeper = await open()
        for (const next of steps) {
          if (next.do === 'star') for (let i = 0; i < next.count; i++) await keeper.execute(command('/star', i))
          else if (next.do === 'pass') keeper.advance(next.ms)
          else if (next.do === 'back') keeper.goBackTo(keeper.present().now - next.ms)
          else if (next.do === 'rate') keeper.setRate(next.rate)
          else keeper = await reopen(keeper)
          wall.pass(7)
        }
        keeper.setRate(0)
        const hash = keeper.present().hash()
        keeper = await reopen(keeper)
        expect(keeper.present().hash()).toBe(hash)
        await keeper.saved()
        // Nor does the snapshot make a difference.
        await forgetSnapshot(store)
        expect((await reopen(keeper)).present().hash()).toBe(hash)
        expect(reports).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('another world', () => {
  test('takes the place of the old one, for good', async () => {
    const { open } = setUp()
    const keeper = await open()
    await keeper.execute(command('/star', 'old'))
    keeper.setRate(0)
    const seen: string[] = []
    keeper.onEvent((event) => seen.push(event.kind))
    const journal: JournalEntry<Command>[] = [{ at: EPOCH + 5, command: command('/star', 'new') }]
    await keeper.replace({ ...ORIGIN, seed: 'other' }, journal, EPOCH + 12 * MINUTE)
    expect(stars(keeper).toSorted()).toEqual(['by itself', 'new'])
    expect(seen).toContain('world')
    expect((await open()).present().hash()).toBe(keeper.present().hash())
  })

  test('is refused whole when its journal cannot be performed', async () => {
    const { open, store } = setUp()
    const keeper = await open()
    await keeper.execute(command('/star', 'old'))
    const before = keeper.present().hash()
    await expect(keeper.replace(ORIGIN, [{ at: EPOCH, command: command('/bad') }], EPOCH)).rejects.toThrow()
    expect(keeper.present().hash()).toBe(before)
    expect((await store.load())?.journal).toHaveLength(1)
  })
})

test('closing leaves no timer and a present snapshot', async () => {
  const { open, wall, store } = setUp()
  const keeper = await open()
  wall.pass(3 * MINUTE)
  await keeper.execute(command('/star', 'one'))
  await keeper.close()
  expect(wall.timers).toBe(0)
  expect((await store.load())?.snapshot).toMatchObject({ now: EPOCH + 3 * MINUTE, position: 1 })
})

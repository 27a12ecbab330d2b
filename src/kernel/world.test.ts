import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between } from './random.ts'
import type { Row, Table } from './table.ts'
import { World, type JournalEntry, type Snapshot, type WorldDefinition } from './world.ts'

// A small world that uses everything: counters that tick at random intervals, are started, moved, split and stopped.
interface Ticker extends Row {
  readonly group: string
  readonly ticks: number
  readonly last: number
}
type Command =
  | { do: 'start'; group: string }
  | { do: 'stop' | 'split'; nth: number }
  | { do: 'fail-late'; nth: number }
  | { do: 'nothing' }

interface Tables {
  readonly tickers: Table<Ticker, 'group'>
}
type TickerWorld = World<Tables, Command>

const definition: WorldDefinition<Tables, Command> = {
  tables: (make) => ({ tickers: make<Ticker>()('tickers', { group: (row) => row.group }) }),
  processes: {
    tick(world, id) {
      const ticker = world.tables.tickers.get(id)
      if (!ticker) return
      world.tables.tickers.update(id, { ticks: ticker.ticks + 1, last: world.now })
      world.setAlarm('tick', id, world.now + Math.floor(between(1, 900, world.seed, id, ticker.ticks)))
    },
  },
  perform(world, command) {
    const { tickers } = world.tables
    const nth = 'nth' in command ? tickers.all()[command.nth % Math.max(1, tickers.size)] : undefined
    switch (command.do) {
      case 'start':
        return start(world, command.group)
      case 'stop':
        if (!nth) throw new Error('nothing to stop')
        tickers.delete(nth.id)
        world.cancelAlarm('tick', nth.id)
        return nth.id
      case 'split':
        if (!nth) throw new Error('nothing to split')
        tickers.update(nth.id, { ticks: 0 })
        return start(world, nth.group)
      case 'fail-late':
        for (const row of tickers.all()) tickers.delete(row.id)
        start(world, 'doomed')
        world.count('other')
        if (nth) world.setAlarm('tick', nth.id, world.now + 5)
        throw new Error('failed on purpose')
      case 'nothing':
        return tickers.size
    }
  },
  begin(world) {
    start(world, 'first')
    world.advanceTo(world.now + 500)
  },
}

function start(world: TickerWorld, group: string): string {
  const id = world.newId('ticker')
  world.tables.tickers.insert({ id, group, ticks: 0, last: world.now })
  world.setAlarm('tick', id, world.now)
  return id
}

const origin = { scenario: 'tickers', seed: 'seed', epoch: 1_000_000 }
const make = (journal?: readonly JournalEntry<Command>[], snapshot?: Snapshot) => new World(definition, origin, journal, snapshot)

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ do: fc.constant('start' as const), group: fc.constantFrom('a', 'b') }),
  fc.record({ do: fc.constantFrom('stop' as const, 'split' as const), nth: fc.nat(20) }),
  fc.record({ do: fc.constant('fail-late' as const), nth: fc.nat(20) }),
  fc.constant({ do: 'nothing' as const }),
)
const story = fc.array(fc.record({ wait: fc.nat(4_000), command }), { maxLength: 25 })
type Story = readonly { wait: number; command: Command }[]

function attempt(world: TickerWorld, what: Command): void {
  try {
    world.execute(what)
  } catch {
    // Commands may fail; what counts is what is left.
  }
}

function play(world: TickerWorld, steps: Story): void {
  for (const step of steps) {
    world.advanceTo(world.now + step.wait)
    attempt(world, step.command)
  }
}

describe('a world', () => {
  it('is the same again when its journal is replayed', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const world = make()
        play(world, steps)
        const replayed = make(world.journal)
        replayed.advanceTo(world.now)
        expect(replayed.hash()).toBe(world.hash())
        expect(replayed.journal).toEqual(world.journal)
      }),
    )
  })

  it('does not depend on how the passing of time is split', () => {
    fc.assert(
      fc.property(story, fc.array(fc.nat(3_000)), (steps, cuts) => {
        const world = make()
        play(world, steps)
        world.advanceTo(world.now + 10_000)
        const split = make(world.journal)
        for (const cut of cuts) split.advanceTo(Math.min(split.now + cut, world.now))
        split.advanceTo(world.now)
        expect(split.hash()).toBe(world.hash())
      }),
    )
  })

  it('settles what was written before it is final, and says whose command it was', () => {
    const seen: string[] = []
    const settle: NonNullable<typeof definition.settle> = (world, by) => {
      for (const { id, before } of world.tables.tickers.written)
        seen.push(`${by?.do ?? 'time'} ${before ? 'changed' : 'made'} ${world.tables.tickers.get(id)?.group}`)
      if (by?.do === 'split') throw new Error('not to be settled')
    }
    const world = new World({ ...definition, settle }, origin)
    seen.length = 0
    world.execute({ do: 'start', group: 'a' })
    expect(seen).toContain('start made a')
    expect(seen.every((line) => line === 'start made a' || line.startsWith('time changed'))).toBe(true)
    const before = world.hash()
    expect(() => world.execute({ do: 'split', nth: 0 })).toThrow('not to be settled')
    expect(world.hash()).toBe(before)
    const kept = seen.length
    expect(() => world.execute({ do: 'fail-late', nth: 0 })).toThrow('failed on purpose')
    expect(seen.length).toBe(kept)
  })

  it('is unchanged by a command that fails', () => {
    fc.assert(
      fc.property(story, fc.nat(20), (steps, nth) => {
        const world = make()
        play(world, steps)
        world.advanceTo(world.now)
        const before = { hash: world.hash(), journal: world.journal.length, due: world.nextDue }
        expect(() => world.execute({ do: 'fail-late', nth })).toThrow('failed on purpose')
        expect({ hash: world.hash(), journal: world.journal.length, due: world.nextDue }).toEqual(before)
        const other = make(world.journal)
        world.advanceTo(world.now + 5_000)
        other.advanceTo(world.now)
        expect(other.hash()).toBe(world.hash())
      }),
    )
  })

  it('goes back, and forward again to the same state', () => {
    fc.assert(
      fc.property(story, fc.nat(60_000), (steps, back) => {
        const world = make()
        play(world, steps)
        const end = { now: world.now, hash: world.hash() }
        const time = Math.max(origin.epoch + 500, end.now - back)
        world.goBackTo(time)
        const fresh = make(world.journal)
        fresh.advanceTo(time)
        expect(world.hash()).toBe(fresh.hash())
        world.advanceTo(end.now)
        expect(world.hash()).toBe(end.hash)
      }),
    )
  })

  it('goes on from a snapshot, kept as JSON, as if nothing had happened', () => {
    fc.assert(
      fc.property(story, story, (steps, more) => {
        const world = make()
        play(world, steps)
        const saved = JSON.parse(JSON.stringify({ journal: world.journal, snapshot: world.snapshot() }))
        const loaded = make(saved.journal, saved.snapshot)
        expect(loaded.hash()).toBe(world.hash())
        play(world, more)
        play(loaded, more)
        expect(loaded.hash()).toBe(world.hash())
      }),
    )
  })

  it('gives up the future it came back from when something else is done', () => {
    const world = make()
    world.execute({ do: 'start', group: 'a' })
    world.advanceTo(world.now + 1_000)
    world.execute({ do: 'start', group: 'b' })
    world.goBackTo(world.now - 500)
    expect(world.journal).toHaveLength(2)
    world.execute({ do: 'split', nth: 0 })
    expect(world.journal.map((entry) => entry.command.do)).toEqual(['start', 'split'])
  })

  it('tells what each commit changed, net, and nothing of a failed one', () => {
    const world = make()
    const told: string[][] = []
    const stop = world.onCommit((changes) =>
      told.push(changes.map((c) => `${c.before ? 'old' : 'none'}>${c.after ? 'new' : 'none'}`)),
    )
    world.execute({ do: 'start', group: 'a' })
    // The row appears, then ticks for the first time.
    expect(told).toEqual([['none>new'], ['old>new']])
    attempt(world, { do: 'fail-late', nth: 0 })
    world.execute({ do: 'nothing' })
    expect(told).toHaveLength(2)
    stop()
    world.execute({ do: 'start', group: 'b' })
    expect(told).toHaveLength(2)
  })

  it('writes down only commands that changed something', () => {
    const world = make()
    world.execute({ do: 'nothing' })
    expect(world.journal).toEqual([])
  })

  it('has another hash for another seed, time or row', () => {
    const hashes = new Set([make().hash(), new World(definition, { ...origin, seed: 'other' }).hash()])
    const later = make()
    later.advanceTo(later.now + 1)
    hashes.add(later.hash())
    later.execute({ do: 'start', group: 'a' })
    hashes.add(later.hash())
    expect(hashes.size).toBe(4)
  })
})

import { integer } from '#kernel/random.ts'
import type { Row, Table } from '#kernel/table.ts'
import { World } from '#kernel/world.ts'
import type { Measurement } from './measurement.ts'

interface Ticker extends Row {
  readonly owner: string
  readonly ticks: number
}

interface Tables {
  readonly tickers: Table<Ticker, 'owner'>
}

/** Events of a world of `size` things, each of which changes its row and sets its next alarm. */
function eventsPerSecond(size: number, events: number): number {
  const world = new World<Tables, never>(
    {
      tables: (make) => ({ tickers: make<Ticker>()('tickers', { owner: (row) => row.owner }) }),
      processes: {
        tick(at, id) {
          const { ticks } = at.tables.tickers.must(id)
          at.tables.tickers.update(id, { ticks: ticks + 1 })
          at.setAlarm('tick', id, at.now + integer(500, 1500, id, ticks))
        },
      },
      perform: () => undefined,
      begin(at) {
        for (let nth = 0; nth < size; nth++) {
          const id = at.newId('ticker')
          at.tables.tickers.insert({ id, owner: `owner ${nth % 100}`, ticks: 0 })
          at.setAlarm('tick', id, at.now + (nth % 1000))
        }
      },
    },
    { scenario: '', seed: 'bench', epoch: 0 },
  )
  world.advanceTo(2_000)
  const begun = performance.now()
  world.advanceTo(2_000 + (events / size) * 1000)
  return (events / (performance.now() - begun)) * 1000
}

export default async function kernel(): Promise<Measurement[]> {
  return [1_000, 10_000, 100_000].map((size) => ({
    what: `kernel, ${size.toLocaleString('en')} things`,
    value: eventsPerSecond(size, 600_000),
    unit: 'events/s',
    // Beyond that the rows no longer fit the processor's caches, which no budget can mend.
    ...(size <= 10_000 ? { atLeast: 300_000 } : {}),
  }))
}

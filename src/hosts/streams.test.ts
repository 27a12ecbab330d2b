import { expect, test } from 'vitest'
import type { PlatformWorld, StreamAnswer } from '#platform/index.ts'
import { createStandIn, FakeWall, ORIGIN } from '#hosts/support/stand-in.ts'
import { Streams } from './streams.ts'

function setUp({ running = true } = {}) {
  const wall = new FakeWall()
  const world = createStandIn(ORIGIN)
  const reports: unknown[] = []
  const clock = { running }
  const streams = new Streams({
    wall: () => wall.now,
    timer: wall.timer,
    present: () => world,
    running: () => clock.running,
    report: (error) => reports.push(error),
  })
  return { wall, streams, reports, clock, world }
}

/** A stream that answers each pull by its number, and counts how often it was closed. */
function counted(contentType: StreamAnswer['contentType'] = 'text/plain; charset=utf-8', last = Infinity) {
  const seen = { pulls: 0, closed: 0 }
  const stream: StreamAnswer = {
    contentType,
    pull: () => {
      seen.pulls += 1
      return { text: `${seen.pulls}\n`, done: seen.pulls >= last }
    },
    close: () => {
      seen.closed += 1
    },
  }
  return { seen, stream }
}

const text = async (body: ReadableStream<Uint8Array>) => new Response(body).text()
const alive = () => new AbortController().signal

test('gives what there is at once, then what time brings, and ends', async () => {
  const { wall, streams } = setUp()
  const { stream, seen } = counted(undefined, 3)
  const body = streams.open(stream, alive())
  expect(seen.pulls).toBe(1)
  wall.pass(200)
  expect(await text(body)).toBe('1\n2\n3\n')
  expect(seen.closed).toBe(1)
  expect(wall.timers).toBe(0)
})

test('while time stands still only a commit makes it look', async () => {
  const { wall, streams } = setUp({ running: false })
  const { stream, seen } = counted()
  streams.open(stream, alive())
  wall.pass(10_000)
  expect(seen.pulls).toBe(1)
  streams.pullSoon()
  wall.pass(0)
  expect(seen.pulls).toBe(2)
})

test('many commits are one batch', async () => {
  const { wall, streams } = setUp({ running: false })
  const { stream, seen } = counted()
  streams.open(stream, alive())
  for (let ms = 0; ms < 100; ms++) {
    streams.pullSoon()
    wall.pass(1)
  }
  expect(seen.pulls).toBeLessThanOrEqual(4)
})

test('cancelling and aborting clean up once', async () => {
  const { wall, streams, reports } = setUp()
  const cancelled = counted()
  const controller = new AbortController()
  const body = streams.open(cancelled.stream, controller.signal)
  await body.cancel()
  controller.abort()
  expect(cancelled.seen.closed).toBe(1)

  const aborted = counted()
  const other = new AbortController()
  const reader = streams.open(aborted.stream, other.signal).getReader()
  other.abort(new Error('gone'))
  await expect(reader.read()).rejects.toThrow('gone')
  wall.pass(1000)
  expect(aborted.seen).toEqual({ pulls: 1, closed: 1 })
  expect(streams.size).toBe(0)
  expect(wall.timers).toBe(0)
  expect(reports).toEqual([])
})

test('a reader that was gone before it began is let go', () => {
  const { streams } = setUp()
  const { stream, seen } = counted()
  streams.open(stream, AbortSignal.abort())
  expect(seen.closed).toBe(1)
  expect(streams.size).toBe(0)
})

test('an event stream that has nothing to say shows that it lives: at once, and now and then', async () => {
  const { wall, streams } = setUp({ running: false })
  let text = ''
  const body = streams.open({ contentType: 'text/event-stream', pull: () => ({ text, done: false }) }, alive())
  text = 'data: 1\n\n'
  streams.pullSoon()
  wall.pass(100)
  text = ''
  wall.pass(15_000)
  streams.end()
  expect(await new Response(body).text()).toBe(': still here\n\ndata: 1\n\n: still here\n\n')
})

test('who does not read is not written to without end', async () => {
  const { wall, streams } = setUp()
  const { stream, seen } = counted()
  const body = streams.open(stream, alive())
  wall.pass(60_000)
  const before = seen.pulls
  expect(before).toBeLessThan(10)
  const reader = body.getReader()
  await reader.read()
  await reader.read()
  wall.pass(200)
  expect(seen.pulls).toBeGreaterThan(before)
})

test('who has not read for minutes is let go', () => {
  const { wall, streams } = setUp()
  const { stream, seen } = counted()
  streams.open(stream, alive())
  wall.pass(200_000)
  expect(seen.closed).toBe(0)
  wall.pass(200_000)
  expect(seen.closed).toBe(1)
  expect(streams.size).toBe(0)
})

test('a stream that fails is reported and ended, and takes no other with it', async () => {
  const { wall, streams, reports } = setUp()
  const failing: StreamAnswer = {
    contentType: 'text/plain; charset=utf-8',
    pull: (world: PlatformWorld) => {
      if (wall.now > world.origin.epoch) throw new Error('broken')
      return { text: 'a', done: false }
    },
  }
  const body = streams.open(failing, alive())
  const { stream, seen } = counted()
  streams.open(stream, alive())
  wall.pass(300)
  await expect(new Response(body).text()).rejects.toThrow()
  expect(reports).toEqual([new Error('broken')])
  expect(seen.pulls).toBeGreaterThan(2)
  expect(() => streams.open(failing, alive())).toThrow('broken')
})

import { beforeEach, expect, test, vi } from 'vitest'
import { connectTo } from './connection.ts'
import { readEvents, readText } from './streams.ts'

beforeEach(() => connectTo('http://platform.test'))

/** Answers every request with these chunks; `cancelled` tells when nobody reads any more. */
function serve(chunks: readonly string[], { open = false } = {}) {
  const seen = { cancelled: false, accept: '', url: '' }
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    seen.url = url
    seen.accept = new Headers(init.headers).get('accept') ?? ''
    const bytes = chunks.map((chunk) => Uint8Array.from(chunk, (character) => character.charCodeAt(0)))
    let next = 0
    return new Response(
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull(controller) {
          const chunk = bytes[next++]
          if (chunk) controller.enqueue(chunk)
          else if (!open) controller.close()
        },
        cancel: () => void (seen.cancelled = true),
      }),
    )
  })
  return seen
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

test('text comes as it is sent, and characters stay whole', async () => {
  serve(['a\xc3', '\xa9b'])
  expect((await collect(readText('http://x.test/'))).join('')).toBe('aéb')
})

test('a stream that a local platform names by https is read as the rest of it', async () => {
  connectTo('http://localhost:5100')
  const seen = serve(['a'])
  await collect(readText('https://localhost:5100/streams/x'))
  expect(seen.url).toBe('http://localhost:5100/streams/x')
})

test('events come whole, whatever the chunks', async () => {
  const seen = serve([
    'event: cha',
    'nge\nda',
    'ta: {"a":1}\n',
    '\n: still here\n\ndata: one\ndata: two\n\n',
    'data: never finished',
  ])
  expect(await collect(readEvents('http://x.test/'))).toEqual([
    { event: 'change', data: '{"a":1}' },
    { event: 'message', data: 'one\ntwo' },
  ])
  expect(seen.accept).toBe('text/event-stream')
})

test('leaving the loop lets the platform know', async () => {
  const seen = serve(['data: 1\n\n', 'data: 2\n\n'], { open: true })
  for await (const event of readEvents('http://x.test/')) {
    expect(event.data).toBe('1')
    break
  }
  await vi.waitFor(() => expect(seen.cancelled).toBe(true))
})

test('an abort ends the loop', async () => {
  const seen = serve(['data: 1\n\n'], { open: true })
  const controller = new AbortController()
  const events: string[] = []
  for await (const event of readEvents('http://x.test/', { signal: controller.signal })) {
    events.push(event.data)
    controller.abort()
  }
  expect(events).toEqual(['1'])
  await vi.waitFor(() => expect(seen.cancelled).toBe(true))
})

import { expect, test } from 'vitest'
import { findWords, LineReader, timeOfLine, type Line } from './line.ts'

const texts = [
  '2026-01-07T20:10:34.326175+00:00 app[web.1]: Listening on 34567',
  '2026-01-07T20:10:35.000000+00:00 app[api]: Deploy 1a2b3c4d by user ada@example.com',
  '2026-01-07T20:10:35.000000+00:00 app[api]: Release v12 created by user ada@example.com',
  '2026-01-07T20:10:36.100000+00:00 heroku[router]: at=info method=GET path="/" status=200 bytes=12',
  '2026-01-07T20:10:37.100000+00:00 heroku[router]: at=error code=H12 desc="Request timeout" method=GET path="/" status=503',
  '2026-01-07T20:10:38.100000+00:00 heroku[worker.2]: Error R14 (Memory quota exceeded)',
  '2026-01-07T20:10:39.100000+00:00 app[worker.2]: \u001b[33mWARN\u001b[0m queue is long',
  '2026-01-07T20:10:40.100000+00:00 heroku[web.1]: Process exited with status 143',
  '2026-01-07T20:10:41.100000+00:00 heroku[web.1]: State changed from starting to crashed',
]

function read(lines: readonly string[]): Line[] {
  const reader = new LineReader()
  return lines.flatMap((line) => reader.read(line) ?? [])
}

test('takes lines apart', () => {
  expect(read(texts)[0]).toEqual({
    id: '20260107T201034.326175',
    time: Date.UTC(2026, 0, 7, 20, 10, 34, 326),
    origin: 'app',
    source: 'web.1',
    type: 'web',
    text: 'Listening on 34567',
    level: 'info',
  })
  expect(read(['', ':', 'hello'])).toEqual([])
})

test('ids are unique, stay the same, and tell the time', () => {
  const ids = read(texts).map(({ id }) => id)
  expect(new Set(ids).size).toBe(texts.length)
  expect(read(texts.slice(1)).map(({ id }) => id)).toEqual(ids.slice(1))
  expect(timeOfLine(ids[2] ?? '')).toBe(Date.UTC(2026, 0, 7, 20, 10, 35))
  expect(timeOfLine('nothing')).toBeNull()
})

test('knows errors and warnings', () => {
  expect(read(texts).map(({ level }) => level)).toEqual([
    'info',
    'info',
    'info',
    'info',
    'error',
    'error',
    'warn',
    'info',
    'error',
  ])
})

test('finds words in sources and texts, not in colours', () => {
  const lines = read(texts)
  const found = (words: string) => lines.filter(findWords(words)).length
  expect([found('33m'), found('warn queue is'), found('h12'), found('WORKER.2')]).toEqual([0, 1, 1, 2])
})

import { describe, expect, it } from 'vitest'
import type { Language, Runtime } from '#platform/builds/types.ts'
import { fixture, NOON } from '#platform/metrics/fixture.testing.ts'
import { EVERYTHING } from './line.ts'
import { linesBetween } from './lines.ts'
import { requestLines, type ServedRequest } from './styles.ts'

const request: ServedRequest = {
  at: NOON,
  method: 'GET',
  path: '/products/42',
  host: 'shop.example.test',
  requestId: '01234567-89ab-cdef-0123-456789abcdef',
  client: '192.0.2.7',
  connectMs: 0,
  serviceMs: 18,
  status: 200,
  bytes: 1234,
  chance: 1_000_007,
  port: 34_567,
}
const runtime = (language: Language, framework = ''): Runtime => ({
  language,
  framework,
  version: '1.0.0',
  serviceMs: 20,
  concurrency: 10,
  memoryMb: 100,
})

const STYLES: readonly (readonly [Language, string, RegExp])[] = [
  ['nodejs', 'express', /^GET \/products\/42 200 18\.\d{3} ms - 1234$/],
  ['nodejs', 'fastify', /^\{"level":30,"time":\d+,.*"statusCode":200/],
  ['nodejs', 'next', /^ GET \/products\/42 200 in 18ms$/],
  ['ruby', 'rails', /^\[01234567-[^\]]+\] Started GET "\/products\/42" for 192\.0\.2\.7 at 2026-06-10 12:00:00 \+0000$/],
  ['ruby', 'sinatra', /^192\.0\.2\.7 - - \[10\/Jun\/2026:12:00:00 \+0000\] "GET \/products\/42 HTTP\/1\.1" 200 1234 0\.0180$/],
  ['python', 'django', /^10\.1\.\d+\.\d+ - - \[10\/Jun\/2026:12:00:00 \+0000\] "GET \/products\/42 HTTP\/1\.1" 200 1234 "-" "/],
  ['python', 'fastapi', /^INFO: {5}10\.1\.\d+\.\d+:0 - "GET \/products\/42 HTTP\/1\.1" 200 OK$/],
  ['php', 'laravel', /"GET \/products\/42 HTTP\/1\.1" 200 1234 "-" ".*" "192\.0\.2\.7"$/],
  [
    'java',
    'spring-boot',
    /^2026-06-10T12:00:00\.000Z {2}INFO 4 --- \[nio-34567-exec-\d+\] .*: GET \/products\/42 200 \(18 ms\)$/,
  ],
  ['scala', 'play', /^\[info\] a\.AccessLog - 192\.0\.2\.7 "GET \/products\/42" 200 took 18ms$/],
  [
    'go',
    '',
    /^time=2026-06-10T12:00:00\.000Z level=INFO msg=request method=GET path=\/products\/42 status=200 duration=18\.\d{3}ms/,
  ],
  ['go', 'gin', /^\[GIN\] 2026\/06\/10 - 12:00:00 \| 200 \| +18\.\d{3}ms \| +192\.0\.2\.7 \| GET {5}"\/products\/42"$/],
  ['clojure', 'ring', /^2026-06-10 12:00:00 INFO ring\.logger - \{:request-method :get, :uri "\/products\/42", :status 200/],
]

describe('request lines', () => {
  it.each(STYLES)('are in the style of %s %s', (language, framework, style) => {
    expect(requestLines(request, runtime(language, framework))[0]).toMatch(style)
  })

  it.each(STYLES)('of a failure say where it was, in %s %s', (language, framework) => {
    const fine = requestLines(request, runtime(language, framework)).length
    const failed = requestLines({ ...request, status: 500 }, runtime(language, framework))
    expect(failed.length).toBeGreaterThan(fine + 1)
    expect(failed.join('\n')).not.toContain('undefined:')
  })
})

describe('job lines', () => {
  it.each(['ruby', 'nodejs', 'python', 'php', 'java', 'scala', 'go', 'clojure'] as const)(
    'tell what a %s worker did',
    (language) => {
      const made = fixture({ runtime: runtime(language), peakRps: 20 })
      made.addRun({ name: 'worker.1' })
      const lines = linesBetween(made.history(), NOON - 60 * 60_000, NOON, { ...EVERYTHING, source: 'app', dyno: 'worker.1' })
      expect(lines.length).toBeGreaterThan(30)
      for (const { text } of lines) expect(text).toMatch(/\d/)
    },
  )
})

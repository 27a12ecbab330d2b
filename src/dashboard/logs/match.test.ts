import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LineReader, type Line } from './line.ts'
import { compile, fieldsOf, GrowingFilter } from './match.ts'
import { parseQuery } from './query.ts'

const texts = [
  'app[web.1]: Listening on 34567',
  'app[api]: Deploy 1a2b3c4d by user ada@example.com',
  'heroku[router]: at=info method=GET path="/" host=shop.example.com request_id=aa-1 fwd="192.0.2.7" dyno=web.1 connect=0ms service=18ms status=200 bytes=1200',
  'heroku[router]: at=error code=H12 desc="Request status=200 timeout" method=POST path="/api/7/items" host=shop.example.com request_id=bb-2 fwd="198.51.100.3" dyno=web.2 connect=1ms service=30001ms status=503 bytes=0',
  'heroku[worker.2]: Error R14 (Memory quota exceeded)',
  'app[worker.2]: \u001b[33mWARN\u001b[0m queue is long',
  'heroku[web.2]: State changed from starting to crashed',
]

function read(all: readonly string[]): Line[] {
  const reader = new LineReader()
  return all.flatMap((text, second) => reader.read(`2026-01-07T20:10:${10 + second}.000000+00:00 ${text}`) ?? [])
}
const lines = read(texts)
const fitting = (query: string) => {
  const { terms, problem } = parseQuery(query)
  expect(problem).toBeNull()
  const fits = compile(terms)
  return lines.flatMap((line, index) => (fits(line) ? [index] : []))
}

describe('a query finds', () => {
  test.each([
    ['', [0, 1, 2, 3, 4, 5, 6]],
    ['dyno:web.1', [0]],
    ['dyno:web', [0, 6]],
    ['dyno:web.1,worker', [0, 4, 5]],
    ['dyno:*.2', [4, 5, 6]],
    ['source:heroku', [2, 3, 4, 6]],
    ['source:router', [2, 3]],
    ['-source:app -source:router', [4, 6]],
    ['status:>=500', [3]],
    ['status:200', [2]],
    ['status:2xx,503', [2, 3]],
    ['-status:5xx source:router', [2]],
    ['service:>1000', [3]],
    ['service:>=18 service:<1s', [2]],
    ['service:>30001', []],
    ['connect:<1', [2]],
    ['bytes:0', [3]],
    ['code:h12', [3]],
    ['code:R14,H12', [3, 4]],
    ['method:get', [2]],
    ['path:/api', [3]],
    ['path:/api/*/items', [3]],
    ['path:/', [2, 3]],
    ['host:*.example.com', [2, 3]],
    ['ip:192.0.2.*', [2]],
    ['request:bb*', [3]],
    ['level:error', [3, 4, 6]],
    ['level:>=warn', [3, 4, 5, 6]],
    ['"warn queue"', [5]],
    ['33m', []],
    ['/exceed|crash/', [4, 6]],
    ['-/e/ ', []],
    ['level:error dyno:web -listening', [6]],
  ])('%s', (query, expected) => {
    expect(fitting(query)).toEqual(expected)
  })

  const terms = fc.constantFrom(
    'dyno:web',
    'level:error',
    'status:5xx',
    'queue',
    '/e[dr]/',
    'source:router,api',
    'code:R*',
    '"a b"',
  )
  test('what its opposite does not', () => {
    fc.assert(
      fc.property(terms, (term) => {
        expect([...fitting(term), ...fitting(`-${term}`)].toSorted((a, b) => a - b)).toEqual(lines.map((_, index) => index))
      }),
    )
  })
  test('what all of its terms find', () => {
    fc.assert(
      fc.property(terms, terms, (one, other) => {
        expect(fitting(`${one} ${other}`)).toEqual(fitting(one).filter((index) => fitting(other).includes(index)))
      }),
    )
  })
})

test('a line is taken apart', () => {
  expect(lines.slice(3, 4).flatMap(fieldsOf).slice(0, 4)).toEqual([
    { name: 'at', value: 'error' },
    { name: 'code', value: 'H12' },
    { name: 'desc', value: 'Request status=200 timeout' },
    { name: 'method', value: 'POST' },
  ])
})

test('a filter of a growing list finds what one of the whole list does', () => {
  const many = read(Array.from({ length: 45 }, (_, index) => texts[index % texts.length] ?? ''))
  const step = fc.record({ from: fc.nat(40), count: fc.nat(45), copied: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const fits = compile(parseQuery('level:error').terms)
      const filter = new GrowingFilter(fits)
      for (const { from, count } of steps) {
        const seen = many.slice(from, from + count)
        expect(filter.apply(seen)).toEqual(seen.filter(fits))
        expect(filter.apply(seen)).toBe(filter.apply(seen))
      }
    }),
  )
})

test('it looks only at what is new', () => {
  let looked = 0
  const filter = new GrowingFilter(() => {
    looked++
    return true
  })
  const many = read(Array.from({ length: 40 }, () => texts[0] ?? ''))
  filter.apply(many.slice(10, 30))
  filter.apply(many.slice(10, 35))
  filter.apply(many.slice(5, 35))
  filter.apply(many.slice(12, 40))
  expect(looked).toBe(20 + 5 + 5 + 5)
})

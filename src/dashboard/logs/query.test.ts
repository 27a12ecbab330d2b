import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toggleValue, valuesOf, withValue } from './edit.ts'
import { keyNames } from './keys.ts'
import { formatQuery, parseQuery, quoted } from './query.ts'

const range = (from: number, to: number, without = 'none') => ({ kind: 'range', from, to, without })
const valueOf = (text: string) => {
  const [term] = parseQuery(text).terms
  return term?.kind === 'field' ? term.values.map(({ raw, ...value }) => (text.includes(raw) ? value : raw)) : null
}
/** The message, with the part of the query that it is about. */
const problemOf = (text: string) => {
  const { problem } = parseQuery(text)
  return problem && [text.slice(problem.at, problem.end), problem.message]
}

/** Queries as people write them. */
const word = fc.stringMatching(/^[a-z0-9./=_-]{1,8}$/)
const term = fc.oneof(
  word.map((text) => quoted(text)),
  fc.string({ minLength: 1 }).map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`),
  fc.constantFrom('/time(d )?out/', '/a\\/b/', 'status:>=500', 'status:5xx', 'level:error,warn', 'service:1.5s', 'level:>=warn'),
  fc
    .tuple(fc.constantFrom('dyno', 'path', 'host', 'code'), fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }))
    .map(([key, values]) => `${key}:${values.map((value) => quoted(value, 'value')).join(',')}`),
)
const signed = fc.tuple(fc.boolean(), term).map(([negated, text]) => (negated ? `-${text}` : text))
const written = fc.array(signed, { maxLength: 5 })

describe('a query is read', () => {
  test('as words, quotations and regular expressions', () => {
    expect(parseQuery(' timeout  "could \\"not\\""  -healthcheck /time(d )?out/ at=info 12:30')).toMatchObject({
      problem: null,
      terms: [
        { kind: 'text', text: 'timeout', negated: false },
        { kind: 'text', text: 'could "not"' },
        { kind: 'text', text: 'healthcheck', negated: true, raw: '-healthcheck' },
        { kind: 'regex', regex: /time(d )?out/i },
        { kind: 'text', text: 'at=info' },
        { kind: 'text', text: '12:30' },
      ],
    })
    expect(parseQuery('')).toEqual({ terms: [], problem: null })
  })
  test('as keys with one of several values', () => {
    expect(valueOf('dyno:web.1,web.2')).toEqual([
      { kind: 'words', text: 'web.1' },
      { kind: 'words', text: 'web.2' },
    ])
    expect(valueOf('PATH:"/a b",/c')).toEqual([
      { kind: 'words', text: '/a b' },
      { kind: 'words', text: '/c' },
    ])
  })
  test.each([
    ['status:503', range(503, 503)],
    ['status:5xx', range(500, 599)],
    ['status:>=500', range(500, Infinity)],
    ['status:>500', range(500, Infinity, 'from')],
    ['status:<400', range(-Infinity, 400, 'to')],
    ['status:400..499', range(400, 499)],
    ['service:1.5s', range(1500, 1500)],
    ['service:100ms..1s', range(100, 1000)],
    ['level:error', range(2, 2)],
    ['level:>=warn', range(1, Infinity)],
    ['level:warning', range(1, 1)],
  ])('%s as numbers', (text, value) => {
    expect(valueOf(text)).toEqual([value])
  })
  test('and written again, it is the same', () => {
    fc.assert(
      fc.property(written, (terms) => {
        const query = parseQuery(terms.join('  '))
        expect(query.problem).toBeNull()
        expect(query.terms.map(({ raw }) => raw)).toEqual(terms)
        expect(parseQuery(formatQuery(query.terms))).toEqual(query)
      }),
    )
  })
  test('whatever it is, and a problem has its place', () => {
    const pieces = fc.array(fc.constantFrom('"', '/', '-', ':', ',', ' ', '\\', '>', '(', 'status', 'dyno', 'a', '5', '..'))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((all) => all.join('')),
        ),
        (text) => {
          const { terms, problem } = parseQuery(text)
          expect(terms.every(({ raw }) => text.includes(raw))).toBe(true)
          if (!problem) return
          expect(problem.at).toBeGreaterThanOrEqual(0)
          expect(problem.at).toBeLessThanOrEqual(text.length)
          expect(problem.end).toBeGreaterThanOrEqual(problem.at)
          expect(problem.message).toMatch(/[.]$/)
        },
      ),
    )
  })
  test('quoted words are what they were', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(parseQuery(quoted(text))).toMatchObject({ problem: null, terms: [{ kind: 'text', text, negated: false }] })
        expect(valueOf(`host:${quoted(text, 'value')}`)).toEqual([{ kind: 'words', text }])
      }),
    )
  })
})

describe('a problem says where it is and what to write', () => {
  test.each([
    ['status:>=abc', '>=abc', '“>=abc” is not a number. Write for example status:>=500, 404, 5xx or 400..499.'],
    ['a status:', '', 'Write a value after “status:”, such as status:>=500.'],
    ['dyno:web.1,', '', 'Write a value after “dyno:web.1,”, such as dyno:web.1.'],
    ['level:loud', 'loud', '“loud” is not a level. Write for example level:error, warn, info or >=warn.'],
    ['status:500..400', '500..400', '“500..400” is not a number. Write for example status:>=500, 404, 5xx or 400..499.'],
    ['x "half', '"half', 'Close the quotation with another ".'],
    ['""', '""', 'Write the words to look for between the quotes.'],
    ['"a"b', 'b', 'Put a space here, before the next term.'],
    ['a -', '-', 'Write what the lines must not have right after the minus: -healthcheck.'],
    ['stat:5', 'stat', 'There is no key “stat”. Write status:, or "stat:5" in quotes to look for the text.'],
    ['/cart', '/cart', 'Close the regular expression with another /. For a path write path:/cart, for the text "/cart".'],
    [
      '/(/',
      '/(/',
      'This is no regular expression. Check its brackets and repeats, or put the text in quotes to look for it as it is.',
    ],
  ])('%s', (text, part, message) => {
    expect(problemOf(text)).toEqual([part, message])
  })
  test('an unknown key: all that there are', () => {
    expect(problemOf('zebra:1')?.[1]).toBe(
      `There is no key “zebra”. Write one of ${keyNames.join(', ')}, or "zebra:1" in quotes to look for the text.`,
    )
  })
  test('what was right before it holds', () => {
    expect(parseQuery('level:error status:').terms).toMatchObject([{ key: 'level' }])
  })
})

describe('buttons write into a query', () => {
  test('values of a key, one beside the other', () => {
    expect(toggleValue('', 'level', 'error')).toBe('level:error')
    expect(toggleValue('level:error "a b"', 'level', 'warn')).toBe('level:error,warn "a b"')
    expect(toggleValue('level:error,warn "a b"', 'level', 'error')).toBe('level:warn "a b"')
    expect(toggleValue('level:warn "a b"', 'level', 'warn')).toBe('"a b"')
    expect(toggleValue('-source:api', 'source', 'api')).toBe('-source:api source:api')
  })
  test('twice is as before', () => {
    const value = fc.constantFrom('router', 'api', 'web')
    fc.assert(
      fc.property(written, value, (terms, source) => {
        const query = formatQuery(parseQuery(terms.join(' ')).terms)
        const once = toggleValue(query, 'source', source)
        expect(valuesOf(parseQuery(once).terms, 'source')).toContain(source)
        expect(toggleValue(once, 'source', source)).toBe(query)
      }),
    )
  })
  test('a value instead of another, or without it', () => {
    expect(withValue('level:error status:5xx', 'status', '503')).toBe('level:error status:503')
    expect(withValue('level:error', 'path', '/a b')).toBe('level:error path:"/a b"')
    expect(withValue('method:GET', 'method', 'HEAD', true)).toBe('method:GET -method:HEAD')
  })
})

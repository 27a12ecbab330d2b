import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffConfig, parseDotenv, patchOf, serializeDotenv } from './dotenv.ts'

const vars = (text: string) => parseDotenv(text).vars

describe('parseDotenv', () => {
  test.each([
    ['plain', 'A=1\nB=two', { A: '1', B: 'two' }],
    ['spaces around', '  A =  1  ', { A: '1' }],
    ['export', 'export A=1\nexport\tB=2', { A: '1', B: '2' }],
    ['comments', '# first\nA=1 # one\nB="x # y" # z\nC=a#b', { A: '1', B: 'x # y', C: 'a#b' }],
    ['an empty value', 'A=\nB=""\nC= # none', { A: '', B: '', C: '' }],
    ['quotes', `A='it is "so"'\nB="it is 'so'"\nC=\`both ' and "\``, { A: 'it is "so"', B: "it is 'so'", C: `both ' and "` }],
    [
      'escapes in double quotes only',
      String.raw`A="a\nb\t\"c\"\\"` + '\n' + String.raw`B='a\nb'`,
      { A: 'a\nb\t"c"\\', B: String.raw`a\nb` },
    ],
    ['several lines', 'KEY="-----BEGIN\nabc\n-----END"\nB=2', { KEY: '-----BEGIN\nabc\n-----END', B: '2' }],
    ['equals signs in values', 'URL=postgres://u:p@h/d?a=b&c=d==', { URL: 'postgres://u:p@h/d?a=b&c=d==' }],
    ['Windows line ends and a byte order mark', '\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['the colon of YAML', 'A: 1', { A: '1' }],
    ['nothing expanded', 'A=$B', { A: '$B' }],
    ['names of objects', '__proto__=1\nconstructor=2', { ['__proto__']: '1', constructor: '2' }],
  ])('reads %s', (_, text, expected) => {
    expect(Object.entries(vars(text))).toEqual(Object.entries(expected))
    expect(parseDotenv(text).problems).toEqual([])
  })

  test('the last of several counts, and they are named', () => {
    expect(parseDotenv('A=1\nB=2\nA=3')).toEqual({ vars: { A: '3', B: '2' }, problems: [], duplicates: ['A'] })
  })

  test('says which line makes no sense, and reads on', () => {
    const { vars: read, problems } = parseDotenv('A=1\njust words\n2B=x\nD=4')
    expect(read).toEqual({ A: '1', D: '4' })
    expect(problems.map(({ line }) => line)).toEqual([2, 3])
    expect(problems[0]?.message).toContain('just words')
  })

  test('a quote that is not closed hides only its own line', () => {
    const { vars: read, problems } = parseDotenv('C="open\nD=4')
    expect(read).toEqual({ D: '4' })
    expect(problems).toEqual([{ line: 1, message: 'The value of C has no closing ".' }])
  })

  test('never throws', () => {
    const unit = fc.constantFrom('A', '2', '=', ' ', '\n', '\r', '#', '"', "'", '`', '\\', '$', 'export ', 'é', '\ud83d')
    fc.assert(fc.property(fc.string({ unit, maxLength: 60 }), (text) => parseDotenv(text).problems.every(({ line }) => line > 0)))
  })

  test('reads what was written', () => {
    const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,12}$/)
    fc.assert(
      fc.property(
        fc.dictionary(
          name,
          fc.string({
            unit: fc.constantFrom('a', 'Z', '0', ' ', '\n', '\r', '\t', '#', '"', "'", '`', '\\', '$', '=', 'é', '🙂'),
          }),
          { noNullPrototype: true },
        ),
        (given) => {
          const { vars: read, problems, duplicates } = parseDotenv(serializeDotenv(given))
          expect({ read, problems, duplicates }).toEqual({ read: given, problems: [], duplicates: [] })
        },
      ),
    )
  })
})

describe('diffConfig', () => {
  test('names what is added, changed and removed', () => {
    const changes = diffConfig({ A: '1', B: '2', C: '3' }, { A: '1', B: 'x', D: '' })
    expect(changes).toEqual([
      { key: 'B', kind: 'changed', before: '2', after: 'x' },
      { key: 'C', kind: 'removed', before: '3', after: null },
      { key: 'D', kind: 'added', before: null, after: '' },
    ])
    expect(patchOf(changes)).toEqual({ B: 'x', C: null, D: '' })
  })

  test('is empty for the same', () => {
    expect(diffConfig({ A: '1' }, { A: '1' })).toEqual([])
  })
})

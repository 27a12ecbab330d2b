import { expect, test } from 'vitest'
import { parseQuery } from './query.ts'
import { whyTooSlow } from './regex.ts'

test.each([
  String.raw`time(d )?out`,
  String.raw`GET .* status=5\d\d`,
  String.raw`\bR1[45]\b`,
  String.raw`^(web|worker)\.\d+`,
  String.raw`(ab|cd)+`,
  String.raw`\d{1,3}\.\d{1,3}`,
  String.raw`[a-z]+@[a-z]+\.com`,
  String.raw`a\(b\)*`,
  String.raw`[(+*)]+`,
  String.raw`error|warning|fail(ed|ure)`,
])('%s is tried', (source) => {
  expect(() => new RegExp(source)).not.toThrow()
  expect(whyTooSlow(source)).toBeNull()
})

test.each([
  ['a repeat in a repeat', String.raw`(a+)+$`],
  ['a repeat in a repeat, deeper', String.raw`((?:x\d*y?))*!`],
  ['a class in a counted repeat', String.raw`(\w*){30}!`],
  ['something optional in a repeat', String.raw`(a?)*b`],
  ['alternatives that begin alike', String.raw`(a|ab)*c`],
  ['alternatives that are the same by case', String.raw`(a|A)*c`],
  ['alternatives of classes', String.raw`(\d|\w)+!`],
  ['two repeats of anything', String.raw`.*.*!`],
  ['two repeats with something optional between', String.raw`\w+-?\w+!`],
  ['many repeats', String.raw`a.*b.*c.*d.*e`],
  ['what was found before', String.raw`(a+)b\1`],
  ['looking ahead', String.raw`(?=a)b`],
  ['looking behind', String.raw`(?<!a)b`],
  ['a high count', String.raw`(?:ab){5000}`],
  ['a long one', 'a'.repeat(201)],
])('%s is refused', (_, source) => {
  expect(() => new RegExp(source)).not.toThrow()
  expect(whyTooSlow(source)).not.toBeNull()
})

test('a query says where such an expression stands, and keeps the terms before', () => {
  const { terms, problem } = parseQuery('status:5xx /(a+)+$/ more')
  expect(terms.map(({ raw }) => raw)).toEqual(['status:5xx'])
  expect(problem).toMatchObject({ at: 11, end: 19, message: expect.stringContaining('could take very long') })
})

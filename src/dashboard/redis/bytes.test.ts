import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Reply } from '#platform/redis/contract.ts'
import { quoted, readable, replyText, toBytes, toText, typedWord } from './bytes.ts'

test('text is bytes in UTF-8 and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(toText(toBytes(text))).toBe(text)
    }),
  )
  expect(toText('\xff')).toBeNull()
})

test.each<[Reply, string]>([
  [null, '(nil)'],
  [12, '(integer) 12'],
  [{ integer: '9223372036854775807' }, '(integer) 9223372036854775807'],
  [{ status: 'OK' }, 'OK'],
  [{ error: 'ERR syntax error' }, '(error) ERR syntax error'],
  [{ bulk: 'say "hi"\n\\\xe9' }, '"say \\"hi\\"\\n\\\\\\xe9"'],
  [[], '(empty array)'],
  [[{ bulk: 'a' }, [{ bulk: 'b' }, 1], null], '1) "a"\n2) 1) "b"\n   2) (integer) 1\n3) (nil)'],
  [
    Array.from({ length: 10 }, () => 1),
    ` 1) (integer) 1\n${[2, 3, 4, 5, 6, 7, 8, 9].map((n) => ` ${n}) (integer) 1\n`).join('')}10) (integer) 1`,
  ],
])('%j is shown as redis-cli shows it', (reply, text) => {
  expect(replyText(reply)).toBe(text)
})

test('words are quoted where they have to be', () => {
  expect(typedWord('plain:key')).toBe('plain:key')
  expect(typedWord('two words')).toBe('"two words"')
  expect(typedWord('')).toBe('""')
  expect(quoted('\0')).toBe('"\\x00"')
  expect(readable(toBytes('h\u00e9llo'))).toBe('h\u00e9llo')
  expect(readable('\xff\xfe')).toBe('"\\xff\\xfe"')
})

import { expect, test } from 'vitest'
import { firstWords, splitStatements } from './split.ts'

const split = (text: string) => splitStatements(text).map(({ sql }) => sql)

test('statements end at semicolons', () => {
  expect(split(' select 1 ;; select 2;\n')).toEqual(['select 1', 'select 2'])
  expect(split('')).toEqual([])
  expect(split('-- nothing;\n/* here; */')).toEqual([])
})

test.each([
  ['a string', "select 'a;b''c;'"],
  ['a string with escapes', String.raw`select E'a\';b'`],
  ['a name', 'select "a;""b"'],
  ['a comment to the end of the line', 'select 1 -- a;b\n+ 2'],
  ['a comment within a comment', 'select /* a; /* b; */ c; */ 1'],
  ['a body in dollars', 'do $$ begin; end; $$'],
  ['a body in dollars with a tag', 'do $a$ select $$;$$; $a$'],
  ['a body of SQL', 'create function f() returns int begin atomic select case when true then 1 end; select 2; end'],
])('a semicolon in %s ends nothing', (_, sql) => {
  expect(split(`${sql}; select 2`)).toEqual([sql, 'select 2'])
})

test('what is open at the end goes to the end', () => {
  for (const sql of ["select 'a;b", 'select "a;b', 'select $$a;b', 'select 1 /* a;b']) expect(split(sql)).toEqual([sql])
})

test('a statement is where it stands in the text', () => {
  const text = "select '😀';  select 2"
  for (const { sql, at } of splitStatements(text)) expect(text.slice(at, at + sql.length)).toBe(sql)
})

test('comments are no words', () => {
  expect(firstWords('-- hello\n /* a */ SELECT /* b */ 1', 2)).toBe('select 1')
})

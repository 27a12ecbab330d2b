import { expect, test } from 'vitest'
import { APP_NAME } from '#platform/apps/contract.ts'
import { nameFor, nameProblem, suggestName } from './names.ts'

test('a suggestion is always a name', () => {
  for (const chance of [0, 0.25, 0.5, 0.999999]) expect(suggestName(() => chance)).toMatch(APP_NAME)
})

test.each([
  ['My Shop.tar.gz', 'my-shop'],
  ['storefront-api', 'storefront-api'],
  ['2048_game.zip', 'game'],
  ['a'.repeat(40), 'a'.repeat(30)],
  ['x'.repeat(29) + ' y', 'x'.repeat(29)],
  ['日本', ''],
  ['ab', ''],
])('%s is called %s', (source, name) => {
  expect(nameFor(source)).toBe(name)
})

test.each([
  ['', null],
  ['shop', null],
  ['taken', 'You have an app named taken already. Choose another name.'],
  ['ab', 'Use at least 3 characters.'],
  ['a'.repeat(31), 'Use at most 30 characters.'],
  ['Shop', 'Use lowercase letters, digits and dashes only.'],
  ['1shop', 'Begin with a letter.'],
  ['shop-', 'End with a letter or a digit.'],
])('the name %j: %s', (name, problem) => {
  expect(nameProblem(name, new Set(['taken']))).toBe(problem)
})

import { expect, test } from 'vitest'
import { firstError, foldSteps, unindent } from './steps.ts'

const output = [
  '-----> Building on the Heroku-24 stack',
  '-----> Node.js app detected',
  '       ',
  '-----> Installing binaries',
  '       engines.node (package.json):   24.x',
  ' !     Warning: the version of npm is not pinned.',
  '',
  '-----> Build failed',
  ' !     Error: npm lockfile is not in sync.',
  ' !     Push rejected, failed to compile Node.js app.',
]

test('cuts the output at its headings', () => {
  expect(foldSteps(output).map(({ title, first, lines }) => [title, first, lines.length])).toEqual([
    ['Building on the Heroku-24 stack', 0, 0],
    ['Node.js app detected', 1, 1],
    ['Installing binaries', 3, 2],
    ['Build failed', 7, 2],
  ])
})

test('tells errors from warnings', () => {
  const steps = foldSteps(output)
  expect(steps.map(({ failed }) => failed)).toEqual([false, false, false, true])
  expect(steps.map(({ warned }) => warned)).toEqual([false, false, true, false])
  expect(firstError(output)).toBe(8)
  expect(firstError(output.slice(0, 7))).toBe(-1)
})

test('what stands before the first heading is kept', () => {
  expect(
    foldSteps(['', ' !     No default language could be detected for this app.']).map(({ title, failed }) => [title, failed]),
  ).toEqual([['', true]])
  expect(foldSteps(['', ''])).toEqual([])
  expect(foldSteps([])).toEqual([])
})

test('details lose the room before them', () => {
  expect(unindent('       Done: 31.2M')).toBe('Done: 31.2M')
  expect(unindent('-----> Launching...')).toBe('-----> Launching...')
})

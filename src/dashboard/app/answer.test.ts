import { expect, test } from 'vitest'
import type { AppState } from '#platform/control/contract.ts'
import type { Dyno, Formation } from '#platform/dynos/contract.ts'
import { answerNow, routerLine } from './answer.ts'

const app = { id: 'a', name: 'shop' }
const state = (health: AppState['health'], release: number | null = 3): AppState => ({
  app: 'a',
  health,
  summary: '',
  dynos_up: 0,
  dynos_wanted: 1,
  release,
  permissions: [],
})
const formation = (type: string, quantity: number): Formation => ({
  app,
  command: 'x',
  created_at: '',
  id: type,
  quantity,
  size: 'Basic',
  type,
  updated_at: '',
})
const dyno = (type: string, of: Dyno['state']): Dyno => ({
  app,
  attach_url: null,
  command: 'x',
  created_at: '',
  id: 'd',
  name: `${type}.1`,
  release: { id: 'r', version: 3 },
  size: 'Basic',
  state: of,
  type,
  updated_at: '',
})

test.each([
  ['maintenance', answerNow(state('maintenance'), [formation('web', 1)], [dyno('web', 'up')]), 503, 'H80'],
  ['nothing deployed', answerNow(state('empty', null), [], []), 502, 'H81'],
  ['no web process type', answerNow(state('healthy'), [formation('worker', 1)], [dyno('worker', 'up')]), 503, 'H14'],
  ['scaled to zero', answerNow(state('stopped'), [formation('web', 0)], []), 503, 'H14'],
  ['all crashed', answerNow(state('down'), [formation('web', 2)], [dyno('web', 'crashed'), dyno('worker', 'up')]), 503, 'H10'],
  [
    'one of two crashed',
    answerNow(state('degraded'), [formation('web', 2)], [dyno('web', 'crashed'), dyno('web', 'up')]),
    200,
    null,
  ],
  ['asleep', answerNow(state('idle'), [formation('web', 1)], [dyno('web', 'idle')]), 200, null],
  ['starting', answerNow(state('deploying'), [formation('web', 1)], [dyno('web', 'starting')]), 200, null],
  ['up', answerNow(state('healthy'), [formation('web', 1)], [dyno('web', 'up')]), 200, null],
])('%s', (_, answer, status, code) => {
  expect([answer.status, answer.code]).toEqual([status, code])
})

test('the line of the router', () => {
  expect(routerLine(answerNow(state('down'), [formation('web', 1)], []), 'shop.example')).toContain(
    'at=error code=H10 desc="App crashed" method=GET path="/" host=shop.example',
  )
  expect(routerLine(answerNow(state('maintenance'), [], []), 'shop.example')).toContain('at=info code=H80')
  expect(routerLine(answerNow(state('healthy'), [formation('web', 1)], [dyno('web', 'up')]), 'shop.example')).toMatch(
    /^at=info method=GET .* status=200/,
  )
})

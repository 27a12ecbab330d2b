import { expect, test } from 'vitest'
import type { Bill, Line } from '#platform/billing/contract.ts'
import { byApp, byKind, csvOf } from './words.ts'

const line = (app: string | null, kind: Line['kind'], cents: number, name = 'web'): Line => ({
  app: app === null ? null : { id: app, name: app, gone: false },
  kind,
  name,
  what: 'Standard-1X',
  hours: 1.5,
  monthly_cents: 2_500,
  cents,
})
const lines = [line('a', 'dyno', 1), line('b', 'dyno', 5), line('a', 'addon', 3), line(null, 'eco', 500)]

test('lines come by app, the dearest first, and by kind', () => {
  expect(byApp(lines).map(({ app, cents, lines: own }) => [app?.name, cents, own.length])).toEqual([
    [undefined, 500, 1],
    ['b', 5, 1],
    ['a', 4, 2],
  ])
  expect(byKind(lines)).toEqual([
    { kind: 'dyno', cents: 6 },
    { kind: 'addon', cents: 3 },
    { kind: 'eco', cents: 500 },
  ])
})

test('a spreadsheet takes nothing in it for a formula', () => {
  const bill: Bill = {
    payer: { type: 'person', id: 'x', name: 'x' },
    month: '2026-11',
    from: '',
    until: '',
    lines: [line('a', 'dyno', 250, '=SUM(A1)'), line('a', 'addon', 1, 'one, "two"')],
    charges_cents: 251,
    credits_cents: 0,
    total_cents: 251,
    forecast_cents: null,
    invoice: null,
    months: [],
  }
  expect(csvOf(bill).split('\r\n').slice(1)).toEqual([
    "2026-11,a,dyno,'=SUM(A1),Standard-1X,1.5,25,2.5",
    '2026-11,a,addon,"one, ""two""",Standard-1X,1.5,25,0.01',
    '',
  ])
})

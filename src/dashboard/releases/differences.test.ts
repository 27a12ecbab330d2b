import { expect, test } from 'vitest'
import type { Made } from '#platform/history/contract.ts'
import { differences, inWords, sameIn } from './differences.ts'

const made = (patch: Partial<Made> = {}): Made => ({
  version: 4,
  description: 'Deploy 1a2b3c4d',
  status: 'succeeded',
  current: false,
  created_at: '2026-05-04T08:00:00Z',
  user: { id: 'u', email: 'ada@example.com' },
  client: 'cli',
  slug: { id: 'aaaaaaaa-0000', commit: '1a2b3c4d5e6f', commit_description: null, language: 'Node.js', size: 1 },
  stack: 'heroku-24',
  buildpacks: ['heroku/nodejs'],
  process_types: { web: 'node index.js' },
  formation: [{ type: 'web', quantity: 1, size: 'Basic' }],
  addons: [],
  ...patch,
})
const found = (from: Made, to: Made) =>
  differences({ from, to }).flatMap(({ title, rows }) => rows.map((row) => ({ title, ...row })))

test('nothing differs between equals', () => {
  expect(found(made(), made({ version: 5, description: 'Set A config vars', client: null }))).toEqual([])
})

test('names what came, went and changed', () => {
  const to = made({
    slug: { id: 'b', commit: 'ffffffffffff', commit_description: 'Go faster', language: 'Node.js', size: 2 },
    stack: 'heroku-26',
    process_types: { worker: 'node work.js' },
    formation: [
      { type: 'web', quantity: 2, size: 'Basic' },
      { type: 'worker', quantity: 0, size: 'Basic' },
    ],
    addons: ['cache'],
  })
  expect(found(made(), to)).toEqual([
    { title: 'Build', name: 'Code', kind: 'changed', before: '1a2b3c4d', after: 'ffffffff, Go faster' },
    { title: 'Build', name: 'Stack', kind: 'changed', before: 'heroku-24', after: 'heroku-26' },
    { title: 'Process types', name: 'web', kind: 'removed', before: 'node index.js', after: null },
    { title: 'Process types', name: 'worker', kind: 'added', before: null, after: 'node work.js' },
    { title: 'Dynos', name: 'web', kind: 'changed', before: '1 × Basic', after: '2 × Basic' },
    { title: 'Add-ons', name: 'cache', kind: 'added', before: null, after: 'attached' },
  ])
})

test('names what is the same', () => {
  expect(sameIn(differences({ from: made(), to: made({ stack: 'heroku-26', process_types: {} }) }))).toEqual([
    'Code',
    'Buildpacks',
    'Dynos',
    'Add-ons',
  ])
})

test('a list within a sentence', () => {
  expect([inWords([]), inWords(['Stack']), inWords(['Code', 'Stack', 'Add-ons'])]).toEqual([
    '',
    'stack',
    'code, stack and add-ons',
  ])
})

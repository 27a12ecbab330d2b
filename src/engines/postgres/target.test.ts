import { expect, test } from 'vitest'
import type { Contents } from './protocol.ts'
import { targetOf } from './target.ts'

const contents = (id: string, more: Partial<Contents> = {}): Contents => ({
  addon: { id },
  database: `d-${id}`,
  credentials: [{ name: 'default', user: `u-${id}`, permission: 'all' }],
  sample: 'shop',
  limits: { statement_timeout_ms: 1 },
  follows: null,
  read_only: false,
  operations: [],
  ...more,
})

const from = (...all: readonly Contents[]) => {
  const known = new Map(all.map((one) => [one.addon.id, one]))
  return (id: string) => Promise.resolve(known.get(id) ?? null)
}

const fork = (id: string) => ({ seq: 1, kind: 'fork', from: id, backup: 'b' }) as const

test('a follower is asked at its leader, by the users of both, to read', async () => {
  const follower = contents('follower', { follows: 'leader' })
  const target = await targetOf('w', follower, from(contents('leader')))
  expect(target.contents).toMatchObject({ addon: { id: 'leader' }, read_only: true })
  expect(target.contents.credentials.map(({ user }) => user)).toEqual(['u-leader', 'u-follower'])
})

test('what it was forked from comes along, the oldest first, but for what is gone', async () => {
  const old = contents('old', { operations: [fork('older'), fork('gone')] })
  const target = await targetOf('w', contents('new', { operations: [fork('old')] }), from(old, contents('older')))
  expect(target.sources.map(({ addon }) => addon.id)).toEqual(['older', 'old'])
})

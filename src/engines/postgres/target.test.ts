import { expect, test } from 'vitest'
import type { Contents } from './protocol.ts'
import { targetOf } from './target.ts'

const contents = (id: string, more: Partial<Contents> = {}): Contents => ({
  addon: { id },
  database: `d-${id}`,
  credentials: [{ name: 'default', user: `u-${id}`, permission: 'all' }],
  limits: { statement_timeout_ms: 1 },
  follows: null,
  read_only: false,
  era: 'e',
  names: ['empty'],
  since: 0,
  backups: { [`b-${id}`]: ['empty'] },
  ...more,
})

const from = (...all: readonly Contents[]) => {
  const known = new Map(all.map((one) => [one.addon.id, one]))
  return (id: string) => Promise.resolve(known.get(id) ?? null)
}

test('a follower is asked at its leader, by the users of both, to read; its backups are its own', async () => {
  const follower = contents('follower', { follows: 'leader' })
  const target = await targetOf(follower, from(contents('leader')))
  expect(target.contents).toMatchObject({ addon: { id: 'leader' }, read_only: true })
  expect(target.contents.credentials.map(({ user }) => user)).toEqual(['u-leader', 'u-follower'])
  expect(Object.keys(target.contents.backups)).toEqual(['b-leader', 'b-follower'])
})

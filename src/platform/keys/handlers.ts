import type { Account } from '#platform/account/model.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { keys } from './contract.ts'
import type { Key } from './model.ts'
import { readKey } from './ssh.ts'

const wire = ({ comment, createdAt, fingerprint, id, text }: Key) => ({
  comment,
  created_at: iso(createdAt),
  email: comment,
  fingerprint,
  id,
  public_key: text,
  updated_at: iso(createdAt),
})

/** By its id or its fingerprint. */
function own(tables: Tables, actor: Account, identity: string): Key {
  const row = tables.keys.by('account', actor.id).find(({ id, fingerprint }) => id === identity || fingerprint === identity)
  if (!row) throw notFound('key')
  return row
}

export const keyRoutes = implement(keys, {
  list: ({ tables, actor }) =>
    listOf(tables.keys.by('account', actor.id), { id: (row) => row.id, fingerprint: (row) => row.fingerprint }, wire),
  info: ({ tables, actor, params }) => wire(own(tables, actor, params.key)),
  add: ({ world, tables, actor, body, now }) => {
    const key = readKey(body.public_key)
    const there = tables.keys.first('fingerprint', key.fingerprint)
    if (there)
      throw invalid(there.accountId === actor.id ? 'You have added this key already.' : 'This key is of somebody else already.')
    return wire(tables.keys.insert({ ...key, id: world.newId('key'), accountId: actor.id, createdAt: now }))
  },
  remove: ({ tables, actor, params }) => {
    const row = own(tables, actor, params.key)
    tables.keys.delete(row.id)
    return wire(row)
  },
})

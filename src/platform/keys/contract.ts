import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

const Key = z.object({
  comment: z.string(),
  created_at: timestamp,
  email: z.string(),
  fingerprint: z.string(),
  id: uuid,
  public_key: z.string(),
  updated_at: timestamp,
})
export type Key = z.infer<typeof Key>

export const keys = {
  list: endpoint({
    method: 'GET',
    path: '/account/keys',
    title: 'List SSH keys',
    action: 'account.keys',
    response: z.array(Key),
    list: { sort: ['id', 'fingerprint'] },
    reads: ['keys'],
  }),
  info: endpoint({
    method: 'GET',
    path: '/account/keys/:key',
    title: 'Show an SSH key',
    action: 'account.keys',
    response: Key,
    reads: ['keys'],
  }),
  add: endpoint({
    method: 'POST',
    path: '/account/keys',
    title: 'Add an SSH key',
    action: 'account.keys',
    body: z.object({ public_key: z.string().check(z.maxLength(16_384, 'No public key is as long as that.')) }),
    response: Key,
    status: 201,
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/account/keys/:key',
    title: 'Remove an SSH key',
    action: 'account.keys',
    response: Key,
  }),
}

import { expect, test } from 'vitest'
import type { Collaborator } from '#platform/access/contract.ts'
import { groupsOf, permissionsOf } from './rules.ts'

const person = (email: string, ...permissions: string[]): Collaborator => ({
  app: { id: 'a', name: 'shop' },
  created_at: '',
  updated_at: '',
  id: email,
  role: 'collaborator',
  permissions: permissions.map((name) => ({ name, description: '' })),
  user: { id: email, email, federated: false },
})

test('people who may do the same share a column, whatever the order of their permissions', () => {
  expect(groupsOf([person('tom', 'view'), person('lucia', 'view', 'deploy'), person('mei', 'deploy', 'view')])).toEqual([
    { permissions: ['deploy', 'view'], emails: ['lucia', 'mei'] },
    { permissions: ['view'], emails: ['tom'] },
  ])
})

test('permissions come in their usual order', () => {
  expect(permissionsOf(person('ada', 'manage', 'deploy', 'view'))).toEqual(['view', 'deploy', 'manage'])
})

import { expect, test } from 'vitest'
import { judge, type actions, type Permission } from '#platform/http/permissions.ts'
import { whyNot, type Deed } from './may.ts'

const action = {
  rename: 'app.rename',
  delete: 'app.delete',
  maintenance: 'app.maintenance',
  stack: 'app.stack',
  features: 'app.features',
  buildpacks: 'buildpacks.edit',
  deploy: 'build.create',
  readConfig: 'config.read',
  editConfig: 'config.edit',
  rollback: 'release.rollback',
  restart: 'dyno.restart',
  run: 'dyno.run',
  scale: 'formation.scale',
  monitor: 'monitors.edit',
  traffic: 'formation.scale',
  webhooks: 'webhooks.edit',
  drains: 'drains.edit',
  readAddons: 'addons.read',
  freeAddons: 'addons.free',
  paidAddons: 'addons.paid',
  domains: 'domains.edit',
} as const satisfies Record<Deed, keyof typeof actions>

const some: readonly (readonly Permission[])[] = [
  [],
  ['view'],
  ['deploy'],
  ['operate'],
  ['manage'],
  ['view', 'deploy'],
  ['view', 'manage', 'operate'],
]

test.each(Object.entries(action))('the dashboard and the platform agree about %s', (deed, name) => {
  for (const permissions of some) {
    expect(whyNot({ permissions: [...permissions] }, deed as Deed) === null).toBe(judge(permissions, name).allowed)
  }
})

import { expect } from 'vitest'
import { api, ask, begin } from '#hosts/support/asking.testing.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Addon, Attachment } from './contract.ts'
import { attachedVars } from './vars.ts'

// What the tests of add-ons do, on two apps.

export async function beginWithApps(): Promise<void> {
  await begin()
  for (const name of ['shop', 'books']) await ask('POST', '/apps', { name })
}

export const add = (plan: string, more: object = {}) => ask<Addon>('POST', '/apps/shop/addons', { plan, ...more })
export const attach = (addon: string, app: string, more: object = {}) =>
  ask<Attachment>('POST', '/addon-attachments', { addon, app, ...more })

export const get = async (path: string, who: string | null = 'ada', headers = {}) =>
  (await api.as(who, 'GET', path, undefined, headers)).body
export const vars = async (app: string) => Object.keys(await ask<object>('GET', `/apps/${app}/config-vars`)).sort()
export const descriptions = async (app: string) =>
  (await ask<{ description: string }[]>('GET', `/apps/${app}/releases`)).map(({ description }) => description)

/** Every app has what its attachments give it, and nothing of what they gave it before. */
export function expectVarsOfAttachments(world: PlatformWorld, own: readonly string[] = ['OWN']): void {
  for (const app of world.tables.apps.all()) {
    const rest = Object.fromEntries(Object.entries(app.config).filter(([key]) => !own.includes(key)))
    expect(rest).toEqual(attachedVars(world, app.id))
  }
}

import { reachable } from '#platform/addons/reach.ts'
import { attachedVars } from '#platform/addons/vars.ts'
import { emailOf, record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { invalid } from '#platform/http/errors.ts'
import { createRelease } from '#platform/releases/model.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { configSizeProblem } from './contract.ts'

/** Sets and removes (null) config vars, all in one release. Changing nothing makes no release. */
export function updateConfig(
  world: PlatformWorld,
  app: App,
  changes: Readonly<Record<string, string | null>>,
  userId: string,
): App {
  const attached = attachedVars(world, app.id)
  // Who sends back all that was read, as `config:edit` does, names databases by where they listen on this machine.
  const isRead = (key: string, value: string | null) =>
    key in attached && reachable(value ?? '', '') === reachable(app.config[key] ?? '', '')
  const entries = Object.entries(changes).filter(([key, value]) => !isRead(key, value))
  const set = entries.filter(([key, value]) => value !== null && app.config[key] !== value).map(([key]) => key)
  const removed = entries.filter(([key, value]) => value === null && app.config[key] !== undefined).map(([key]) => key)
  if (set.length + removed.length === 0) return app
  const managed = [...set, ...removed].filter((key) => key in attached)
  if (managed.length > 0)
    throw invalid(
      `Cannot overwrite attachment values ${managed.join(', ')}. They come from an add-on: detach it, or attach it under another name.`,
    )
  const config = { ...app.config }
  for (const [key, value] of entries) {
    if (value === null) delete config[key]
    else config[key] = value
  }
  const tooLarge = configSizeProblem(config)
  if (tooLarge !== null) throw invalid(tooLarge)
  const changed = world.tables.apps.update(app.id, { config, updatedAt: world.now })
  const said = (verb: string, keys: readonly string[]) => (keys.length > 0 ? [`${verb} ${keys.join(', ')} config vars`] : [])
  const description = [...said('Set', set), ...said(set.length > 0 ? 'remove' : 'Remove', removed)].join(' and ')
  record(world, {
    appId: app.id,
    kind: 'config',
    text: [...said('set', set), ...said('removed', removed)].join(' and '),
    line: null,
    actorId: userId,
    version: app.version + 1,
  })
  const current = app.releaseId === null ? undefined : world.tables.releases.get(app.releaseId)
  createRelease(world, changed, {
    description,
    slugId: current?.slugId ?? null,
    userId,
    line: `${description} by user ${emailOf(world, userId)}`,
  })
  return world.tables.apps.must(app.id)
}

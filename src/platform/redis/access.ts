import type { Account } from '#platform/account/model.ts'
import { addonFor } from '#platform/addons/rules.ts'
import { redisLogin, type Addon } from '#platform/addons/vars.ts'
import { allow, permissionsOn } from '#platform/apps/access.ts'
import { ApiError, forbidden, notFound } from '#platform/http/errors.ts'
import { judge } from '#platform/permissions/contract.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'

/** A store that the person may see, by its add-on's name or id. Refuses with 404 or 403. */
export function storeFor(tables: Tables, actor: Account, identity: string): Addon {
  const addon = addonFor(tables, actor, identity)
  if (addon.service !== 'heroku-redis') throw notFound('database', 'key-value store')
  return addon
}

/** The same once it is there: before, the data service does not know it. */
export function readyStore(tables: Tables, actor: Account, identity: string): Addon {
  const addon = storeFor(tables, actor, identity)
  if (addon.state === 'provisioning') throw new ApiError(404, 'not_found', `${addon.name} is not yet provisioned.`)
  return addon
}

/** One whose keys the person may read and write: they may read the config vars of an app that uses it, where its password is. */
export function openStore(tables: Tables, actor: Account, identity: string): Addon {
  const addon = readyStore(tables, actor, identity)
  const ids = new Set([addon.appId, ...tables.attachments.by('addon', addon.id).map(({ appId }) => appId)])
  if (![...ids].some((id) => judge(permissionsOn(tables, tables.apps.must(id), actor.id), 'config.read').allowed))
    throw forbidden(`You need the deploy or operate permission on ${tables.apps.must(addon.appId).name} to read its config vars.`)
  return addon
}

/** One that the person may change: they may change add-ons of the app that it is billed to. */
export function changeableStore(tables: Tables, actor: Account, identity: string): Addon {
  const addon = readyStore(tables, actor, identity)
  allow(permissionsOn(tables, tables.apps.must(addon.appId), actor.id), 'addons.free')
  return addon
}

/** The store that a password opens. Refuses with 401, in the words of the engine. */
export function storeByPassword({ tables, seed }: PlatformWorld, password: string): Addon {
  const addon = tables.addons
    .all()
    .find((row) => row.service === 'heroku-redis' && row.state === 'provisioned' && redisLogin(seed, row).password === password)
  if (!addon) throw new ApiError(401, 'unauthorized', 'WRONGPASS invalid username-password pair or user is disabled.')
  return addon
}

import type { Account } from '#platform/account/model.ts'
import { offerOf } from '#platform/addons/catalog.ts'
import { addonFor, allowAddons } from '#platform/addons/rules.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { allow, permissionsOn } from '#platform/apps/access.ts'
import { forbidden, notFound } from '#platform/http/errors.ts'
import { judge } from '#platform/permissions/contract.ts'
import type { Tables } from '#platform/world.ts'

/** A Postgres database by its add-on's id or name, if the person may see it. Refuses with 404 or 403. */
export function databaseFor(tables: Tables, actor: Account, identity: string): Addon {
  const addon = addonFor(tables, actor, identity)
  if (addon.service !== 'heroku-postgresql') throw notFound('database')
  return addon
}

/** The same, once it is there: the data service does not know a database before. */
export function readyFor(tables: Tables, actor: Account, identity: string): Addon {
  const addon = databaseFor(tables, actor, identity)
  if (addon.state === 'provisioning') throw notFound('database')
  return addon
}

/** Whether a person may read what is in a database: who may read the config vars of an app that it is attached to. */
export function mayOpen(tables: Tables, actor: Account, addon: Addon): boolean {
  const ids = [addon.appId, ...tables.attachments.by('addon', addon.id).map(({ appId }) => appId)]
  return ids.some((id) => judge(permissionsOn(tables, tables.apps.must(id), actor.id), 'config.read').allowed)
}

/** A database that the person may read what is in it. */
export function openFor(tables: Tables, actor: Account, identity: string): Addon {
  const addon = databaseFor(tables, actor, identity)
  if (mayOpen(tables, actor, addon)) return addon
  throw forbidden(`You need the deploy or operate permission on ${tables.apps.must(addon.appId).name} to read its config vars.`)
}

/** A database that the person may use: they may change add-ons of the app that it is billed to. */
export function usedBy(tables: Tables, actor: Account, identity: string): Addon {
  const addon = databaseFor(tables, actor, identity)
  allow(permissionsOn(tables, tables.apps.must(addon.appId), actor.id), 'addons.free')
  return addon
}

/** A database that the person may change for good: they may change it at its price. */
export function ownedBy(tables: Tables, actor: Account, identity: string): Addon {
  const addon = databaseFor(tables, actor, identity)
  allowAddons(tables, tables.apps.must(addon.appId), actor, offerOf(addon))
  return addon
}

import type { Account } from '#platform/account/model.ts'
import { addonFor } from '#platform/addons/rules.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import { forbidden, notFound } from '#platform/http/errors.ts'
import { judge, type Action } from '#platform/permissions/contract.ts'
import type { Tables } from '#platform/world.ts'

const noDatabase = () => notFound('database')

/** A Postgres database by its add-on's id or name, or its attachment's, if the person may do this on an app that it is attached to. */
export function databaseFor(tables: Tables, actor: Account, identity: string, action: Action): Addon {
  const addon = addonFor(tables, actor, identity)
  if (addon.service !== 'heroku-postgresql') throw noDatabase()
  const ids = new Set([addon.appId, ...tables.attachments.by('addon', addon.id).map((row) => row.appId)])
  const verdicts = [...ids].map((id) => judge(permissionsOn(tables, tables.apps.must(id), actor.id), action))
  const refused = verdicts.every(({ allowed }) => !allowed)
  if (refused) throw forbidden(`You need to be allowed to ${what(action)} on ${tables.apps.must(addon.appId).name}.`)
  return addon
}

const what = (action: Action) => (action === 'config.read' ? 'read config vars' : 'change add-ons')

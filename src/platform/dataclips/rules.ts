import type { Account } from '#platform/account/model.ts'
import { forbidden, notFound } from '#platform/http/errors.ts'
import { mayOpen } from '#platform/postgres/rules.ts'
import type { Tables } from '#platform/world.ts'
import type { Dataclip } from './model.ts'

export type Role = 'owner' | 'editor' | 'viewer'

/** What a person is to a dataclip: whom it is shared with may edit it if they may open its database. Null: nobody. */
export function roleOn(tables: Tables, actor: Account, clip: Dataclip): Role | null {
  if (clip.ownerId === actor.id) return 'owner'
  const shared =
    clip.people.includes(actor.id) || tables.members.by('account', actor.id).some(({ teamId }) => clip.teams.includes(teamId))
  if (!shared) return null
  return runProblem(tables, actor, clip) === null ? 'editor' : 'viewer'
}

/** Why a person may not run it; null if they may. */
function runProblem(tables: Tables, actor: Account, clip: Dataclip): string | null {
  const addon = tables.addons.get(clip.addonId)
  if (!addon) return `The database ${clip.addonName} is gone. Choose another one.`
  if (mayOpen(tables, actor, addon)) return null
  return `You need the deploy or operate permission on ${tables.apps.must(addon.appId).name} to run SQL on its database.`
}

/** What a person may not do with it, each as a sentence; null where they may. */
export const refusalsOf = (tables: Tables, actor: Account, clip: Dataclip) => {
  const role = roleOn(tables, actor, clip)
  const run = runProblem(tables, actor, clip)
  return {
    run,
    edit: role === 'viewer' ? run : null,
    share:
      role === 'owner' ? null : `Only ${tables.accounts.must(clip.ownerId).email}, whose dataclip it is, may share or delete it.`,
  }
}

/** A dataclip that the person may see, and do this with. Refuses with 404, also where there is one that is not theirs to know of, or 403. */
export function clipFor(tables: Tables, actor: Account, id: string, to?: keyof ReturnType<typeof refusalsOf>): Dataclip {
  const clip = tables.dataclips.get(id)
  if (!clip || !roleOn(tables, actor, clip)) throw notFound('dataclip')
  const reason = to && refusalsOf(tables, actor, clip)[to]
  if (reason) throw forbidden(reason)
  return clip
}

/** The dataclip that a link leads to. Refuses with 404. */
export function clipByLink(tables: Tables, token: string): Dataclip {
  const clip = tables.dataclips.first('token', token)
  if (!clip) throw notFound('dataclip')
  return clip
}

import { MOST_COLLABORATORS } from '#platform/access/model.ts'
import type { Account } from '#platform/account/model.ts'
import type { Addon } from '#platform/addons/vars.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import { monthOf } from '#platform/billing/meters.ts'
import { beginOf, nameOf, ranBetween } from '#platform/billing/usage.ts'
import { MOST_DRAINS } from '#platform/drains/contract.ts'
import { ECO_QUOTA_SECONDS } from '#platform/dynos/quota.ts'
import { judge, type AppAction } from '#platform/permissions/contract.ts'
import { databaseOf } from '#platform/postgres/state.ts'
import { fullSince, NEARLY } from '#platform/postgres/usage.ts'
import { MOST_MEMBERS } from '#platform/teams/model.ts'
import { MOST_WEBHOOKS } from '#platform/webhooks/contract.ts'
import type { PlatformWorld } from '#platform/world.ts'
import type { Limit } from './contract.ts'
import { about, type News } from './news.ts'

// What nears its limit, and what has reached it: told once each time, to those who can do something about it.

const DAY = 86_400_000
/** Nearly all, and all (heroku-facts A.16 for the Eco pool). */
const SHARES = [NEARLY, 1] as const

export function fromLimits(world: PlatformWorld, account: Account): News[] {
  return [...fromEco(world, account), ...fromData(world, account), ...fromApps(world, account), ...fromTeams(world, account)]
}

/** On the day after which so much of the month's Eco hours was used. */
function fromEco({ tables, now }: PlatformWorld, account: Account): News[] {
  const eco = tables.meters.by('payer', account.id).filter(({ sku }) => sku === 'Eco')
  if (eco.length === 0) return []
  const month = monthOf(now)
  const from = beginOf(month)
  const usedAt = (time: number) => eco.reduce((sum, meter) => sum + ranBetween(tables, meter, from, time), 0) / 1000
  return SHARES.flatMap((share) => {
    for (let at = from; ; at = Math.min(now, at + DAY)) {
      const text = `${share * 100} % of this month’s Eco dyno hours are used${share === 1 ? ': your Eco apps sleep until the 1st' : ''}`
      if (usedAt(at) >= share * ECO_QUOTA_SECONDS)
        return [about({ id: `eco ${nameOf(month)} ${share}`, at, kind: 'limit', limit: 'eco', text, month: nameOf(month) })]
      if (at >= now) return []
    }
  })
}

/** Of databases their size, of key-value stores their memory. */
function fromData(world: PlatformWorld, account: Account): News[] {
  const { tables } = world
  const databases = tables.addons.all().filter(({ service }) => service === 'heroku-postgresql')
  return [
    ...databases.flatMap((addon) => {
      const row = databaseOf(world, addon)
      const [near, full] = [fullSince(world, addon, row, NEARLY), fullSince(world, addon, row, 1)]
      return ofAddon(world, account, addon, 'size', [
        [near, 'uses 80 % of the size of its plan'],
        [full, 'is larger than its plan allows'],
      ])
    }),
    ...tables.redisStores.all().flatMap(({ id, nearSince, fullSince: full }) => {
      const addon = tables.addons.get(id)
      return addon
        ? ofAddon(world, account, addon, 'memory', [
            [nearSince, 'uses 80 % of its memory'],
            [full, 'has no memory left'],
          ])
        : []
    }),
  ]
}

type Since = readonly [at: number | null | undefined, words: string]

/** What of an add-on has reached a limit since when. Another plan is another limit. */
function ofAddon({ tables }: PlatformWorld, account: Account, addon: Addon, limit: Limit, all: readonly Since[]): News[] {
  const { id, name, plan } = addon
  const app = tables.apps.must(addon.appId)
  return all.flatMap(([at, words], nth) => {
    if (typeof at !== 'number' || !judge(permissionsOn(tables, app, account.id), 'addons.read').allowed) return []
    const of = { limit, addon: name, app: { id: app.id, name: app.name } }
    return [about({ id: `${limit} ${id} ${plan} ${nth}`, at, kind: 'limit', text: `${name} ${words}`, ...of })]
  })
}

/** What an app can only have so many of. */
function fromApps({ tables }: PlatformWorld, account: Account): News[] {
  const of = (limit: Limit, rows: readonly OfApp[], most: number, action: AppAction, what: string) =>
    [...Map.groupBy(rows, ({ appId }) => appId)].flatMap(([appId, some]) => {
      const reached = crossings(some, most)
      const app = tables.apps.get(appId)
      if (reached.length === 0 || !app || !judge(permissionsOn(tables, app, account.id), action).allowed) return []
      return reached.map(({ id, at, count }) =>
        about({
          id: `${limit} ${id}`,
          at,
          kind: 'limit',
          limit,
          text: `${count} of ${most} ${what} are used`,
          app: { id: appId, name: app.name },
        }),
      )
    })
  const drains = tables.drains.all().filter(({ removedAt }) => removedAt === null)
  const personal = tables.collaborators.all().filter(({ appId }) => tables.apps.get(appId)?.teamId === null)
  return [
    ...of('drains', drains, MOST_DRAINS, 'drains.edit', 'log drains'),
    ...of(
      'webhooks',
      tables.webhooks.all().filter(({ addonId }) => addonId === undefined),
      MOST_WEBHOOKS,
      'webhooks.edit',
      'webhooks',
    ),
    ...of('collaborators', personal, MOST_COLLABORATORS, 'access.edit', 'collaborators'),
  ]
}

/** The people of teams that one runs. */
function fromTeams({ tables }: PlatformWorld, account: Account): News[] {
  return tables.members
    .by('account', account.id)
    .filter(({ role }) => judge([role], 'team.people.edit').allowed)
    .flatMap(({ teamId }) =>
      crossings(tables.members.by('team', teamId), MOST_MEMBERS).map(({ id, at, count }) => {
        const { name } = tables.teams.must(teamId)
        const text = `The team ${name} has ${count} of the ${MOST_MEMBERS} people that it can have`
        return about({ id: `members ${id}`, at, kind: 'limit', limit: 'members', text, team: name })
      }),
    )
}

interface Row {
  readonly id: string
  readonly createdAt: number
}
type OfApp = Row & { readonly appId: string }

/** The rows with which some became nearly as many as there may be, and as many. */
function crossings(rows: readonly Row[], most: number): { readonly id: string; readonly at: number; readonly count: number }[] {
  const counts = SHARES.map((share) => Math.ceil(share * most))
  if (rows.length < Math.min(...counts)) return []
  const inOrder = rows.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  return counts.flatMap((count) => inOrder.slice(count - 1, count).map(({ id, createdAt: at }) => ({ id, at, count })))
}

import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import type { Account } from '#platform/account/model.ts'
import { visibleApps } from '#platform/apps/access.ts'
import { newestOf } from '#platform/teams/settings/activity.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { noticeKinds, notifications, type Preferences, type UserNotification } from './contract.ts'
import { inboxOf, mark, NEW_INBOX, noticesFor, unreadOf } from './model.ts'

const KINDS = ['deploy', 'health', 'alert', 'access', 'limit', 'certificate', 'billing'] as const

function preferencesOf(tables: Tables, account: Account): Preferences {
  const { muted } = inboxOf(tables, account)
  const told = (kind: (typeof KINDS)[number]) => !muted.includes(kind)
  return {
    deploy: told('deploy'),
    health: told('health'),
    alert: told('alert'),
    access: told('access'),
    limit: told('limit'),
    certificate: told('certificate'),
    billing: told('billing'),
  }
}

/** A person's notifications as the CLI shows them: what it is about and of which kind, then what there is to say. */
const forCli = (world: PlatformWorld, actor: Account): UserNotification[] =>
  noticesFor(world, actor).map(({ id, at, kind, text, app, team, read }) => ({
    id,
    title: `${app?.name ?? team ?? actor.email}: ${noticeKinds[kind].toLowerCase()}`,
    body: text,
    created_at: iso(at),
    read,
    target: app ? { type: 'app', id: app.id } : team !== null ? { type: 'team', id: team } : { type: 'user', id: actor.id },
    followup: [],
  }))

export const notificationRoutes = implement(notifications, {
  list: ({ world, actor }) => noticesFor(world, actor).map(({ at, ...notice }) => ({ ...notice, at: iso(at) })),
  unread: ({ world, actor }) => ({ count: unreadOf(world, actor) }),
  mark: ({ world, actor, body }) => {
    mark(world, actor, body.read, body.ids)
    return { count: unreadOf(world, actor) }
  },
  ofUser: ({ world, actor }) => forCli(world, actor),
  markOfUser: ({ world, actor, params: { notification }, body }) => {
    const called = forCli(world, actor).find(({ id }) => id === notification)
    if (!called) throw notFound('notification')
    mark(world, actor, body.read, [notification])
    return { ...called, read: body.read }
  },
  preferences: ({ tables, actor }) => preferencesOf(tables, actor),
  setPreferences: ({ tables, actor, body }) => {
    const { inboxes } = tables
    const muted = KINDS.filter((kind) => !(body[kind] ?? preferencesOf(tables, actor)[kind]))
    if (inboxes.get(actor.id)) inboxes.update(actor.id, { muted })
    else inboxes.insert({ ...NEW_INBOX, id: actor.id, muted })
    return preferencesOf(tables, actor)
  },
  activity: ({ tables, actor, query }) => {
    const max = Number(query.max ?? 200)
    if (!Number.isInteger(max) || max < 1 || max > 1000) throw invalid('max must be a whole number from 1 to 1000.')
    const teamIds = tables.members.by('account', actor.id).map(({ teamId }) => teamId)
    return newestOf(tables, visibleApps(tables, actor.id), teamIds, max)
  },
})

import type { Row } from '#kernel/table.ts'
import type { Collaborator } from '#platform/access/model.ts'
import type { Account } from '#platform/account/model.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import { invoiceOf } from '#platform/billing/bills.ts'
import { asPayer, teamPays } from '#platform/billing/lines.ts'
import { monthOf } from '#platform/billing/meters.ts'
import { beginOf, nameOf } from '#platform/billing/usage.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import type { NoticeKind } from './contract.ts'
import { fromLimits } from './limits.ts'
import { about, type News } from './news.ts'

// News is worked out from what happened, whenever somebody looks: nothing is written for each person whom it concerns. Kept is
// only what they have read, and what they do not want to hear of.

/** What a person has read, and is not told. */
export interface Inbox extends Row {
  /** The id is the person's. Everything up to this moment is read but what `unread` names. */
  readonly readUntil: number
  readonly read: readonly string[]
  readonly unread: readonly string[]
  readonly muted: readonly NoticeKind[]
}

const DAY = 86_400_000
/** As long as what happened is kept. */
const KEPT = 40 * DAY
const MOST_SHOWN = 200

/** Everything that a person might want to hear of, in no order. */
function newsFor(world: PlatformWorld, account: Account): News[] {
  return [
    ...fromActivities(world.tables, account),
    ...fromPeople(world, account),
    ...fromLimits(world, account),
    ...fromInvoices(world, account),
  ]
}

function fromActivities(tables: Tables, account: Account): News[] {
  const seen = new Map<string, boolean>()
  const sees = (appId: string) => {
    const app = tables.apps.get(appId)
    const may = seen.get(appId) ?? (app !== undefined && permissionsOn(tables, app, account.id).length > 0)
    seen.set(appId, may)
    return may
  }
  return tables.activities.by('notable', 'yes').flatMap(({ id, at, notice, text, appId, buildId, version, actorId }) => {
    if (!notice || text === null || !sees(appId)) return []
    const who = actorId === null ? null : (tables.accounts.get(actorId)?.email ?? null)
    const said = buildId !== null && who !== null ? `A build of ${who} failed` : text
    const { name } = tables.apps.must(appId)
    return [about({ id, at, kind: notice, text: said, app: { id: appId, name }, build: buildId, version })]
  })
}

/** What others offer, ask, give or answer. */
function fromPeople({ tables, now }: PlatformWorld, account: Account): News[] {
  const offers = tables.transfers.all().filter((row) => row.recipientId === account.id && row.state === 'pending')
  const invitations = tables.invitations.by('email', account.email).filter(({ expiresAt }) => expiresAt > now)
  const answers = tables.transfers.all().filter((row) => row.ownerId === account.id && row.state !== 'pending')
  // Who gives an app away stays on it, which the answer tells.
  const stays = ({ appId, createdAt }: Collaborator) =>
    answers.some((row) => row.state === 'accepted' && row.appId === appId && row.updatedAt === createdAt)
  const added = tables.collaborators.by('account', account.id).filter((row) => !stays(row))
  const sees = (appId: string) => permissionsOn(tables, tables.apps.must(appId), account.id).length > 0
  const appOf = (appId: string) => {
    const { id, name } = tables.apps.must(appId)
    return { id, name }
  }
  return [
    ...offers.map(({ id, appId, ownerId, createdAt: at }) =>
      about({ id, at, kind: 'access', text: `${tables.accounts.must(ownerId).email} offers you the app`, app: appOf(appId) }),
    ),
    ...answers
      .filter(({ appId }) => sees(appId))
      .map(({ id, appId, recipientId, state, updatedAt: at }) => {
        const text = `${tables.accounts.must(recipientId).email} ${state} the app that you offered`
        return about({ id, at, kind: 'access', text, app: appOf(appId) })
      }),
    ...invitations.map(({ id, teamId, createdAt: at, role, invitedBy }) => {
      const team = tables.teams.must(teamId).name
      const text = `${tables.accounts.get(invitedBy)?.email ?? 'Somebody'} invites you to the team ${team}, as ${role}`
      return about({ id, at, kind: 'access', text, team })
    }),
    ...added.map(({ id, appId, createdAt: at }) =>
      about({ id, at, kind: 'access', text: 'You were added to the app', app: appOf(appId) }),
    ),
  ]
}

/** The invoices of the month that is over, one's own and those of teams that one runs. */
function fromInvoices(world: PlatformWorld, account: Account): News[] {
  const { tables, now } = world
  const month = monthOf(now) - 1
  const teams = tables.members.by('account', account.id).filter(({ role }) => role === 'admin')
  return [asPayer(account), ...teams.map(({ teamId }) => teamPays(tables.teams.must(teamId)))].flatMap((payer) => {
    const invoice = invoiceOf(world, payer, month)
    if (!invoice || invoice.total === 0) return []
    const team = payer.type === 'team' ? payer.name : null
    const text = `The invoice${team === null ? '' : ` of ${team}`} for ${nameOf(month)} is there: $${(invoice.total / 100).toFixed(2)}`
    return [about({ id: invoice.id, at: beginOf(month + 1), kind: 'billing', text, team, month: nameOf(month) })]
  })
}

export const NEW_INBOX: Omit<Inbox, 'id'> = { readUntil: 0, read: [], unread: [], muted: [] }
export const inboxOf = (tables: Tables, account: Account): Inbox =>
  tables.inboxes.get(account.id) ?? { id: account.id, ...NEW_INBOX }

const isRead = ({ readUntil, read, unread }: Inbox, { id, at }: Pick<News, 'id' | 'at'>): boolean =>
  read.includes(id) || (at <= readUntil && !unread.includes(id))

/** The newest of what a person wants to hear of. */
export function noticesFor(world: PlatformWorld, account: Account): (News & { readonly read: boolean })[] {
  const inbox = inboxOf(world.tables, account)
  return newsFor(world, account)
    .filter(({ at, kind }) => at > world.now - KEPT && !inbox.muted.includes(kind))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_SHOWN)
    .map((news) => ({ ...news, read: isRead(inbox, news) }))
}

export const unreadOf = (world: PlatformWorld, account: Account): number =>
  noticesFor(world, account).filter(({ read }) => !read).length

/** Marks what a person has, or some of it, as read or unread. Names of what is not there any more are dropped. */
export function mark(world: PlatformWorld, account: Account, read: boolean, ids: readonly string[] | undefined): void {
  const { inboxes } = world.tables
  const there = noticesFor(world, account)
  const chosen = new Set(ids ?? there.map(({ id }) => id))
  const now = there.map((notice) => ({ ...notice, read: chosen.has(notice.id) ? read : notice.read }))
  const isAll = now.every((notice) => notice.read)
  // What is read at all of an older time is told by the moment, so that the names stay few.
  const readUntil = isAll ? world.now : inboxOf(world.tables, account).readUntil
  const names = (which: (notice: (typeof now)[number]) => boolean) => now.filter(which).map(({ id }) => id)
  const next = {
    readUntil,
    read: names((notice) => notice.read && notice.at > readUntil),
    unread: names((notice) => !notice.read && notice.at <= readUntil),
  }
  if (inboxes.get(account.id)) inboxes.update(account.id, next)
  else inboxes.insert({ ...NEW_INBOX, id: account.id, ...next })
}

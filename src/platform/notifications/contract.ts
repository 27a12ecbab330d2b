import * as z from 'zod/mini'
import { endpoint, named, timestamp } from '#platform/http/contract.ts'
import { TeamActivity } from '#platform/teams/settings/contract.ts'

/** The kinds of news, and what each is about. */
export const noticeKinds = {
  deploy: 'Builds and releases that failed',
  health: 'Dynos that keep crashing',
  alert: 'Alerts and autoscaling at its limit',
  access: 'Invitations, apps offered to you, answers to your offers, apps you were added to',
  limit: 'Eco hours, databases, stores, drains, webhooks and people that near their limit',
  certificate: 'Certificates that are about to end',
  billing: 'New invoices, yours and those of teams you run',
} as const

const Kind = z.enum(['deploy', 'health', 'alert', 'access', 'limit', 'certificate', 'billing'])
export type NoticeKind = z.infer<typeof Kind>

/** What there is only so much of. */
const Limit = z.enum(['eco', 'size', 'memory', 'drains', 'webhooks', 'collaborators', 'members'])
export type Limit = z.infer<typeof Limit>

const Notice = z.object({
  id: z.string(),
  at: timestamp,
  kind: Kind,
  text: z.string(),
  app: z.nullable(named),
  /** A build's id, a release's version, a team or a month: what of it, where that is more than the app. */
  build: z.nullable(z.string()),
  version: z.nullable(z.number()),
  team: z.nullable(z.string()),
  month: z.nullable(z.string()),
  addon: z.nullable(z.string()),
  /** Which limit. */
  limit: z.nullable(Limit),
  read: z.boolean(),
})
export type Notice = z.infer<typeof Notice>

/** A notification as Heroku's service for them has it, which the CLI asks. */
const UserNotification = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  created_at: timestamp,
  read: z.boolean(),
  target: z.object({ type: z.enum(['app', 'team', 'user']), id: z.string() }),
  followup: z.array(z.object({ body: z.string(), created_at: timestamp })),
})
export type UserNotification = z.infer<typeof UserNotification>

const told = z.optional(z.boolean())
const Preferences = z.record(Kind, z.boolean())
export type Preferences = z.infer<typeof Preferences>

const reads = [
  'activities',
  'inboxes',
  'apps',
  'collaborators',
  'members',
  'transfers',
  'invitations',
  'meters',
  'readings',
  'addons',
  'databases',
  'redisStores',
  'drains',
  'webhooks',
]

export const notifications = {
  list: endpoint({
    method: 'GET',
    path: '/control/notifications',
    title: 'List notifications',
    action: 'account.notifications',
    response: z.array(Notice),
    reads,
  }),
  unread: endpoint({
    method: 'GET',
    path: '/control/notifications/unread',
    title: 'Count unread notifications',
    action: 'account.notifications',
    response: z.object({ count: z.number() }),
    reads,
  }),
  mark: endpoint({
    method: 'PATCH',
    path: '/control/notifications',
    title: 'Mark notifications as read or unread',
    action: 'account.notifications',
    body: z.object({
      read: z.boolean(),
      /** Which; all there are when left out. */
      ids: z.optional(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(500, 'At most 500 at once.'))),
    }),
    response: z.object({ count: z.number() }),
  }),
  ofUser: endpoint({
    method: 'GET',
    path: '/user/notifications',
    title: 'List notifications, for the CLI',
    action: 'account.notifications',
    response: z.array(UserNotification),
    reads,
  }),
  markOfUser: endpoint({
    method: 'PATCH',
    path: '/user/notifications/:notification',
    title: 'Mark a notification as read or unread, for the CLI',
    action: 'account.notifications',
    body: z.object({ read: z.boolean() }),
    response: UserNotification,
  }),
  preferences: endpoint({
    method: 'GET',
    path: '/control/notifications/preferences',
    title: 'Show what one is notified of',
    action: 'account.notifications',
    response: Preferences,
    reads: ['inboxes'],
  }),
  setPreferences: endpoint({
    method: 'PATCH',
    path: '/control/notifications/preferences',
    title: 'Choose what one is notified of',
    action: 'account.notifications',
    body: z.object({
      deploy: told,
      health: told,
      alert: told,
      access: told,
      limit: told,
      certificate: told,
      billing: told,
    }),
    response: Preferences,
  }),
  activity: endpoint({
    method: 'GET',
    path: '/control/activity',
    title: 'Show activity across all apps and teams',
    action: 'account.lists',
    query: z.object({
      /** How many, the newest first. */
      max: z.optional(z.string()),
    }),
    response: z.array(TeamActivity),
    reads: ['activities', 'teamEvents', 'apps', 'collaborators', 'members', 'teams', 'pipelines'],
  }),
}

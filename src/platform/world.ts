import type { Table } from '#kernel/table.ts'
import type { MakeTable, World } from '#kernel/world.ts'
import type { Collaborator, Transfer } from './access/model.ts'
import type { Account } from './account/model.ts'
import type { Addon, Attachment } from './addons/vars.ts'
import type { Activity } from './apps/activity.ts'
import type { App, Favorite } from './apps/model.ts'
import type { Credit, InvoiceAddress } from './billing/credits.ts'
import { monthOf, type Meter, type Reading } from './billing/meters.ts'
import type { Build, Slug, Source } from './builds/model.ts'
import type { Dataclip } from './dataclips/model.ts'
import type { Formation } from './dynos/formation.ts'
import type { Dyno, Run } from './dynos/model.ts'
import type { Cluster, Group, Message, Topic } from './kafka/rows.ts'
import type { GithubLink } from './github/link.ts'
import type { Certificate } from './certificates/model.ts'
import type { Domain } from './domains/model.ts'
import type { TestRun } from './ci/rows.ts'
import type { Client } from './http/client.ts'
import type { Key } from './keys/model.ts'
import type { Upkeep } from './maintenance/model.ts'
import type { Monitor } from './monitors/model.ts'
import type { Drain } from './drains/model.ts'
import type { Authorization, OauthClient } from './oauth/model.ts'
import type { Database, Transfer as DatabaseTransfer } from './postgres/model.ts'
import type { Store, StoredKey } from './redis/rows.ts'
import type { Coupling, Pipeline, Promotion } from './pipelines/rows.ts'
import type { PullRequest } from './pulls/rows.ts'
import type { ReviewApp } from './reviews/rows.ts'
import type { Inbox } from './notifications/model.ts'
import type { Release } from './releases/model.ts'
import type { AppSetup } from './setups/model.ts'
import type { AllowedService, Invitation, Member, Team, TeamEvent } from './teams/model.ts'
import type { Delivery, Event, Webhook } from './webhooks/model.ts'
import type { Noted } from './webhooks/outbox.ts'

/** A mutating API request: what the journal keeps and replays. */
export interface Command {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With its query, without the host's base path. */
  readonly path: string
  readonly body?: unknown
  /** The account that sent it; null for endpoints that are open to anyone. */
  readonly actor: string | null
  /** The kind of program that it came from; journals of earlier versions do not say. */
  readonly client?: Client | undefined
}

export interface Tables {
  readonly accounts: Table<Account, 'email'>
  readonly authorizations: Table<Authorization, 'token' | 'account' | 'client'>
  readonly keys: Table<Key, 'account' | 'fingerprint'>
  readonly oauthClients: Table<OauthClient, 'account' | 'secret'>
  readonly teams: Table<Team, 'name'>
  readonly members: Table<Member, 'team' | 'account'>
  readonly invitations: Table<Invitation, 'team' | 'email' | 'token'>
  readonly teamEvents: Table<TeamEvent, 'team'>
  readonly allowedServices: Table<AllowedService, 'team'>
  readonly collaborators: Table<Collaborator, 'app' | 'account'>
  readonly transfers: Table<Transfer, 'app'>
  readonly apps: Table<App, 'name' | 'owner' | 'team'>
  readonly favorites: Table<Favorite, 'account' | 'app'>
  readonly activities: Table<Activity, 'app' | 'notable'>
  readonly sources: Table<Source, never>
  readonly builds: Table<Build, 'app'>
  readonly slugs: Table<Slug, 'app'>
  readonly releases: Table<Release, 'app'>
  readonly formations: Table<Formation, 'app'>
  readonly dynos: Table<Dyno, 'app'>
  readonly runs: Table<Run, 'app' | 'dyno'>
  readonly monitors: Table<Monitor, 'app'>
  readonly drains: Table<Drain, 'app'>
  readonly webhooks: Table<Webhook, 'app'>
  readonly webhookEvents: Table<Event, 'app'>
  readonly webhookDeliveries: Table<Delivery, 'app' | 'webhook' | 'event'>
  /** What has changed and webhooks have yet to tell. */
  readonly outbox: Table<Noted, 'app'>
  readonly domains: Table<Domain, 'app' | 'hostname'>
  readonly certificates: Table<Certificate, 'app'>
  readonly githubLinks: Table<GithubLink, 'app'>
  readonly addons: Table<Addon, 'app' | 'name'>
  readonly attachments: Table<Attachment, 'app' | 'addon'>
  readonly appSetups: Table<AppSetup, never>
  readonly meters: Table<Meter, 'app' | 'payer' | 'stopped'>
  readonly credits: Table<Credit, 'account'>
  readonly inboxes: Table<Inbox, never>
  readonly invoiceAddresses: Table<InvoiceAddress, never>
  readonly readings: Table<Reading, 'meter' | 'month'>
  readonly pipelines: Table<Pipeline, 'name'>
  readonly couplings: Table<Coupling, 'pipeline' | 'app'>
  readonly promotions: Table<Promotion, 'pipeline'>
  readonly pulls: Table<PullRequest, 'repo'>
  readonly reviewApps: Table<ReviewApp, 'pipeline' | 'app'>
  readonly testRuns: Table<TestRun, 'pipeline'>
  readonly kafkaClusters: Table<Cluster, never>
  readonly kafkaTopics: Table<Topic, 'addon'>
  readonly kafkaGroups: Table<Group, 'addon'>
  readonly kafkaMessages: Table<Message, 'addon' | 'topic'>
  readonly databases: Table<Database, never>
  readonly databaseTransfers: Table<DatabaseTransfer, 'database'>
  readonly redisStores: Table<Store, never>
  readonly redisKeys: Table<StoredKey, 'store'>
  readonly upkeeps: Table<Upkeep, never>
  readonly dataclips: Table<Dataclip, 'owner' | 'token'>
}

export type PlatformWorld = World<Tables, Command>

/** What happens at an alarm, to the thing it was set for. */
export type Process = (world: PlatformWorld, subject: string) => void

export const makeTables = (make: MakeTable): Tables => ({
  accounts: make<Account>()('accounts', { email: (row) => (row.closedAt === undefined ? row.email : null) }),
  authorizations: make<Authorization>()('authorizations', {
    token: (row) => row.token,
    account: (row) => row.accountId,
    client: (row) => row.clientId ?? null,
  }),
  keys: make<Key>()('keys', { account: (row) => row.accountId, fingerprint: (row) => row.fingerprint }),
  oauthClients: make<OauthClient>()('oauthClients', { account: (row) => row.accountId, secret: (row) => row.secret }),
  teams: make<Team>()('teams', { name: (row) => row.name }),
  members: make<Member>()('members', { team: (row) => row.teamId, account: (row) => row.accountId }),
  invitations: make<Invitation>()('invitations', {
    team: (row) => row.teamId,
    email: (row) => row.email,
    token: (row) => row.token,
  }),
  teamEvents: make<TeamEvent>()('teamEvents', { team: (row) => row.teamId }),
  allowedServices: make<AllowedService>()('allowedServices', { team: (row) => row.teamId }),
  collaborators: make<Collaborator>()('collaborators', { app: (row) => row.appId, account: (row) => row.accountId }),
  transfers: make<Transfer>()('transfers', { app: (row) => row.appId }),
  apps: make<App>()('apps', { name: (row) => row.name, owner: (row) => row.ownerId, team: (row) => row.teamId }),
  favorites: make<Favorite>()('favorites', { account: (row) => row.accountId, app: (row) => row.appId }),
  activities: make<Activity>()('activities', {
    app: (row) => row.appId,
    notable: (row) => (row.notice ? 'yes' : null),
  }),
  sources: make<Source>()('sources', {}),
  builds: make<Build>()('builds', { app: (row) => row.appId }),
  slugs: make<Slug>()('slugs', { app: (row) => row.appId }),
  releases: make<Release>()('releases', { app: (row) => row.appId }),
  formations: make<Formation>()('formations', { app: (row) => row.appId }),
  dynos: make<Dyno>()('dynos', { app: (row) => row.appId }),
  runs: make<Run>()('runs', { app: (row) => row.appId, dyno: (row) => row.dynoId }),
  monitors: make<Monitor>()('monitors', { app: (row) => row.appId }),
  drains: make<Drain>()('drains', { app: (row) => row.appId }),
  webhooks: make<Webhook>()('webhooks', { app: (row) => row.appId }),
  webhookEvents: make<Event>()('webhookEvents', { app: (row) => row.appId }),
  webhookDeliveries: make<Delivery>()('webhookDeliveries', {
    app: (row) => row.appId,
    webhook: (row) => row.webhookId,
    event: (row) => row.eventId,
  }),
  outbox: make<Noted>()('outbox', { app: (row) => row.appId }),
  domains: make<Domain>()('domains', { app: (row) => row.appId, hostname: (row) => row.hostname }),
  certificates: make<Certificate>()('certificates', { app: (row) => row.appId }),
  githubLinks: make<GithubLink>()('githubLinks', { app: (row) => row.appId }),
  addons: make<Addon>()('addons', { app: (row) => row.appId, name: (row) => row.name }),
  attachments: make<Attachment>()('attachments', { app: (row) => row.appId, addon: (row) => row.addonId }),
  appSetups: make<AppSetup>()('appSetups', {}),
  meters: make<Meter>()('meters', {
    app: (row) => row.appId,
    payer: (row) => row.payerId,
    stopped: (row) => (row.quantity === 0 ? String(monthOf(row.at)) : null),
  }),
  credits: make<Credit>()('credits', { account: (row) => row.accountId }),
  inboxes: make<Inbox>()('inboxes', {}),
  invoiceAddresses: make<InvoiceAddress>()('invoiceAddresses', {}),
  readings: make<Reading>()('readings', { meter: (row) => row.meterId, month: (row) => String(monthOf(row.until)) }),
  pipelines: make<Pipeline>()('pipelines', { name: (row) => row.name }),
  couplings: make<Coupling>()('couplings', { pipeline: (row) => row.pipelineId, app: (row) => row.appId }),
  promotions: make<Promotion>()('promotions', { pipeline: (row) => row.pipelineId }),
  pulls: make<PullRequest>()('pulls', { repo: (row) => row.repo }),
  reviewApps: make<ReviewApp>()('reviewApps', { pipeline: (row) => row.pipelineId, app: (row) => row.appId }),
  testRuns: make<TestRun>()('testRuns', { pipeline: (row) => row.pipelineId }),
  kafkaClusters: make<Cluster>()('kafkaClusters', {}),
  kafkaTopics: make<Topic>()('kafkaTopics', { addon: (row) => row.addonId }),
  kafkaGroups: make<Group>()('kafkaGroups', { addon: (row) => row.addonId }),
  kafkaMessages: make<Message>()('kafkaMessages', { addon: (row) => row.addonId, topic: (row) => row.topicId }),
  databases: make<Database>()('databases', {}),
  databaseTransfers: make<DatabaseTransfer>()('databaseTransfers', { database: (row) => row.databaseId }),
  upkeeps: make<Upkeep>()('upkeeps', {}),
  dataclips: make<Dataclip>()('dataclips', { owner: (row) => row.ownerId, token: (row) => row.link?.token ?? null }),
  redisStores: make<Store>()('redisStores', {}),
  redisKeys: make<StoredKey>()('redisKeys', { store: (row) => row.storeId }),
})

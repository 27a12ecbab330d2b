import type { Addon } from '#platform/addons/contract.ts'
import type { SniEndpoint } from '#platform/certificates/contract.ts'
import type { PastRun } from '#platform/console/contract.ts'
import type { ListedClip } from '#platform/dataclips/contract.ts'
import type { Drain } from '#platform/drains/contract.ts'
import type { Commit } from '#platform/github/contract.ts'
import type { ShownTransfer } from '#platform/postgres/insight/contract.ts'
import type { Credential, Report } from '#platform/postgres/service/contract.ts'
import type { Schedule } from '#platform/postgres/backups/contract.ts'
import type { Monitor } from '#platform/monitors/contract.ts'
import type { TestRun } from '#platform/ci/contract.ts'
import type { Pull } from '#platform/pulls/contract.ts'
import type { AppCard, Board, ListedPipeline } from '#platform/pipelines/contract.ts'
import type { Key } from '#platform/redis/contract.ts'
import type { Delivery, Webhook } from '#platform/webhooks/contract.ts'

// Rows of lists that an app may well have none of.

const id = '00000000-0000-4000-8000-000000000000'
const app = { id, name: 'sample' }
const then = '2026-10-20T09:00:00Z'
const times = { created_at: then, updated_at: then }

export const buildpack = { ordinal: 0, buildpack: { name: 'heroku/ruby', url: 'https://packs.example.com/ruby.tgz' } }

export const drain: Drain = { id, addon: null, url: 'https://logs.example.com/intake', token: `d.${id}`, ...times }

export const webhook: Webhook = {
  id,
  app,
  include: ['api:release', 'api:build', 'dyno'],
  level: 'notify',
  url: 'https://hooks.example.com/deploys',
  ...times,
}

export const certificate: SniEndpoint = {
  id,
  app,
  name: 'tyrannosaurus-12345',
  display_name: null,
  certificate_chain: '',
  cname: 'sample.example-dns.com',
  domains: [],
  ssl_cert: {
    id,
    acm: false,
    'ca_signed?': true,
    'self_signed?': false,
    cert_domains: ['www.example.com'],
    issuer: '/CN=An example authority',
    subject: '/CN=www.example.com',
    starts_at: then,
    expires_at: '2027-01-18T09:00:00Z',
  },
  ...times,
}

export const pastRun: PastRun = {
  id,
  dyno: 'run.4021',
  command: 'node scripts/report.js --month 2026-09',
  size: 'Standard-1X',
  version: 12,
  by: 'somebody@example.com',
  started_at: then,
  ended_at: '2026-10-20T09:01:07Z',
  status: 0,
  stopped: false,
  terminal: true,
}

export const addon: Addon = {
  actions: [],
  addon_service: { id, name: 'heroku-postgresql' },
  app,
  billed_price: { cents: 5_000, contract: false, unit: 'month' },
  billing_entity: { ...app, type: 'app' },
  config_vars: ['DATABASE_URL'],
  id,
  name: 'postgresql-tidy-12345',
  plan: { id, name: 'heroku-postgresql:standard-0' },
  provider_id: id,
  state: 'provisioned',
  web_url: null,
  ...times,
}

export const key: Key = {
  key: 'session:0b1f4a',
  type: 'hash',
  size: 4,
  bytes: 192,
  expires_at: null,
}

export const monitor: Monitor = {
  id,
  app_id: id,
  process_type: 'web',
  metric_uuid: id,
  name: 'LATENCY',
  action_type: 'alert',
  op: 'GREATER_OR_EQUAL',
  value: 500,
  period: 5,
  min_quantity: null,
  max_quantity: null,
  forecast_period: null,
  notification_channels: ['app'],
  notification_period: 60,
  is_active: true,
  state: 'alarm',
  ...times,
}

const attempt = { code: 503, error_class: null, id, status: 'failed', ...times } as const

export const deliveries: readonly Delivery[] = [
  { status: 'retrying', num_attempts: 2, next_attempt_at: '2026-10-20T09:05:00Z', last_attempt: attempt } as const,
  { status: 'failed', num_attempts: 1, next_attempt_at: null, last_attempt: attempt } as const,
  {
    status: 'succeeded',
    num_attempts: 1,
    next_attempt_at: null,
    last_attempt: { ...attempt, code: 200, status: 'succeeded' },
  } as const,
].map((rest, nth) => ({
  id: `${id}-${nth}`,
  event: { id, include: 'api:release' },
  webhook: { id, level: 'sync' },
  ...times,
  ...rest,
}))

export const commit: Commit = {
  sha: '3f2c1d5e9a7b4c6d8e0f1a2b3c4d5e6f7a8b9c0d',
  message: 'Round prices once, at the end',
  date: then,
  author: { login: 'somebody', name: 'Somebody', email: 'somebody@example.com' },
  files: [{ filename: 'src/prices.ts', additions: 12, deletions: 4 }],
  state: 'success',
  checks: [{ name: 'test', state: 'success', completed_at: then }],
  build: { id, status: 'succeeded' },
  live: true,
}

export const pipeline: ListedPipeline = {
  id,
  name: 'sample-way',
  owner: { type: 'team', name: 'sample-team' },
  stages: { review: 1, development: 0, staging: 1, production: 2 },
  trouble: null,
  released_at: then,
}

const card: AppCard = {
  coupling: id,
  stage: 'staging',
  app: { id, name: 'sample-staging' },
  region: 'eu',
  locked: false,
  health: 'healthy',
  summary: '2 dynos up.',
  permissions: ['deploy', 'operate', 'view'],
  release: {
    version: 12,
    description: 'Deploy 3f2c1d5e',
    created_at: then,
    user: { id, email: 'somebody@example.com' },
    commit: '3f2c1d5e9a7b4c6d8e0f1a2b3c4d5e6f7a8b9c0d',
    message: 'Round prices once, at the end',
  },
  next: { app: 'sample', ahead: 2, behind: 0 },
  promoting: false,
}

export const board: Board = {
  pipeline: {
    id,
    name: 'sample-way',
    owner: { id, type: 'team' },
    generation: { id, name: 'cedar' },
    ...times,
  },
  owner_name: 'sample-team',
  permissions: ['deploy', 'operate', 'view'],
  repository: null,
  ci: false,
  reviews: null,
  apps: [
    card,
    { ...card, coupling: `${id}-1`, app, stage: 'production', next: null, health: 'degraded', summary: 'web.1 crashed.' },
  ],
  hidden: 1,
}

export const connected: Board = { ...board, repository: 'somebody/sample', ci: true }

export const pull: Pull = {
  id,
  number: 17,
  title: 'Round prices once, at the end',
  branch: 'round-prices-once-at-the-end',
  state: 'open',
  author: 'somebody@example.com',
  commits: [{ sha: commit.sha, message: commit.message, date: then }],
  test_run: { id, number: 3, status: 'succeeded' },
  review_app: { id, app: { id, name: 'sample-pr-17' }, status: 'created', message: null },
  ...times,
}

export const testRun: TestRun = {
  id,
  number: 3,
  status: 'failed',
  message: '1 of 24 tests failed.',
  actor_email: 'somebody@example.com',
  app_setup: null,
  clear_cache: false,
  commit_branch: 'main',
  commit_message: commit.message,
  commit_sha: commit.sha,
  debug: false,
  dyno: { size: 'Standard-1X' },
  organization: null,
  pipeline: { id },
  source_blob_url: '',
  user: { id, email: 'somebody@example.com' },
  warning_message: null,
  ...times,
}

export const transfer: ShownTransfer = {
  uuid: id,
  num: 7,
  label: 'b007',
  state: 'succeeded',
  from_type: 'pg_dump',
  from_name: 'DATABASE',
  to_type: 'gof3r',
  to_name: 'BACKUP',
  to_url: 'https://backups.example.com/b007.dump',
  options: {},
  schedule: null,
  created_at: then,
  started_at: then,
  finished_at: '2026-10-20T09:00:31Z',
  canceled_at: null,
  processed_bytes: 4_300_000_000,
  source_bytes: 4_300_000_000,
  succeeded: true,
  warnings: 0,
  rows: 11_000_000,
  tables: 23,
}

export const schedule: Schedule = {
  uuid: id,
  name: 'DATABASE_URL',
  hour: 3,
  timezone: 'Europe/Berlin',
  created_at: then,
  retain_weeks: 4,
  retain_months: 0,
}

export const credential: Credential = {
  uuid: id,
  name: 'default',
  state: 'active',
  database: 'd0000000000000',
  host: 'db.example.com',
  port: 5432,
  credentials: [{ user: 'u0000000000000', password: 'p0000', state: 'active', connections: 12 }],
}

export const report: Report = {
  id,
  app: app.name,
  database: 'DATABASE_URL',
  created_at: then,
  checks: [
    { name: 'Connection Count', status: 'red', results: [{ count: 200, limit: 200 }] },
    { name: 'Bloat', status: 'yellow', results: [{ type: 'table', object: 'public.orders', bloat: 14, waste: '310 MB' }] },
    { name: 'Long Queries', status: 'green', results: [] },
  ],
}

export const dataclip: ListedClip = {
  id,
  title: 'Orders by day',
  database: { id, name: 'postgresql-sample-12345', app },
  database_name: 'postgresql-sample-12345',
  owner: { id, email: 'somebody@example.com', name: 'Somebody' },
  role: 'viewer',
  version: 3,
  last_run: { ran_at: then, ms: 42, count: 1200, failed: false },
  shared: { people: 2, teams: 1, link: true },
  ...times,
}

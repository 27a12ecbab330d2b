import { CERTIFICATE } from './stage.testing.ts'
import type { Verdict } from './verdicts.testing.ts'

// How to call the endpoints that need more than the names in their path. `{name}` stands for a name of the stage.

/** How an endpoint is called where its path and the stage are not enough. */
export interface Call {
  /** What it takes, where the endpoint has many bodies that each take their own. */
  readonly asks?: Verdict
  /** What it takes besides. */
  readonly also?: Verdict
  readonly body?: unknown
  /** Other names than those of the stage. */
  readonly names?: Readonly<Record<string, string>>
  readonly query?: string
  /** What Ada does first. */
  readonly first?: readonly (readonly [method: string, path: string, body?: unknown])[]
  /** By whose account it is, where that is not whoever asks, nor Ada's what is named. */
  readonly whose?: readonly string[]
  /** Who may, although the rules do not say so: it is about themself. */
  readonly self?: string
  /** What those who may are answered, where the stage, or one of the two, cannot let it succeed. */
  readonly answers?: number | readonly number[] | { readonly team?: number; readonly personal?: number }
}

const alert = { name: 'ERROR_RATE', action_type: 'alert', op: 'GREATER_OR_EQUAL', value: 0.1, period: 5, is_active: true }
const URL_OF_SOURCE = '{url}'
const topic = { topic: { name: 'returns', partition_count: 2, retention_time_ms: 86_400_000 } }

const HOOK = { include: ['api:addon'], level: 'notify', url: 'https://hooks.example.com/' }
const CLIP = { title: 'Orders', sql: 'select 1', database: 'stage-db' }
const CLIENT = { name: 'Board', redirect_uri: 'https://board.example.com/back' }
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f'
type First = NonNullable<Call['first']>
const offered: First = [['POST', '/account/app-transfers', { app: 'ada-bread-timer', recipient: 'otto@example.com' }]]
const registered: First = [['POST', '/oauth/clients', CLIENT]]
const clipped: First = [['POST', '/control/dataclips', CLIP]]
const hooked: First = [['POST', '/addons/stage-logs/webhooks', HOOK]]
const added: First = [['POST', '/apps/{app}/collaborators', { user: 'otto@example.com' }]]
const PROMOTION = {
  pipeline: { id: '{pipeline}' },
  source: { app: { id: '{sourceApp}' } },
  targets: [{ app: { id: '{appId}' } }],
}
const promoted: First = [['POST', '/pipeline-promotions', PROMOTION]]
const REPO = 'fernwood/shop'
const REVIEW = { pipeline: '{pipeline}', branch: 'main', source_blob: { url: 'resolve' } }
const RUN = {
  pipeline: '{pipeline}',
  commit_branch: 'main',
  commit_sha: 'main',
  commit_message: 'Try',
  source_blob_url: 'resolve',
}
const connected: First = [['POST', '/pipelines/{pipeline}/repository', { repository: REPO }]]
const enabled: First = [...connected, ['POST', '/pipelines/{pipeline}/review-app-config', { repo: REPO }]]
const opened: First = [...connected, ['POST', '/control/pipelines/{pipeline}/pulls', { title: 'Try' }]]
const tested: First = [...connected, ['POST', '/test-runs', RUN]]
const reviewed: First = [...enabled, ['POST', '/review-apps', REVIEW]]
const attached: First = [['POST', '/apps/{app}/dynos', { command: 'bash', attach: true }]]

/** The same call by several methods. */
const each = (methods: readonly string[], path: string, call: Call): Record<string, Call> =>
  Object.fromEntries(methods.map((method) => [`${method} ${path}`, call]))

/** Calls of the stage's key-value store. */
const onRedis = (method: string, ends: readonly string[], call: Call = {}): Record<string, Call> =>
  Object.fromEntries(
    ends.map((end) => [`${method} /redis/v0/databases/:database${end}`, { names: { database: 'stage-redis' }, ...call }]),
  )

const onUpkeep = (method: string, ends: readonly string[], call: Call = {}): Record<string, Call> =>
  Object.fromEntries(
    ends.map((end) => [`${method} /data/maintenances/v1/:addon${end}`, { names: { addon: 'stage-large' }, ...call }]),
  )

/** By method and path; more than one where a body decides what is asked. */
export const CALLS: Readonly<Record<string, Call | readonly Call[]>> = {
  'PATCH /account': { body: { name: 'Somebody' } },
  'PATCH /users/:account': { body: { name: 'Somebody' } },
  // Of those of the stage, the admin may not go.
  'DELETE /account': { answers: [200, 422] },
  'DELETE /users/:account': { whose: ['otto'], names: { account: 'otto@example.com' }, answers: [200, 422] },
  'POST /control/email-confirmations/:token': { names: { token: 'none' }, answers: 404 },
  'POST /password-resets': { body: { email: 'ada@example.com' } },
  'POST /password-resets/:token/actions/finalize': {
    names: { token: 'none' },
    body: { password: 'a new 1!', password_confirmation: 'a new 1!' },
    answers: 404,
  },
  'GET /account/features/:feature': { names: { feature: 'exact-times' } },
  'PATCH /account/features/:feature': { names: { feature: 'exact-times' }, body: { enabled: true } },
  'PATCH /users/:account/preferences': { body: { timezone: 'Europe/Berlin' } },
  'POST /oauth/authorizations': { body: {} },
  'PATCH /oauth/authorizations/:authorization': { body: { description: 'Changed' } },
  'DELETE /oauth/tokens/:token': { names: { token: '{authorization}' } },
  'POST /control/people/:person/sessions': { names: { person: 'ada@example.com' } },
  'DELETE /oauth/sessions/:session': {
    first: [['POST', '/control/people/ada@example.com/sessions']],
    names: { session: '{made}' },
  },
  'POST /oauth/clients': { body: CLIENT },
  ...each(['GET', 'DELETE'], '/oauth/clients/:client', { first: registered, names: { client: '{made}' } }),
  'PATCH /oauth/clients/:client': { first: registered, names: { client: '{made}' }, body: { name: 'Changed' } },
  'POST /oauth/clients/:client/actions/rotate-credentials': { first: registered, names: { client: '{made}' } },
  'POST /oauth/tokens': {
    body: { grant: { type: 'authorization_code', code: 'none' }, client: { secret: 'none' } },
    answers: 401,
  },
  'POST /account/keys': { body: { public_key: KEY } },
  ...each(['GET', 'DELETE'], '/account/keys/:key', {
    first: [['POST', '/account/keys', { public_key: KEY }]],
    names: { key: '{made}' },
  }),
  'POST /apps': { body: { name: 'another-app' } },
  'PATCH /apps/:app': [
    { asks: 'app.rename', body: { name: 'renamed-app' } },
    { asks: 'app.maintenance', body: { maintenance: true } },
    { asks: 'app.stack', body: { build_stack: 'heroku-22' } },
  ],
  'PATCH /apps/:app/features/:feature': { body: { enabled: true } },
  'POST /favorites': { body: { type: 'app', resource_id: '{app}' } },
  'PATCH /apps/:app/config-vars': { body: { OTHER: 'value' } },
  'POST /apps/:app/builds': { body: { source_blob: { url: URL_OF_SOURCE } } },
  'DELETE /apps/:app/builds/:build': { answers: 409 },
  'POST /apps/:app/releases': { body: { release: '{version}' } },
  'POST /apps/:app/slugs': { body: { process_types: { web: 'node index.js' } } },
  'PUT /apps/:app/buildpack-installations': { body: { updates: [{ buildpack: 'heroku/nodejs' }] } },
  'PATCH /apps/:app/formation': { body: { updates: [{ type: 'web', quantity: 2 }] } },
  'PATCH /apps/:app/formation/:type': { body: { quantity: 2 } },
  'POST /apps/:app/dynos': { body: { command: 'bash' } },
  'POST /apps/:app/formation/:type/monitors': { body: alert },
  'PATCH /apps/:app/formation/:type/monitors/:monitor': { body: { value: 800 } },
  'POST /apps/:app/log-sessions': { body: {} },
  'POST /apps/:app/log-drains': { body: { url: 'https://other.example.com/' } },
  'PUT /addons/:addon/log-drains/:drain': { body: { url: 'https://other.example.com/' }, names: { drain: '{addonDrain}' } },
  'POST /apps/:app/domains': { body: { hostname: 'other.stage.example' } },
  'PATCH /apps/:app/domains/:domain': { body: { sni_endpoint: '{certificate}' } },
  'PUT /control/apps/:app/domains/:domain/dns': { body: { answer: 'target' } },
  'POST /apps/:app/sni-endpoints': { body: CERTIFICATE },
  'PATCH /apps/:app/sni-endpoints/:certificate': { body: CERTIFICATE },
  'PATCH /apps/:app/acm': { first: [['POST', '/apps/{app}/acm']], body: { acm_refresh: true } },
  'POST /control/apps/:app/certificate-check': { body: CERTIFICATE },
  'POST /apps/:app/webhooks': { body: { include: ['api:build'], level: 'notify', url: 'https://hooks.example.com/' } },
  'PATCH /apps/:app/webhooks/:webhook': { body: { level: 'sync' } },
  'POST /apps/:app/github': { body: { repo: 'ada/bread-timer' }, answers: 409 },
  'PATCH /apps/:app/github': { body: { branch: 'main', auto_deploy: true } },
  'POST /apps/:app/github/push': { body: { branch: 'main' } },
  'PUT /control/apps/:app/traffic': { body: { peak_rps: 1, shape: 'steady' } },
  'POST /app-setups': { body: { source_blob: { url: URL_OF_SOURCE } } },
  'POST /filters/apps': { body: { in: { id: [] } } },

  'POST /control/world': { body: { scenario: 'none' }, answers: 422 },
  'PUT /control/world/file': { body: {}, answers: 422 },
  'PATCH /control/clock': { body: {} },
  // Who has the key of these has all that they need, and without it nobody does.
  'GET /streams/builds/:build': { query: '?key={buildKey}' },
  'GET /streams/releases/:release': { answers: 404 },
  'GET /streams/dynos/:dyno': { names: { dyno: '{oneOff}' }, answers: 404 },
  'GET /log-sessions/:session': { answers: 404 },
  'PUT /sources/:source/blob': { body: 'nothing', answers: 400 },
  'GET /control/shared-dataclips/:token': { answers: 404 },
  'GET /control/shared-dataclips/:token/json': { answers: 404 },
  'GET /control/shared-dataclips/:token/csv': { answers: 404 },

  // What there is none of here.
  'GET /spaces/:space': { answers: 404 },
  'GET /enterprise-accounts/:account': { answers: 403 },

  'POST /pipelines': { body: { name: 'another-pipeline', owner: { id: 'fernwood', type: 'team' } } },
  'PATCH /pipelines/:pipeline': { body: { name: 'renamed-pipeline' } },
  'PATCH /pipelines/:pipeline/stage/:stage/config-vars': { body: { OTHER: 'value' } },
  'POST /pipeline-transfers': {
    body: { pipeline: { id: '{pipeline}' }, new_owner: { id: 'ada@example.com', type: 'user' } },
  },
  'POST /pipeline-couplings': {
    also: 'app.couple',
    first: [['DELETE', '/pipeline-couplings/{coupling}']],
    body: { app: '{app}', pipeline: 'stage-pipeline', stage: 'staging' },
  },
  'PATCH /pipeline-couplings/:coupling': { body: { stage: 'staging' } },
  'POST /pipeline-promotions': { body: PROMOTION },
  ...each(['GET'], '/pipeline-promotions/:promotion', { first: promoted, names: { promotion: '{made}' } }),
  ...each(['GET'], '/pipeline-promotions/:promotion/promotion-targets', { first: promoted, names: { promotion: '{made}' } }),

  'POST /pipelines/:pipeline/repository': { body: { repository: REPO } },
  ...each(['GET', 'DELETE'], '/pipelines/:pipeline/repository', { first: connected }),
  'PATCH /pipelines/:pipeline/repository': { first: connected, body: { ci: true } },
  'GET /pipelines/:pipeline/repo': { first: connected },
  'GET /pipelines/:pipeline/repo/branches/:branch': { first: connected, names: { branch: 'main' } },
  'GET /github/repos/:owner/:repo/tarball/:ref': { answers: 404 },
  'POST /control/pipelines/:pipeline/pulls': { first: connected, body: { title: 'Try' } },
  'POST /control/pipelines/:pipeline/pulls/:pull/commits': {
    first: opened,
    names: { pull: '{made}' },
    body: { message: 'More' },
  },
  'PATCH /control/pipelines/:pipeline/pulls/:pull': { first: opened, names: { pull: '{made}' }, body: { state: 'merged' } },
  'POST /pipelines/:pipeline/review-app-config': { first: connected, body: { repo: REPO } },
  ...each(['GET', 'DELETE'], '/pipelines/:pipeline/review-app-config', { first: enabled }),
  'PATCH /pipelines/:pipeline/review-app-config': { first: enabled, body: { wait_for_ci: true } },
  'POST /review-apps': { first: enabled, body: REVIEW },
  ...each(['GET', 'DELETE'], '/review-apps/:review', { first: reviewed, names: { review: '{made}' } }),
  'GET /apps/:app/review-app': { answers: 404 },
  'POST /test-runs': { first: connected, body: RUN },
  'GET /pipelines/:pipeline/test-runs/:number': { first: tested, names: { number: '1' } },
  ...each(['GET'], '/test-runs/:run', { first: tested, names: { run: '{made}' } }),
  'PATCH /test-runs/:run': { first: tested, names: { run: '{made}' }, body: { status: 'cancelled' } },
  ...each(['GET'], '/test-runs/:run/test-nodes', { first: tested, names: { run: '{made}' } }),
  ...each(['GET'], '/test-runs/:run/test-cases', { first: tested, names: { run: '{made}' } }),
  ...each(['GET'], '/streams/test-runs/:run/setup', { answers: 404 }),
  ...each(['GET'], '/streams/test-runs/:run/nodes/:index', { answers: 404 }),

  'POST /account/app-transfers': { answers: { team: 422 }, body: { app: '{app}', recipient: 'otto@example.com' } },
  'GET /account/app-transfers/:transfer': { whose: ['ada', 'otto'], first: offered, names: { transfer: '{made}' } },
  'DELETE /account/app-transfers/:transfer': { first: offered, names: { transfer: '{made}' } },
  'PATCH /account/app-transfers/:transfer': {
    whose: ['otto'],
    first: offered,
    names: { transfer: '{made}' },
    body: { state: 'declined' },
  },
  ...each(['GET', 'DELETE'], '/control/dataclips/:clip', { first: clipped, names: { clip: '{made}' } }),
  'POST /control/dataclips': { body: CLIP },
  'PATCH /control/dataclips/:clip': { first: clipped, names: { clip: '{made}' }, body: { title: 'Other' } },
  'PATCH /control/dataclips/:clip/sharing': { first: clipped, names: { clip: '{made}' }, body: { link: true } },
  'PUT /control/dataclips/:clip/result': {
    first: clipped,
    names: { clip: '{made}' },
    body: { version: 1, ms: 1, columns: [], rows: [], count: 0, error: null },
  },

  'POST /apps/:app/collaborators': { asks: 'access.edit', body: { user: 'otto@example.com' } },
  'POST /teams/apps/:app/collaborators': { asks: 'access.edit', body: { user: 'otto@example.com', permissions: ['view'] } },
  'DELETE /apps/:app/collaborators/:collaborator': {
    asks: 'access.edit',
    self: 'otto',
    names: { collaborator: 'otto@example.com' },
    first: added,
  },
  'DELETE /teams/apps/:app/collaborators/:collaborator': {
    asks: 'access.edit',
    self: 'otto',
    names: { collaborator: 'otto@example.com' },
    first: added,
  },
  'PATCH /teams/apps/:app/collaborators/:collaborator': { body: { permissions: ['manage'] }, answers: { personal: 422 } },
  'PATCH /teams/apps/:app': [
    { asks: 'app.lock', body: { locked: true }, answers: { personal: 422 } },
    { asks: 'app.transfer', body: { owner: 'mei@example.com' }, answers: { personal: 422 } },
  ],
  'POST /teams/apps': { body: { name: 'another-app', team: 'fernwood' } },
  'PATCH /teams/:team': [
    { asks: 'team.edit', body: { name: 'renamed-team' } },
    { asks: 'team.people', body: { default: true } },
  ],
  ...each(['POST'], '/teams/invitations/:token/accept', { whose: ['otto'] }),
  ...each(['POST'], '/control/invitations/:token/decline', { whose: ['otto'] }),
  'POST /teams': { body: { name: 'another-team' } },
  'DELETE /teams/:team': { answers: 409 },
  'GET /teams/:team/features/:feature': { names: { feature: 'org-access-controls' } },
  'PATCH /teams/:team/preferences': { body: { 'default-permission': 'viewer' } },
  'POST /teams/:team/whitelisted-addon-services': { body: { addon_service: 'heroku-kafka' } },
  'POST /teams/:team/allowed-addon-services': { body: { addon_service: 'heroku-kafka' } },
  ...each(['PUT', 'PATCH'], '/teams/:team/members', { body: { email: 'tom@example.com', role: 'member' } }),
  'POST /teams/:team/members': { body: { email: 'mei@example.com', role: 'member' } },
  'DELETE /teams/:team/members/:member': { asks: 'team.people.edit', self: 'tom' },
  'PUT /teams/:team/invitations': { body: { email: 'nobody@example.com', role: 'member' } },

  'POST /apps/:app/addons': [{ body: { plan: 'snagbox:box' } }, { asks: 'addons.paid', body: { plan: 'heroku-redis:mini' } }],
  'PATCH /apps/:app/addons/:addon': { body: { name: 'other-name' } },
  'PATCH /addons/:addon/config': { body: { config: [{ name: 'key', value: 'value' }] } },
  'POST /addons/:addon/actions/provision': { answers: 422 },
  'POST /actions/addons/resolve': { body: { addon: 'stage-db', app: '{app}' } },
  'POST /actions/addon-attachments/resolve': { body: { addon_attachment: 'EXTRA', app: '{app}' } },
  'POST /addon-attachments': { body: { addon: 'stage-redis', app: '{app}', name: 'AGAIN' } },
  'POST /addons/:addon/webhooks': { body: HOOK },
  ...each(['GET', 'DELETE'], '/addons/:addon/webhooks/:webhook', { first: hooked, names: { webhook: '{made}' } }),
  'PATCH /addons/:addon/webhooks/:webhook': { first: hooked, names: { webhook: '{made}' }, body: { level: 'sync' } },
  'GET /addons/:addon/webhook-events/:event': { answers: 404 },
  'GET /addons/:addon/webhook-deliveries/:delivery': { answers: 404 },

  'GET /control/apps/:app/promotions/:addon': { names: { addon: 'stage-large' } },
  'POST /control/apps/:app/promotions/:addon': { names: { addon: 'stage-large' } },
  'GET /control/databases/:addon/content': { names: { addon: 'stage-db' } },
  'POST /control/databases/:addon/ask': { names: { addon: 'stage-db' }, body: { kind: 'open' }, answers: 501 },
  'GET /control/backups/:backup/dump': { query: '?expires=0&signature=none', answers: 501 },
  'GET /control/databases/:addon/dump': { names: { addon: 'stage-db' }, answers: 501 },
  'POST /control/databases/:addon/written': {
    names: { addon: 'stage-db' },
    body: { password: 'wrong', name: `kept ${'0'.repeat(32)} 1`, from: 'empty', since: 0 },
    answers: 401,
  },
  'POST /control/databases/:addon/measured': {
    names: { addon: 'stage-db' },
    body: { bytes: 1, tables: 1, rows: 1, connections: 1 },
  },
  'POST /reports': { body: { app: '{app}', database: 'stage-db' } },
  ...each(['GET', 'DELETE'], '/client/v11/apps/:app/transfers/:transfer', { names: { transfer: '{backup}' } }),
  'POST /client/v11/apps/:app/transfers/:transfer/actions/public-url': { names: { transfer: '{backup}' } },
  'POST /client/v11/apps/:app/transfers/:transfer/actions/cancel': { names: { transfer: '{backup}' }, answers: 422 },
  'POST /client/v11/databases/:database/connection-pooling': { body: { app: '{app}' } },
  'POST /client/v11/databases/:database/links': { body: { target: 'stage-other' } },
  'POST /client/v11/databases/:database/restores': {
    first: [['POST', '/client/v11/apps/{app}/transfers/{backup}/actions/public-url']],
    body: { backup_url: '{made}' },
  },
  'POST /client/v11/databases/:database/transfers': {
    body: { from_name: 'a', from_url: '{largeUrl}', to_name: 'b', to_url: '{dbUrl}' },
  },
  'POST /client/v11/databases/:database/transfer-schedules': { body: { hour: '4', timezone: 'UTC' } },
  'PUT /client/v11/databases/:database/unfollow': { answers: 422 },
  'DELETE /client/v11/databases/:database/links/:link': {
    first: [['POST', '/client/v11/databases/stage-large/links', { target: 'stage-other', as: 'partner' }]],
    names: { link: 'partner' },
  },
  'PUT /client/v11/databases/:database/reset': { body: {} },
  'PATCH /postgres/v0/databases/:database/config': { body: { log_statement: 'all' } },
  'POST /postgres/v0/databases/:database/credentials': { names: { database: 'stage-large' }, body: { name: 'writer' } },
  'DELETE /postgres/v0/databases/:database/credentials/:name': { names: { database: 'stage-large', name: 'reader' } },
  'POST /postgres/v0/databases/:database/credentials/:name/credentials_rotation': { body: {} },
  'POST /postgres/v0/databases/:database/credentials_rotation': { body: {} },
  ...onUpkeep('GET', ['', '/history', '/window']),
  ...onUpkeep('POST', ['/run'], { answers: 404 }),
  ...onUpkeep('POST', ['/schedule'], { body: { delay_weeks: 1 }, answers: 404 }),
  ...onUpkeep('POST', ['/window'], { body: { day_of_week: 'monday', time_of_day: '10:00' } }),
  'POST /client/v11/databases/:database/upgrade/prepare': { body: {}, answers: 422 },
  'POST /client/v11/databases/:database/upgrade/dry_run': { body: {}, answers: 422 },
  'POST /client/v11/databases/:database/upgrade/run': { body: {}, answers: 422 },
  'POST /client/v11/databases/:database/upgrade/cancel': { answers: 422 },

  'POST /data/kafka/v0/clusters/:cluster/topics': { body: topic },
  'PUT /data/kafka/v0/clusters/:cluster/topics/:topic': { body: { topic: { retention_time_ms: 90_000_000 } } },
  'POST /data/kafka/v0/clusters/:cluster/consumer_groups': { body: { consumer_group: { name: 'writers' } } },
  'DELETE /data/kafka/v0/clusters/:cluster/consumer_groups': { body: { consumer_group: { name: 'readers' } } },
  'PUT /data/kafka/v0/clusters/:cluster/upgrade': { body: { version: '4.0' }, answers: 422 },
  'POST /data/kafka/v0/clusters/:cluster/induce-failure': { body: {}, answers: 400 },
  'POST /control/kafka/:cluster/topics/:topic/messages': { body: { value: 'hello' } },
  'PATCH /control/kafka/:cluster/consumer-groups/:group': { body: { running: true } },

  ...onRedis('GET', ['', '/config', '/wait']),
  ...onRedis('POST', ['/credentials_rotation', '/stats/reset']),
  ...onRedis('PATCH', ['/config'], { body: { timeout: 60 } }),
  ...onRedis('POST', ['/upgrade'], { body: { version: '8.0' }, answers: 422 }),
  'GET /control/redis/:store/key': { query: '?key=none' },
  'POST /control/redis/:store/commands': { body: { line: 'PING' } },
  'POST /control/redis/:store/fill': { body: { keys: 1, bytes: 1, seconds: null } },
  // Whoever knows a store's password needs no more, and nobody gets by without.
  'POST /control/redis-connections': { body: { commands: [], password: 'wrong' }, answers: 401 },

  'GET /account/invoices/:invoice': { names: { invoice: '1' }, answers: 404 },
  'GET /teams/:team/invoices/:invoice': { names: { invoice: '1' }, answers: 404 },
  'POST /account/credits': { body: { code1: 'WELCOME-25' } },
  'GET /account/credits/:credit': {
    first: [['POST', '/account/credits', { code1: 'WELCOME-25' }]],
    names: { credit: '{made}' },
  },
  ...each(['PUT', 'DELETE'], '/control/account/two-factor', { body: { code: '0' }, answers: 422 }),
  'POST /control/account/two-factor/recovery-codes': { body: { code: '0' }, answers: 422 },
  'GET /users/:account/sms-number': { names: { account: '~' } },
  'POST /users/:account/sms-number/actions/recover': { names: { account: '~' }, answers: 422 },
  'POST /users/:account/sms-number/actions/confirm': { names: { account: '~' }, answers: 422 },
  'PATCH /user/notifications/:notification': { names: { notification: 'none' }, body: { read: true }, answers: 404 },
  'GET /repos/:owner/:repo': { answers: 404 },
  'GET /repos/:owner/:repo/compare/:range': { answers: 404 },
  'PATCH /control/notifications': { body: { read: true } },
  'PATCH /control/notifications/preferences': { body: { deploy: false } },
  'PUT /account/invoice-address': { body: { city: 'Elsewhere' } },

  'GET /apps/:app/github/commits': { query: '?branch=main' },
  'GET /control/apps/:app/dynos/:dyno/program': { first: attached, names: { dyno: '{made}' }, query: '?command=ls' },
  'GET /control/apps/:app/dynos/:dyno/files': { first: attached, names: { dyno: '{made}' } },
  'POST /control/apps/:app/dynos/:dyno/attach': { first: attached, names: { dyno: '{made}' } },
  'POST /control/apps/:app/dynos/:dyno/exit': {
    first: [...attached, ['POST', '/control/apps/{app}/dynos/{made}/attach']],
    names: { dyno: '{made}' },
    body: { status: 0 },
  },
}

/** The calls that an endpoint is tried with; one that the stage and its path are enough for, where nothing else is said. */
export const callsOf = (endpoint: string): readonly Call[] => {
  const calls = CALLS[endpoint] ?? {}
  return isMany(calls) ? calls : [calls]
}

const isMany = (calls: Call | readonly Call[]): calls is readonly Call[] => Array.isArray(calls)

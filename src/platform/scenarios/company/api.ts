import { npm } from './manifests.ts'
import {
  addon,
  config,
  create,
  deploy,
  favourite,
  rollBack,
  restart,
  scale,
  traffic,
  type Project,
  type Story,
} from './script.ts'

const PACKAGES = 'express@5.1.0 pg@8.16.3 knex@3.1.0 bullmq@5.61.0 pino@10.1.0 zod@4.1.12 helmet@8.1.0'
const scripts = { start: 'node server.js', migrate: 'knex migrate:latest', test: 'vitest run' }
const manifest = (rest: { readonly packages?: string; readonly extra?: string; readonly dev?: string } = {}) =>
  npm({ name: 'fernwood-api', scripts, packages: PACKAGES, count: 211, ...rest })
const TRACED = `${PACKAGES} @opentelemetry/api@1.9.0`
const WORKERS = 'worker: node worker.js\n'

/** What the phone apps and the shop's partners talk to. */
export const api: Project = {
  name: 'api',
  files: {
    ...manifest(),
    Procfile: `web: node server.js\n${WORKERS}`,
    'README.md': 2_110,
    'server.js': 1_930,
    'worker.js': 1_270,
    'routes/orders.js': 6_840,
    'routes/products.js': 5_390,
    'routes/customers.js': 4_720,
    'lib/queue.js': 980,
    'migrations/20260901_orders.js': 1_350,
  },
}

const API = 'fernwood-api'
const STAGING = 'fernwood-api-staging'
const settings = { LOG_LEVEL: 'info' }

export const apiStory: Story = [
  [
    '0 08:02',
    'jonas',
    create(API, 95, 'daily'),
    addon(API, 'heroku-postgresql:standard-2', 'postgresql-rugged-90256', 'DATABASE'),
    addon(API, 'heroku-redis:premium-0', 'redis-tapered-13864', 'REDIS'),
    addon(API, 'heroku-kafka:basic-0', 'kafka-spherical-57302', 'KAFKA URL,TRUSTED_CERT,CLIENT_CERT,CLIENT_CERT_KEY,PREFIX'),
    addon(API, 'paperlane:grove', 'paperlane-deep-24658', 'PAPERLANE API_TOKEN'),
    config(API, settings),
  ],
  [
    '0 08:09',
    'jonas',
    create(STAGING, 0.2, 'office'),
    addon(STAGING, 'heroku-postgresql:essential-0', 'postgresql-convex-60841', 'DATABASE'),
    addon(STAGING, 'heroku-redis:mini', 'redis-polished-82097', 'REDIS'),
    config(STAGING, settings),
  ],
  ['0 08:25', 'jonas', deploy(STAGING, api, 'Import the API')],
  ['0 09:04', 'jonas', deploy(API, api)],
  ['0 09:10', 'jonas', scale(API, 'web=2:Standard-1X worker=1:Standard-1X'), favourite(API)],
  ['0 09:12', 'ada', favourite(API)],
  ['1 13:20', 'jonas', deploy(STAGING, api, 'Answer 404 for unknown orders')],
  ['1 14:35', 'jonas', deploy(API, api)],
  ['3 10:44', 'lucia', deploy(STAGING, api, 'Offer stock levels to partners', { 'routes/stock.js': 3_310 })],
  ['3 13:50', 'lucia', deploy(API, api)],
  ['4 09:05', 'jonas', deploy(STAGING, api, 'Trace requests', manifest({ extra: ' @opentelemetry/api@1.9.0' }))],
  [
    '4 09:27',
    'jonas',
    deploy(STAGING, api, 'Bring the lock file up to date', { ...manifest({ packages: TRACED }), 'lib/trace.js': 1_140 }),
  ],
  ['4 11:15', 'jonas', deploy(API, api)],
  ['8 15:32', 'jonas', config(API, { LOG_LEVEL: 'debug' })],
  ['8 16:21', 'jonas', config(API, { LOG_LEVEL: 'info' })],
  ['9 08:40', 'ada', traffic(API, 120)],
  ['10 14:08', 'jonas', deploy(API, api, 'Move the code to src', { 'server.js': null, 'src/server.js': 2_010 })],
  ['10 14:16', 'jonas', rollBack(API)],
  ['10 15:02', 'jonas', deploy(STAGING, api, 'Start the server from src', { Procfile: `web: node src/server.js\n${WORKERS}` })],
  ['11 08:31', 'jonas', deploy(API, api)],
  ['14 10:12', 'lucia', deploy(STAGING, api, 'Limit page sizes to 200')],
  ['14 13:47', 'lucia', deploy(API, api)],
  ['16 09:36', 'jonas', scale(API, 'web=3 worker=2')],
  ['17 12:19', 'jonas', restart(API, 'worker')],
  ['18 09:55', 'jonas', deploy(STAGING, api, 'Send webhooks in order')],
  ['18 11:20', 'jonas', deploy(API, api)],
  // A program that only development has: every dyno of it ends with status 127.
  [
    '21 08:47',
    'jonas',
    deploy(STAGING, api, 'Port the server to TypeScript', {
      ...manifest({ packages: TRACED, dev: 'vitest@4.0.6 tsx@4.20.6 typescript@5.9.3' }),
      'src/server.js': null,
      'src/server.ts': 2_240,
      Procfile: `web: npx tsx src/server.ts\n${WORKERS}`,
    }),
  ],
]

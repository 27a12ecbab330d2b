import type { SniEndpoint } from '#platform/certificates/contract.ts'
import type { PastRun } from '#platform/console/contract.ts'
import type { Drain } from '#platform/drains/contract.ts'
import type { Webhook } from '#platform/webhooks/contract.ts'

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

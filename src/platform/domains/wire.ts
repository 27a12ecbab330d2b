import { defaultDomain, type App } from '#platform/apps/model.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import type { Domain as WireDomain } from './contract.ts'
import { defaultDomainId, type Domain } from './model.ts'

/** A custom domain as it travels. */
export function wireDomain(tables: Tables, row: Domain): WireDomain {
  const app = tables.apps.must(row.appId)
  const certificate = row.certificateId === null ? null : tables.certificates.must(row.certificateId)
  return {
    acm_status: row.acm?.status ?? null,
    acm_status_reason: row.acm?.reason ?? null,
    app: { id: app.id, name: app.name },
    cname: row.cname,
    created_at: iso(row.createdAt),
    hostname: row.hostname,
    id: row.id,
    kind: 'custom',
    sni_endpoint: certificate && { id: certificate.id, name: certificate.name },
    status: row.ready ? 'succeeded' : 'pending',
    updated_at: iso(row.updatedAt),
  }
}

/** The domain that every app has. */
export const wireDefaultDomain = (app: App): WireDomain => ({
  acm_status: null,
  acm_status_reason: null,
  app: { id: app.id, name: app.name },
  cname: null,
  created_at: iso(app.createdAt),
  hostname: defaultDomain(app),
  id: defaultDomainId(app),
  kind: 'heroku',
  sni_endpoint: null,
  status: 'succeeded',
  updated_at: iso(app.createdAt),
})

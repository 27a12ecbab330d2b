import * as z from 'zod/mini'
import { App } from '#platform/apps/contract.ts'
import { endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'

/** What was read from a chain of certificates and their key. The key itself is kept nowhere. */
export const FoundCertificate = z.object({
  /** As /C=…/O=…/CN=…, the way the API writes names. */
  subject: z.string(),
  issuer: z.string(),
  /** The host names it is good for, in lower case. */
  domains: z.array(z.string()),
  starts_at: timestamp,
  expires_at: timestamp,
  /** 'RSA 2048', 'ECDSA P-256' */
  key: z.string(),
  self_signed: z.boolean(),
  /** Subjects of the whole chain, the certificate's own first. */
  chain: z.array(z.string()),
})
export type FoundCertificate = z.infer<typeof FoundCertificate>

const SniEndpoint = z.object({
  app: named,
  certificate_chain: z.string(),
  cname: z.string(),
  created_at: timestamp,
  display_name: z.nullable(z.string()),
  /** The ids of the domains that it serves. */
  domains: z.array(uuid),
  id: uuid,
  name: z.string(),
  ssl_cert: z.object({
    acm: z.boolean(),
    'ca_signed?': z.boolean(),
    cert_domains: z.array(z.string()),
    expires_at: timestamp,
    id: uuid,
    issuer: z.string(),
    'self_signed?': z.boolean(),
    starts_at: timestamp,
    subject: z.string(),
  }),
  updated_at: timestamp,
})
export type SniEndpoint = z.infer<typeof SniEndpoint>

export const CertificateFiles = z.object({ certificate_chain: z.string(), private_key: z.string() })
export type CertificateFiles = z.infer<typeof CertificateFiles>

const CheckedCertificate = z.object({
  found: z.nullable(FoundCertificate),
  /** Why it cannot be used, and which of the two texts is to blame. */
  problem: z.nullable(z.object({ field: z.enum(['certificate_chain', 'private_key']), message: z.string() })),
  /** The hosts of the app's domains that it is good for. */
  covers: z.array(z.string()),
})
export type CheckedCertificate = z.infer<typeof CheckedCertificate>

const one = '/apps/:app/sni-endpoints/:certificate'
const acm = '/apps/:app/acm'

export const certificates = {
  list: endpoint({
    method: 'GET',
    path: '/apps/:app/sni-endpoints',
    title: 'List certificates',
    action: 'app.view',
    response: z.array(SniEndpoint),
    list: { sort: ['id', 'name'] },
    reads: ['apps', 'domains', 'certificates'],
  }),
  info: endpoint({
    method: 'GET',
    path: one,
    title: 'Show a certificate',
    action: 'app.view',
    response: SniEndpoint,
    reads: ['apps', 'domains', 'certificates'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/apps/:app/sni-endpoints',
    title: 'Add a certificate',
    action: 'domains.edit',
    body: CertificateFiles,
    response: SniEndpoint,
    status: 201,
  }),
  update: endpoint({
    method: 'PATCH',
    path: one,
    title: 'Replace a certificate',
    action: 'domains.edit',
    body: CertificateFiles,
    response: SniEndpoint,
  }),
  delete: endpoint({ method: 'DELETE', path: one, title: 'Remove a certificate', action: 'domains.edit', response: SniEndpoint }),
  enable: endpoint({
    method: 'POST',
    path: acm,
    title: 'Manage certificates automatically',
    action: 'domains.edit',
    response: App,
  }),
  disable: endpoint({ method: 'DELETE', path: acm, title: 'Stop managing certificates', action: 'domains.edit', response: App }),
  refresh: endpoint({
    method: 'PATCH',
    path: acm,
    title: 'Check the domains again',
    action: 'domains.edit',
    body: z.object({ acm_refresh: z.optional(z.boolean()) }),
    response: App,
  }),
  check: endpoint({
    method: 'POST',
    path: '/control/apps/:app/certificate-check',
    title: 'Read a certificate without adding it',
    action: 'domains.edit',
    host: true,
    body: CertificateFiles,
    response: CheckedCertificate,
  }),
}

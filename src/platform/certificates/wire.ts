import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import type { SniEndpoint } from './contract.ts'
import { validityOf, type Certificate } from './model.ts'
import { servedBy } from './upload.ts'

/** A certificate as it travels. */
export function wireCertificate(tables: Tables, now: number, row: Certificate): SniEndpoint {
  const { id, appId, name, acm, chain, subject, issuer } = row
  const { startsAt, expiresAt } = validityOf(row, now)
  return {
    app: { id: appId, name: tables.apps.must(appId).name },
    certificate_chain: chain,
    cname: '',
    created_at: iso(row.createdAt),
    display_name: null,
    domains: servedBy(tables, row).map((domain) => domain.id),
    id,
    name,
    ssl_cert: {
      acm,
      // No authority is asked: what somebody else signed counts as trusted.
      'ca_signed?': subject !== issuer,
      cert_domains: [...row.domains],
      expires_at: iso(expiresAt),
      id,
      issuer,
      'self_signed?': subject === issuer,
      starts_at: iso(startsAt),
      subject,
    },
    updated_at: iso(row.updatedAt),
  }
}

import { integer } from '#kernel/random.ts'
import type { Row } from '#kernel/table.ts'
import { twoWords, type App } from '#platform/apps/model.ts'
import { nameCovers } from '#platform/domains/contract.ts'
import { notFound } from '#platform/http/errors.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import type { FoundCertificate } from './contract.ts'

/** A certificate that serves domains of an app: the platform's own, or an uploaded one. */
export interface Certificate extends Row {
  readonly appId: string
  /** As the API calls its SNI endpoint. */
  readonly name: string
  /** Made and renewed by the platform. */
  readonly acm: boolean
  /** PEM; empty for those of the platform. The key is kept nowhere. */
  readonly chain: string
  readonly subject: string
  readonly issuer: string
  readonly domains: readonly string[]
  readonly startsAt: number
  readonly expiresAt: number
  /** Whether the platform renews it when it is time. */
  readonly renews: boolean
  readonly createdAt: number
  readonly updatedAt: number
}

export const DAY = 86_400_000
/** The platform's certificates last 90 days and are renewed a month before they end. */
const LIFE = 90 * DAY
const RENEWED_EVERY = 60 * DAY

export interface Validity {
  readonly startsAt: number
  readonly expiresAt: number
}

/** From when until when a certificate is good. Renewals that go well change nothing else, so they are no rows of their own. */
export function validityOf({ startsAt, expiresAt, renews }: Certificate, now: number): Validity {
  const renewed = renews ? Math.max(0, Math.floor((now - startsAt) / RENEWED_EVERY)) * RENEWED_EVERY : 0
  return { startsAt: startsAt + renewed, expiresAt: expiresAt + renewed }
}

/** When the platform will renew its certificate next. */
export const renewalOf = (row: Certificate, now: number): number => validityOf(row, now).startsAt + RENEWED_EVERY

/** A validity that begins now, in whole seconds as certificates have it. */
export function freshValidity(now: number): Validity {
  const startsAt = Math.floor(now / 1000) * 1000
  return { startsAt, expiresAt: startsAt + LIFE }
}

/** The platform's certificate for a host. */
export function issueCertificate(world: PlatformWorld, appId: string, host: string): Certificate {
  return insertCertificate(world, appId, {
    acm: true,
    chain: '',
    subject: `/CN=${host}`,
    issuer: "/C=US/O=Let's Encrypt/CN=E7",
    domains: [host],
    ...freshValidity(world.now),
    renews: true,
  })
}

type NewCertificate = Omit<Certificate, 'id' | 'appId' | 'name' | 'createdAt' | 'updatedAt'>

export function insertCertificate(world: PlatformWorld, appId: string, fields: NewCertificate): Certificate {
  const id = world.newId('certificate')
  const name = `${twoWords(world, id)}-${integer(10_000, 99_999, world.seed, 'number', id)}`
  return world.tables.certificates.insert({ ...fields, id, appId, name, createdAt: world.now, updatedAt: world.now })
}

/** What an upload says of a certificate. */
export const fieldsOf = (found: FoundCertificate) => ({
  subject: found.subject,
  issuer: found.issuer,
  domains: found.domains,
  startsAt: Date.parse(found.starts_at),
  expiresAt: Date.parse(found.expires_at),
})

/** The app's certificate with this name or id. Refuses with 404. */
export function certificateOf(tables: Tables, app: App, identity: string): Certificate {
  const row = tables.certificates.by('app', app.id).find(({ id, name }) => id === identity || name === identity)
  if (!row) throw notFound('sni_endpoint', 'SNI endpoint')
  return row
}

/** Whether a certificate is good for a host. */
export const covers = ({ domains }: Pick<Certificate, 'domains'>, host: string): boolean =>
  domains.some((name) => nameCovers(name, host))

import type { Account } from '#platform/account/model.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { manage } from '#platform/domains/acm.ts'
import { invalid } from '#platform/http/errors.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import type { FoundCertificate } from './contract.ts'
import { covers, DAY, fieldsOf, insertCertificate, type Certificate } from './model.ts'

// Certificates that people upload, and the warnings before they end.

/** Days before the end at which people are warned; 0 is the end itself. */
const WARNINGS = [30, 7, 0]

const wordsOf = (domains: readonly string[]) =>
  domains.length > 3 ? `${domains.slice(0, 3).join(', ')} and ${domains.length - 3} more` : domains.join(', ')

/** Why what was found cannot be used now; null if it can. */
export function expiryProblem({ expires_at: expires }: FoundCertificate, now: number): string | null {
  return Date.parse(expires) <= now ? `The certificate expired on ${expires.slice(0, 10)}. Upload one that is still good.` : null
}

function check(found: FoundCertificate, now: number): void {
  const problem = expiryProblem(found, now)
  if (problem !== null) throw invalid(problem)
}

/** Adds a certificate. It serves a domain once it is put on it. */
export function addCertificate(
  world: PlatformWorld,
  app: App,
  chain: string,
  found: FoundCertificate,
  actor: Account,
): Certificate {
  check(found, world.now)
  const row = insertCertificate(world, app.id, { ...fieldsOf(found), acm: false, chain, renews: false })
  tell(world, app.id, `added the certificate ${row.name} for ${wordsOf(row.domains)}`, actor.id)
  schedule(world, row)
  return row
}

/** Puts a newer certificate in the place of one. Refuses with 422 one that is not good for every domain that it serves. */
export function replaceCertificate(
  world: PlatformWorld,
  row: Certificate,
  chain: string,
  found: FoundCertificate,
  actor: Account,
): Certificate {
  refuseManaged(row)
  check(found, world.now)
  const lost = servedBy(world.tables, row).filter(({ hostname }) => !covers(found, hostname))
  if (lost.length > 0)
    throw invalid(`The certificate is not good for ${wordsOf(lost.map(({ hostname }) => hostname))}, which ${row.name} serves.`)
  const changed = world.tables.certificates.update(row.id, { ...fieldsOf(found), chain, updatedAt: world.now })
  tell(world, row.appId, `replaced the certificate ${row.name}`, actor.id)
  schedule(world, changed)
  return changed
}

/** Removes a certificate. The domains that it served are left without, or to the platform where it manages certificates. */
export function removeCertificate(world: PlatformWorld, row: Certificate, actor: Account): void {
  refuseManaged(row)
  const { tables } = world
  for (const { id } of servedBy(tables, row)) {
    tables.domains.update(id, { certificateId: null, updatedAt: world.now })
    manage(world, id)
  }
  world.cancelAlarm('certificate', row.id)
  tables.certificates.delete(row.id)
  tell(world, row.appId, `removed the certificate ${row.name}`, actor.id)
}

/** The domains that a certificate serves. */
export const servedBy = (tables: Tables, { id, appId }: Certificate) =>
  tables.domains.by('app', appId).filter(({ certificateId }) => certificateId === id)

function refuseManaged({ acm, name }: Certificate): void {
  if (acm) throw invalid(`${name} is managed automatically: it cannot be changed or removed by hand.`)
}

/** Wakes at the next warning. */
function schedule(world: PlatformWorld, { id, expiresAt }: Certificate): void {
  const next = WARNINGS.map((days) => expiresAt - days * DAY).find((at) => at > world.now)
  if (next === undefined) world.cancelAlarm('certificate', id)
  else world.setAlarm('certificate', id, next)
}

/** Says in the activity that a certificate is about to end, or has ended. */
export function onCertificateAlarm(world: PlatformWorld, id: string): void {
  const row = world.tables.certificates.get(id)
  if (!row) return
  const served = servedBy(world.tables, row).map(({ hostname }) => hostname)
  const until = row.expiresAt <= world.now ? 'has expired' : `expires on ${iso(row.expiresAt).slice(0, 10)}`
  const whose = served.length > 0 ? `: it serves ${wordsOf(served)}` : ''
  tell(world, row.appId, `The certificate ${row.name} ${until}${whose}`, null)
  schedule(world, row)
}

const tell = (world: PlatformWorld, appId: string, text: string, actorId: string | null) =>
  record(world, {
    appId,
    text,
    line: null,
    actorId,
    ...(actorId === null ? { kind: 'alert', notice: 'certificate' } : { kind: 'app' }),
  })

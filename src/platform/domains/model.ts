import { integer, uuid } from '#kernel/random.ts'
import type { Row } from '#kernel/table.ts'
import type { Account } from '#platform/account/model.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { certificateOf, covers } from '#platform/certificates/model.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { dropIssued, manage } from './acm.ts'
import { hostProblem, nameCovers, tidyHost, type DnsAnswer } from './contract.ts'
import { dnsTarget } from './target.ts'

/** How far the platform is with a domain's certificate, in the words that the official CLI knows. */
export type AcmStatus = 'waiting' | 'dns-verified' | 'verified' | 'cert issued' | 'failing' | 'failed'

/** A custom domain of an app. The default domain is no row: it follows from the app. */
export interface Domain extends Row {
  readonly appId: string
  readonly hostname: string
  /** The DNS target. */
  readonly cname: string
  /** Whether the router knows the target yet. */
  readonly ready: boolean
  readonly certificateId: string | null
  /** Null while the platform does not look after its certificate. `since`: when it began to try. */
  readonly acm: { readonly status: AcmStatus; readonly reason: string | null; readonly since: number } | null
  /** What the simulated name server answers, from `since` on. */
  readonly dns: { readonly answer: DnsAnswer; readonly since: number }
  readonly createdAt: number
  readonly updatedAt: number
}

/** heroku-facts G.7 */
const MOST = 1000

/** The id of the domain that every app has. */
export const defaultDomainId = (app: App): string => uuid('domain', app.id)

/** Adds a domain to an app. Its owner is taken to set up its DNS some minutes later, as it should be. */
export function addDomain(world: PlatformWorld, app: App, host: string, certificate: string | null, actor: Account): Domain {
  const { tables, now, seed } = world
  const hostname = tidyHost(host)
  const problem = hostProblem(hostname)
  if (problem !== null) throw invalid(problem)
  checkFree(tables, app, hostname)
  if (tables.domains.by('app', app.id).length >= MOST) throw invalid(`An app can have at most ${MOST} custom domains.`)
  const certificateId = certificate === null ? null : coveringId(tables, app, certificate, hostname)
  const id = world.newId('domain')
  tables.domains.insert({
    id,
    appId: app.id,
    hostname,
    cname: dnsTarget(world, id),
    ready: false,
    certificateId,
    acm: null,
    dns: { answer: 'target', since: now + integer(100, 280, seed, 'dns', id) * 1000 },
    createdAt: now,
    updatedAt: now,
  })
  world.setAlarm('domain', id, now + integer(8, 20, seed, 'dns target ready', id) * 1000)
  tell(world, app, `added the domain ${hostname}`, `Add ${hostname} domain by user ${actor.email}`, actor)
  return manage(world, id)
}

/** Refuses with 422 a name that is taken, here or elsewhere. A wildcard keeps the names below it for the apps of its owner. */
function checkFree(tables: Tables, app: App, hostname: string): void {
  const taken = tables.domains.first('hostname', hostname)
  if (taken?.appId === app.id) throw invalid(`${hostname} is already a domain of this app.`)
  if (taken) throw invalid(`${hostname} is currently in use by another app.`)
  const wildcard = tables.domains.first('hostname', `*${hostname.slice(hostname.indexOf('.'))}`)
  if (wildcard && !isSameOwner(tables, app, wildcard.appId))
    throw invalid(`${hostname} is covered by ${wildcard.hostname}, which is in use by an app of another owner.`)
  if (!hostname.startsWith('*.')) return
  const below = tables.domains
    .all()
    .find((other) => nameCovers(hostname, other.hostname) && !isSameOwner(tables, app, other.appId))
  if (below) throw invalid(`${hostname} would cover ${below.hostname}, which is in use by an app of another owner.`)
}

function isSameOwner(tables: Tables, app: App, otherId: string): boolean {
  const other = tables.apps.must(otherId)
  return app.teamId === null ? other.teamId === null && other.ownerId === app.ownerId : other.teamId === app.teamId
}

/** The id of the app's certificate with this name, which has to be an uploaded one that is good for the host. */
function coveringId(tables: Tables, app: App, name: string, hostname: string): string {
  const row = certificateOf(tables, app, name)
  if (row.acm) throw invalid(`${row.name} is managed automatically and cannot be chosen.`)
  if (!covers(row, hostname))
    throw invalid(`The certificate ${row.name} is not good for ${hostname}: it names ${row.domains.join(', ')}.`)
  return row.id
}

/** Has an uploaded certificate serve a domain, or (null) none: then the platform sees to one where it does that for the app. */
export function assign(world: PlatformWorld, app: App, domain: Domain, certificate: string | null, actor: Account): Domain {
  const { tables, now } = world
  const chosen = certificate === null ? null : coveringId(tables, app, certificate, domain.hostname)
  const current = domain.certificateId === null ? null : tables.certificates.must(domain.certificateId)
  if (chosen === (current && !current.acm ? current.id : null)) return domain
  dropIssued(world, domain)
  tables.domains.update(domain.id, { certificateId: chosen, updatedAt: now })
  const text =
    chosen === null
      ? `took the certificate from ${domain.hostname}`
      : `put the certificate ${tables.certificates.must(chosen).name} on ${domain.hostname}`
  tell(world, app, text, `Update ${domain.hostname} domain by user ${actor.email}`, actor)
  return manage(world, domain.id)
}

export function removeDomain(world: PlatformWorld, app: App, domain: Domain, actor: Account): void {
  dropIssued(world, domain)
  world.cancelAlarm('domain', domain.id)
  world.tables.domains.delete(domain.id)
  const { hostname } = domain
  tell(world, app, `removed the domain ${hostname}`, `Remove ${hostname} domain by user ${actor.email}`, actor)
}

const tell = (world: PlatformWorld, app: App, text: string, line: string, actor: Account) =>
  record(world, { appId: app.id, kind: 'app', text, line, actorId: actor.id })

/** The app's custom domain with this host or id. Refuses with 404. */
export function domainOf(tables: Tables, app: App, identity: string): Domain {
  const row = tables.domains.by('app', app.id).find(({ id, hostname }) => id === identity || hostname === identity.toLowerCase())
  if (!row) throw notFound('domain')
  return row
}

import { integer } from '#kernel/random.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { DAY, freshValidity, issueCertificate, renewalOf, validityOf } from '#platform/certificates/model.ts'
import { invalid } from '#platform/http/errors.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import type { DnsAnswer } from './contract.ts'
import type { AcmStatus, Domain } from './model.ts'

// How the platform gets certificates (heroku-facts A.10): it looks whether a domain leads to its target, has a certificate issued, and
// tries again for an hour where that fails. What it sees is what the simulated name server answers.

const MINUTE = 60_000
/** For so long it only waits: people add a domain first and set up DNS then. */
const PATIENCE = 10 * MINUTE
/** After this nothing is tried any more, until somebody asks for it. */
const GIVES_UP = 60 * MINUTE

/** What the name server answers now. Nothing, until what is being set up is there. */
const answerNow = ({ dns }: Domain, now: number): DnsAnswer => (now < dns.since ? 'none' : dns.answer)

/** Why no certificate can be had, as the API says it; null if one can. */
function faultOf(domain: Domain, now: number): string | null {
  const { hostname, cname } = domain
  if (hostname.startsWith('*.')) return 'Wildcard domains cannot be managed automatically. Upload a certificate for them.'
  const faults: Readonly<Record<DnsAnswer, string | null>> = {
    target: null,
    elsewhere: `${hostname} leads to another address than its DNS target, ${cname}.`,
    none: `There is no DNS record for ${hostname}. Make one that leads to ${cname}.`,
    caa: `A CAA record of ${hostname} allows other authorities only. Add one that allows letsencrypt.org.`,
  }
  return faults[answerNow(domain, now)]
}

/** Whether the platform looks after the certificate of a domain. */
const isManaged = (tables: Tables, app: App, { certificateId }: Domain): boolean =>
  app.acm && (certificateId === null || tables.certificates.must(certificateId).acm)

/** Begins to get a certificate for a domain, or stops, as its app and its certificate say. */
export function manage(world: PlatformWorld, id: string): Domain {
  const { tables, now } = world
  const domain = tables.domains.must(id)
  if (!isManaged(tables, tables.apps.must(domain.appId), domain)) {
    if (domain.ready) world.cancelAlarm('domain', id)
    return domain.acm === null ? domain : tables.domains.update(id, { acm: null, updatedAt: now })
  }
  if (domain.hostname.startsWith('*.')) return set(world, domain, 'failed', faultOf(domain, now))
  if (domain.ready) world.setAlarm('domain', id, now + 15_000)
  return tables.domains.update(id, { acm: { status: 'waiting', reason: null, since: now }, updatedAt: now })
}

function set(world: PlatformWorld, { id, acm }: Domain, status: AcmStatus, reason: string | null = null): Domain {
  const since = acm?.since ?? world.now
  return world.tables.domains.update(id, { acm: { status, reason, since }, updatedAt: world.now })
}

/** The next step of a domain: its target is ready, its DNS is looked at, its certificate issued or renewed. */
export function onDomainAlarm(world: PlatformWorld, id: string): void {
  const { tables, now, seed } = world
  let domain = tables.domains.get(id)
  if (!domain) return
  if (!domain.ready) {
    domain = tables.domains.update(id, { ready: true, updatedAt: now })
    if (domain.acm && !domain.hostname.startsWith('*.')) world.setAlarm('domain', id, now + 15_000)
    return
  }
  if (!domain.acm) return
  const fault = faultOf(domain, now)
  if (domain.certificateId !== null) renew(world, domain, fault)
  else if (fault !== null) wait(world, domain, fault)
  else if (domain.acm.status === 'dns-verified') {
    set(world, domain, 'verified')
    world.setAlarm('domain', id, now + integer(40, 90, seed, 'issue', id) * 1000)
  } else if (domain.acm.status === 'verified') {
    const certificate = issueCertificate(world, domain.appId, domain.hostname)
    set(world, tables.domains.update(id, { certificateId: certificate.id }), 'cert issued')
    say(world, domain, 'app', `issued a certificate for ${domain.hostname}`)
  } else {
    set(world, domain, 'dns-verified')
    world.setAlarm('domain', id, now + 20_000)
  }
}

function wait(world: PlatformWorld, domain: Domain, fault: string): void {
  const passed = world.now - (domain.acm?.since ?? world.now)
  if (passed >= GIVES_UP) {
    set(world, domain, 'failed', fault)
    say(world, domain, 'alert', `No certificate could be had for ${domain.hostname}. ${fault}`)
    return
  }
  set(world, domain, passed < PATIENCE ? 'waiting' : 'failing', fault)
  world.setAlarm('domain', domain.id, world.now + (passed < PATIENCE ? MINUTE : 5 * MINUTE))
}

/** Only what may fail is done at an alarm: see validityOf. */
function renew(world: PlatformWorld, domain: Domain, fault: string | null): void {
  const { tables, now } = world
  const row = tables.certificates.must(domain.certificateId ?? '')
  if (fault === null) {
    tables.certificates.update(row.id, { ...freshValidity(now), renews: true, updatedAt: now })
    set(world, domain, 'cert issued')
    return
  }
  const validity = validityOf(row, row.renews ? now - 1 : now)
  if (row.renews) tables.certificates.update(row.id, { ...validity, renews: false, updatedAt: now })
  const over = now >= validity.expiresAt
  if (over || domain.acm?.status !== 'failing') {
    const until = over ? 'has expired' : `will expire on ${iso(validity.expiresAt).slice(0, 10)}`
    say(world, domain, 'alert', `The certificate of ${domain.hostname} could not be renewed and ${until}. ${fault}`)
  }
  set(world, domain, over ? 'failed' : 'failing', fault)
  if (!over) world.setAlarm('domain', domain.id, Math.min(now + DAY, validity.expiresAt))
}

const say = (world: PlatformWorld, { appId }: Domain, kind: 'app' | 'alert', text: string) =>
  record(world, { appId, kind, text, line: null, actorId: null, ...(kind === 'alert' && { notice: 'certificate' }) })

/** Changes what the name server answers for a domain, from now on. */
export function setDns(world: PlatformWorld, domain: Domain, answer: DnsAnswer): Domain {
  const { tables, now } = world
  if (answer === domain.dns.answer && now >= domain.dns.since) return domain
  const changed = tables.domains.update(domain.id, { dns: { answer, since: now } })
  if (!changed.acm || !changed.ready) return changed
  const row = changed.certificateId === null ? null : tables.certificates.must(changed.certificateId)
  // Found out when the platform looks next; a certificate that is there is looked after when it is due for renewal.
  if (row?.renews) {
    if (answer === 'target') world.cancelAlarm('domain', domain.id)
    else world.setAlarm('domain', domain.id, renewalOf(row, now))
  }
  return changed
}

/** Has the platform get and renew certificates for all domains of an app that have no uploaded one, or not. */
export function setAcm(world: PlatformWorld, app: App, on: boolean, actorId: string): App {
  const { tables, now } = world
  if (on === app.acm) return app
  const word = on ? 'enabled' : 'disabled'
  record(world, { appId: app.id, kind: 'app', text: `${word} automated certificates`, line: null, actorId })
  const changed = tables.apps.update(app.id, { acm: on, updatedAt: now })
  for (const domain of tables.domains.by('app', app.id)) {
    if (!on) dropIssued(world, domain)
    manage(world, domain.id)
  }
  return changed
}

/** Takes the platform's own certificate from a domain. */
export function dropIssued({ tables }: PlatformWorld, { id, certificateId }: Domain): void {
  if (certificateId === null || !tables.certificates.must(certificateId).acm) return
  tables.domains.update(id, { certificateId: null })
  tables.certificates.delete(certificateId)
}

/** Has the platform look again, now, at every domain of an app that it could not get a certificate for. */
export function refreshAcm(world: PlatformWorld, app: App): void {
  const { tables, now } = world
  if (!app.acm) throw invalid('Automated certificate management is not enabled for this app.')
  for (const domain of tables.domains.by('app', app.id)) {
    const { acm, certificateId } = domain
    if (!acm || acm.status === 'cert issued') continue
    if (certificateId === null) manage(world, domain.id)
    else world.setAlarm('domain', domain.id, now + 15_000)
  }
}

import { dnsTarget } from '#platform/domains/target.ts'
import type { Domain } from '#platform/domains/model.ts'
import type { PlatformWorld } from '#platform/world.ts'

const DAY = 86_400_000

/** Where the shop and the blog are found: one host that no certificate could be had for, and one whose own ends soon. */
export function addDomains(world: PlatformWorld): void {
  const { tables, now } = world
  const add = (app: string, hostname: string, daysAgo: number, acm: Domain['acm'], daysLeft?: number) => {
    const row = tables.apps.first('name', app)
    if (!row) throw new Error(`no app ${app}`)
    const [id, certificateId] = [world.newId('domain'), daysLeft === undefined ? null : world.newId('certificate')]
    const at = now - daysAgo * DAY
    if (acm && !row.acm) tables.apps.update(row.id, { acm: true })
    const times = { createdAt: at, updatedAt: at }
    tables.domains.insert({
      id,
      appId: row.id,
      hostname,
      cname: dnsTarget(world, id),
      ready: true,
      certificateId,
      acm,
      dns: { answer: acm?.reason ? 'none' : 'target', since: at },
      ...times,
    })
    if (certificateId === null || daysLeft === undefined) return
    const expiresAt = Math.floor((now + daysLeft * DAY) / 1000) * 1000
    tables.certificates.insert({
      id: certificateId,
      appId: row.id,
      name: `${app.slice(9)}-${hostname.split('.')[0]}`,
      acm: acm !== null,
      chain: '',
      subject: `/CN=${hostname}`,
      issuer: acm ? "/C=US/O=Let's Encrypt/CN=E7" : '/C=US/O=Test Authority/CN=Issuer R3',
      domains: [hostname],
      startsAt: expiresAt - 90 * DAY,
      expiresAt,
      renews: acm !== null,
      ...times,
    })
  }
  const issued: Domain['acm'] = { status: 'cert issued', reason: null, since: now - 18 * DAY }
  add('fernwood-shop', 'www.fernwood.example', 18, issued, 72)
  add('fernwood-shop', 'fernwood.example', 18, issued, 72)
  const reason = 'There is no DNS record for sale.fernwood.example. Make one that leads to its DNS target.'
  add('fernwood-shop', 'sale.fernwood.example', 3, { status: 'failed', reason, since: now - 3 * DAY })
  add('fernwood-blog', 'blog.fernwood.example', 16, null, 11)
}

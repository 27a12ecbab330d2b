import { defaultDomain, type App } from '#platform/apps/model.ts'
import { forbidden } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { setDns } from './acm.ts'
import { domains } from './contract.ts'
import { addDomain, assign, defaultDomainId, domainOf, removeDomain, type Domain } from './model.ts'
import { wireDefaultDomain, wireDomain } from './wire.ts'

const isDefault = (app: App, identity: string) => identity === defaultDomainId(app) || identity === defaultDomain(app)

/** A domain that may be changed: the one that comes with the app may not. */
function customOf(tables: Tables, app: App, identity: string): Domain {
  if (isDefault(app, identity)) throw forbidden('The default domain of an app cannot be changed or removed.')
  return domainOf(tables, app, identity)
}

const wireDns = ({ id, hostname, dns }: Domain) => ({
  domain: { id, hostname },
  answer: dns.answer,
  since: iso(dns.since),
})

export const domainRoutes = implement(domains, {
  list: ({ tables, app }) =>
    listOf(
      [wireDefaultDomain(app), ...tables.domains.by('app', app.id).map((row) => wireDomain(tables, row))],
      { id: (row) => row.id, hostname: (row) => row.hostname },
      (row) => row,
    ),
  create: ({ world, tables, actor, app, body }) =>
    wireDomain(tables, addDomain(world, app, body.hostname, body.sni_endpoint ?? null, actor)),
  info: ({ tables, app, params }) =>
    isDefault(app, params.domain) ? wireDefaultDomain(app) : wireDomain(tables, domainOf(tables, app, params.domain)),
  update: ({ world, tables, actor, app, params, body }) =>
    wireDomain(tables, assign(world, app, customOf(tables, app, params.domain), body.sni_endpoint, actor)),
  delete: ({ world, tables, actor, app, params }) => {
    const row = customOf(tables, app, params.domain)
    const gone = wireDomain(tables, row)
    removeDomain(world, app, row, actor)
    return gone
  },
  dns: ({ tables, app }) => tables.domains.by('app', app.id).map(wireDns),
  setDns: ({ world, tables, app, params, body }) => wireDns(setDns(world, customOf(tables, app, params.domain), body.answer)),
})

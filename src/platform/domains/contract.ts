import * as z from 'zod/mini'
import { endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'

const Domain = z.object({
  acm_status: z.nullable(z.string()),
  acm_status_reason: z.nullable(z.string()),
  app: named,
  cname: z.nullable(z.string()),
  created_at: timestamp,
  hostname: z.string(),
  id: uuid,
  kind: z.enum(['heroku', 'custom']),
  sni_endpoint: z.nullable(named),
  status: z.string(),
  updated_at: timestamp,
})
export type Domain = z.infer<typeof Domain>

/** What the simulated name server answers for a custom domain: its target, another address, nothing, or a CAA record that forbids certificates. */
export const DnsAnswer = z.enum(['target', 'elsewhere', 'none', 'caa'])
export type DnsAnswer = z.infer<typeof DnsAnswer>

const Dns = z.object({
  domain: z.object({ id: uuid, hostname: z.string() }),
  answer: DnsAnswer,
  /** When somebody set it up; in the future for a record that is being set up. */
  since: timestamp,
})
export type Dns = z.infer<typeof Dns>

/** The name of a certificate, or null for none. */
const sniEndpoint = z.nullable(z.string())
const one = '/apps/:app/domains/:domain'

export const domains = {
  list: endpoint({
    method: 'GET',
    path: '/apps/:app/domains',
    title: 'List domains',
    action: 'app.view',
    response: z.array(Domain),
    list: { sort: ['id', 'hostname'] },
    reads: ['apps', 'domains', 'certificates'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/apps/:app/domains',
    title: 'Add a domain',
    action: 'domains.edit',
    body: z.object({ hostname: z.string(), sni_endpoint: z.optional(sniEndpoint) }),
    response: Domain,
    status: 201,
  }),
  info: endpoint({
    method: 'GET',
    path: one,
    title: 'Show a domain',
    action: 'app.view',
    response: Domain,
    reads: ['apps', 'domains', 'certificates'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: one,
    title: 'Choose the certificate of a domain',
    action: 'domains.edit',
    body: z.object({ sni_endpoint: sniEndpoint }),
    response: Domain,
  }),
  delete: endpoint({ method: 'DELETE', path: one, title: 'Remove a domain', action: 'domains.edit', response: Domain }),
  dns: endpoint({
    method: 'GET',
    path: '/control/apps/:app/dns',
    title: 'Show what name servers say',
    action: 'app.view',
    response: z.array(Dns),
    reads: ['domains'],
  }),
  setDns: endpoint({
    method: 'PUT',
    path: '/control/apps/:app/domains/:domain/dns',
    title: 'Change what name servers say',
    action: 'domains.edit',
    body: z.object({ answer: DnsAnswer }),
    response: Dns,
  }),
}

/** The platform's own names, which nobody else can add. */
const RESERVED = ['herokuapp.com', 'herokudns.com', 'herokussl.com', 'heroku.com', 'herokuspace.com', 'localhost']
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** A host name as it is kept: in lower case, without blanks around it. */
export const tidyHost = (text: string): string => text.trim().toLowerCase()

/** Why this cannot be a custom domain, and how to mend it; null if it can. Whether it is free, only the platform knows. */
export function hostProblem(text: string): string | null {
  const host = tidyHost(text)
  if (host === '') return 'Hostname is missing.'
  if (/^[a-z][a-z0-9+.-]*:\/\//.test(host)) return 'Hostname is only the name: leave out https:// and what follows the host.'
  if (/[/?#@:\s]/.test(host)) return 'Hostname may not contain a path, a port or blanks.'
  if (/[^\p{ASCII}]/u.test(host)) return 'Hostname must be in its ASCII form, which begins with xn--.'
  if (host.length > 253) return 'Hostname is too long (maximum is 253 characters).'
  const labels = host.split('.')
  if (labels.length < 2) return 'Hostname must have a dot, as in www.example.com.'
  if (labels.every((label) => /^\d+$/.test(label))) return 'Hostname must be a name: an IP address cannot be added.'
  const [first = '', ...others] = labels
  if (others.some((label) => label.includes('*')) || (first.includes('*') && first !== '*'))
    return 'A wildcard stands for the whole first part: *.example.com.'
  if (first === '*' && others.length < 2) return 'A wildcard needs a domain of its own: *.example.com.'
  const wrong = (first === '*' ? others : labels).find((label) => !LABEL.test(label))
  if (wrong === '') return 'Hostname has a dot too many.'
  if (wrong !== undefined)
    return `Hostname may only contain letters, digits, dashes and dots; "${wrong.slice(0, 63)}" is no part of one.`
  if (!/[a-z]/.test(labels.at(-1) ?? '')) return 'Hostname must end with a top-level domain, such as .com.'
  const reserved = RESERVED.find((name) => host === name || host.endsWith(`.${name}`))
  if (reserved !== undefined) return `Hostname may not be within ${reserved}, which belongs to the platform.`
  return null
}

/** Whether a certificate's name stands for a host: `*` for exactly one part, and a wildcard domain only for itself. */
export function nameCovers(name: string, host: string): boolean {
  if (name === host) return true
  return name.startsWith('*.') && !host.startsWith('*.') && host.slice(host.indexOf('.') + 1) === name.slice(2)
}

/** Second-level domains below which names are registered, among the commonest. */
const SUFFIXES = /^(co|com|net|org|gov|ac)\.[a-z]{2}$/

/** The record that leads a host to its target: an apex cannot have a CNAME (RFC 1034, 3.6.2). */
export function recordType(host: string): 'CNAME' | 'ALIAS or ANAME' {
  const labels = host.split('.')
  const apex = labels.length === 2 || (labels.length === 3 && SUFFIXES.test(labels.slice(1).join('.')))
  return apex && labels[0] !== '*' ? 'ALIAS or ANAME' : 'CNAME'
}

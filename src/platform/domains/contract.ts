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

export const domains = {
  list: endpoint({
    method: 'GET',
    path: '/apps/:app/domains',
    title: 'List domains',
    action: 'app.view',
    response: z.array(Domain),
    list: { sort: ['id', 'hostname'] },
    reads: ['apps'],
  }),
  info: endpoint({
    method: 'GET',
    path: '/apps/:app/domains/:domain',
    title: 'Show a domain',
    action: 'app.view',
    response: Domain,
    reads: ['apps'],
  }),
}

import * as z from 'zod/mini'
import { parseAddress } from '#platform/http/address.ts'
import { endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'

export const MOST_DRAINS = 5

/** Why logs cannot be sent to this address, and what to do about it; null if they can. */
export function drainUrlProblem(text: string): string | null {
  const url = parseAddress(text)
  const fix = 'The URL has to begin with https://, syslog+tls:// or syslog://, and name a host.'
  if (!url || !['https', 'syslog', 'syslog+tls'].includes(url.scheme)) return fix
  if (url.scheme !== 'https' && url.port === '') return 'A syslog address needs a port, as in syslog+tls://example.com:6514.'
  return text.length > 1024 ? 'The URL can be at most 1024 characters long.' : null
}

const Drain = z.object({
  addon: z.nullable(named),
  created_at: timestamp,
  extended: z.optional(z.object({ drain_id: z.number() })),
  id: uuid,
  token: z.string(),
  updated_at: timestamp,
  url: z.string(),
})
export type Drain = z.infer<typeof Drain>

/** How a drain has been doing for the last hour. */
const DrainState = z.object({
  drain: uuid,
  state: z.enum(['ok', 'behind', 'failing']),
  /** A sentence; null when all is well. */
  reason: z.nullable(z.string()),
  dropped: z.number(),
})

export const drains = {
  list: endpoint({
    method: 'GET',
    path: '/apps/:app/log-drains',
    title: 'List log drains',
    action: 'app.view',
    query: z.object({ extended: z.optional(z.string()) }),
    response: z.array(Drain),
    list: { sort: ['created_at', 'id'] },
    reads: ['drains'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/apps/:app/log-drains',
    title: 'Add a log drain',
    action: 'drains.edit',
    body: z.object({ url: z.string() }),
    response: Drain,
    status: 201,
  }),
  /** By id, URL or token. */
  info: endpoint({
    method: 'GET',
    path: '/apps/:app/log-drains/:drain',
    title: 'Show a log drain',
    action: 'app.view',
    response: Drain,
    reads: ['drains'],
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/apps/:app/log-drains/:drain',
    title: 'Remove a log drain',
    action: 'drains.edit',
    response: Drain,
  }),
  ofAddon: endpoint({
    method: 'GET',
    path: '/addons/:addon/log-drains',
    title: "List an add-on's log drains",
    response: z.array(Drain),
    list: { sort: ['created_at', 'id'] },
    reads: ['drains', 'addons', 'attachments'],
  }),
  /** By id, URL or token. */
  update: endpoint({
    method: 'PUT',
    path: '/addons/:addon/log-drains/:drain',
    title: "Change an add-on's log drain",
    body: z.object({ url: z.string() }),
    response: Drain,
  }),
  states: endpoint({
    method: 'GET',
    path: '/control/apps/:app/log-drains',
    title: 'Show how log drains are doing',
    action: 'app.view',
    response: z.array(DrainState),
    reads: ['drains', 'apps'],
  }),
}

import type { Row } from '#kernel/table.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import type { HostEvent, PlatformHost } from '#platform/host.ts'
import type { StreamAnswer } from '#platform/http/stream.ts'
import type { Tables } from '#platform/world.ts'

/** Tables whose rows tell nobody but their owner anything. */
const PRIVATE = new Set(['authorizations', 'sources', 'runs'])

/** The change feed of one person: which tables changed, and for which apps they may see. Never what a row holds. */
export function followChanges(host: PlatformHost, accountId: string): StreamAnswer {
  let waiting: HostEvent[] = []
  const stop = host.onEvent((event) => waiting.push(event))
  return {
    contentType: 'text/event-stream',
    close: stop,
    pull: ({ tables }) => {
      const events = waiting
      waiting = []
      const seen = new Set<string>()
      for (const event of events) {
        if (event.kind !== 'commit') seen.add(`event: ${event.kind}\ndata: {}\n\n`)
        else
          for (const change of event.changes) {
            const line = lineFor(tables, accountId, change.table, change.id, change.after ?? change.before)
            if (line !== null) seen.add(line)
          }
      }
      return { text: [...seen].join(''), done: false }
    },
  }
}

function lineFor(tables: Tables, accountId: string, table: string, id: string, row: Row | undefined): string | null {
  if (PRIVATE.has(table) || !row) return null
  const appId = table === 'apps' ? id : 'appId' in row && typeof row.appId === 'string' ? row.appId : null
  const app = appId === null ? undefined : tables.apps.get(appId)
  if (app && permissionsOn(tables, app, accountId).length === 0) return null
  return `event: change\ndata: ${JSON.stringify({ table, ...(appId === null ? {} : { app: appId, name: app?.name }) })}\n\n`
}

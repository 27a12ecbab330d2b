import type { Row } from '#kernel/table.ts'
import { permissionsOn } from '#platform/apps/access.ts'
import type { Change } from '#kernel/state.ts'
import type { HostEvent, PlatformHost } from '#platform/host.ts'
import type { StreamAnswer } from '#platform/http/stream.ts'
import type { Tables } from '#platform/world.ts'

const MOST_WAITING = 10_000

/** Tables whose rows tell nobody but their owner anything. */
const PRIVATE = new Set(['authorizations', 'sources', 'runs', 'outbox'])

/** The change feed of one person: which tables changed, and for which apps they may see. Never what a row holds. */
export function followChanges(host: PlatformHost, accountId: string): StreamAnswer {
  let waiting: HostEvent[] = []
  const stop = host.onEvent((event) => {
    // Who does not read for that long asks for everything again.
    if (waiting.length >= MOST_WAITING) waiting = [{ kind: 'world' }]
    else waiting.push(event)
  })
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
            const line = lineFor(tables, accountId, change)
            if (line !== null) seen.add(line)
          }
      }
      return { text: [...seen].join(''), done: false }
    },
  }
}

function lineFor(tables: Tables, accountId: string, { table, id, before, after }: Change): string | null {
  const row = after ?? before
  if (PRIVATE.has(table) || !row) return null
  const appId = table === 'apps' ? id : 'appId' in row && typeof row.appId === 'string' ? row.appId : null
  const app = appId === null ? undefined : tables.apps.get(appId)
  if (app && permissionsOn(tables, app, accountId).length === 0 && !concerns(row, accountId)) {
    // Those who may not see it any more have to hear that their list is another.
    return table === 'apps' && OWNERSHIP.some((field) => valueOf(before, field) !== valueOf(after, field))
      ? `event: change\ndata: {"table":"apps"}\n\n`
      : null
  }
  return `event: change\ndata: ${JSON.stringify({ table, ...(appId === null ? {} : { app: appId, name: app?.name }) })}\n\n`
}

/** What decides who sees an app, beside its collaborators. */
const OWNERSHIP = ['locked', 'ownerId', 'teamId']

const valueOf = (row: Row | undefined, field: string): unknown => (row === undefined ? undefined : Reflect.get(row, field))

/** Whether a row is about this person: they were added to an app, or are offered one. */
const concerns = (row: Row, accountId: string): boolean =>
  ['accountId', 'recipientId'].some((field) => valueOf(row, field) === accountId)

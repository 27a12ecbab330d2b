import type { Row } from '#kernel/table.ts'
import { permissionsByRole, permissionsOn } from '#platform/apps/access.ts'
import type { App } from '#platform/apps/model.ts'
import type { Change } from '#kernel/state.ts'
import type { HostEvent, PlatformHost } from '#platform/host.ts'
import type { StreamAnswer } from '#platform/http/stream.ts'
import { permissionsOnPipeline } from '#platform/pipelines/access.ts'
import type { Pipeline } from '#platform/pipelines/rows.ts'
import type { Tables } from '#platform/world.ts'
import type { ToldChange } from './contract.ts'

const MOST_WAITING = 10_000

/** Tables whose rows tell nobody anything. */
const PRIVATE = new Set(['sources', 'runs', 'outbox'])
/** And those whose rows tell only whose they are. */
const PERSONAL = new Set(['authorizations', 'credits', 'keys', 'oauthClients'])

/** The parameters of paths that name a row of these tables. Such a row can be removed while its page is open. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  apps: ['app'],
  addons: ['addon', 'database', 'cluster'],
  pipelines: ['pipeline'],
  webhooks: ['webhook'],
}

/** The change feed of one person: which tables changed, and for which apps they may see. Never what a row holds. */
export function followChanges(host: PlatformHost, accountId: string): StreamAnswer {
  let waiting = new Set<string>()
  // What somebody may see can change until they read, so it is told as it is when it happens.
  const stop = host.onEvent((event) => {
    for (const line of linesOf(event, accountId)) waiting.add(line)
    // Who does not read for that long asks for everything again.
    if (waiting.size > MOST_WAITING) waiting = new Set([lineOf('world')])
  })
  return {
    contentType: 'text/event-stream',
    close: stop,
    pull: () => {
      const text = [...waiting].join('')
      waiting.clear()
      return { text, done: false }
    },
  }
}

function linesOf(event: HostEvent, accountId: string): readonly string[] {
  if (event.kind !== 'commit') return [lineOf(event.kind)]
  const commit = new Commit(event.tables, accountId, event.changes)
  return event.changes.flatMap((change) => {
    const told = commit.tell(change)
    return told ? [lineOf('change', told)] : []
  })
}

const lineOf = (kind: string, data: object = {}) => `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`

/** What one person hears of one commit. */
class Commit {
  readonly #tables: Tables
  readonly #accountId: string
  /** The apps that it changed, as they were. */
  readonly #appsBefore = new Map<string, App>()
  /** The apps to which the person had been added until then. */
  readonly #removedFrom = new Set<string>()

  constructor(tables: Tables, accountId: string, changes: readonly Change[]) {
    this.#tables = tables
    this.#accountId = accountId
    for (const { table, before, after } of changes) {
      if (table === 'apps' && isApp(before)) this.#appsBefore.set(before.id, before)
      if (table === 'collaborators' && !after && valueOf(before, 'accountId') === accountId)
        this.#removedFrom.add(String(valueOf(before, 'appId')))
    }
  }

  /** What to say of a change; null for what is not the person's business. */
  tell({ table, id, before, after }: Change): ToldChange | null {
    const row = after ?? before
    if (PRIVATE.has(table) || !row) return null
    if (PERSONAL.has(table) && !concerns(row, this.#accountId)) return null
    const appId = table === 'apps' ? id : valueOf(row, 'appId')
    if (isPipeline(table, before)) return this.#tellPipeline(before, after)
    if (typeof appId !== 'string') return { table }
    const app = this.#tables.apps.get(appId)
    const was = this.#appsBefore.get(appId)
    if (!app || permissionsOn(this.#tables, app, this.#accountId).length === 0) {
      const name = was?.name ?? app?.name
      if (this.#sawBefore(appId)) return { table, app: appId, ...(name !== undefined && { gone: { app: [appId, name] } }) }
      return concerns(row, this.#accountId) ? { table, app: appId, name: app?.name } : null
    }
    return { table, app: appId, name: app.name, ...goneWith(table, before, after) }
  }

  /** What a pipeline was called is nobody's business who could not see it. */
  #tellPipeline(before: Pipeline, after: Row | undefined): ToldChange {
    const saw = permissionsOnPipeline(this.#tables, before, this.#accountId).length > 0
    return { table: 'pipelines', ...(saw && goneWith('pipelines', before, after)) }
  }

  /** Whether the person saw the app before this commit, which changed it, deleted it or took them off it. */
  #sawBefore(appId: string): boolean {
    if (this.#removedFrom.has(appId)) return true
    const was = this.#appsBefore.get(appId)
    return was !== undefined && permissionsByRole(this.#tables, was, this.#accountId).length > 0
  }
}

/** The old name of a row that was renamed, the id and name of one that was removed: by these nothing is found any more. */
function goneWith(table: string, before: Row | undefined, after: Row | undefined): Pick<ToldChange, 'gone'> {
  const parameters = PARAMETERS[table] ?? []
  if (parameters.length === 0 || !before) return {}
  const names = ['id', 'name'].map((field) => valueOf(before, field)).filter((value) => typeof value === 'string')
  const gone = after ? names.filter((name) => name !== after.id && name !== valueOf(after, 'name')) : names
  return gone.length > 0 ? { gone: Object.fromEntries(parameters.map((parameter) => [parameter, gone])) } : {}
}

const isApp = (row: Row | undefined): row is App => row !== undefined && 'config' in row

const isPipeline = (table: string, row: Row | undefined): row is Pipeline => table === 'pipelines' && row !== undefined

const valueOf = (row: Row | undefined, field: string): unknown => (row === undefined ? undefined : Reflect.get(row, field))

/** Whether a row is about this person: they were added to an app, or are offered one. */
const concerns = (row: Row, accountId: string): boolean =>
  ['accountId', 'recipientId'].some((field) => valueOf(row, field) === accountId)

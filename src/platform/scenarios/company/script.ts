import { hex, integer } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import { addAddon, attach } from '#platform/addons/model.ts'
import type { App } from '#platform/apps/model.ts'
import { Source } from '#platform/builds/contract.ts'
import type { Traffic } from '#platform/control/contract.ts'
import { onBehalfOf, type Client } from '#platform/http/client.ts'
import type { Permission } from '#platform/permissions/contract.ts'
import type { Command, PlatformWorld } from '#platform/world.ts'
import { treeOf, type Files } from './tree.ts'

// A small language for telling what people did: a story is a list of lines, and each line is one or more API requests.

export type Who = 'ada' | 'marcus' | 'lucia' | 'jonas' | 'mei' | 'tom' | 'priya' | 'otto'

/** When, as day and time since midnight before the epoch of a world that begins at 06:00; who; what they did. */
export type Line = readonly [at: string, who: Who, ...acts: readonly Act[]]
export type Story = readonly Line[]

/** What one line does on the stage. */
export type Act = (stage: Stage) => void

/** The code of something that is deployed, to one app or several. */
export interface Project {
  readonly name: string
  readonly files: Files
}

/** Files that a commit writes; null for those that it deletes. */
export type Changes = Readonly<Record<string, Files[string] | null>>

/** The newest commit of a project. */
interface Head {
  readonly files: Files
  readonly nth: number
  readonly message: string
}

interface Stage {
  readonly world: PlatformWorld
  readonly people: Readonly<Record<Who, Account>>
  readonly heads: Map<Project, Head>
  readonly actor: Account
  readonly client: Client
  /** Sends a request as whoever the line is about. */
  readonly ask: (method: Command['method'], path: string, body?: unknown) => unknown
}

const BEGINS = 6 * 3_600_000

/** Ms since the epoch. People do not act on the full minute: lines that do not name a second get one from the seed. */
function timeOf([at, who]: Line, seed: string): number {
  const [, day = 0, hour = 0, minute = 0, second] = (/^(\d+) (\d\d):(\d\d)(?::(\d\d))?$/.exec(at) ?? []).map((part) =>
    part === undefined ? undefined : Number(part),
  )
  const within = second === undefined ? integer(0, 59_999, seed, 'second', at, who) : second * 1000
  return ((day * 24 + hour) * 60 + minute) * 60_000 + within - BEGINS
}

/** Lets the stories happen, line by line as time passes, and brings the world to `end`. A refused request throws. */
export function play(
  world: PlatformWorld,
  perform: (command: Command) => unknown,
  people: Stage['people'],
  stories: readonly Story[],
  end: string,
): void {
  const { seed } = world
  const { epoch } = world.origin
  const heads: Stage['heads'] = new Map()
  const lines = stories.flat().map((line) => ({ line, at: epoch + timeOf(line, seed) }))
  for (const { line, at } of lines.sort((a, b) => a.at - b.at)) {
    world.advanceTo(at)
    const [, who, ...acts] = line
    const ask: Stage['ask'] = (method, path, body) =>
      perform({ method, path, ...(body === undefined ? {} : { body }), actor: people[who].id, client: clientOf(who, path) })
    for (const act of acts) act({ world, people, heads, ask, actor: people[who], client: clientOf(who, '') })
  }
  world.advanceTo(epoch + timeOf([end, 'ada'], seed))
}

/** Code is pushed from the command line, and Jonas does all else from there too. */
const clientOf = (who: Who, path: string) => (who === 'jonas' || path.endsWith('/builds') ? 'cli' : 'dashboard')

const request =
  (method: Command['method'], path: string, body?: unknown): Act =>
  ({ ask }) =>
    void ask(method, path, body)

/** Traffic in requests a second at its peak. */
export const traffic = (app: string, peak: number, shape: Traffic['shape'] = 'daily'): Act =>
  request('PUT', `/control/apps/${app}/traffic`, { peak_rps: peak, shape })

/** Makes an app of the team, or a personal one where `team` is null. */
export const create =
  (
    name: string,
    peak: number,
    shape: Traffic['shape'],
    {
      team = 'fernwood',
      ...rest
    }: { readonly team?: string | null; readonly region?: string; readonly stack?: string; readonly locked?: boolean } = {},
  ): Act =>
  (stage) => {
    if (team === null) stage.ask('POST', '/apps', { name, ...rest })
    else stage.ask('POST', '/teams/apps', { name, team, region: 'eu', ...rest })
    traffic(name, peak, shape)(stage)
  }

export const config = (app: string, changes: Readonly<Record<string, string | null>>): Act =>
  request('PATCH', `/apps/${app}/config-vars`, changes)
export const rename = (app: string, name: string): Act => request('PATCH', `/apps/${app}`, { name })
export const maintenance = (app: string, on: boolean): Act => request('PATCH', `/apps/${app}`, { maintenance: on })
export const feature = (app: string, name: string): Act => request('PATCH', `/apps/${app}/features/${name}`, { enabled: true })
export const stack = (app: string, name: string): Act => request('PATCH', `/apps/${app}`, { build_stack: name })
export const restart = (app: string, type?: string): Act =>
  request('DELETE', type === undefined ? `/apps/${app}/dynos` : `/apps/${app}/formations/${type}`)
export const run = (app: string, command: string): Act => request('POST', `/apps/${app}/dynos`, { command })
export const favourite = (app: string): Act => request('POST', '/favorites', { type: 'app', resource_id: app })
export const dropCache = (app: string): Act => request('DELETE', `/apps/${app}/build-cache`)

/** Adds an add-on, which is there at once: the platform's marketplace loads later. `as` is `NAME KEY,KEY`; the key is URL unless told. */
export const addon =
  (app: string, plan: string, name: string, as: string): Act =>
  ({ world, actor, client }) => {
    const [service = '', level = ''] = plan.split(':')
    const [attachment = '', keys = 'URL'] = as.split(' ')
    const fields = { name, service, plan: level, keys: keys.split(','), userId: actor.id }
    onBehalfOf(world, client, () => addAddon(world, appCalled(world, app), fields, attachment))
  }

/** Lets another app use an add-on that there is. */
export const share =
  (app: string, name: string, as: string, namespace: string | null = null): Act =>
  ({ world, actor, client }) => {
    const there = world.tables.addons.first('name', name)
    if (there) onBehalfOf(world, client, () => attach(world, appCalled(world, app), there, as, namespace, actor.id))
  }

function appCalled({ tables }: PlatformWorld, name: string): App {
  const app = tables.apps.first('name', name)
  if (!app) throw new Error(`no app is called ${name}`)
  return app
}

/** Scales as on the command line: 'web=3:Standard-2X worker=1'. */
export const scale = (app: string, words: string): Act =>
  request('PATCH', `/apps/${app}/formation`, {
    updates: words.split(' ').map((word) => {
      const [type = '', quantity = '', size] = word.split(/[=:]/)
      return { type, quantity: Number(quantity), ...(size === undefined ? {} : { size }) }
    }),
  })

/** Adds someone from outside the team. */
export const invite = (app: string, who: Who, permissions: readonly Permission[]): Act =>
  request('POST', `/teams/apps/${app}/collaborators`, { user: `${who}@example.com`, permissions })

/** Code grows a little with every commit. */
const GROWTH = 1.012

function commit(before: Head | undefined, project: Project, message: string, changes: Changes): Head {
  const files: Record<string, Files[string]> = {}
  for (const [path, content] of Object.entries({ ...(before?.files ?? project.files), ...changes })) {
    if (content !== null) files[path] = typeof content === 'number' ? content * GROWTH : content
  }
  return { files, nth: (before?.nth ?? 0) + 1, message }
}

/** Deploys a new commit of a project, or without a message its newest one. */
export const deploy =
  (app: string, project: Project, message?: string, changes: Changes = {}): Act =>
  ({ world, heads, ask }) => {
    const before = heads.get(project)
    const head = before && message === undefined ? before : commit(before, project, message ?? 'First commit', changes)
    heads.set(project, head)
    build(ask, app, head, hex(40, world.seed, 'commit', project.name, head.nth))
  }

/** Deploys a commit of a branch of a project: what comes next on its main branch does not build on it. */
export const deployBranch =
  (app: string, project: Project, message: string, shaOf: (seed: string) => string): Act =>
  ({ world, heads, ask }) =>
    build(ask, app, commit(heads.get(project), project, message, {}), shaOf(world.seed))

function build(ask: Stage['ask'], app: string, { files, message }: Head, version: string): void {
  const url = Source.parse(ask('POST', '/sources')).source_blob.put_url
  ask('PUT', url, treeOf(files))
  ask('POST', `/apps/${app}/builds`, { source_blob: { url, version, version_description: message } })
}

/** Rolls back to the newest release before the current one that ran other code. */
export const rollBack =
  (app: string): Act =>
  ({ world, ask }) => {
    const { tables } = world
    const row = tables.apps.first('name', app)
    const releases = row ? tables.releases.by('app', row.id).sort((a, b) => b.version - a.version) : []
    const current = releases.find((release) => release.id === row?.releaseId)
    const target = releases.find(
      (release) => release.status === 'succeeded' && release.slugId !== null && release.slugId !== current?.slugId,
    )
    ask('POST', `/apps/${app}/releases`, { release: `v${target?.version}` })
  }

import { planProcess, PROGRAM_NAMES } from '#platform/builds/process/index.ts'
import type { App } from '#platform/apps/model.ts'
import { defaultDomain } from '#platform/apps/model.ts'
import { attachTerminal, endTerminal } from '#platform/dynos/lifecycle.ts'
import type { Dyno, Run } from '#platform/dynos/model.ts'
import { NO_SOURCE, portOf } from '#platform/dynos/plan.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { consoles } from './contract.ts'
import { filesOf } from './files.ts'

/** An app's one-off dyno that was started to be attached to. */
function attachedDyno(tables: Tables, app: App, identity: string): Dyno {
  const dyno = tables.dynos.by('app', app.id).find(({ id, name }) => id === identity || name === identity)
  if (!dyno) throw notFound('dyno')
  if (!dyno.oneOff?.attach) throw invalid(`${dyno.name} was not started to be attached to: it has no terminal.`)
  return dyno
}

/** heroku-facts B.4: what a process finds in its environment beside the config vars. */
function environment(tables: Tables, app: App, dyno: Dyno, run: Run): Record<string, string> {
  const release = tables.releases.get(dyno.releaseId)
  const metadata = {
    HEROKU_APP_ID: app.id,
    HEROKU_APP_NAME: app.name,
    HEROKU_APP_DEFAULT_DOMAIN_NAME: defaultDomain(app),
    HEROKU_DYNO_ID: dyno.id,
    HEROKU_RELEASE_VERSION: `v${run.version}`,
    ...(release && { HEROKU_RELEASE_CREATED_AT: iso(release.createdAt) }),
  }
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin:/app/bin',
    LANG: 'C.UTF-8',
    ...(app.features.includes('runtime-dyno-metadata') ? metadata : {}),
    ...run.env,
    HOME: '/app',
    DYNO: dyno.name,
    PORT: String(portOf(run)),
  }
}

/** What was deployed with a run's release. */
function deployed(tables: Tables, run: Run) {
  const slug = run.slugId === null ? undefined : tables.slugs.get(run.slugId)
  const source = slug?.sourceId ? tables.sources.get(slug.sourceId) : undefined
  return { slug, tree: source?.tree ?? NO_SOURCE }
}

export const consoleRoutes = implement(consoles, {
  attach: ({ world, tables, app, params }) => {
    const dyno = attachedDyno(tables, app, params.dyno)
    const run = attachTerminal(world, dyno)
    const env = environment(tables, app, dyno, run)
    return { id: dyno.id, dyno: dyno.name, command: dyno.command, env, programs: [...PROGRAM_NAMES] }
  },
  exit: ({ world, tables, app, params, body }) => {
    const dyno = attachedDyno(tables, app, params.dyno)
    if (!tables.runs.must(dyno.runId).terminal) throw invalid(`No terminal is attached to ${dyno.name}.`)
    endTerminal(world, dyno, body.status)
    return {}
  },
  files: async ({ tables, app, params, host }) => {
    const dyno = attachedDyno(tables, app, params.dyno)
    const { tree } = deployed(tables, tables.runs.must(dyno.runId))
    return filesOf(tree, tree.checksum === '' ? null : await host.archives.read(tree.checksum))
  },
  program: ({ tables, app, params, query }) => {
    const dyno = attachedDyno(tables, app, params.dyno)
    const run = tables.runs.must(dyno.runId)
    const { slug, tree } = deployed(tables, run)
    if (!slug?.runtime) return { lines: ['It is not known how this program behaves.'], status: 127, ms: 0 }
    const { lines, outcome } = planProcess({
      slug: { processTypes: slug.processTypes, runtime: slug.runtime },
      tree,
      type: 'run',
      command: query.command,
      env: run.env,
      seed: run.id,
      port: portOf(run),
    })
    return {
      lines: lines.map(({ text }) => text),
      status: outcome.kind === 'exits' ? outcome.status : null,
      ms: outcome.kind === 'exits' ? outcome.afterMs : outcome.kind === 'never-binds' ? 0 : outcome.bootMs,
    }
  },
  list: ({ tables, app }) =>
    listOf(
      tables.runs.by('app', app.id).filter(({ askedBy }) => askedBy !== null),
      { started_at: ({ startedAt }) => iso(startedAt), id: ({ id }) => id },
      (run) => {
        // One that was told to stop counts as ended, though it takes a moment: nothing tells of the moment's end.
        const { end } = run
        return {
          id: run.id,
          dyno: run.name,
          command: run.command,
          size: run.size,
          version: run.version,
          by: run.askedBy ?? '',
          started_at: iso(run.startedAt),
          ended_at: end && iso(end.at),
          status: end && end.status,
          stopped: end !== null && end.reason !== 'exit',
          terminal: run.terminal,
        }
      },
    ),
})

import { integer } from '#kernel/random.ts'
import { record } from '#platform/apps/activity.ts'
import type { App } from '#platform/apps/model.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { identityOf } from '#platform/http/wire.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { dynos, PROCESS_TYPE } from './contract.ts'
import { formationOf, scale, type Formation } from './formation.ts'
import { formationDynos, restartAll, restartDyno, startDyno, stopDyno } from './lifecycle.ts'
import type { Dyno } from './model.ts'
import { outputOf } from './output.ts'
import { ecoSecondsUsed, ECO_QUOTA_SECONDS } from './quota.ts'
import { findSize, SIZES, sizeOf, type Size } from './sizes.ts'
import { outputKey, wireDyno, wireFormation } from './wire.ts'

const wireSize = (size: Size) => ({
  compute: size.compute,
  cost: { cents: size.monthlyCents, unit: 'month' },
  dedicated: size.dedicated,
  dyno_units: size.dynoUnits,
  id: size.id,
  memory: size.memoryMb / 1024,
  name: size.name,
  private_space_only: false,
})

function dynoOf(tables: Tables, app: App, identity: string): Dyno {
  const row = tables.dynos.by('app', app.id).find((dyno) => dyno.id === identity || dyno.name === identity)
  if (!row) throw notFound('dyno')
  return row
}

function typeOf(world: PlatformWorld, app: App, identity: string): Formation {
  const row = formationOf(world, app).find((formation) => formation.type === identity || formation.id === identity)
  if (!row) throw notFound('formation', 'process type')
  return row
}

function restarted(world: PlatformWorld, app: App, what: string, actor: { readonly id: string; readonly email: string }): void {
  record(world, {
    appId: app.id,
    kind: 'restart',
    text: `restarted ${what}`,
    line: `Restart ${what} by user ${actor.email}`,
    actorId: actor.id,
  })
}

export const dynoRoutes = implement(dynos, {
  list: ({ tables, app, base }) =>
    listOf(tables.dynos.by('app', app.id), { id: (row) => row.id, name: (row) => row.name }, (row) => wireDyno(base, app, row)),
  info: ({ tables, app, params, base }) => wireDyno(base, app, dynoOf(tables, app, params.dyno)),
  create: ({ world, tables, actor, app, body, base }) => {
    const release = app.releaseId === null ? undefined : tables.releases.get(app.releaseId)
    if (!release?.slugId) throw invalid('There is nothing to run: deploy this app first.')
    const slug = tables.slugs.must(release.slugId)
    const type = body.type ?? 'run'
    // A command that names a process type runs that type's command, with its arguments.
    const [word = '', ...rest] = body.command.split(' ')
    const command = slug.processTypes[word] === undefined ? body.command : [slug.processTypes[word], ...rest].join(' ')
    if (!PROCESS_TYPE.test(type)) throw invalid('Type may only contain letters, digits, dashes and underscores.')
    const nth = integer(1, 9999, world.seed, 'one-off', app.id, world.count(`one-off ${app.id}`))
    const oneOff = {
      env: body.env ?? {},
      attach: body.attach ?? false,
      noTty: body.force_no_tty ?? false,
      userId: actor.id,
      timeToLive: body.time_to_live ?? 86_400,
    }
    record(world, {
      appId: app.id,
      kind: 'run',
      text: `ran ${body.command}`,
      line: `Starting process with command \`${command}\` by user ${actor.email}`,
      actorId: actor.id,
    })
    const size = body.size === null || body.size === undefined ? undefined : sizeOf(body.size).name
    return wireDyno(
      base,
      app,
      startDyno(world, {
        app,
        release,
        name: `${type}.${nth}`,
        type,
        command,
        cause: 'run',
        oneOff,
        ...(size === undefined ? {} : { size }),
      }),
    )
  },
  restart: ({ world, tables, actor, app, params }) => {
    const dyno = dynoOf(tables, app, params.dyno)
    restarted(world, app, dyno.name, actor)
    if (dyno.oneOff || dyno.type === 'release') stopDyno(world, dyno)
    else restartDyno(world, dyno, 'restart')
    return {}
  },
  restartAll: ({ world, actor, app }) => {
    restarted(world, app, 'all dynos', actor)
    restartAll(world, app, 'restart')
    return {}
  },
  restartType: ({ world, actor, app, params }) => {
    const { type } = typeOf(world, app, params.type)
    restarted(world, app, `${type} dynos`, actor)
    restartAll(world, app, 'restart', type)
    return {}
  },
  stop: ({ world, tables, actor, app, params }) => {
    const dyno = dynoOf(tables, app, params.dyno)
    record(world, {
      appId: app.id,
      kind: 'restart',
      text: `stopped ${dyno.name}`,
      line: `Stop ${dyno.name} by user ${actor.email}`,
      actorId: actor.id,
    })
    stopDyno(world, dyno)
    return {}
  },
  stopType: ({ world, actor, app, params }) => {
    const { type } = typeOf(world, app, params.type)
    record(world, {
      appId: app.id,
      kind: 'restart',
      text: `stopped ${type} dynos`,
      line: `Stop ${type} dynos by user ${actor.email}`,
      actorId: actor.id,
    })
    for (const dyno of formationDynos(world, app)) if (dyno.type === type) stopDyno(world, dyno)
    return {}
  },
  formation: ({ world, app }) =>
    listOf(formationOf(world, app), { id: (row) => row.id, type: (row) => row.type }, (row) => wireFormation(app, row)),
  processType: ({ world, app, params }) => wireFormation(app, typeOf(world, app, params.type)),
  scale: ({ world, actor, app, body }) => {
    if (body.updates.length === 0) throw invalid('Require params: updates.')
    scale(
      world,
      app,
      body.updates.map(({ type, quantity, size }) => ({
        type,
        quantity,
        size: size === undefined ? undefined : identityOf(size),
      })),
      actor.id,
    )
    return formationOf(world, app).map((row) => wireFormation(app, row))
  },
  scaleType: ({ world, actor, app, params, body }) => {
    const { type } = typeOf(world, app, params.type)
    scale(
      world,
      app,
      [{ type, quantity: body.quantity, size: body.size === undefined ? undefined : identityOf(body.size) }],
      actor.id,
    )
    return wireFormation(app, typeOf(world, app, type))
  },
  output: ({ tables, params, query }) => {
    const [run] = tables.runs.by('dyno', params.dyno)
    if (!run || query.key !== outputKey(params.dyno)) throw notFound('dyno')
    return outputOf((present) => present.runs.get(run.id))
  },
  sizes: () => listOf(SIZES, { id: (size) => size.id, name: (size) => size.name }, wireSize),
  size: ({ params }) => wireSize(findSize(params.size)),
  quota: ({ world, actor }) => {
    const used = ecoSecondsUsed(world, actor.id)
    return {
      account_quota: ECO_QUOTA_SECONDS,
      quota_used: used.reduce((sum, entry) => sum + entry.seconds, 0),
      apps: used.map((entry) => ({ app_uuid: entry.appId, quota_used: entry.seconds })),
    }
  },
})

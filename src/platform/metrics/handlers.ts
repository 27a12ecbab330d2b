import type { App } from '#platform/apps/model.ts'
import { sizeOf } from '#platform/dynos/sizes.ts'
import { badRequest } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import { isoOrNull } from '#platform/http/wire.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { minuteOf } from './buckets.ts'
import { metrics } from './contract.ts'
import { historyOf, type History } from './history.ts'
import { marksOf } from './marks.ts'
import { dynoErrorSeries, latencySeries, loadSeries, memorySeries, routerErrorSeries, statusSeries } from './series.ts'
import { MINUTE } from './traffic.ts'
import { UsageMeter } from './usage.ts'
import { allowedWindow, windowOf, type Window } from './window.ts'

type Query = Parameters<typeof windowOf>[0] & { readonly process_type?: string | undefined }

const noSuchType = () => badRequest('invalid process_type provided (valid examples: web, worker, etc); ')

/** Answers a series about the router, which knows web dynos alone. */
function router(series: (history: History, window: Window) => ReturnType<typeof statusSeries>) {
  return ({ world, app, query }: { readonly world: PlatformWorld; readonly app: App; readonly query: Query }) => {
    if (query.process_type !== undefined && query.process_type !== 'web') throw noSuchType()
    const history = historyOf(world.tables, world.seed, app, world.now)
    return series(history, allowedWindow(history, 'web', query))
  }
}

/** Answers a series about the dynos of a process type. */
function dyno(series: (history: History, type: string, window: Window) => ReturnType<typeof statusSeries>) {
  return ({
    world,
    app,
    query,
    params,
  }: {
    readonly world: PlatformWorld
    readonly app: App
    readonly query: Query
    readonly params: { readonly type: string }
  }) => {
    const history = historyOf(world.tables, world.seed, app, world.now)
    const { type } = params
    const known =
      type === 'web' ||
      world.tables.formations.by('app', app.id).some((row) => row.type === type) ||
      history.lives.some(({ run }) => run.type === type)
    if (!known) throw noSuchType()
    return series(history, type, allowedWindow(history, type, query))
  }
}

/** What each dyno uses now; a web dyno's requests are its share of the last whole minute's. */
function dynosNow(world: PlatformWorld, app: App) {
  const { tables, now } = world
  const history = historyOf(tables, world.seed, app, now)
  const meter = new UsageMeter(history, now, now + 1)
  const lives = new Map(history.lives.map((life) => [life.run.id, life]))
  const dynos = tables.dynos.by('app', app.id)
  const webs = dynos.filter((row) => row.type === 'web' && row.state === 'up').length
  const requests = webs === 0 ? 0 : minuteOf(history, Math.floor(now / MINUTE) - 1).requests
  const round = (value: number) => Math.round(value * 100) / 100
  return dynos.map((row) => {
    const life = lives.get(row.runId)
    const up = row.state === 'up' && life !== undefined && life.run.upAt !== null && life.run.end === null
    const usage = up ? meter.at(life, now) : { memoryMb: 0, load: 0 }
    return {
      dyno: row.id,
      name: row.name,
      memory_mb: round(usage.memoryMb),
      memory_quota_mb: sizeOf(row.size).memoryMb,
      load: round(usage.load),
      requests_per_minute: up && row.type === 'web' ? round(requests / webs) : 0,
      up_since: up ? isoOrNull(life.run.upAt) : null,
    }
  })
}

export const metricsRoutes = implement(metrics, {
  status: router(statusSeries),
  latency: router(latencySeries),
  routerErrors: router(routerErrorSeries),
  memory: dyno(memorySeries),
  load: dyno(loadSeries),
  dynoErrors: dyno(dynoErrorSeries),
  marks: ({ world, app, query }) => {
    const long = query.start_time !== undefined && world.now - Date.parse(query.start_time) > 24 * 60 * MINUTE
    return marksOf(historyOf(world.tables, world.seed, app, world.now), windowOf(query, world.now, long ? '2h' : '10m'))
  },
  dynos: ({ world, app }) => dynosNow(world, app),
})

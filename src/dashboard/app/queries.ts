import { call } from '#client/http.ts'
import { query, queryAll, type EndpointKey } from '#client/query.ts'
import { access } from '#platform/access/contract.ts'
import { addons } from '#platform/addons/contract.ts'
import { apps } from '#platform/apps/contract.ts'
import { buildpacks } from '#platform/buildpacks/contract.ts'
import { builds } from '#platform/builds/contract.ts'
import { config } from '#platform/config/contract.ts'
import { consoles } from '#platform/console/contract.ts'
import { control } from '#platform/control/contract.ts'
import { domains } from '#platform/domains/contract.ts'
import { dynos } from '#platform/dynos/contract.ts'
import { history } from '#platform/history/contract.ts'
import { metrics } from '#platform/metrics/contract.ts'
import { monitors } from '#platform/monitors/contract.ts'
import { releases } from '#platform/releases/contract.ts'
import { teams } from '#platform/teams/contract.ts'

const newest = (attribute: string, max: number) => `${attribute} ..; order=desc,max=${max}`

/** The key of a question whose answer is a page of a list; `queryKey` is that of the list. */
const pageKey = ([endpoint, params]: EndpointKey, range: string): EndpointKey => [endpoint, params, { range }, false]

/** The newest so many builds of an app, the newest first. */
function newestBuilds(app: string, max = 50) {
  const args = { params: { app }, range: newest('created_at', max) }
  const whole = query(builds.list, { params: { app } })
  return {
    ...whole,
    queryKey: pageKey(whole.queryKey, args.range),
    queryFn: ({ signal }: { signal: AbortSignal }) => call(builds.list, { ...args, signal }),
  }
}

/** The newest so many releases of an app, the newest first. */
function newestReleases(app: string, max = 50) {
  const args = { params: { app }, range: newest('version', max) }
  const whole = query(releases.list, { params: { app } })
  return {
    ...whole,
    queryKey: pageKey(whole.queryKey, args.range),
    queryFn: ({ signal }: { signal: AbortSignal }) => call(releases.list, { ...args, signal }),
  }
}

/** The newest so many entries of an app's activity, the newest first. */
function newestActivity(app: string, max = 200) {
  const args = { params: { app }, range: newest('at', max) }
  const whole = query(control.activity, { params: { app } })
  return {
    ...whole,
    queryKey: pageKey(whole.queryKey, args.range),
    queryFn: ({ signal }: { signal: AbortSignal }) => call(control.activity, { ...args, signal }),
  }
}

/** The newest so many one-off dynos of an app, the newest first. */
function newestRuns(app: string, max: number) {
  const args = { params: { app }, range: newest('started_at', max) }
  const whole = query(consoles.list, { params: { app } })
  return {
    ...whole,
    queryKey: pageKey(whole.queryKey, args.range),
    queryFn: ({ signal }: { signal: AbortSignal }) => call(consoles.list, { ...args, signal }),
  }
}

/** What pages of one app ask for; loaders and pages name the same questions. */
export const of = {
  info: (app: string) => query(apps.info, { params: { app } }),
  state: (app: string) => query(control.state, { params: { app } }),
  formation: (app: string) => query(dynos.formation, { params: { app } }),
  dynos: (app: string) => query(dynos.list, { params: { app } }),
  usage: (app: string) => query(metrics.dynos, { params: { app } }),
  monitors: (app: string) => query(monitors.list, { params: { app, type: 'web' } }),
  traffic: (app: string) => query(control.traffic, { params: { app } }),
  addons: (app: string) => query(addons.listOf, { params: { app } }),
  domains: (app: string) => queryAll(domains.list, { params: { app } }),
  features: (app: string) => query(apps.features, { params: { app } }),
  buildpacks: (app: string) => query(buildpacks.list, { params: { app } }),
  config: (app: string) => query(config.info, { params: { app } }),
  people: (app: string) => queryAll(access.list, { params: { app } }),
  teamApp: (app: string) => query(teams.app, { params: { app } }),
  lines: (app: string, build: string) => query(history.lines, { params: { app, build } }),
  build: (app: string, build: string) => query(builds.info, { params: { app, build } }),
  release: (app: string, release: string) => query(releases.info, { params: { app, release } }),
  compare: (app: string, release: string, since: string) =>
    query(history.compare, { params: { app, release }, query: { since } }),
  configHistory: (app: string) => query(history.config, { params: { app } }),
  builds: newestBuilds,
  releases: newestReleases,
  activity: newestActivity,
  runs: newestRuns,
}

/** What is the same for every app. */
export const catalog = {
  /** Everyone there is in this world. */
  people: () => query(control.people),
  rules: () => query(control.permissions),
  transfers: () => queryAll(access.transfers),
  sizes: () => query(dynos.sizes),
  stacks: () => query(apps.stacks),
  regions: () => query(apps.regions),
  registry: (search: string) => query(buildpacks.search, { query: { search } }),
  favorites: () => query(apps.favorites, { query: { type: 'app' } }),
}

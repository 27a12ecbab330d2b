import type { FetchQueryOptions } from '@tanstack/react-query'
import type { LoaderFunctionArgs } from 'react-router'
import { query, type EndpointKey } from '#client/query.ts'
import { githubOf } from '#dashboard/github/queries.ts'
import { pageClock } from '#dashboard/shared/page-clock.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { control } from '#platform/control/contract.ts'
import { webhooks } from '#platform/webhooks/contract.ts'
import { catalog, of } from './queries.ts'

// What a loader awaits is there when its page shows; what it only begins comes as it comes. Nothing that is known is fetched
// again: the change feed keeps it fresh.

const nameIn = ({ params }: LoaderFunctionArgs) => params['app'] ?? ''

/** Begins to fetch, and never fails: a part of the page says so itself. */
function begin<Data>(options: FetchQueryOptions<Data, Error, Data, EndpointKey>): void {
  void queryClient.prefetchQuery(options)
}

let first = true

export async function frame(args: LoaderFunctionArgs): Promise<null> {
  const app = nameIn(args)
  begin(catalog.favorites())
  const [clock] = await Promise.all([
    queryClient.ensureQueryData(query(control.clock)),
    queryClient.ensureQueryData(of.info(app)),
    queryClient.ensureQueryData(of.state(app)),
  ])
  // Windows of time are asked for by the clock, so it has to be right before the first of them; later the shell sets it.
  if (first) pageClock.read(Date.parse(clock.now), clock.rate)
  first = false
  return null
}

export function overview(args: LoaderFunctionArgs): null {
  const app = nameIn(args)
  begin(of.formation(app))
  begin(of.dynos(app))
  begin(catalog.sizes())
  begin(of.releases(app, 20))
  begin(of.activity(app))
  begin(of.addons(app))
  begin(of.usage(app))
  begin(of.domains(app))
  return null
}

export async function resources(args: LoaderFunctionArgs): Promise<null> {
  const app = nameIn(args)
  begin(of.dynos(app))
  begin(of.usage(app))
  begin(of.traffic(app))
  const [formation] = await Promise.all([
    queryClient.ensureQueryData(of.formation(app)),
    queryClient.ensureQueryData(catalog.sizes()),
  ])
  if (formation.some(({ type }) => type === 'web')) await queryClient.prefetchQuery(of.monitors(app))
  return null
}

export async function deploy(args: LoaderFunctionArgs): Promise<null> {
  begin(of.builds(nameIn(args)))
  begin(of.releases(nameIn(args), 25))
  // Which way of deploying is shown first depends on it; without an answer the page comes all the same.
  await queryClient.prefetchQuery(githubOf.connection(nameIn(args)))
  return null
}

export async function build(args: LoaderFunctionArgs): Promise<null> {
  await queryClient.ensureQueryData(of.build(nameIn(args), args.params['build'] ?? ''))
  return null
}

export async function release(args: LoaderFunctionArgs): Promise<null> {
  const app = nameIn(args)
  begin(of.releases(app, 100))
  await queryClient.ensureQueryData(of.release(app, args.params['release'] ?? ''))
  return null
}

export function metrics(args: LoaderFunctionArgs): null {
  begin(of.formation(nameIn(args)))
  return null
}

export function activity(args: LoaderFunctionArgs): null {
  begin(of.activity(nameIn(args)))
  return null
}

export async function access(args: LoaderFunctionArgs): Promise<null> {
  const app = nameIn(args)
  const info = queryClient.ensureQueryData(of.info(app))
  await Promise.all([
    queryClient.ensureQueryData(of.people(app)),
    queryClient.ensureQueryData(catalog.people()),
    queryClient.ensureQueryData(catalog.rules()),
    queryClient.ensureQueryData(catalog.transfers()),
    info.then(({ team }) => team && queryClient.ensureQueryData(of.teamApp(app))),
  ])
  return null
}

export function logs(args: LoaderFunctionArgs): null {
  begin(of.dynos(nameIn(args)))
  begin(of.formation(nameIn(args)))
  return null
}

export async function run(args: LoaderFunctionArgs): Promise<null> {
  const app = nameIn(args)
  begin(of.runs(app, 20))
  await Promise.all([queryClient.ensureQueryData(of.formation(app)), queryClient.ensureQueryData(catalog.sizes())])
  return null
}

export async function webhook(args: LoaderFunctionArgs): Promise<null> {
  const [app, id] = [nameIn(args), args.params['webhook'] ?? '']
  await queryClient.ensureQueryData(query(webhooks.info, { params: { app, webhook: id } }))
  return null
}

export function settings(args: LoaderFunctionArgs): null {
  const app = nameIn(args)
  begin(of.config(app))
  begin(of.configHistory(app))
  begin(of.features(app))
  begin(of.buildpacks(app))
  begin(of.domains(app))
  begin(catalog.stacks())
  return null
}

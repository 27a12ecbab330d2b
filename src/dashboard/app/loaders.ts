import type { LoaderFunctionArgs } from 'react-router'
import { query } from '#client/query.ts'
import { githubOf } from '#dashboard/github/queries.ts'
import { ranges, stepMs, windowAt } from '#dashboard/metrics/ranges.ts'
import { clockReady, pageClock } from '#dashboard/shared/page-clock.ts'
import { asked, begin, soon } from '#dashboard/shared/loading.ts'
import { whyNot } from '#dashboard/shared/may.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import type { Connection } from '#platform/github/contract.ts'
import { metrics as measured } from '#platform/metrics/contract.ts'
import { ofWebhooks } from '#dashboard/webhooks/queries.ts'
import { catalog, of } from './queries.ts'

const nameIn = ({ params }: LoaderFunctionArgs) => params['app'] ?? ''

// Who may not see something does not ask for it: the browser would complain of the refusal.

async function addonsOf(app: string): Promise<void> {
  const state = await asked(of.state(app))
  if (whyNot(state, 'addons.read') === null) await asked(of.addons(app))
}

async function configOf(app: string): Promise<void> {
  const state = await asked(of.state(app))
  if (whyNot(state, 'config.read') !== null) return
  begin(of.config(app))
  begin(of.configHistory(app))
}

/** There are monitors of web only where there is web. */
async function watched(app: string): Promise<void> {
  const formation = await asked(of.formation(app))
  if (formation.some(({ type }) => type === 'web')) await asked(of.monitors(app))
}

export async function frame(args: LoaderFunctionArgs): Promise<null> {
  const app = nameIn(args)
  begin(catalog.favorites())
  await Promise.all([clockReady(), queryClient.ensureQueryData(of.info(app)), queryClient.ensureQueryData(of.state(app))])
  return null
}

export function overview(args: LoaderFunctionArgs): Promise<null> {
  const app = nameIn(args)
  begin(catalog.sizes())
  begin(of.activity(app))
  begin(of.usage(app))
  return soon(
    watched(app),
    asked(of.dynos(app)),
    asked(of.releases(app, 20)),
    addonsOf(app),
    asked(of.domains(app)),
    clockReady().then(() => asked(marksOf(app))),
  )
}

/** What the overview says went wrong lately; asked for by the same window as its card does. */
function marksOf(app: string) {
  const size = stepMs[ranges['2h'].step]
  const { start_time, end_time } = windowAt('2h', Math.ceil(pageClock.now() / size) * size)
  return query(measured.marks, { params: { app }, query: { start_time, end_time } })
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
  const app = nameIn(args)
  begin(of.builds(app))
  begin(of.releases(app, 25))
  // Which way of deploying is shown first depends on it; without an answer the page comes all the same.
  await queryClient.prefetchQuery(githubOf.connection(app))
  const link = queryClient.getQueryData<Connection>(githubOf.connection(app).queryKey)?.link
  const method = new URL(args.request.url).searchParams.get('method')
  if (method !== 'github' && (method !== null || !link)) return null
  return soon(
    import('#dashboard/github/GitHub.tsx'),
    link ? asked(githubOf.commits(app, link.branch)) : asked(githubOf.repositories()),
  )
}

export async function build(args: LoaderFunctionArgs): Promise<null> {
  const [app, id] = [nameIn(args), args.params['build'] ?? '']
  const rest = soon(asked(of.builds(app)), asked(of.releases(app)), asked(of.formation(app)), asked(of.dynos(app)))
  await queryClient.ensureQueryData(of.build(app, id))
  return rest
}

export async function release(args: LoaderFunctionArgs): Promise<null> {
  const [app, name] = [nameIn(args), args.params['release'] ?? '']
  begin(of.releases(app, 100))
  // Of a release that there is not nothing else is asked.
  await queryClient.ensureQueryData(of.release(app, name))
  return soon(asked(of.releases(app, 100)), asked(of.compare(app, name, name)))
}

export function metrics(args: LoaderFunctionArgs): Promise<null> {
  return soon(watched(nameIn(args)))
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
  const chosen = new URL(args.request.url).searchParams.get('delivery')
  const showDelivery = async () => {
    const [newest] = await asked(ofWebhooks.deliveries(app, id, undefined))
    const shows = chosen ?? newest?.id
    if (shows !== undefined) await asked(ofWebhooks.delivery(app, shows))
  }
  const rest = soon(showDelivery())
  await queryClient.ensureQueryData(ofWebhooks.info(app, id))
  return rest
}

export function settings(args: LoaderFunctionArgs): null {
  const app = nameIn(args)
  void configOf(app).catch(() => undefined) // the page says so itself
  begin(of.features(app))
  begin(of.buildpacks(app))
  begin(of.domains(app))
  begin(catalog.stacks())
  return null
}

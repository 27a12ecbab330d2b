import { strToU8, zipSync } from 'fflate'
import { expect } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { issue } from '#platform/certificates/fixture.testing.ts'

// A world with one of everything that an endpoint can be about, on a team's app or a personal one.

const MINUTE = 60_000

/** What is the same in every world. */
const NAMES = {
  region: 'eu',
  stack: 'heroku-24',
  size: 'basic',
  service: 'heroku-redis',
  plan: 'heroku-redis:mini',
  buildpack: 'heroku/nodejs',
  namespace: 'none',
  database: 'stage-large',
  cluster: 'stage-kafka',
  store: 'stage-redis',
  addon: 'stage-logs',
  topic: 'orders',
  group: 'readers',
  team: 'fernwood',
  type: 'web',
  dyno: 'web.1',
  domain: 'www.stage.example',
  collaborator: 'priya@example.com',
  feature: 'runtime-dyno-metadata',
  release: 'v2',
  member: 'tom@example.com',
  invitation: 'otto@example.com',
  name: 'default',
  account: '~',
  stage: 'review',
}

/** What stands for the parameters of paths, and for what bodies name. */
export type Names = Readonly<Record<string, string>>

const PROJECT = zipSync({
  'app.json': strToU8('{}'),
  'package.json': strToU8('{"name":"stage"}'),
  'package-lock.json': strToU8('{"name":"stage","lockfileVersion":3,"packages":{"":{}}}'),
  'index.js': strToU8('process.env.PORT'),
  Procfile: strToU8('web: node index.js\nworker: node index.js\n'),
})

const authority = issue({ name: 'Test Authority', authority: true })
const files = issue({ hosts: ['www.stage.example'], to: '2027-12-01' }, authority)
export const CERTIFICATE = { certificate_chain: files.certificate + authority.certificate, private_key: files.key }

/** Sends a request that has to succeed. */
export async function done(api: Harness, who: string | null, method: string, path: string, body?: unknown): Promise<unknown> {
  const { status, body: answer } = await api.as(who, method, path, body)
  expect(status, `${who} ${method} ${path}: ${JSON.stringify(answer)}`).toBeLessThan(400)
  return answer
}

/** What an answer says under a name, or a name within it; an empty text where it does not. */
export const said = (answer: unknown, ...[name = '', ...within]: readonly string[]): string => {
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined
  if (within.length > 0) return said(value, ...within)
  return typeof value === 'string' ? value : ''
}

/** Uploads the project. Answers the id of its source, and its address. */
async function upload(api: Harness): Promise<{ source: string; url: string }> {
  const answer = await done(api, 'ada', 'POST', '/sources')
  const path = new URL(said(answer, 'source_blob', 'put_url')).pathname
  await done(api, null, 'PUT', path, PROJECT)
  return { source: path.split('/')[2] ?? '', url: said(answer, 'source_blob', 'get_url') }
}

/** A team's app with everybody on it, the same one locked, or a personal app of Ada's with Priya on it. */
export type Kind = 'team' | 'locked' | 'personal'

/** Builds the stage. */
export async function openStage(kind: Kind): Promise<{ api: Harness; names: Names }> {
  const api = await openHarness('company')
  const app = 'stage-shop'
  const on = (method: string, path: string, body?: unknown) => done(api, 'ada', method, `/apps/${app}${path}`, body)
  if (kind !== 'personal') await peopleOfTeam(api, app, kind === 'locked')
  else {
    await done(api, 'ada', 'POST', '/apps', { name: app })
    await on('POST', '/collaborators', { user: 'priya@example.com' })
  }
  await on('POST', '/builds', { source_blob: { url: (await upload(api)).url } })
  for (const [plan, name] of [
    ['heroku-postgresql:essential-0', 'stage-db'],
    ['heroku-postgresql:standard-0', 'stage-large'],
    ['heroku-postgresql:standard-0', 'stage-other'],
    ['heroku-redis:mini', 'stage-redis'],
    ['heroku-kafka:basic-0', 'stage-kafka'],
    ['paperlane:seedling', 'stage-logs'],
  ])
    await on('POST', '/addons', { plan, name })
  const setup = await done(api, 'ada', 'POST', '/app-setups', { source_blob: { url: (await upload(api)).url } })
  api.pass(60 * MINUTE)
  const { source, url } = await upload(api)
  return { api, names: await furnish(api, app, { source, url, setup: said(setup, 'id') }) }
}

async function peopleOfTeam(api: Harness, app: string, locked: boolean): Promise<void> {
  // Those who shall be collaborators leave the team first.
  for (const who of ['marcus', 'jonas', 'mei']) await done(api, 'ada', 'DELETE', `/teams/fernwood/members/${who}@example.com`)
  await done(api, 'ada', 'POST', '/teams/apps', { name: app, team: 'fernwood', locked })
  for (const [who, permission] of [
    ['marcus', 'view'],
    ['priya', 'deploy'],
    ['jonas', 'operate'],
    ['mei', 'manage'],
  ])
    await done(api, 'ada', 'POST', `/teams/apps/${app}/collaborators`, { user: `${who}@example.com`, permissions: [permission] })
}

/** Puts one of everything on the app, and answers what they are called. */
async function furnish(api: Harness, app: string, more: Names): Promise<Names> {
  const ada = (method: string, path: string, body?: unknown) => done(api, 'ada', method, path, body)
  const on = (method: string, path: string, body?: unknown) => ada(method, `/apps/${app}${path}`, body)
  const id = async (answer: Promise<unknown>) => said(await answer, 'id')
  const first = async (path: string) => said(await on('GET', path), '0', 'id')
  await on('PATCH', '/formation', { updates: [{ type: 'web', quantity: 1, size: 'Performance-M' }] })
  await on('PATCH', '/config-vars', { KEY: 'value' })
  const webhook = await id(
    on('POST', '/webhooks', { include: ['api:release'], level: 'notify', url: 'https://hooks.example.com/' }),
  )
  await on('POST', '/domains', { hostname: 'www.stage.example' })
  const certificate = said(await on('POST', '/sni-endpoints', CERTIFICATE), 'name')
  const drain = await id(on('POST', '/log-drains', { url: 'https://logs.example.com/' }))
  await on('POST', '/github', { repo: 'ada/trail-log' })
  const alert = {
    name: 'LATENCY',
    action_type: 'alert',
    op: 'GREATER_OR_EQUAL',
    value: 900,
    period: 5,
    is_active: true,
    notification_channels: ['app'],
    notification_period: 1440,
  }
  const monitor = await id(on('POST', '/formation/web/monitors', alert))
  await on('PATCH', '/config-vars', { KEY: 'changed' })
  const db = '/client/v11/databases/stage-large'
  const backup = await ada('POST', `${db}/backups`)
  await ada('POST', `${db}/transfer-schedules`, { hour: '3', timezone: 'UTC', schedule_name: 'DATABASE_URL' })
  await ada('POST', '/postgres/v0/databases/stage-large/credentials', { name: 'reader' })
  const topics = '/data/kafka/v0/clusters/stage-kafka/topics'
  await ada('POST', topics, { topic: { name: 'orders', partition_count: 2, retention_time_ms: 86_400_000 } })
  await ada('POST', '/data/kafka/v0/clusters/stage-kafka/consumer_groups', { consumer_group: { name: 'readers' } })
  const attachment = await id(ada('POST', '/addon-attachments', { addon: 'stage-redis', app, name: 'EXTRA' }))
  const report = await id(ada('POST', '/reports', { app, database: 'stage-db' }))
  const authorization = await id(ada('POST', '/oauth/authorizations', {}))
  const favorite = await id(ada('POST', '/favorites', { type: 'app', resource_id: app }))
  const { pipeline, coupling, sourceApp } = await pipelineOf(api, app)
  await ada('PUT', '/teams/fernwood/invitations', { email: 'otto@example.com', role: 'member' })
  await ada('POST', '/teams/fernwood/allowed-addon-services', { addon_service: 'heroku-redis' })
  const session = new URL(said(await on('POST', '/log-sessions', {}), 'logplex_url')).pathname.split('/')[2] ?? ''
  const run = await on('POST', '/dynos', { command: 'bash', attach: true })
  // Six hours make a keyframe, from which the time since can be gone back to quickly.
  api.pass(6 * 60 * MINUTE)
  api.pass(5 * MINUTE)
  const { tables } = api.world()
  const row = tables.apps.first('name', app)?.id ?? ''
  const vars = await on('GET', '/config-vars')
  const large = said(await ada('GET', '/addons/stage-large/addon-attachments'), '0', 'name')
  const deployed = tables.releases.by('app', row).find(({ slugId }) => slugId !== null)
  const addonDrain = said(await ada('GET', '/addons/stage-logs/log-drains'), '0', 'id')
  const build = await first('/builds')
  const stream = said(await on('GET', `/builds/${build}`), 'output_stream_url')
  return {
    ...more,
    ...NAMES,
    addonDrain,
    app,
    appId: row,
    attachment,
    authorization,
    backup: said(backup, 'uuid'),
    build,
    buildKey: stream.split('key=')[1] ?? '',
    certificate,
    coupling,
    dbUrl: said(vars, 'DATABASE_URL'),
    delivery: await first('/webhook-deliveries'),
    drain,
    event: await first('/webhook-events'),
    favorite,
    largeUrl: said(vars, `${large}_URL`),
    monitor,
    pipeline,
    sourceApp,
    oneOff: said(run, 'name'),
    report,
    run: said(run, 'id'),
    schedule: tables.databases.all().flatMap(({ schedules }) => schedules)[0]?.id ?? '',
    session,
    slug: tables.slugs.by('app', row)[0]?.id ?? '',
    token: tables.invitations.all()[0]?.token ?? '',
    version: `v${deployed?.version}`,
    webhook,
  }
}

/** Puts the app into a pipeline of its owner's, after another that everybody on it can see too. */
async function pipelineOf(api: Harness, app: string) {
  const ada = (method: string, path: string, body?: unknown) => done(api, 'ada', method, path, body)
  const info = await ada('GET', `/apps/${app}`)
  const ofTeam = said(info, 'team', 'name') !== ''
  const source = ofTeam
    ? await ada('POST', '/teams/apps', { name: 'stage-before', team: 'fernwood' })
    : await ada('POST', '/apps', { name: 'stage-before' })
  for (const who of ofTeam ? ['marcus', 'priya', 'jonas', 'mei'] : ['priya'])
    await ada('POST', `${ofTeam ? '/teams' : ''}/apps/stage-before/collaborators`, {
      user: `${who}@example.com`,
      ...(ofTeam && { permissions: ['view'] }),
    })
  await ada('POST', '/apps/stage-before/builds', { source_blob: { url: (await upload(api)).url } })
  const owner = ofTeam ? { owner: { id: 'fernwood', type: 'team' } } : {}
  const pipeline = said(await ada('POST', '/pipelines', { name: 'stage-pipeline', ...owner }), 'id')
  const couple = (name: string, stage: string) => ada('POST', '/pipeline-couplings', { app: name, pipeline, stage })
  await couple('stage-before', 'staging')
  const coupling = said(await couple(app, 'production'), 'id')
  return { pipeline, coupling, sourceApp: said(source, 'id') }
}

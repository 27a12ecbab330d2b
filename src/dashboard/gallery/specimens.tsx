import { useQueries, useQuery } from '@tanstack/react-query'
import { query } from '#client/query.ts'
import { PeopleList } from '#dashboard/access/PeopleList.tsx'
import { useAccess } from '#dashboard/access/useAccess.ts'
import { AddonsSection } from '#dashboard/addons/AddonsSection.tsx'
import { Component as DatabasesPage } from '#dashboard/addons/Databases.tsx'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { catalog, of } from '#dashboard/app/queries.ts'
import { BuildList } from '#dashboard/builds/BuildList.tsx'
import { ConfigVars } from '#dashboard/config/ConfigVars.tsx'
import { DynoList } from '#dashboard/dynos/DynoList.tsx'
import { Certificates } from '#dashboard/domains/Certificates.tsx'
import Domains from '#dashboard/domains/Domains.tsx'
import { certificatesOf } from '#dashboard/domains/queries.ts'
import { Drains } from '#dashboard/drains/Drains.tsx'
import { Commits } from '#dashboard/github/Commits.tsx'
import { Connect } from '#dashboard/github/Connect.tsx'
import { githubOf } from '#dashboard/github/queries.ts'
import { Alerts } from '#dashboard/monitors/Alerts.tsx'
import { Component as ActivityPage } from '#dashboard/activity/AppActivity.tsx'
import { Board } from '#dashboard/pipelines/BoardPart.tsx'
import { Pulls } from '#dashboard/pipelines/Pulls.tsx'
import { TestRuns } from '#dashboard/pipelines/TestsPart.tsx'
import { Component as PipelinesPage } from '#dashboard/pipelines/Pipelines.tsx'
import { ofPipelines } from '#dashboard/pipelines/queries.ts'
import { KeyList } from '#dashboard/redis/KeyList.tsx'
import { ofRedis } from '#dashboard/redis/queries.ts'
import { ReleaseList } from '#dashboard/releases/ReleaseList.tsx'
import { History } from '#dashboard/run/History.tsx'
import { Buildpacks } from '#dashboard/settings/Buildpacks.tsx'
import { Features } from '#dashboard/settings/Features.tsx'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { Deliveries } from '#dashboard/webhooks/Deliveries.tsx'
import { Webhooks } from '#dashboard/webhooks/Webhooks.tsx'
import { ofWebhooks } from '#dashboard/webhooks/queries.ts'
import { drains } from '#platform/drains/contract.ts'
import { Skeleton } from '#ui/Skeleton.tsx'
import { accountLists } from './account-lists.tsx'
import { databaseLists } from './database-lists.tsx'
import * as samples from './samples.ts'
import { specimen, type Specimen } from './specimen.ts'
import { clientIn, manyLike, unnamedStates } from './states.ts'
import { teamLists } from './team-lists.tsx'

/** Config vars are no list of rows, but look like one. */
const configVars: Specimen = {
  title: 'Config vars',
  states: unnamedStates,
  show: () => <ConfigVars />,
  client: (app, state) =>
    clientIn<Readonly<Record<string, string>>>(state, {
      rows: of.config(app),
      ask: true,
      empty: {},
      some: (found) => (Object.keys(found).length === 0 ? { RACK_ENV: 'production' } : found),
      large: (few) => Object.fromEntries(manyLike(Object.entries(few), ([key, value], nth) => [`${key}_${nth}`, value])),
    }),
}

/** The apps of a pipeline: sixty, where there are many. */
const pipelineApps: Specimen = {
  title: 'Apps of a pipeline',
  states: unnamedStates,
  show: () => <Pipeline />,
  client: (_, state) =>
    clientIn(state, {
      rows: ofPipelines.board(samples.board.pipeline.name),
      ask: false,
      empty: { ...samples.board, apps: [] },
      some: () => samples.board,
      large: (few) => ({
        ...few,
        apps: manyLike(few.apps, (card, nth) => ({
          ...card,
          coupling: `${card.coupling}-${nth}`,
          app: named(card.app, nth),
        })).slice(0, 60),
      }),
    }),
}

function Pipeline() {
  const { data, error, refetch } = useQuery(ofPipelines.board(samples.board.pipeline.name))
  if (error) return <Failure error={error} retry={refetch} />
  return data ? <Board board={data} /> : <Skeleton lines={8} />
}

/** The keys of a store: five hundred, where there are many. */
const storeKeys: Specimen = {
  title: 'Keys',
  states: unnamedStates,
  show: () => <KeyList store="sample" />,
  client: (_, state) =>
    clientIn(state, {
      rows: ofRedis.keys('sample', { sort: 'name', limit: 100 }),
      ask: false,
      empty: { total: 0, found: 0, keys: [] },
      some: () => ({ total: 1, found: 1, keys: [samples.key] }),
      large: ({ keys }) => ({
        total: 1000,
        found: 1000,
        keys: manyLike(keys, (row, nth) => ({ ...row, key: `${row.key}:${nth}` })).slice(0, 100),
      }),
    }),
}

const ofDrains = (app: string) => query(drains.list, { params: { app } })

const numbered = <T extends { id: string }>(row: T, nth: number): T => ({ ...row, id: `${row.id}-${nth}` })
const named = <T extends { id: string; name: string }>(row: T, nth: number): T => ({
  ...numbered(row, nth),
  name: `${row.name}-${nth}`,
})

/** The page of an app's people comes when all that it asks for is there; until then, and if that fails, another is in its place. */
function People({ app }: { app: string }) {
  const { data, error, refetch } = useQuery(of.people(app))
  const rest = useQueries({ queries: [catalog.people(), catalog.transfers()] })
  if (error) return <Failure error={error} retry={refetch} />
  return data && rest.every((each) => each.data) ? <Everyone /> : <Skeleton lines={8} />
}

function Everyone() {
  return <PeopleList access={useAccess()}>{null}</PeopleList>
}

/** Every list of an app, by the name it has in the address. */
export const specimens: Readonly<Record<string, Specimen>> = {
  dynos: specimen('Dynos', {
    rows: of.dynos,
    vary: (row, nth) => ({ ...numbered(row, nth), name: `${row.type}.${nth + 1}` }),
    show: () => <DynoList />,
  }),
  addons: specimen('Add-ons', { rows: of.addons, vary: named, samples: [samples.addon], show: () => <AddonsSection /> }),
  databases: specimen('Databases', {
    rows: () => ofAddons.all(),
    vary: named,
    samples: [samples.addon],
    show: () => <DatabasesPage />,
  }),
  pipelines: specimen('Pipelines', {
    rows: () => ofPipelines.all(),
    vary: named,
    call: (row, name, nth) => ({ ...numbered(row, nth), name }),
    samples: [samples.pipeline],
    show: () => <PipelinesPage />,
  }),
  keys: storeKeys,
  'pipeline-apps': pipelineApps,
  'pull-requests': specimen('Pull requests', {
    rows: () => ofPipelines.pulls(samples.board.pipeline.name),
    vary: (row, nth) => ({ ...numbered(row, nth), number: nth + 1 }),
    samples: [samples.pull],
    ask: false,
    show: () => <Pulls board={samples.connected} cards={[]} />,
  }),
  'test-runs': specimen('Test runs', {
    rows: () => ofPipelines.runs(samples.board.pipeline.name),
    vary: (row, nth) => ({ ...numbered(row, nth), number: 1000 - nth }),
    samples: [samples.testRun],
    ask: false,
    show: () => <TestRuns board={samples.board} />,
  }),
  ...databaseLists,
  ...teamLists,
  ...accountLists,
  alerts: specimen('Alerts', {
    rows: of.monitors,
    samples: [samples.monitor],
    show: (app) => <Alerts app={app} web={{ size: 'Standard-1X', quantity: 1 }} />,
  }),
  builds: specimen('Builds', { rows: of.builds, vary: numbered, show: (app) => <BuildList app={app} /> }),
  releases: specimen('Releases', {
    rows: (app) => of.releases(app, 15),
    vary: (row, nth) => ({ ...numbered(row, nth), version: 1000 - nth, current: nth === 0 }),
    show: (app) => <ReleaseList app={app} />,
  }),
  commits: specimen('Commits', {
    rows: (app) => githubOf.commits(app, 'main'),
    vary: (row, nth) => ({ ...row, sha: `${nth.toString(16).padStart(8, '0')}${row.sha.slice(8)}`, live: nth === 0 }),
    samples: [samples.commit],
    ask: false,
    show: (app) => <Commits app={app} branches={['main']} branch="main" />,
  }),
  repositories: specimen('Repositories', {
    rows: () => githubOf.repositories(),
    vary: (row, nth) => ({ ...row, id: row.id * 10_000 + nth, full_name: `${row.full_name}-${nth}` }),
    show: (app) => <Connect app={app} />,
  }),
  activity: specimen('Activity', { rows: of.activity, vary: numbered, show: () => <ActivityPage /> }),
  people: specimen('People', {
    rows: of.people,
    vary: (row, nth) => ({ ...numbered(row, nth), user: { ...numbered(row.user, nth), email: `${nth}.${row.user.email}` } }),
    show: (app) => <People app={app} />,
  }),
  config: configVars,
  buildpacks: specimen('Buildpacks', {
    rows: of.buildpacks,
    vary: (row, nth) => ({ ordinal: nth, buildpack: { ...row.buildpack, name: `${row.buildpack.name}-${nth}` } }),
    samples: [samples.buildpack],
    show: () => <Buildpacks />,
  }),
  features: specimen('Features', { rows: of.features, vary: numbered, show: () => <Features /> }),
  domains: specimen('Domains', {
    rows: of.domains,
    vary: (row, nth) => ({ ...numbered(row, nth), kind: 'custom' as const, hostname: `shop-${nth}.example.com` }),
    show: () => <Domains />,
  }),
  certificates: specimen('Certificates', {
    rows: certificatesOf,
    vary: numbered,
    samples: [samples.certificate],
    show: () => <Certificates domains={[]} />,
  }),
  drains: specimen('Log drains', { rows: ofDrains, vary: numbered, samples: [samples.drain], show: () => <Drains /> }),
  webhooks: specimen('Webhooks', {
    rows: ofWebhooks.list,
    vary: numbered,
    samples: [samples.webhook],
    show: () => <Webhooks />,
  }),
  deliveries: specimen('Webhook deliveries', {
    rows: (app) => ofWebhooks.deliveries(app, samples.webhook.id, undefined),
    vary: numbered,
    samples: samples.deliveries,
    ask: false,
    show: (app) => <Deliveries app={app} webhook={samples.webhook} detail={false} />,
  }),
  runs: specimen('Earlier commands', {
    rows: (app) => of.runs(app, 20),
    vary: (row, nth) => ({ ...numbered(row, nth), dyno: `run.${1000 + nth}` }),
    samples: [samples.pastRun],
    show: () => <History terminals={[]} />,
  }),
}

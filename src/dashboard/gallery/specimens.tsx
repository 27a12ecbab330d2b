import type { ReactElement } from 'react'
import { query, type EndpointQuery } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { BuildList } from '#dashboard/builds/BuildList.tsx'
import { DynoList } from '#dashboard/dynos/DynoList.tsx'
import { Certificates } from '#dashboard/domains/Certificates.tsx'
import Domains from '#dashboard/domains/Domains.tsx'
import { certificatesOf } from '#dashboard/domains/queries.ts'
import { Drains } from '#dashboard/drains/Drains.tsx'
import { Connect } from '#dashboard/github/Connect.tsx'
import { githubOf } from '#dashboard/github/queries.ts'
import { Component as ActivityPage } from '#dashboard/releases/Activity.tsx'
import { ReleaseList } from '#dashboard/releases/ReleaseList.tsx'
import { History } from '#dashboard/run/History.tsx'
import { Buildpacks } from '#dashboard/settings/Buildpacks.tsx'
import { Features } from '#dashboard/settings/Features.tsx'
import { Webhooks } from '#dashboard/webhooks/Webhooks.tsx'
import { ofWebhooks } from '#dashboard/webhooks/queries.ts'
import { drains } from '#platform/drains/contract.ts'
import * as samples from './samples.ts'
import { clientIn, type ListState, type Source } from './states.ts'

/** A list of the dashboard, to be shown in each of its states. */
export interface Specimen {
  readonly title: string
  readonly show: (app: string) => ReactElement
  readonly client: (app: string, state: ListState) => ReturnType<typeof clientIn>
}

function specimen<T extends object>(
  title: string,
  rows: (app: string) => EndpointQuery<readonly T[]>,
  vary: Source<T>['vary'],
  show: Specimen['show'],
  sample?: T,
): Specimen {
  return { title, show, client: (app, state) => clientIn(state, { rows: rows(app), vary, sample }) }
}

const ofDrains = (app: string) => query(drains.list, { params: { app } })

const numbered = <T extends { id: string }>(row: T, nth: number): T => ({ ...row, id: `${row.id}-${nth}` })

/** Every list of an app, by the name it has in the address. */
export const specimens: Readonly<Record<string, Specimen>> = {
  dynos: specimen(
    'Dynos',
    of.dynos,
    (row, nth) => ({ ...numbered(row, nth), name: `${row.type}.${nth + 1}` }),
    () => <DynoList />,
  ),
  builds: specimen('Builds', of.builds, numbered, (app) => <BuildList app={app} />),
  releases: specimen(
    'Releases',
    (app) => of.releases(app, 15),
    (row, nth) => ({ ...numbered(row, nth), version: 1000 - nth, current: nth === 0 }),
    (app) => <ReleaseList app={app} />,
  ),
  activity: specimen('Activity', of.activity, numbered, () => <ActivityPage />),
  buildpacks: specimen(
    'Buildpacks',
    of.buildpacks,
    (row, nth) => ({ ordinal: nth, buildpack: { ...row.buildpack, name: `${row.buildpack.name}-${nth}` } }),
    () => <Buildpacks />,
    samples.buildpack,
  ),
  features: specimen('Features', of.features, numbered, () => <Features />),
  domains: specimen(
    'Domains',
    of.domains,
    (row, nth) => ({ ...numbered(row, nth), kind: 'custom' as const, hostname: `shop-${nth}.example.com` }),
    () => <Domains />,
  ),
  certificates: specimen('Certificates', certificatesOf, numbered, () => <Certificates domains={[]} />, samples.certificate),
  drains: specimen('Log drains', ofDrains, numbered, () => <Drains />, samples.drain),
  webhooks: specimen('Webhooks', ofWebhooks.list, numbered, () => <Webhooks />, samples.webhook),
  repositories: specimen(
    'Repositories',
    () => githubOf.repositories(),
    (row, nth) => ({ ...row, id: row.id * 10_000 + nth, full_name: `${row.full_name}-${nth}` }),
    (app) => <Connect app={app} />,
  ),
  runs: specimen(
    'Earlier commands',
    (app) => of.runs(app, 20),
    (row, nth) => ({ ...numbered(row, nth), dyno: `run.${1000 + nth}` }),
    () => <History terminals={[]} />,
    samples.pastRun,
  ),
}

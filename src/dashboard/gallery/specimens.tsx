import type { ReactElement } from 'react'
import type { EndpointQuery } from '#client/query.ts'
import { of } from '#dashboard/app/queries.ts'
import { BuildList } from '#dashboard/builds/BuildList.tsx'
import { DynoList } from '#dashboard/dynos/DynoList.tsx'
import { Component as ActivityPage } from '#dashboard/releases/Activity.tsx'
import { ReleaseList } from '#dashboard/releases/ReleaseList.tsx'
import { Buildpacks } from '#dashboard/settings/Buildpacks.tsx'
import { Features } from '#dashboard/settings/Features.tsx'
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
): Specimen {
  return { title, show, client: (app, state) => clientIn(state, { rows: rows(app), vary }) }
}

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
  ),
  features: specimen('Features', of.features, numbered, () => <Features />),
}

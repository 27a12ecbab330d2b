import type { QueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { ofAddons } from '#dashboard/addons/queries.ts'
import { AddonNameContext } from '#dashboard/addons/useAddon.ts'
import { Component as Dataclips } from '#dashboard/dataclips/Dataclips.tsx'
import { ofClips } from '#dashboard/dataclips/queries.ts'
import { Backups } from '#dashboard/postgres/Backups.tsx'
import { Credentials } from '#dashboard/postgres/CredentialsPart.tsx'
import { Checks } from '#dashboard/postgres/DiagnosePart.tsx'
import { ofPostgres } from '#dashboard/postgres/queries.ts'
import { Schedules } from '#dashboard/postgres/Schedules.tsx'
import * as samples from './samples.ts'
import { specimen, type Specimen } from './specimen.ts'

/** One that there is nowhere: an app need not have any. */
const DATABASE = samples.addon.name
const ofDatabase = {
  ask: false,
  beside: (client: QueryClient) => {
    client.setQueryData(ofAddons.one(DATABASE).queryKey, samples.addon)
    client.setQueryData(ofAddons.linksOf(DATABASE).queryKey, [])
    client.setQueryDefaults(ofPostgres.overview(DATABASE).queryKey, { enabled: false })
  },
} as const
const inDatabase = (list: ReactElement) => () => <AddonNameContext value={DATABASE}>{list}</AddonNameContext>

/** The lists of a Postgres database, and of dataclips. */
export const databaseLists: Readonly<Record<string, Specimen>> = {
  backups: specimen('Backups', {
    rows: () => ofPostgres.transfers(DATABASE),
    vary: (row, nth) => ({ ...row, uuid: `${row.uuid}-${nth}`, label: `b${nth}`, num: nth }),
    samples: [samples.transfer],
    ...ofDatabase,
    show: inDatabase(<Backups />),
  }),
  schedules: specimen('Scheduled backups', {
    rows: () => ofPostgres.schedules(DATABASE),
    samples: [samples.schedule],
    ...ofDatabase,
    show: inDatabase(<Schedules />),
  }),
  credentials: specimen('Credentials', {
    rows: () => ofPostgres.credentials(DATABASE),
    vary: (row, nth) => ({ ...row, uuid: `${row.uuid}-${nth}`, name: `reader-${nth}` }),
    samples: [samples.credential],
    ...ofDatabase,
    show: inDatabase(<Credentials />),
  }),
  checks: specimen('Checks', {
    rows: () => ofPostgres.reports(DATABASE),
    samples: [samples.report],
    ...ofDatabase,
    show: inDatabase(<Checks />),
  }),
  dataclips: specimen('Dataclips', {
    rows: () => ofClips.all(),
    vary: (row, nth) => ({ ...row, id: `${row.id}-${nth}`, title: `${row.title} ${nth}` }),
    samples: [samples.dataclip],
    show: () => <Dataclips />,
  }),
}

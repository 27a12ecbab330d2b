import { implement, type Route } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { Transfer } from '#platform/postgres/model.ts'
import { databaseFor, openFor } from '#platform/postgres/rules.ts'
import { databaseOf, transfersOf } from '#platform/postgres/state.ts'
import { stateOf } from '#platform/postgres/transfers.ts'
import { labelOf, wireReport, wireTransfer } from '#platform/postgres/wire.ts'
import { insight, type ShownTransfer } from './contract.ts'
import { overviewOf } from './overview.ts'
import { expensiveQueries } from './queries.ts'
import { databaseSeries } from './series.ts'

const wireShown = (row: Transfer, now: number): ShownTransfer => ({
  ...wireTransfer(row, now),
  label: labelOf(row),
  state: stateOf(row, now),
  rows: row.rows,
  tables: row.tables,
})

export const insightRoutes: readonly Route[] = implement(insight, {
  overview: ({ world, tables, actor, params, services }) =>
    overviewOf(world, databaseFor(tables, actor, params.database), services),
  metrics: ({ world, tables, actor, params, query }) => databaseSeries(world, databaseFor(tables, actor, params.database), query),
  transfers: ({ world, tables, actor, params, now }) =>
    transfersOf(world, databaseFor(tables, actor, params.database))
      .reverse()
      .map((row) => wireShown(row, now)),
  reports: ({ world, tables, actor, params }) => {
    const addon = openFor(tables, actor, params.database)
    return databaseOf(world, addon).reports.map((report) => wireReport(world, addon, report))
  },
  queries: ({ world, tables, actor, params }) => {
    const { since, queries } = expensiveQueries(world, openFor(tables, actor, params.database))
    return { since: iso(since), queries }
  },
})

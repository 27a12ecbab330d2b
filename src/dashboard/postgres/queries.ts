import { query } from '#client/query.ts'
import { insight, type Overview, type ShownTransfer } from '#platform/postgres/insight/contract.ts'
import { databaseCredentials, databases } from '#platform/postgres/service/contract.ts'
import { backups } from '#platform/postgres/backups/contract.ts'

/** What takes time is over when it is: nobody tells, so it is asked for again, often while something is under way. */
const often = 1000
const seldom = 15_000

const isMoving = ({ state, upgrade, maintenance, behind_by: behind }: Overview) =>
  state !== 'available' ||
  (upgrade !== null && upgrade.stage !== 'ready') ||
  maintenance.status === 'running' ||
  (behind ?? 0) > 0
const isRunning = ({ state }: ShownTransfer) => state === 'pending' || state === 'running'

const params = (database: string) => ({ params: { database } })

export const ofPostgres = {
  overview: (database: string) => ({
    ...query(insight.overview, params(database)),
    refetchInterval: ({ state: { data } }: { state: { data: Overview | undefined } }) =>
      data && isMoving(data) ? often : seldom,
  }),
  transfers: (database: string) => ({
    ...query(insight.transfers, params(database)),
    refetchInterval: ({ state: { data } }: { state: { data: readonly ShownTransfer[] | undefined } }) =>
      data?.some(isRunning) ? often : false,
  }),
  metrics: (database: string, window: { start_time: string; end_time: string; step: string }) =>
    query(insight.metrics, { ...params(database), query: window }),
  queries: (database: string) => ({ ...query(insight.queries, params(database)), refetchInterval: seldom }),
  reports: (database: string) => query(insight.reports, params(database)),
  credentials: (database: string) => query(databaseCredentials.list, params(database)),
  schedules: (database: string) => query(backups.schedules, params(database)),
  settings: (database: string) => query(databases.settings, params(database)),
}

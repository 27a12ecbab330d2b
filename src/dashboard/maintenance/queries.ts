import { query } from '#client/query.ts'
import { maintenances, type Maintenance } from '#platform/maintenance/contract.ts'

/** What is under way is over by itself: nobody tells of what nothing was ever changed of. */
const often = 1000
const seldom = 15_000

export const ofMaintenance = {
  current: (addon: string) => ({
    ...query(maintenances.info, { params: { addon } }),
    refetchInterval: ({ state: { data } }: { state: { data: Maintenance | undefined } }) =>
      data?.status === 'running' ? often : seldom,
  }),
  past: (addon: string) => query(maintenances.history, { params: { addon }, query: { limit: '20' } }),
}

import { query, queryAll } from '#client/query.ts'
import { billing, teamBilling } from '#platform/billing/contract.ts'
import { dynos } from '#platform/dynos/contract.ts'

// Time passing is no change that the feed tells of, and makes everything dearer.
const withTime = { staleTime: 0, refetchInterval: 15_000 }

/** What a person pays, or a team of this name. */
export const ofBilling = {
  bill: (team: string | null, month: string | undefined) => ({
    ...(team === null
      ? query(billing.bill, { query: { month } })
      : query(teamBilling.bill, { params: { team }, query: { month } })),
    ...withTime,
  }),
  invoices: (team: string | null) =>
    team === null ? queryAll(billing.invoices) : queryAll(teamBilling.invoices, { params: { team } }),
  credits: () => queryAll(billing.credits),
  address: () => query(billing.address),
  quota: () => ({ ...query(dynos.quota, { params: { account: '~' } }), ...withTime }),
}

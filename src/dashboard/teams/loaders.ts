import type { LoaderFunctionArgs } from 'react-router'
import { ofBilling } from '#dashboard/billing/queries.ts'
import { asked, soon } from '#dashboard/shared/loading.ts'
import type { TeamAction } from '#platform/permissions/contract.ts'
import { ofTeams } from './queries.ts'
import { whyNotInTeam } from './useTeam.ts'

// What came after the page would push down what stands below it.

/** Who may not see something does not ask for it: the browser would complain of the refusal. */
async function whereAllowed(team: string, action: TeamAction, ask: () => readonly Promise<unknown>[]): Promise<void> {
  if (whyNotInTeam(await asked(ofTeams.one(team)), action) === null) await Promise.all(ask())
}

export function people({ params: { team = '' } }: LoaderFunctionArgs): Promise<null> {
  const parts = () => [asked(ofTeams.members(team)), asked(ofTeams.invitations(team)), asked(ofTeams.access(team))]
  return soon(whereAllowed(team, 'team.people', parts))
}

export function access({ params: { team = '' } }: LoaderFunctionArgs): Promise<null> {
  return soon(whereAllowed(team, 'team.people', () => [asked(ofTeams.access(team))]))
}

export function settings({ params: { team = '' } }: LoaderFunctionArgs): Promise<null> {
  const parts = () => [asked(ofTeams.preferences(team)), asked(ofTeams.allowed(team)), asked(ofTeams.features(team))]
  return soon(whereAllowed(team, 'team.view', parts))
}

export function billing({ params: { team = '' }, request }: LoaderFunctionArgs): Promise<null> {
  const month = new URL(request.url).searchParams.get('month') ?? undefined
  const parts = () => [asked(ofBilling.bill(team, month)), asked(ofBilling.invoices(team))]
  return soon(whereAllowed(team, 'team.billing', parts))
}

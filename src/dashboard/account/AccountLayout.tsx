import { Outlet } from 'react-router'
import { query } from '#client/query.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { account } from '#platform/account/contract.ts'
import { teams } from '#platform/teams/contract.ts'
import { NavTabs } from '#ui/NavTabs.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { accountTabs } from './tabs.ts'

export async function loader() {
  await Promise.all([queryClient.ensureQueryData(query(account.info)), queryClient.ensureQueryData(query(teams.list))])
  return null
}

/** The frame of the account's pages. */
export function Component() {
  return (
    <div className="mx-auto w-full max-w-4xl min-w-0 pb-10">
      <div className="print:hidden">
        <PageHeader title="Account" description="What the platform knows of you. It is simulated: nothing leaves this machine." />
        <NavTabs
          label="Account"
          className="mt-3 mb-6"
          tabs={accountTabs.map(({ label, part }) => ({ label, to: paths.account(part), end: part === '' }))}
        />
      </div>
      <Outlet />
    </div>
  )
}

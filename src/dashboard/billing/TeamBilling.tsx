import { useParams } from 'react-router'
import { paths } from '#dashboard/shared/paths.ts'
import { Breadcrumbs } from '#ui/Breadcrumbs.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { BillPart } from './BillPart.tsx'
import { Invoices } from './Invoices.tsx'

/** What a team uses and pays, for its admins. */
export function Component() {
  const { team = '' } = useParams()
  return (
    <div className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] gap-8 pb-10">
      <title>{`Billing – ${team}`}</title>
      <PageHeader
        title="Billing"
        className="print:hidden"
        above={
          <Breadcrumbs
            crumbs={[
              { label: team, to: paths.apps(team) },
              { label: 'Billing', to: paths.teamBilling(team) },
            ]}
          />
        }
      />
      <BillPart team={team} />
      <Invoices team={team} />
    </div>
  )
}

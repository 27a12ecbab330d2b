import { useQuery } from '@tanstack/react-query'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { billing, teamBilling, type Invoice } from '#platform/billing/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { Money } from '#ui/Money.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { Payment } from './BillPart.tsx'
import { ofBilling } from './queries.ts'
import { monthWords } from './words.ts'

/** '01/31/2026' is of '2026-01'. */
const monthOf = ({ period_end: end }: Invoice) => `${end.slice(6)}-${end.slice(0, 2)}`

/** The invoices of a person or a team, the newest first. */
export function Invoices({ team }: { team: string | null }) {
  const { data, error, refetch } = useQuery(ofBilling.invoices(team))
  return (
    <Section
      title="Invoices"
      description="One for each month that is over, kept for a year."
      className="print:hidden"
      actions={
        <ShowAs
          what="List invoices"
          calls={[team === null ? shown(billing.invoices) : shown(teamBilling.invoices, { params: { team } })]}
        />
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={3} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState title="No invoices yet" className="py-6!">
            The first comes when this month is over. Let simulated time pass to see it.
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <Table label="Invoices">
            <thead>
              <tr>
                <Th>Month</Th>
                <Th>Number</Th>
                <Th>Payment</Th>
                <Th numeric>Total</Th>
              </tr>
            </thead>
            <tbody>
              {data.toReversed().map((invoice) => (
                <Tr key={invoice.id}>
                  <Td>
                    <Link look="quiet" to={{ search: `?month=${monthOf(invoice)}` }} className="stretched font-medium">
                      {monthWords(monthOf(invoice))}
                    </Link>
                  </Td>
                  <Td className="tabular-nums">{invoice.number}</Td>
                  <Td>
                    <Payment state={invoice.state} />
                  </Td>
                  <Td numeric>
                    <Money cents={invoice.total} exact />
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </Section>
  )
}

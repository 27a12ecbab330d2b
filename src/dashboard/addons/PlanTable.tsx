import type { ReactNode } from 'react'
import type { Listing } from '#platform/addons/marketplace/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Card } from '#ui/Card.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { priceWords, tierOf, tiersOf } from './words.ts'

type Offer = Listing['plans'][number]

interface PlanTableProps {
  listing: Listing
  /** Among many plans those of one tier show. */
  tier: string
  onTier: (tier: string) => void
  /** The plan that is marked: chosen, or the one it is on. */
  marked?: string
  mark?: string
  action: (plan: Offer) => ReactNode
}

/** The plans of a service side by side, with what each may be used for. */
export function PlanTable({ listing, tier, onTier, marked, mark, action }: PlanTableProps) {
  const tiers = tiersOf(listing)
  const shown = listing.plans.filter(({ name }) => tiers.length === 0 || tierOf(name) === tier)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {tiers.length > 0 && (
        <div className="-mx-1 overflow-x-auto px-1 [scrollbar-width:none]">
          <Segmented label="Tier" options={tiers.map((value) => ({ value, label: value }))} value={tier} onChange={onTier} />
        </div>
      )}
      <Card flush>
        <Table label={`Plans of ${listing.human_name}`}>
          <thead>
            <tr>
              <Th>Plan</Th>
              <Th numeric className="max-sm:hidden">
                Price
              </Th>
              <Th>
                <span className="sr-only">Action</span>
              </Th>
              {listing.headings.map((heading) => (
                <Th key={heading}>{heading}</Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((plan) => (
              <Tr key={plan.id} aria-selected={plan.name === marked}>
                <Td className="whitespace-nowrap">
                  <span className="font-medium">{plan.name}</span> {plan.name === marked && mark && <Badge>{mark}</Badge>}
                  <p className="text-xs text-muted sm:hidden">{priceWords(plan.cents)}</p>
                </Td>
                <Td numeric className="max-sm:hidden">
                  {priceWords(plan.cents)}
                </Td>
                <Td>{action(plan)}</Td>
                {plan.values.map((value, index) => (
                  <Td key={index} className="whitespace-nowrap text-muted">
                    {value}
                  </Td>
                ))}
              </Tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </div>
  )
}

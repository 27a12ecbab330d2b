import { useQuery } from '@tanstack/react-query'
import { Card, Section } from '#ui/Card.tsx'
import { formatNumber } from '#ui/format.ts'
import { Meter } from '#ui/Meter.tsx'
import { ofBilling } from './queries.ts'

const hours = (seconds: number) => formatNumber(seconds / 3600, { maximumFractionDigits: 1 })

/** How much of the month's hours one's Eco dynos have been awake; nothing for who has none. */
export function EcoPool() {
  const { data } = useQuery(ofBilling.quota())
  if (!data || data.quota_used === 0) return null
  return (
    <Section
      title="Eco dyno hours"
      description="Shared by all your Eco apps. What sleeps uses none; the pool is full again on the 1st."
      className="print:hidden"
    >
      <Card>
        <Meter
          label="Eco dyno hours used this month"
          value={data.quota_used}
          max={data.account_quota}
          text={`${hours(data.quota_used)} of ${hours(data.account_quota)} hours`}
          showText
        />
      </Card>
    </Section>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { formatMoney } from '#ui/format.ts'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Money } from '#ui/Money.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { ofAddons } from './queries.ts'
import { useAddon } from './useAddon.ts'
import { priceWords } from './words.ts'

/** A month's price is that of 720 hours. */
const HOURS = 720
/** Time passing is no change that the feed tells of. */
const EVERY_MS = 15_000

/** What the add-on costs, and has cost this month. */
export function BillingPart() {
  const addon = useAddon()
  const { data, error, refetch } = useQuery({ ...ofAddons.billing(addon.name), staleTime: 0, refetchInterval: EVERY_MS })
  if (error)
    return (
      <Card>
        <Failure error={error} retry={refetch} />
      </Card>
    )
  if (!data) return <Skeleton height={220} />
  const month = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <Section title="Cost" description="Billed by the second, whether or not a dyno runs, and at most the month's price.">
        <Card>
          <KeyValue
            rows={[
              {
                name: `So far in ${month.format(Date.parse(`${data.month}-01T00:00:00Z`))}`,
                value: <Money cents={data.so_far_cents} className="text-base font-semibold" />,
              },
              { name: 'A month', value: <Money cents={data.monthly_cents} /> },
              { name: 'An hour', value: formatHour(data.monthly_cents / HOURS) },
              { name: 'Paid by', value: `${addon.billing_entity.name} (${addon.billing_entity.type})` },
            ]}
          />
        </Card>
      </Section>
      <Section title="Plans it has had">
        <Card flush>
          <Table label="Plans it has had">
            <thead>
              <tr>
                <Th>Plan</Th>
                <Th numeric>Price</Th>
                <Th>Since</Th>
              </tr>
            </thead>
            <tbody>
              {data.plans.map(({ name, cents, from }) => (
                <Tr key={from}>
                  <Td className="font-medium">{name}</Td>
                  <Td numeric>{priceWords(cents)}</Td>
                  <Td>
                    <TimeAgo time={from} />
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </Card>
      </Section>
    </div>
  )
}

/** Thousandths of a dollar: an hour of a small plan is less than a cent. */
const formatHour = (cents: number) => (cents >= 100 ? formatMoney(Math.round(cents)) : `$${(cents / 100).toFixed(3)}`)

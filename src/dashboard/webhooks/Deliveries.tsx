import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Delivery, Webhook } from '#platform/webhooks/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { StatusIcon } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { DeliveryPanel } from './DeliveryPanel.tsx'
import { ofWebhooks, SHOWN } from './queries.ts'
import { answerOf, deliveryLooks } from './words.ts'

const filters = [
  { value: 'all', label: 'All' },
  { value: 'failed', label: 'Failed' },
  { value: 'retrying', label: 'Retrying' },
  { value: 'succeeded', label: 'Delivered' },
] as const

interface DeliveriesProps {
  app: string
  webhook: Pick<Webhook, 'id'>
  /** Whether one of them shows beside the list. */
  detail?: boolean
}

/** What was sent to a webhook. The address holds the filter and the delivery that shows. */
export function Deliveries({ app, webhook, detail = true }: DeliveriesProps) {
  const [search, change] = useSearch()
  const filter = filters.find(({ value }) => value === search.get('status'))?.value ?? 'all'
  const { data, error, refetch } = useQuery(ofWebhooks.deliveries(app, webhook.id, filter === 'all' ? undefined : filter))
  const shows = search.get('delivery') ?? data?.[0]?.id
  const empty = data?.length === 0 && !search.has('delivery')
  const choose = (value: string) =>
    change((next) => {
      next.delete('delivery')
      if (value === 'all') next.delete('status')
      else next.set('status', value)
    })
  return (
    <Section
      title="Deliveries"
      description={`The newest ${SHOWN} of what was sent in the last seven days.`}
      actions={<Segmented label="Status" options={filters} value={filter} onChange={choose} />}
    >
      {error && (
        <Card>
          <Failure error={error} retry={refetch} />
        </Card>
      )}
      {!data && !error && (
        <Card>
          <Skeleton lines={8} />
        </Card>
      )}
      {data && empty && (
        <Card>
          <EmptyState title={filter === 'all' ? 'Nothing has been sent yet' : 'None of that kind'}>
            {filter === 'all' && 'The next change of what this webhook is told of shows here.'}
          </EmptyState>
        </Card>
      )}
      {data && !empty && (
        <div className="grid gap-4 lg:grid-cols-[minmax(0,19rem)_minmax(0,1fr)]">
          <Card flush className="self-start">
            <ol aria-label="Deliveries" className="max-h-60 divide-y divide-line overflow-y-auto lg:max-h-[36rem]">
              {data.map((delivery) => (
                <Row key={delivery.id} search={search} delivery={delivery} current={delivery.id === shows} />
              ))}
            </ol>
          </Card>
          {detail && shows !== undefined && <DeliveryPanel id={shows} />}
        </div>
      )}
    </Section>
  )
}

function Row({ search, delivery, current }: { search: URLSearchParams; delivery: Delivery; current: boolean }) {
  const to = new URLSearchParams(search)
  to.set('delivery', delivery.id)
  const { tone, word } = deliveryLooks[delivery.status]
  return (
    <li className={clsx('relative flex items-start gap-2 px-3 py-2', current ? 'bg-active' : 'hover:bg-hover')}>
      <StatusIcon tone={tone} className="mt-1" />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <Link
            look="quiet"
            to={`?${to}`}
            preventScrollReset
            aria-current={current || undefined}
            className="stretched min-w-0 flex-1 truncate font-mono text-xs font-medium"
          >
            {delivery.event.include}
          </Link>
          <TimeAgo time={delivery.created_at} className="text-xs text-muted" />
        </div>
        <p className="truncate text-xs text-muted">
          {word}, {answerOf(delivery.last_attempt)}
          {delivery.num_attempts > 1 && `, ${delivery.num_attempts} attempts`}
        </p>
      </div>
    </li>
  )
}

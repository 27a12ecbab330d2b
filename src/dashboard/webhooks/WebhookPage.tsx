import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useParams, useSearchParams } from 'react-router'
import { useData } from '#client/query.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Delivery } from '#platform/webhooks/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { CodeBlock } from '#ui/CodeBlock.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { StatusIcon } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { DeliveryPanel } from './DeliveryPanel.tsx'
import { ofWebhooks, SHOWN } from './queries.ts'
import { WebhookHead } from './WebhookHead.tsx'
import { answerOf, deliveryLooks } from './words.ts'

const filters = [
  { value: 'all', label: 'All' },
  { value: 'failed', label: 'Failed' },
  { value: 'retrying', label: 'Retrying' },
  { value: 'succeeded', label: 'Delivered' },
] as const

/** One webhook: how it is set, and what was sent to it. The address holds the filter and the delivery that shows. */
export function Component() {
  const { name: app } = useApp()
  const webhook = useData(ofWebhooks.info(app, useParams()['webhook'] ?? ''))
  const [search, change] = useSearch()
  const filter = filters.find(({ value }) => value === search.get('status'))?.value ?? 'all'
  const { data, error, refetch } = useQuery(ofWebhooks.deliveries(app, webhook.id, filter === 'all' ? undefined : filter))
  const shows = search.get('delivery') ?? data?.[0]?.id
  const empty = data?.length === 0 && !search.has('delivery')
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-9">
      <WebhookHead key={webhook.id} webhook={webhook} />
      <Section
        title="Deliveries"
        description={`The newest ${SHOWN} of what was sent in the last seven days.`}
        actions={
          <Segmented
            label="Status"
            options={filters}
            value={filter}
            onChange={(value) => change(() => new URLSearchParams(value === 'all' ? {} : { status: value }))}
          />
        }
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
                  <Row key={delivery.id} delivery={delivery} current={delivery.id === shows} />
                ))}
              </ol>
            </Card>
            {shows !== undefined && <DeliveryPanel id={shows} />}
          </div>
        )}
      </Section>
      <Verify />
    </div>
  )
}

function Row({ delivery, current }: { delivery: Delivery; current: boolean }) {
  const [search] = useSearchParams()
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

const SNIPPET = `import { createHmac, timingSafeEqual } from 'node:crypto'

// body: the bytes as they came, before anything parses them
export function isGenuine(body, header, secret = process.env.WEBHOOK_SECRET) {
  const expected = createHmac('sha256', secret).update(body).digest()
  const given = Buffer.from(header ?? '', 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

// isGenuine(body, request.headers['heroku-webhook-hmac-sha256'])`

/** How a receiver tells a delivery from one that somebody made up. */
function Verify() {
  return (
    <Section
      title="Check the signature"
      description="The header Heroku-Webhook-Hmac-SHA256 is the base64 of the HMAC-SHA256 of the body, keyed with the secret."
    >
      <Card>
        <Disclosure summary="In Node.js">
          <CodeBlock label="Code that checks the signature" code={SNIPPET} />
        </Disclosure>
      </Card>
    </Section>
  )
}

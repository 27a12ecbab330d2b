import { useQuery } from '@tanstack/react-query'
import { Plus, Webhook as WebhookIcon } from 'lucide-react'
import { useState } from 'react'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { FreshSecret } from '#dashboard/shared/FreshSecret.tsx'
import { MOST_WEBHOOKS, type Webhook } from '#platform/webhooks/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { ofWebhooks } from './queries.ts'
import { WebhookForm } from './WebhookForm.tsx'
import { deliveryLooks } from './words.ts'

/** Where the app's events are sent, and how that is going. */
export function Webhooks() {
  const { name } = useApp()
  const whyNot = useWhyNot()('webhooks.edit')
  const { data, error, refetch } = useQuery(ofWebhooks.list(name))
  const [adding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const full = data && data.length >= MOST_WEBHOOKS ? `An app can have at most ${MOST_WEBHOOKS} webhooks` : null
  return (
    <Section
      title="Webhooks"
      id="webhooks"
      className="scroll-mt-4"
      description="Tell another service when something about the app changes. Each message is signed."
      actions={
        !adding && (
          <Button icon={<Plus size={14} />} reason={whyNot ?? full} onClick={() => setAdding(true)}>
            Add webhook
          </Button>
        )
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={2} className="p-4" />}
        {data?.length === 0 && !adding && (
          <EmptyState title="No webhooks" icon={<WebhookIcon size={18} />} className="py-6!">
            A release, a scaled process type or a crashed dyno can reach your chat, your CI or your own service.
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <ul aria-label="Webhooks" className="divide-y divide-line">
            {data.map((webhook) => (
              <Row key={webhook.id} webhook={webhook} />
            ))}
          </ul>
        )}
        {secret !== null && (
          <div className="border-t border-line p-4">
            <FreshSecret name="Signing secret" secret={secret}>
              Keep it where your receiver reads it: it is not shown again.
            </FreshSecret>
          </div>
        )}
        {adding && (
          <WebhookForm
            close={(made) => {
              setAdding(false)
              if (made !== undefined) setSecret(made)
            }}
          />
        )}
      </Card>
    </Section>
  )
}

function Row({ webhook }: { webhook: Webhook }) {
  const { name } = useApp()
  const { data } = useQuery(ofWebhooks.health(name))
  const last = data?.find((each) => each.webhook === webhook.id)?.last
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-hover">
      <div className="min-w-0 flex-1 basis-64">
        <Link
          look="quiet"
          to={paths.webhook(name, webhook.id)}
          className="stretched block truncate font-mono text-xs font-medium"
        >
          {webhook.url}
        </Link>
        <p className="truncate text-xs text-muted">{webhook.include.join(', ')}</p>
      </div>
      <Badge data-hint={webhook.level === 'sync' ? 'Tried again until it succeeds' : 'Tried once'} className="relative">
        {webhook.level}
      </Badge>
      <span className="flex min-h-5 items-center gap-2 text-xs text-muted sm:w-44 sm:justify-end">
        {last && <Status tone={deliveryLooks[last.status].tone}>{deliveryLooks[last.status].word}</Status>}
        {last && <TimeAgo time={last.updated_at} />}
        {data && !last && 'Nothing sent yet'}
      </span>
    </li>
  )
}

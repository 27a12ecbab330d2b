import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { webhooks, type DeliveryDetail } from '#platform/webhooks/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { CodeBlock } from '#ui/CodeBlock.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Duration } from '#ui/Duration.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { JsonTree } from './JsonTree.tsx'
import { ofWebhooks } from './queries.ts'
import { answerOf, deliveryLooks } from './words.ts'

/** One delivery: what was sent, each time, and what came back. */
export function DeliveryPanel({ id }: { id: string }) {
  const { name: app } = useApp()
  const { data, error, refetch } = useQuery(ofWebhooks.delivery(app, id))
  return (
    <Card role="region" aria-label="Delivery" className="grid min-w-0 content-start gap-4">
      {error && <Failure error={error} retry={refetch} />}
      {!data && !error && <Skeleton lines={10} />}
      {data && <Detail key={data.id} app={app} delivery={data} />}
    </Card>
  )
}

function Detail({ app, delivery }: { app: string; delivery: DeliveryDetail }) {
  const forbidden = useWhyNot()('webhooks.edit')
  const [chosen, setChosen] = useState<string | null>(null)
  const { attempts, last_attempt: last, next_attempt_at: next, status } = delivery
  const attempt = attempts.find((each) => each.id === chosen) ?? attempts.at(-1)
  const params = { app, delivery: delivery.id }
  const again = useAction({
    run: () => call(webhooks.redeliver, { params }),
    failed: 'It was not sent again',
    done: () => setChosen(null),
  })
  const busy = status === 'pending' || last?.status === 'scheduled'
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="text-sm">
            {delivery.resource} {delivery.action}
          </h3>
          <p className="flex flex-wrap items-center gap-x-3 text-muted">
            <Status tone={deliveryLooks[status].tone}>{deliveryLooks[status].word}</Status>
            <TimeAgo time={delivery.created_at} />
            {next !== null && status === 'retrying' && (
              <span>
                next attempt <TimeAgo time={next} />
              </span>
            )}
          </p>
        </div>
        <span className="flex items-center gap-1">
          <ShowAs what="Deliver again" calls={[shown(webhooks.redeliver, { params })]} />
          <Button
            icon={<RotateCw size={14} />}
            pending={again.isPending}
            reason={forbidden ?? (busy ? 'It is on its way' : null)}
            onClick={() => again.mutate()}
          >
            Deliver again
          </Button>
        </span>
      </div>
      {attempts.length > 1 && (
        <div className="overflow-x-auto">
          <Segmented
            label="Attempt"
            options={attempts.map(({ id, code }, index) => ({
              value: id,
              label: `${index + 1}${code === null ? '' : ` · ${code}`}`,
            }))}
            value={attempt?.id ?? ''}
            onChange={setChosen}
          />
        </div>
      )}
      {attempt ? (
        <AttemptView attempt={attempt} />
      ) : (
        <p className="text-muted">It is sent within a second of the platform's clock.</p>
      )}
    </>
  )
}

function AttemptView({ attempt }: { attempt: DeliveryDetail['attempts'][number] }) {
  const { request, response, duration } = attempt
  const payload: unknown = JSON.parse(request.body)
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`)
  return (
    <>
      <p className="flex flex-wrap gap-x-3">
        <span className="font-medium">{answerOf(attempt)}</span>
        {duration !== null && (
          <span className="text-muted">
            after <Duration ms={duration} />
          </span>
        )}
        <span className="text-muted">
          sent <TimeAgo time={attempt.created_at} />
        </span>
      </p>
      <div className="grid gap-1.5">
        <h4 className="text-xs font-medium text-muted">Request headers</h4>
        <CodeBlock label="Request headers" code={[`POST ${request.url}`, ...headers].join('\n')} />
      </div>
      <div className="grid min-w-0 gap-1.5">
        <div className="flex items-center justify-between gap-2">
          <h4 className="text-xs font-medium text-muted">Payload</h4>
          <CopyButton text={request.body} label="Copy payload as it was sent" className="-my-1" />
        </div>
        <div className="min-w-0 rounded-md border border-line bg-sunken p-3 font-mono text-xs">
          <JsonTree value={payload} />
        </div>
      </div>
      <div className="grid gap-1.5">
        <h4 className="text-xs font-medium text-muted">Response</h4>
        {response ? (
          <CodeBlock
            label="Response"
            code={[`HTTP ${attempt.code}`, response.body].filter((each, index, all) => each !== all[index - 1]).join('\n\n')}
          />
        ) : (
          <p className="text-muted">{attempt.status === 'scheduled' ? 'Not yet.' : 'None came.'}</p>
        )}
      </div>
    </>
  )
}

import { call } from '#client/http.ts'
import { query, type EndpointKey } from '#client/query.ts'
import { webhooks, type Delivery } from '#platform/webhooks/contract.ts'

type Status = 'failed' | 'retrying' | 'succeeded'

/** How many deliveries the page of a webhook shows. */
export const SHOWN = 100

/** The newest deliveries of a webhook, the newest first. */
function newestDeliveries(app: string, webhook: string, status: Status | undefined) {
  const args = { params: { app }, query: { 'eq[webhook]': webhook, ...(status && { 'eq[status]': status }) } }
  const range = `seq ..; order=desc,max=${SHOWN}`
  const whole = query(webhooks.deliveries, args)
  const [endpoint, params] = whole.queryKey
  const queryKey: EndpointKey = [endpoint, params, { ...args.query, range }, false]
  return {
    ...whole,
    queryKey,
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<Delivery[]> => call(webhooks.deliveries, { ...args, range, signal }),
  }
}

export const ofWebhooks = {
  list: (app: string) => query(webhooks.list, { params: { app } }),
  health: (app: string) => query(webhooks.health, { params: { app } }),
  info: (app: string, webhook: string) => query(webhooks.info, { params: { app, webhook } }),
  delivery: (app: string, delivery: string) => query(webhooks.detail, { params: { app, delivery } }),
  deliveries: newestDeliveries,
}

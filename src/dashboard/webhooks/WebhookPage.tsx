import { useParams } from 'react-router'
import { useData } from '#client/query.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { Card, Section } from '#ui/Card.tsx'
import { CodeBlock } from '#ui/CodeBlock.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { Deliveries } from './Deliveries.tsx'
import { ofWebhooks } from './queries.ts'
import { WebhookHead } from './WebhookHead.tsx'

/** One webhook: how it is set, and what was sent to it. */
export function Component() {
  const { name: app } = useApp()
  const webhook = useData(ofWebhooks.info(app, useParams()['webhook'] ?? ''))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-9">
      <WebhookHead key={webhook.id} webhook={webhook} />
      <Deliveries app={app} webhook={webhook} />
      <Verify />
    </div>
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

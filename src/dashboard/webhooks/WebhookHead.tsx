import { Pencil, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { FreshSecret } from '#dashboard/shared/FreshSecret.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { webhooks, type Webhook } from '#platform/webhooks/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Link } from '#ui/Link.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { WebhookForm } from './WebhookForm.tsx'
import { hostOf, newSecret } from './words.ts'

const ConfirmDialog = lazy(async () => ({ default: (await import('#ui/ConfirmDialog.tsx')).ConfirmDialog }))

/** How a webhook is set, and the way to change that. */
export function WebhookHead({ webhook }: { webhook: Webhook }) {
  const { name: app } = useApp()
  const reason = useWhyNot()('webhooks.edit')
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const [editing, setEditing] = useState(false)
  const params = { app, webhook: webhook.id }
  const [secret, setSecret] = useState<string>()
  const change = useAction({
    run: (body: { level?: Webhook['level']; secret?: string }) => call(webhooks.update, { params, body }),
    failed: 'The webhook was not changed',
    done: (_, body) => {
      if (body.secret !== undefined) setSecret(body.secret)
    },
  })
  const remove = useAction({
    run: () => call(webhooks.delete, { params }),
    failed: 'The webhook was not removed',
    quiet: true,
    done: () => {
      toast({ title: `The webhook to ${hostOf(webhook.url)} was removed` })
      void navigate(`${paths.settings(app)}#webhooks`, { replace: true })
    },
  })
  return (
    <Card className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 className="flex min-w-0 flex-wrap items-center gap-x-3 text-base">
          <Link look="quiet" to={`${paths.settings(app)}#webhooks`} className="text-muted">
            Webhooks
          </Link>
          <span aria-hidden className="text-faint">
            /
          </span>
          <span className="break-all">{hostOf(webhook.url)}</span>
        </h2>
        <span className="flex items-center gap-1">
          {!editing && (
            <Button icon={<Pencil size={14} />} reason={reason} onClick={() => setEditing(true)}>
              Edit
            </Button>
          )}
          <ShowAs what="Remove the webhook" calls={[shown(webhooks.delete, { params })]} />
          <Button variant="danger" icon={<Trash2 size={14} />} reason={reason} onClick={() => setAsking(true)}>
            Remove
          </Button>
        </span>
      </div>
      {editing && (
        <WebhookForm
          webhook={webhook}
          close={(fresh) => {
            setEditing(false)
            if (fresh !== undefined) setSecret(fresh)
          }}
        />
      )}
      {!editing && (
        <KeyValue
          rows={[
            {
              name: 'URL',
              value: (
                <span className="flex min-w-0 items-center gap-1">
                  <span className="font-mono text-xs break-all">{webhook.url}</span>
                  <CopyButton text={webhook.url} label="Copy URL" className="-my-1" />
                </span>
              ),
            },
            { name: 'Told of', value: <span className="font-mono text-xs">{webhook.include.join(', ')}</span> },
            {
              name: 'Level',
              value: (
                <span className="flex items-center gap-1">
                  <NativeSelect
                    aria-label="Level"
                    value={webhook.level}
                    reason={reason}
                    onChange={(event) => change.mutate({ level: event.target.value === 'sync' ? 'sync' : 'notify' })}
                    className="max-w-64"
                  >
                    <option value="notify">notify: sent once</option>
                    <option value="sync">sync: until it is taken</option>
                  </NativeSelect>
                  <ShowAs
                    what="Change the level"
                    calls={[shown(webhooks.update, { params, body: { ...settingsOf(webhook), level: other(webhook.level) } })]}
                  />
                </span>
              ),
            },
            {
              name: 'Secret',
              value: (
                <span className="flex flex-wrap items-center gap-2">
                  <span aria-label="Hidden" role="img" className="font-mono text-xs text-muted">
                    ••••••••••••
                  </span>
                  <Button
                    size="sm"
                    reason={reason}
                    pending={change.isPending}
                    onClick={() => change.mutate({ secret: newSecret() })}
                  >
                    Replace
                  </Button>
                  <ShowAs
                    what="Replace the secret"
                    calls={[
                      shown(webhooks.update, { params, body: { ...settingsOf(webhook), level: webhook.level, secret: '…' } }),
                    ]}
                  />
                </span>
              ),
            },
            { name: 'Added', value: <TimeAgo time={webhook.created_at} /> },
            { name: 'ID', value: <span className="font-mono text-xs break-all">{webhook.id}</span> },
          ]}
        />
      )}
      {secret !== undefined && (
        <FreshSecret name="Signing secret" secret={secret}>
          Keep it where your receiver reads it: it is not shown again.
        </FreshSecret>
      )}
      {asking && (
        <Suspense>
          <ConfirmDialog
            open
            onOpenChange={setAsking}
            title={`Remove the webhook to ${hostOf(webhook.url)}?`}
            action="Remove webhook"
            pending={remove.isPending}
            error={remove.error?.message}
            onConfirm={() => remove.mutate()}
          >
            It is told of nothing more, and what was sent to it can no longer be looked at here.
          </ConfirmDialog>
        </Suspense>
      )}
    </Card>
  )
}

const other = (level: Webhook['level']): Webhook['level'] => (level === 'sync' ? 'notify' : 'sync')
const settingsOf = ({ include, url }: Webhook) => ({ include, url })

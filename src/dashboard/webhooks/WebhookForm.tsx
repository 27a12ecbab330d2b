import { useEffect, useRef, useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { ENTITIES, secretProblem, webhooks, webhookUrlProblem, type Webhook } from '#platform/webhooks/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { RadioCards } from '#ui/RadioCards.tsx'
import { toast } from '#ui/toast.ts'
import { entityNames, hostOf, newSecret } from './words.ts'

const levels: readonly { readonly value: Webhook['level']; readonly label: string; readonly description: string }[] = [
  { value: 'notify', label: 'notify', description: 'Sent once, whatever comes of it.' },
  { value: 'sync', label: 'sync', description: 'Tried again for up to three days, until it is taken.' },
]

interface WebhookFormProps {
  /** The one to change; without it, one is made. */
  webhook?: Webhook
  /** Told the secret, where there is a new one. */
  close: (secret?: string) => void
}

/** Where events are sent, which, and how. */
export function WebhookForm({ webhook, close }: WebhookFormProps) {
  const { name: app } = useApp()
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [level, setLevel] = useState<Webhook['level']>(webhook?.level ?? 'notify')
  const [chosen, setChosen] = useState<readonly string[]>(webhook?.include ?? ['api:release'])
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(0)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const include = ENTITIES.filter((entity) => chosen.includes(entity))
  const urlError = webhookUrlProblem(url.trim())
  const secretError = typed === '' ? null : secretProblem(typed)
  const body = { include, level, url: url.trim() }
  const name = webhook ? 'Change the webhook' : 'Add a webhook'
  const given = typed === '' ? {} : { secret: typed }
  const save = useAction({
    run: async () => {
      if (webhook) {
        await call(webhooks.update, { params: { app, webhook: webhook.id }, body: { ...body, ...given } })
        return typed || undefined
      }
      const secret = typed || newSecret()
      await call(webhooks.create, { params: { app }, body: { ...body, secret } })
      return secret
    },
    failed: webhook ? 'The webhook was not changed' : 'The webhook was not added',
    quiet: true,
    done: (secret) => {
      toast({ title: `${hostOf(body.url)} is told of changes from now on`, tone: 'ok' })
      close(secret)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(tried + 1)
    if (urlError === null && secretError === null && include.length > 0 && !save.isPending) save.mutate()
  }
  const nothingChosen = tried > 0 && include.length === 0
  const wrong = tried > 0 && (urlError !== null || secretError !== null || include.length === 0)
  const failure = save.error?.message
  return (
    <form onSubmit={submit} noValidate aria-label={name} className="grid gap-5 border-t border-line p-4">
      <Field
        label="URL"
        error={tried > 0 ? urlError : undefined}
        hint="Nothing is really sent. Every address answers 200, unless one of its parts is fail (500), slow (no answer), flaky (503 twice) or status/404, or its host ends with invalid."
      >
        <Input
          ref={first}
          code
          type="url"
          placeholder="https://example.com/hooks"
          value={url}
          onChange={(event) => {
            setUrl(event.target.value)
            save.reset()
          }}
        />
      </Field>
      <fieldset className="min-w-0" aria-describedby={nothingChosen ? 'no-entities' : undefined}>
        <legend className="mb-1 text-sm font-medium">Tell it of</legend>
        <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
          {ENTITIES.map((entity) => (
            <Checkbox
              key={entity}
              label={entityNames[entity]}
              hint={<span className="font-mono">{entity}</span>}
              checked={chosen.includes(entity)}
              onChange={(event) =>
                setChosen((before) => (event.target.checked ? [...before, entity] : before.filter((each) => each !== entity)))
              }
            />
          ))}
        </div>
        {nothingChosen && (
          <p id="no-entities" className="mt-1 text-xs text-error-text">
            Choose at least one.
          </p>
        )}
      </fieldset>
      <RadioCards legend="Level" cards={levels} value={level} onChange={setLevel} className="sm:grid-cols-2" />
      <Field
        label="Signing secret"
        optional
        error={secretError}
        hint={
          webhook
            ? 'Left empty, it stays as it is.'
            : 'Left empty, one is made for you. It is shown once, after you add the webhook.'
        }
        className="sm:max-w-lg"
      >
        <Input code value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <FormError attempt={wrong ? tried : save.failureCount}>
        {failure ?? (wrong ? `Nothing was ${webhook ? 'changed' : 'added'}: mend what is marked above.` : null)}
      </FormError>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={save.isPending}>
          {webhook ? 'Save webhook' : 'Add webhook'}
        </Button>
        <Button onClick={() => close()}>Cancel</Button>
        <ShowAs
          what={name}
          calls={[
            webhook
              ? shown(webhooks.update, { params: { app, webhook: webhook.id }, body: { ...body, ...given } })
              : shown(webhooks.create, { params: { app }, body: { ...body, ...given } }),
          ]}
        />
      </div>
    </form>
  )
}

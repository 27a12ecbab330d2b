import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { query } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { drains, drainUrlProblem, MOST_DRAINS, type Drain } from '#platform/drains/contract.ts'
import { hostOf } from '#dashboard/webhooks/words.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Input } from '#ui/Input.tsx'
import { Num } from '#ui/Num.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { toast } from '#ui/toast.ts'

const ConfirmDialog = lazy(async () => ({ default: (await import('#ui/ConfirmDialog.tsx')).ConfirmDialog }))

/** What was lost changes by the minute, with no row to tell of it. */
const ASK_AGAIN_MS = 15_000

/** Where the app's log is sent, line by line. */
export function Drains() {
  const { name: app } = useApp()
  const { data, error, refetch } = useQuery(query(drains.list, { params: { app } }))
  return (
    <Section
      title="Log drains"
      id="drains"
      className="scroll-mt-4"
      description="Send every line of the log to another service, by HTTPS or syslog."
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={1} className="p-4" />}
        {data?.length === 0 && (
          <EmptyState title="No drains" className="py-6!">
            The platform keeps 1,500 lines for a week. A drain keeps them elsewhere.
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <ul aria-label="Log drains" className="divide-y divide-line">
            {data.map((drain) => (
              <Row key={drain.id} drain={drain} />
            ))}
          </ul>
        )}
        <AddDrain full={data !== undefined && data.length >= MOST_DRAINS} />
      </Card>
    </Section>
  )
}

function Row({ drain }: { drain: Drain }) {
  const { name: app } = useApp()
  const forbidden = useWhyNot()('drains.edit')
  const [asking, setAsking] = useState(false)
  const { data } = useQuery({ ...query(drains.states, { params: { app } }), refetchInterval: ASK_AGAIN_MS })
  const state = data?.find((each) => each.drain === drain.id)
  const params = { app, drain: drain.url }
  const remove = useAction({
    run: () => call(drains.delete, { params }),
    failed: 'The drain was not removed',
    quiet: true,
    done: () => toast({ title: `The drain to ${hostOf(drain.url)} was removed` }),
  })
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-2 pr-2 pl-4 sm:grid-cols-[minmax(0,1fr)_13rem_auto]">
      <div className="min-w-0 max-sm:col-span-2">
        <p className="truncate font-mono text-xs">{drain.url}</p>
        <p className="flex min-w-0 items-center gap-1 text-xs text-muted">
          <span className="truncate font-mono">{drain.token}</span>
          <CopyButton text={drain.token} label={`Copy the token of ${hostOf(drain.url)}`} className="-my-1" />
          {drain.addon && <Badge>{drain.addon.name}</Badge>}
        </p>
      </div>
      <span className="min-h-5 text-xs text-muted">
        {state?.state === 'ok' && <Status tone="ok">Keeping up</Status>}
        {state && state.state !== 'ok' && (
          <>
            <Status tone={state.state === 'failing' ? 'error' : 'warn'}>
              {state.state === 'failing' ? 'Failing' : 'Behind'}
            </Status>
            <span className="block">
              {state.reason} <Num value={state.dropped} /> lines lost in an hour
            </span>
          </>
        )}
      </span>
      <span className="flex items-center gap-1">
        <ShowAs what="Remove the log drain" calls={[shown(drains.delete, { params })]} />
        <IconButton
          size="sm"
          label={`Remove the drain to ${hostOf(drain.url)}`}
          icon={<Trash2 size={14} />}
          reason={forbidden ?? (drain.addon && `It belongs to ${drain.addon.name}: remove that add-on instead`)}
          onClick={() => setAsking(true)}
        />
      </span>
      {asking && (
        <Suspense>
          <ConfirmDialog
            open
            onOpenChange={setAsking}
            title={`Remove the drain to ${hostOf(drain.url)}?`}
            action="Remove drain"
            pending={remove.isPending}
            error={remove.error?.message}
            onConfirm={() => remove.mutate()}
          >
            It gets no more lines. A new drain to the same address has another token.
          </ConfirmDialog>
        </Suspense>
      )}
    </li>
  )
}

function AddDrain({ full }: { full: boolean }) {
  const { name: app } = useApp()
  const forbidden = useWhyNot()('drains.edit')
  const [url, setUrl] = useState('')
  const [tried, setTried] = useState(0)
  const asked = url.trim()
  const problem = tried > 0 ? drainUrlProblem(asked) : null
  const add = useAction({
    run: () => call(drains.create, { params: { app }, body: { url: asked } }),
    failed: 'The drain was not added',
    quiet: true,
    done: () => {
      toast({ title: `The log goes to ${hostOf(asked)} from now on`, tone: 'ok' })
      setUrl('')
      setTried(0)
    },
  })
  const reason =
    forbidden ?? (full ? `An app can have at most ${MOST_DRAINS} log drains` : asked === '' ? 'Type an address first' : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== null || add.isPending) return
    setTried(tried + 1)
    if (drainUrlProblem(asked) === null) add.mutate()
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-2 border-t border-line p-4">
      <div className="flex flex-wrap items-start gap-2">
        <Field
          label="Add a drain"
          error={problem ?? add.error?.message}
          hint="Nothing is really sent. Every address keeps up, unless one of its parts is slow, fail, expired (its certificate) or invalid."
          className="min-w-56 flex-1"
        >
          <Input
            code
            placeholder="syslog+tls://logs.example.com:6514"
            value={url}
            readOnly={forbidden !== null}
            onChange={(event) => {
              setUrl(event.target.value)
              setTried(0)
              add.reset()
            }}
          />
        </Field>
        <span className="flex gap-1 pt-6">
          <ShowAs what="Add a log drain" calls={[shown(drains.create, { params: { app }, body: { url: asked } })]} />
          <Button type="submit" icon={<Plus size={14} />} pending={add.isPending} reason={reason}>
            Add drain
          </Button>
        </span>
      </div>
      <FormError attempt={problem ? tried : add.failureCount}>{null}</FormError>
    </form>
  )
}

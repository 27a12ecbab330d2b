import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { KeyPage as Page } from '#platform/redis/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Field } from '#ui/Field.tsx'
import { formatBytes } from '#ui/format.ts'
import { Input } from '#ui/Input.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { NumberField } from '#ui/NumberField.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { AtBytes } from './AtBytes.tsx'
import { readable, toBytes, toText } from './bytes.ts'
import { Elements } from './Elements.tsx'
import { ofRedis } from './queries.ts'
import { TextValue } from './TextValue.tsx'
import { TimeLeft } from './TimeLeft.tsx'
import { useRun, useShownRun } from './useRun.ts'
import { useStore } from './useStore.ts'
import { sizeWords, typeNames } from './words.ts'

/** One key: what it holds, for how long, and how to change that. */
export function KeyPage({ name }: { name: string }) {
  const { store } = useStore()
  const { data, error, refetch } = useQuery(ofRedis.key(store, name))
  const list = paths.addon(store, 'keys')
  // No text in UTF-8, and no key: then what was meant is the text that the same characters are.
  if (data === null && toText(name) === null) return <AtBytes text={name} />
  if (data === null)
    return (
      <EmptyState title={`There is no key ${readable(name)}`} actions={<LinkButton to={list}>Keys</LinkButton>}>
        It was deleted or evicted, it has expired, or the clock was turned back to before it.
      </EmptyState>
    )
  if (error) return <Failure error={error} retry={refetch} />
  if (!data) return <Skeleton height={400} />
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link to={list}>Keys</Link>
        <span aria-hidden className="text-faint">
          /
        </span>
        <h2 className="font-mono text-base font-medium break-all">{readable(name)}</h2>
        <CopyButton text={readable(name)} label="Copy key" />
        <Badge>{typeNames[data.type]}</Badge>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
        <Section title="About">
          <Card>
            <Facts data={data} />
          </Card>
        </Section>
        <Expiry key={String(data.expires_at === null)} data={data} />
      </div>
      {data.type === 'string' ? <TextValue data={data} /> : <Elements data={data} type={data.type} />}
      <Rename data={data} />
      <Delete data={data} />
    </div>
  )
}

function Facts({ data }: { data: Page }) {
  return (
    <KeyValue
      rows={[
        { name: 'Holds', value: sizeWords(data) },
        { name: 'Memory', value: formatBytes(data.bytes) },
        { name: 'Encoding', value: <code className="font-mono text-xs">{data.encoding}</code> },
        { name: 'Expires', value: <TimeLeft expires={data.expires_at} /> },
        { name: 'Last used', value: <TimeAgo time={data.used_at} /> },
      ]}
    />
  )
}

function Expiry({ data: { key, expires_at: expires } }: { data: Page }) {
  const [seconds, setSeconds] = useState<number | null>(null)
  const shownRun = useShownRun()
  const run = useRun({
    failed: 'The expiry was not changed',
    done: () => {
      setSeconds(null)
      toast({ title: 'The expiry was changed', tone: 'ok' })
    },
  })
  const commands = [['EXPIRE', key, String(seconds ?? 0)]]
  const reason = seconds === null ? 'Say after how many seconds' : seconds < 1 ? 'At least one second' : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null) run.mutate(commands)
  }
  return (
    <Section title="Expiry">
      <Card>
        <form onSubmit={submit} className="flex flex-wrap items-end gap-2" noValidate>
          <Field label="Expires after seconds" className="w-44">
            <NumberField value={seconds} min={1} onChange={setSeconds} />
          </Field>
          <Button type="submit" pending={run.isPending} reason={reason}>
            Set
          </Button>
          <Button reason={expires === null ? 'It stays for ever already' : null} onClick={() => run.mutate([['PERSIST', key]])}>
            Keep for ever
          </Button>
          <ShowAs what="Set when it expires" calls={[shownRun(commands)]} />
        </form>
      </Card>
    </Section>
  )
}

function Rename({ data: { key } }: { data: Page }) {
  const [name, setName] = useState(readable(key))
  const [, change] = useSearch()
  const shownRun = useShownRun()
  const to = toBytes(name)
  const commands = [['RENAMENX', key, to]]
  const run = useRun({
    failed: 'It was not renamed',
    quiet: true,
    done: ({ replies: [done] }) => {
      if (done === 1) change(() => new URLSearchParams({ key: to }))
    },
  })
  const taken = run.data?.replies[0] === 0 ? 'There is a key of this name already.' : null
  const same = name === readable(key)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!same && name !== '') run.mutate(commands)
  }
  return (
    <Section title="Name">
      <Card>
        <form onSubmit={submit} className="flex flex-wrap items-start gap-2" noValidate>
          <Field
            label="Name of the key"
            hideLabel
            error={taken ?? (run.error && sentence(run.error))}
            className="min-w-52 flex-1"
          >
            <Input
              code
              value={name}
              onChange={(event) => {
                setName(event.target.value)
                run.reset()
              }}
            />
          </Field>
          <Button
            type="submit"
            pending={run.isPending}
            reason={same ? 'Type another name first' : name === '' ? 'It needs a name' : null}
          >
            Rename
          </Button>
          <ShowAs what="Rename the key" calls={[shownRun(commands)]} />
        </form>
      </Card>
    </Section>
  )
}

function Delete({ data: { key } }: { data: Page }) {
  const { store } = useStore()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const shownRun = useShownRun()
  const commands = [['DEL', key]]
  const run = useRun({
    failed: 'It was not deleted',
    quiet: true,
    done: () => {
      toast({ title: `${readable(key)} was deleted`, tone: 'ok' })
      void navigate(paths.addon(store, 'keys'))
    },
  })
  return (
    <Section title="Delete">
      <Card className="flex flex-wrap items-center gap-3">
        <p className="min-w-52 flex-1 text-muted">What it holds is lost. An app that misses it may write it again.</p>
        <ShowAs what="Delete the key" calls={[shownRun(commands)]} />
        <Button variant="danger" icon={<Trash2 size={14} />} onClick={() => setAsking(true)}>
          Delete key
        </Button>
      </Card>
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={`Delete ${readable(key)}?`}
          action="Delete key"
          pending={run.isPending}
          error={run.error && sentence(run.error)}
          onConfirm={() => run.mutate(commands)}
        >
          What it holds is lost, and cannot be had back.
        </ConfirmDialog>
      )}
    </Section>
  )
}

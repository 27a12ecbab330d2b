import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Pause, Play } from 'lucide-react'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Topic } from '#platform/kafka/contract.ts'
import type { Message, TopicPage } from '#platform/kafka/control/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Input } from '#ui/Input.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Toolbar } from '#ui/Toolbar.tsx'
import { useState } from 'react'
import { ofKafka } from './queries.ts'
import { useCluster } from './useCluster.ts'

const PAGE = 50

type View = 'tail' | 'offset' | 'time'
const views = [
  { value: 'tail', label: 'Live tail' },
  { value: 'offset', label: 'By offset' },
  { value: 'time', label: 'By time' },
] as const

/** What scrolls by itself has to be reached by the keyboard. */
const scrolling = { tabIndex: 0, role: 'region', 'aria-label': 'Messages, scrolling' }

interface MessagesProps {
  topic: Topic
  partitions: TopicPage['partitions']
}

/** What is in a topic: the newest as they come, or from an offset or a time on. Where one looks is in the address. */
export function Messages({ topic, partitions }: MessagesProps) {
  const { cluster } = useCluster()
  const [search, change] = useSearch()
  const view: View = views.find(({ value }) => value === search.get('view'))?.value ?? 'tail'
  const chosen = search.get('partition')
  const partition = partitions.find(({ id }) => String(id) === chosen) ?? (view === 'offset' ? partitions[0] : undefined)
  const [live, setLive] = useState(true)
  const offset = Math.max(partition?.start_offset ?? 0, Number(search.get('offset')) || 0)
  const since = search.get('since') ?? ''
  const time = Number.isNaN(Date.parse(`${since}Z`)) ? null : new Date(`${since}Z`).toISOString()
  const asked = {
    limit: PAGE,
    ...(partition && { partition: partition.id }),
    ...(view === 'offset' && partition && { offset }),
    ...(view === 'time' && time !== null && { since: time }),
  }
  const following = view === 'tail' && live
  const { data, error, refetch } = useQuery({
    ...ofKafka.messages(cluster, topic.name, asked),
    refetchInterval: following ? 1000 : false,
    placeholderData: keepPreviousData,
    // Paused means that nothing moves, also when something is produced.
    enabled: view !== 'tail' || live,
  })
  const set = (name: string, value: string) =>
    change((next) => {
      if (value === '') next.delete(name)
      else next.set(name, value)
    })
  const rows = view === 'tail' ? data?.toReversed() : data
  const next = (data?.at(-1)?.offset ?? offset) + 1
  return (
    <Section
      title="Messages"
      actions={
        <Segmented
          label="Which messages"
          options={views}
          value={view}
          onChange={(value) => set('view', value === 'tail' ? '' : value)}
        />
      }
    >
      <Card flush>
        <Toolbar label="Messages" className="flex flex-wrap items-center gap-2 border-b border-line p-2">
          <NativeSelect
            aria-label="Partition"
            className="w-40"
            value={partition?.id ?? ''}
            onChange={(event) => set('partition', event.target.value)}
          >
            {view !== 'offset' && <option value="">All partitions</option>}
            {partitions.map(({ id }) => (
              <option key={id} value={id}>
                Partition {id}
              </option>
            ))}
          </NativeSelect>
          {view === 'tail' && (
            <>
              <Button size="sm" icon={live ? <Pause size={13} /> : <Play size={13} />} onClick={() => setLive(!live)}>
                {live ? 'Pause' : 'Follow'}
              </Button>
              <Status tone={live ? 'ok' : 'idle'}>{live ? 'Live, the newest first' : 'Paused'}</Status>
            </>
          )}
          {view === 'offset' && (
            <>
              <Input
                aria-label="Offset"
                type="number"
                className="w-36"
                min={0}
                value={search.get('offset') ?? ''}
                placeholder={`from ${partition?.start_offset ?? 0}`}
                onChange={(event) => set('offset', event.target.value)}
              />
              <Button
                size="sm"
                reason={offset <= (partition?.start_offset ?? 0) ? 'These are the first' : null}
                onClick={() => set('offset', String(Math.max(partition?.start_offset ?? 0, offset - PAGE)))}
              >
                Earlier
              </Button>
              <Button
                size="sm"
                reason={data && data.length === PAGE ? null : 'These are the newest'}
                onClick={() => set('offset', String(next))}
              >
                Later
              </Button>
            </>
          )}
          {view === 'time' && (
            <>
              <Input
                aria-label="From (UTC)"
                type="datetime-local"
                step={1}
                className="w-56"
                value={since}
                onChange={(event) => set('since', event.target.value)}
              />
              <span className="text-muted">UTC</span>
            </>
          )}
        </Toolbar>
        {error && <Failure error={error} retry={refetch} />}
        {!rows && !error && <Skeleton lines={8} className="p-4" />}
        {rows?.length === 0 && (
          <EmptyState title="No messages here" className="py-8!">
            {view === 'tail' ? 'They show as they are written.' : 'Nothing that is still kept was written from there on.'}
          </EmptyState>
        )}
        {rows && rows.length > 0 && (
          <div {...scrolling} className="h-96 overflow-y-auto overscroll-contain">
            <ul aria-label="Messages" className="divide-y divide-line">
              {rows.map((message) => (
                <Row key={`${message.partition}:${message.offset}`} message={message} />
              ))}
            </ul>
          </div>
        )}
      </Card>
    </Section>
  )
}

function Row({ message }: { message: Message }) {
  const { partition, offset, timestamp, key, value, headers } = message
  const names = Object.entries(headers)
  return (
    <li>
      <details className="group/message">
        <summary className="flex cursor-pointer flex-wrap gap-x-3 px-3 py-1.5 font-mono text-xs hover:bg-hover sm:grid sm:grid-cols-[11rem_7rem_9rem_minmax(0,1fr)] [&::-webkit-details-marker]:hidden">
          <time dateTime={timestamp} className="whitespace-nowrap text-muted tabular-nums">
            {timestamp.slice(5, 23).replace('T', ' ')}
          </time>
          <span className="whitespace-nowrap text-muted tabular-nums" data-hint="Partition and offset">
            {partition}:{offset}
          </span>
          <span className="truncate font-medium">{key ?? <span className="font-normal text-faint">no key</span>}</span>
          <span className="basis-full truncate">{value ?? <em className="text-warn-text">deleted</em>}</span>
        </summary>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2 bg-sunken px-3 py-2 text-xs">
          {key !== null && (
            <div className="flex items-start gap-2">
              <p className="min-w-0 flex-1 font-mono leading-6 wrap-anywhere">
                <span className="font-sans text-muted">Key</span> {key}
              </p>
              <CopyButton text={key} label="Copy key" />
            </div>
          )}
          <div className="flex items-start gap-2">
            <pre className="min-w-0 flex-1 font-mono wrap-anywhere whitespace-pre-wrap">{pretty(value)}</pre>
            {value !== null && <CopyButton text={value} label="Copy value" />}
          </div>
          {names.length > 0 && (
            <dl className="flex flex-wrap gap-x-4 font-mono text-muted">
              {names.map(([name, text]) => (
                <div key={name} className="min-w-0">
                  <dt className="inline">{name}: </dt>
                  <dd className="inline break-words">{text}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      </details>
    </li>
  )
}

/** JSON on several lines; anything else as it is. */
function pretty(value: string | null): string {
  if (value === null) return 'No value: it deletes its key.'
  try {
    return JSON.stringify(JSON.parse(value), null, 2)
  } catch {
    return value
  }
}

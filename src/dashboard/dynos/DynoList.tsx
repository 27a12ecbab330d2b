import { useQuery } from '@tanstack/react-query'
import { RotateCw, Square } from 'lucide-react'
import { call } from '#client/http.ts'
import { dynoStates } from '#dashboard/app/dyno-state.ts'
import { of } from '#dashboard/app/queries.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { LazyMenu } from '#dashboard/shared/lazy-overlay.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { dynos, type Dyno } from '#platform/dynos/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { useClock } from '#ui/clock.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatDuration, formatNumber } from '#ui/format.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { Link } from '#ui/Link.tsx'
import { Meter } from '#ui/Meter.tsx'
import { Missing, Num } from '#ui/Num.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { toast } from '#ui/toast.ts'
import { VirtualTable, type Column } from '#ui/VirtualTable.tsx'
import { useUsage, type Usage } from './useUsage.ts'

interface Row {
  readonly dyno: Dyno
  readonly usage: Usage | undefined
}

/** Every dyno there is, one-off ones too, and what each of them uses. */
export function DynoList() {
  const { name } = useApp()
  const whyNot = useWhyNot()
  const { data, error, refetch } = useQuery(of.dynos(name))
  const usage = useUsage(name)
  const restartAll = useAction({
    run: () => call(dynos.restartAll, { params: { app: name } }),
    failed: 'The dynos were not restarted',
    done: () => toast('All dynos restart'),
  })
  const restartType = useAction({
    run: (type: string) => call(dynos.restartType, { params: { app: name, type } }),
    failed: 'The dynos were not restarted',
    done: (_, type) => toast(`All ${type} dynos restart`),
  })
  const rows = (data ?? []).toSorted(byType).map((dyno): Row => ({ dyno, usage: usage.get(dyno.id) }))
  const types = [...new Set(rows.map(({ dyno }) => dyno.type))].filter((type) => type !== 'run' && type !== 'release')
  const reason = whyNot('dyno.restart') ?? (rows.length === 0 ? 'No dynos run' : null)
  return (
    <Section
      title="Dynos"
      actions={
        <>
          <ShowAs
            what="Restart all dynos"
            calls={[
              shown(dynos.restartAll, { params: { app: name } }),
              ...(types.length > 1 ? types.map((type) => shown(dynos.restartType, { params: { app: name, type } })) : []),
            ]}
          />
          {types.length > 1 && !reason && (
            <LazyMenu
              trigger={<Button size="sm">Restart a type</Button>}
              groups={[{ items: types.map((type) => ({ label: type, onSelect: () => restartType.mutate(type) })) }]}
            />
          )}
          <Button
            size="sm"
            icon={<RotateCw size={14} />}
            reason={reason}
            pending={restartAll.isPending}
            onClick={() => restartAll.mutate()}
          >
            Restart all
          </Button>
        </>
      }
    >
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={4} className="p-4" />}
        {data && (
          <VirtualTable
            label="Dynos"
            columns={columns}
            rows={rows}
            rowKey={({ dyno }) => dyno.id}
            height={rows.length > 12 ? 520 : undefined}
            empty={
              <EmptyState title="No dynos run">
                Scale a process type up, or <Link to={paths.deploy(name)}>deploy</Link> something first.
              </EmptyState>
            }
          />
        )}
      </Card>
    </Section>
  )
}

function byType({ name: a }: Dyno, { name: b }: Dyno): number {
  const rank = (name: string) => (name.startsWith('web.') ? 0 : /^(run|release)\./.test(name) ? 2 : 1)
  return rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true })
}

const columns: readonly Column<Row>[] = [
  {
    id: 'name',
    header: 'Dyno',
    width: 'minmax(7rem, 1.2fr)',
    cell: ({ dyno }) => (
      <span className="flex items-center gap-2">
        <span className="truncate font-mono font-medium" data-hint={dyno.command}>
          {dyno.name}
        </span>
        <Badge className="font-mono max-sm:hidden">v{dyno.release.version}</Badge>
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 'minmax(6.5rem, 1fr)',
    cell: ({ dyno }) => {
      const { word, tone, means } = dynoStates[dyno.state]
      return (
        <Status tone={tone} hint={means}>
          {word}
        </Status>
      )
    },
  },
  {
    id: 'uptime',
    header: 'Up for',
    width: '6rem',
    hideNarrow: true,
    cell: ({ usage }) => <Uptime since={usage?.up_since ?? null} />,
  },
  {
    id: 'memory',
    header: 'Memory',
    width: 'minmax(10rem, 1.6fr)',
    hideNarrow: true,
    cell: ({ dyno, usage }) => <Memory dyno={dyno} usage={usage} />,
  },
  {
    id: 'load',
    header: 'Load',
    width: '4.5rem',
    numeric: true,
    hideNarrow: true,
    cell: ({ usage }) => <Num value={usage?.up_since ? usage.load : null} digits={2} />,
  },
  {
    id: 'requests',
    header: 'Req/min',
    width: '5.5rem',
    numeric: true,
    hideNarrow: true,
    cell: ({ dyno, usage }) => (
      <Num value={dyno.type === 'web' && usage?.up_since ? Math.round(usage.requests_per_minute) : null} />
    ),
  },
  {
    id: 'actions',
    header: <span className="sr-only">Actions</span>,
    width: '7.5rem',
    cell: ({ dyno }) => <Actions dyno={dyno} />,
  },
]

function Uptime({ since }: { since: string | null }) {
  const from = since === null ? null : Date.parse(since)
  const text = useClock((now) => (from === null ? '' : formatDuration(Math.max(0, now - from))))
  return from === null ? <Missing /> : <span className="whitespace-nowrap">{text}</span>
}

function Memory({ dyno, usage }: { dyno: Dyno; usage: Usage | undefined }) {
  if (!usage?.up_since) return <Missing />
  const { memory_mb: used, memory_quota_mb: quota } = usage
  const text = `${formatNumber(Math.round(used))} of ${formatNumber(quota)}\u00a0MB`
  return <Meter label={`Memory of ${dyno.name}`} value={used} max={quota} text={text} showText />
}

function Actions({ dyno }: { dyno: Dyno }) {
  const { name: app } = useApp()
  const reason = useWhyNot()('dyno.restart')
  const params = { app, dyno: dyno.name }
  const restart = useAction({
    run: () => call(dynos.restart, { params }),
    failed: `${dyno.name} was not restarted`,
    done: () => toast(`${dyno.name} restarts`),
  })
  const stop = useAction({
    run: () => call(dynos.stop, { params }),
    failed: `${dyno.name} was not stopped`,
    done: () => toast(`${dyno.name} was stopped`),
  })
  const once = dyno.type === 'run' || dyno.type === 'release'
  return (
    <span className="flex justify-end">
      <ShowAs
        what={once ? `Stop ${dyno.name}` : `Restart or stop ${dyno.name}`}
        calls={[...(once ? [] : [shown(dynos.restart, { params })]), shown(dynos.stop, { params })]}
      />
      {!once && (
        <IconButton
          size="sm"
          label={`Restart ${dyno.name}`}
          icon={<RotateCw size={14} />}
          reason={reason}
          pending={restart.isPending}
          onClick={() => restart.mutate()}
        />
      )}
      <IconButton
        size="sm"
        label={`Stop ${dyno.name}`}
        icon={<Square size={13} />}
        reason={reason}
        pending={stop.isPending}
        onClick={() => stop.mutate()}
      />
    </span>
  )
}

import { clsx } from 'clsx'
import { memo, type ComponentProps } from 'react'
import { Link } from 'react-router'
import { healths } from '#dashboard/shared/health.ts'
import { paths } from '#dashboard/shared/paths.ts'
import type { AppState } from '#platform/control/contract.ts'
import { Missing } from '#ui/Num.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { StatusIcon } from '#ui/Status.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { AppMark } from './AppMark.tsx'
import { regionName, type Row } from './rows.ts'
import { StarButton } from './StarButton.tsx'

/** The places of a row's parts: two lines where the list is narrow, one line of columns where it is wide. */
export const rowGrid =
  'grid grid-cols-[2.5rem_1.75rem_minmax(0,1fr)_auto] grid-rows-2 items-center gap-x-2.5 px-1.5 @[40rem]:grid-rows-1 @[40rem]:grid-cols-[2.25rem_1.75rem_minmax(9rem,1fr)_minmax(10rem,1.6fr)_3.25rem_9rem] @4xl:grid-cols-[2.25rem_1.75rem_minmax(9rem,1fr)_minmax(10rem,2fr)_3.25rem_6rem_4.5rem_9rem] @4xl:gap-x-4 @5xl:grid-cols-[2.25rem_1.75rem_minmax(10rem,1fr)_minmax(14rem,2.4fr)_3.25rem_6rem_4.5rem_7rem_9rem]'

/** In px, where the list is wide: what a virtual list guesses before it has measured. */
export const ROW_HEIGHT = 44

export interface AppRowProps {
  row: Row
  onStar: (row: Row) => void
  /** Called when somebody seems about to open it. */
  onIntent: (name: string) => void
}

/** One app of the list. The whole row is its link. */
export const AppRow = memo(function AppRow({ row, onStar, onIntent }: AppRowProps) {
  const { state } = row
  return (
    <div
      onPointerEnter={() => onIntent(row.name)}
      className={clsx(
        rowGrid,
        'relative h-16 border-b border-line hover:bg-hover/60 has-[a:focus-visible]:bg-hover/60 @[40rem]:h-11',
      )}
    >
      <StarButton row={row} onStar={onStar} />
      <AppMark name={row.name} language={row.language} />
      <div className="min-w-0 self-end @[40rem]:self-center">
        <Link
          to={paths.app(row.name)}
          data-app={row.id}
          onFocus={() => onIntent(row.name)}
          className="stretched block truncate font-medium"
        >
          {row.name}
        </Link>
      </div>
      <Health row={row} />
      <Cell label="Dynos" className="hidden text-right tabular-nums @[40rem]:block">
        {state ? <Dynos state={state} /> : <Skeleton width={28} height={12} className="ml-auto" />}
      </Cell>
      <Cell label="Language" className="hidden @4xl:block">
        {row.language ?? <Missing label="unknown" />}
      </Cell>
      <Cell label="Region" className="hidden @4xl:block">
        <span data-hint={regionName(row.region)}>{row.region.toUpperCase()}</span>
      </Cell>
      <Cell label="Owner" className="hidden @5xl:block">
        {row.owner}
      </Cell>
      <Released row={row} />
    </div>
  )
})

function Cell({ label, className, children, ...rest }: ComponentProps<'div'> & { label: string }) {
  return (
    <div {...rest} className={clsx('min-w-0 truncate text-muted', className)}>
      <span className="sr-only">{label}: </span>
      {children}
    </div>
  )
}

function Health({ row: { state } }: { row: Row }) {
  const place =
    'order-last col-span-2 col-start-3 self-start pr-1.5 @[40rem]:order-none @[40rem]:col-span-1 @[40rem]:col-start-auto @[40rem]:self-center'
  if (!state) return <Skeleton width="70%" height={12} className={place} />
  const { word, tone } = healths[state.health]
  const calm = state.health === 'healthy' || state.health === 'idle' || state.health === 'empty'
  return (
    <div className={clsx('flex min-w-0 items-center gap-1.5', place)}>
      <StatusIcon tone={tone} />
      <span className={clsx('shrink-0', calm ? 'text-muted' : 'font-medium')}>{word}</span>
      <span className="min-w-0 truncate text-muted" data-hint={state.summary}>
        <span aria-hidden className="mr-1.5 text-faint">
          ·
        </span>
        {state.summary}
      </span>
    </div>
  )
}

function Dynos({ state: { dynos_up: up, dynos_wanted: wanted, health } }: { state: AppState }) {
  const short = up < wanted && health !== 'idle'
  return (
    <span className={clsx(short && 'font-medium text-warn-text')}>
      {up}
      <span aria-hidden>/</span>
      <span className="sr-only"> up of </span>
      {wanted}
    </span>
  )
}

function Released({ row: { releasedAt, state } }: { row: Row }) {
  return (
    <div className="relative flex min-w-0 items-baseline justify-end gap-2 self-end pr-1.5 text-muted @[40rem]:self-center">
      <span className="sr-only">Last release: </span>
      {releasedAt === null ? (
        <Missing />
      ) : (
        <>
          {state && state.release !== null && (
            <span className="hidden font-mono text-xs text-faint @[40rem]:inline">v{state.release}</span>
          )}
          <TimeAgo time={releasedAt} className="min-w-20 text-right" />
        </>
      )}
    </div>
  )
}

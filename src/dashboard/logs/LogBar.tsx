import { clsx } from 'clsx'
import { ChevronsDown, ChevronsUp, Download, Pause, Play, Radio, Search, WrapText } from 'lucide-react'
import type { ComponentProps } from 'react'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { saveFile } from '#dashboard/shared/save-file.ts'
import { logs } from '#platform/logs/contract.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#ui/format.ts'
import { IconButton } from '#ui/IconButton.tsx'
import { useShortcut } from '#ui/keyboard/useShortcut.ts'
import { lineText } from '#ui/log/line.ts'
import { Status } from '#ui/Status.tsx'
import type { Line } from './line.ts'
import type { Log } from './useLog.ts'
import type { View } from './useView.ts'

interface LogBarProps {
  app: string
  log: Log
  /** Those that are shown. */
  lines: readonly Line[]
  /** What the platform filters by. */
  asked: { source?: string; dyno?: string }
  view: View
  onView: (change: Partial<View>) => void
  follow: boolean
  onFollow: (follow: boolean) => void
  onLive: () => void
  searching: boolean
  onSearch: () => void
}

/** What is shown of the log, and what can be done with it. */
export function LogBar(props: LogBarProps) {
  const { app, log, lines, asked, view, onView, follow, onFollow, onLive, searching, onSearch } = props
  const past = view.at !== null
  const zone = view.zone === 'utc' ? 'utc' : 'local'
  useShortcut('f', onSearch, { label: 'Find in the lines', group: 'Log' })
  useShortcut('p', () => onFollow(!follow), { label: 'Pause or follow', group: 'Log', enabled: !past })
  useShortcut('w', () => onView({ wrap: !view.wrap }), { label: 'Wrap long lines', group: 'Log' })
  return (
    <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-1 pr-1.5 pl-3 text-xs text-muted">
      <span className="flex min-w-0 flex-wrap items-center gap-x-3">
        <State log={log} follow={follow} />
        <span className="tabular-nums">
          {formatNumber(lines.length)} {lines.length === 1 ? 'line' : 'lines'}
          {lines.length < log.lines.length && ` of ${formatNumber(log.lines.length)}`}
        </span>
        <span className="tabular-nums max-sm:hidden">{span(log.lines, zone)}</span>
      </span>
      <span className="flex flex-wrap items-center gap-0.5">
        <IconButton
          size="sm"
          label="Read earlier lines"
          icon={<ChevronsUp size={15} />}
          pending={log.loading === 'earlier'}
          reason={log.all.earlier ? 'This is all that is kept' : log.lines.length === 0 ? 'Nothing was read yet' : null}
          onClick={() => log.load('earlier')}
        />
        {past && (
          <IconButton
            size="sm"
            label="Read later lines"
            icon={<ChevronsDown size={15} />}
            pending={log.loading === 'later'}
            reason={log.lines.length === 0 ? 'Nothing was read yet' : null}
            onClick={() => log.load('later')}
          />
        )}
        <Toggle label="Find in the lines" pressed={searching} shortcut="f" icon={<Search size={14} />} onClick={onSearch} />
        <Toggle
          label="Wrap long lines"
          pressed={view.wrap}
          shortcut="w"
          icon={<WrapText size={14} />}
          onClick={() => onView({ wrap: !view.wrap })}
        />
        <span className={clsx('rounded-md', view.zone === 'utc' && 'bg-accent-soft [&>button]:text-accent-text')}>
          <Button
            size="sm"
            variant="ghost"
            aria-pressed={view.zone === 'utc'}
            data-hint="Times in UTC"
            onClick={() => onView({ zone: view.zone === 'utc' ? 'local' : 'utc' })}
          >
            UTC
          </Button>
        </span>
        <ShowAs
          what="Read the log"
          calls={[
            shown(logs.createSession, {
              params: { app },
              body: past ? { lines: 1500, until: view.at, ...asked } : { tail: true, lines: 100, ...asked },
            }),
          ]}
        />
        <IconButton
          size="sm"
          label="Download what is shown"
          icon={<Download size={14} />}
          reason={lines.length === 0 ? 'There is nothing to download' : null}
          onClick={() =>
            saveFile(
              `${app}.log`,
              'text/plain',
              lines.map((line) => `${lineText(line)}\n`),
            )
          }
        />
        {past ? (
          <Button size="sm" variant="primary" icon={<Radio size={14} />} onClick={onLive}>
            Back to live
          </Button>
        ) : (
          <Button
            size="sm"
            variant="ghost"
            shortcut="p"
            icon={follow ? <Pause size={13} /> : <Play size={13} />}
            onClick={() => onFollow(!follow)}
          >
            {follow ? 'Pause' : 'Follow'}
          </Button>
        )}
      </span>
    </div>
  )
}

function Toggle({ pressed, ...rest }: ComponentProps<typeof IconButton> & { pressed: boolean }) {
  return (
    <span className={clsx('rounded-md', pressed && 'bg-accent-soft [&>button]:text-accent-text')}>
      <IconButton size="sm" aria-pressed={pressed} {...rest} />
    </span>
  )
}

function State({ log, follow }: { log: Log; follow: boolean }) {
  const { state } = log
  if (state === 'live') return follow ? <Status tone="ok">Live</Status> : <Status tone="idle">Paused, still reading</Status>
  if (state === 'ended') return <Status tone="idle">A past moment</Status>
  if (state === 'failed') return <Status tone="error">Not readable</Status>
  return <Status tone="busy">{state === 'connecting' ? 'Connecting' : 'Connecting again'}</Status>
}

const format: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
}
const moments = {
  local: new Intl.DateTimeFormat(undefined, format),
  utc: new Intl.DateTimeFormat(undefined, { ...format, timeZone: 'UTC' }),
}

/** From when to when there are lines. */
function span(lines: readonly Line[], zone: 'local' | 'utc'): string {
  const [first, last] = [lines[0], lines.at(-1)]
  return first && last ? moments[zone].formatRange(first.time, last.time) : ''
}

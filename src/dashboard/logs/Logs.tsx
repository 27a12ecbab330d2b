import { Download, Link2, Radio } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { logs } from '#platform/logs/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { ErrorState } from '#ui/ErrorState.tsx'
import { formatNumber } from '#ui/format.ts'
import { lineText } from '#ui/log/line.ts'
import { LogView, type LogViewHandle } from '#ui/log/LogView.tsx'
import { Status } from '#ui/Status.tsx'
import { Filters } from './Filters.tsx'
import { filterLines, searchLines, timeOfLine, type Line } from './line.ts'
import { SearchBar } from './SearchBar.tsx'
import { useLog, type LogState } from './useLog.ts'
import { useView } from './useView.ts'

/** What is kept of a log (heroku-facts C.4). */
const HISTORY_LINES = 1500
/** How much after a line that an address points at its window ends, in ms: a busy app fills a window in seconds. */
const AFTER_LINE_MS = 2000

/** The log: live or of a past moment, filtered, searched, with an address for each line. */
export function Component() {
  const app = useApp()
  const { view, set } = useView()
  // Whoever comes for a line wants to stay there.
  const [follow, setFollow] = useState(useLocation().hash === '')
  const [attempt, setAttempt] = useState(0)
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const handle = useRef<LogViewHandle>(null)
  const log = useLog(
    app.name,
    { lines: HISTORY_LINES, dyno: view.source || undefined, until: view.until },
    { follow, world: `${app.id} ${attempt}` },
  )
  const lines = filterLines(log.lines, { source: view.source, level: view.level })
  const found = searchLines(lines, words)
  const current = found[Math.min(at, found.length - 1)] ?? null
  const chosen = useChosenLine(log.lines, log.state, (time) => set({ until: new Date(time + AFTER_LINE_MS).toISOString() }))
  const goLive = () => {
    setFollow(true)
    set({ until: null }, '')
  }
  const jump = (step: number) => {
    setFollow(false)
    setAt((before) => (found.length === 0 ? 0 : (Math.min(before, found.length - 1) + step + found.length) % found.length))
  }
  useEffect(() => {
    if (chosen.id !== null && chosen.there) handle.current?.scrollToLine(chosen.id)
    // When the address begins to point at a line that is there.
  }, [chosen.id, chosen.there])
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBar
          words={words}
          onWords={(next) => {
            setWords(next)
            setAt(Number.MAX_SAFE_INTEGER)
          }}
          count={found.length}
          at={Math.min(at, found.length - 1)}
          onStep={jump}
        />
        <Filters app={app.name} view={view} onChange={set} />
      </div>
      <Card flush>
        <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-1 pr-1.5 pl-3 text-xs text-muted">
          <span className="flex items-center gap-3">
            <State state={log.state} follow={follow} />
            <span className="tabular-nums">
              {formatNumber(lines.length)} {lines.length === 1 ? 'line' : 'lines'}
              {lines.length < log.lines.length && ` of ${formatNumber(log.lines.length)}`}
            </span>
          </span>
          <span className="flex items-center gap-0.5">
            {chosen.id !== null && <CopyButton text={() => location.href} label="Copy link to the line" />}
            {chosen.id !== null && (
              <Button
                size="sm"
                variant="ghost"
                icon={<Link2 size={14} />}
                onClick={() => handle.current?.scrollToLine(chosen.id ?? '')}
              >
                Chosen line
              </Button>
            )}
            <ShowAs
              what="Read the log"
              calls={[
                shown(logs.createSession, {
                  params: { app: app.name },
                  body: { tail: true, lines: 100, ...(view.source && { dyno: view.source }) },
                }),
              ]}
            />
            <Button
              size="sm"
              variant="ghost"
              icon={<Download size={14} />}
              reason={lines.length === 0 ? 'There is nothing to download' : null}
              onClick={() => download(app.name, lines)}
            >
              Download
            </Button>
            {view.until === null ? (
              <Button size="sm" variant="ghost" aria-pressed={!follow} onClick={() => setFollow(!follow)}>
                {follow ? 'Pause' : 'Follow'}
              </Button>
            ) : (
              <Button size="sm" variant="primary" icon={<Radio size={14} />} onClick={goLive}>
                Back to live
              </Button>
            )}
          </span>
        </div>
        {log.state === 'failed' ? (
          <ErrorState message={log.problem} retry={() => setAttempt(attempt + 1)} />
        ) : (
          <LogView
            ref={handle}
            label={`Log of ${app.name}`}
            lines={lines}
            follow={follow && view.until === null}
            onFollowChange={(next) => view.until === null && setFollow(next)}
            wrap={view.wrap}
            zone={view.zone}
            highlight={words}
            current={current}
            selected={chosen.id}
            onSelect={(id) => {
              setFollow(false)
              chosen.choose(id)
            }}
            height="max(22rem, calc(100dvh - 21rem))"
            empty={emptyWords(log.state, log.lines.length, view.source)}
          />
        )}
      </Card>
    </div>
  )
}

function emptyWords(state: LogState, all: number, source: string): string {
  if (state === 'connecting') return 'Reading the log…'
  if (all > 0) return 'No line fits the filter.'
  return source === '' ? 'Nothing was logged yet.' : `Nothing was logged by ${source} lately.`
}

function State({ state, follow }: { state: LogState; follow: boolean }) {
  if (state === 'live') return follow ? <Status tone="ok">Live</Status> : <Status tone="idle">Paused, still reading</Status>
  if (state === 'ended') return <Status tone="idle">A past moment</Status>
  if (state === 'failed') return <Status tone="error">Not readable</Status>
  return <Status tone="busy">{state === 'connecting' ? 'Connecting' : 'Connecting again'}</Status>
}

/** The line that the address points at. One that is not among those read is looked for at its own time, once. */
function useChosenLine(lines: readonly Line[], state: LogState, lookAt: (time: number) => void) {
  const { hash, search } = useLocation()
  const navigate = useNavigate()
  const id = hash.startsWith('#') && timeOfLine(hash.slice(1)) !== null ? hash.slice(1) : null
  const there = id !== null && lines.some((line) => line.id === id)
  const looked = useRef<string | null>(null)
  useEffect(() => {
    if (id === null || there || looked.current === id || lines.length === 0 || state === 'connecting') return
    looked.current = id
    const time = timeOfLine(id)
    if (time !== null) lookAt(time)
  })
  const choose = (next: string) => {
    looked.current = next
    void navigate({ search, hash: next === id ? '' : next }, { replace: true, preventScrollReset: true })
  }
  return { id, there, choose }
}

function download(app: string, lines: readonly Line[]): void {
  const url = URL.createObjectURL(
    new Blob(
      lines.map((line) => `${lineText(line)}\n`),
      { type: 'text/plain' },
    ),
  )
  const link = Object.assign(document.createElement('a'), { href: url, download: `${app}.log` })
  link.click()
  URL.revokeObjectURL(url)
}

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'
import { of } from '#dashboard/app/queries.ts'
import { useApp } from '#dashboard/app/useApp.ts'
import { inOrder } from '#dashboard/dynos/order.ts'
import { HISTORY_LINES } from '#platform/logs/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { ErrorState } from '#ui/ErrorState.tsx'
import { formatNumber } from '#ui/format.ts'
import { LogView, type LogViewHandle } from '#ui/log/LogView.tsx'
import { useMedia } from '#ui/useMedia.ts'
import { Chips } from './Chips.tsx'
import { withValue } from './edit.ts'
import { JumpTo } from './JumpTo.tsx'
import type { Key } from './keys.ts'
import { LineDetail } from './LineDetail.tsx'
import { LogBar } from './LogBar.tsx'
import { fieldOf } from './match.ts'
import { QueryField } from './QueryField.tsx'
import { QueryHelp } from './QueryHelp.tsx'
import { SavedFilters } from './SavedFilters.tsx'
import { SearchBar } from './SearchBar.tsx'
import { useChosenLine } from './useChosenLine.ts'
import { asked, useFiltered, useFound, useLookBack, useMarks, useTerms } from './useFiltered.ts'
import { useLog, type Log } from './useLog.ts'
import { useView } from './useView.ts'

/** The log: live or around a moment of the past, filtered by a query, with an address for each line. */
export function Component() {
  const app = useApp()
  const { view, set } = useView()
  const past = view.at !== null
  // Whoever comes for a line wants to stay there.
  const [follow, setFollow] = useState(useLocation().hash === '')
  const [attempt, setAttempt] = useState(0)
  const [search, setSearch] = useState({ open: false, words: '', at: 0 })
  const [focusTurn, setFocusTurn] = useState(0)
  const handle = useRef<LogViewHandle>(null)
  const terms = useTerms(view.query)
  const log = useLog(
    app.name,
    { lines: HISTORY_LINES, ...asked(terms), at: view.at },
    { follow: follow && !past, world: `${app.id} ${attempt}` },
  )
  const lines = useFiltered(log.lines, terms)
  const words = search.open ? search.words : ''
  const found = useFound(lines, words)
  const place = Math.min(search.at, found.length - 1)
  const marks = useMarks(terms, words)
  const lookBack = useLookBack(log, lines.length, terms.length > 0, `${app.id} ${view.at} ${view.query}`)
  const chosen = useChosenLine(log.lines, log.state, view.at, (time) => set({ at: new Date(time).toISOString() }))
  const known = useKnown(app.name, log)
  const setQuery = (query: string) => set({ query })
  const wide = useMedia('(min-width: 64rem)')

  const goLive = () => {
    setFollow(true)
    set({ at: null }, '')
  }
  const choose = (id: string) => {
    setFollow(false)
    chosen.choose(id === chosen.id ? null : id)
  }
  const jump = (step: number) => {
    setFollow(false)
    setSearch({ ...search, at: found.length === 0 ? 0 : (place + step + found.length) % found.length })
  }
  // The place that the address names: once its lines are there, and again when another filter shows them.
  const moment = view.at === null ? null : (lines.find(({ time }) => time >= Date.parse(view.at ?? ''))?.id ?? lines.at(-1)?.id)
  // The same line may have been read again.
  const fits = chosen.line !== null && lines.some(({ id }) => id === chosen.id)
  const named = chosen.line ? (fits ? chosen.id : null) : (moment ?? null)
  const [opened] = useState(chosen.id)
  useEffect(() => {
    if (named !== null) handle.current?.scrollToLine(named, named === chosen.id && named !== opened ? 'nearest' : 'center')
    // Lines that come do not move the view; a panel that takes some of its height may.
  }, [named, wide, opened, chosen.id])
  return (
    <div className="grid grid-cols-1 gap-2">
      <div className="flex items-start gap-1.5 max-sm:flex-wrap">
        <QueryField query={view.query} onQuery={setQuery} known={known.values} />
        <span className="flex gap-1.5">
          <SavedFilters query={view.query} onUse={setQuery} />
          <QueryHelp />
        </span>
      </div>
      <div className="flex items-center justify-between gap-x-4 gap-y-2 max-sm:flex-wrap">
        <Chips query={view.query} onQuery={setQuery} types={known.running} />
        <JumpTo key={`${view.at} ${view.zone}`} at={view.at} zone={view.zone} onChange={(at) => set({ at }, '')} />
      </div>
      <Card flush>
        <LogBar
          app={app.name}
          log={log}
          lines={lines}
          asked={asked(terms)}
          view={view}
          onView={set}
          follow={follow}
          onFollow={setFollow}
          onLive={goLive}
          onSearch={() => setSearch({ ...search, open: !search.open })}
          searching={search.open}
        />
        {search.open && (
          <div className="border-b border-line px-2 py-1.5">
            <SearchBar
              words={search.words}
              onWords={(next) => setSearch({ ...search, words: next, at: Number.MAX_SAFE_INTEGER })}
              count={found.length}
              at={place}
              onStep={jump}
              onClose={() => {
                setSearch({ ...search, open: false })
                handle.current?.focus()
              }}
            />
          </div>
        )}
        {chosen.missing && <Note>The line of this address is not in the log.</Note>}
        {chosen.line && !fits && log.state !== 'connecting' && (
          <Note action={{ label: 'Show all lines', run: () => setQuery('') }}>The chosen line does not fit the filter.</Note>
        )}
        {lookBack.more && lines.length > 0 && (
          <Note action={{ label: 'Look further back', run: lookBack.more }}>{foundWords(lines.length, log)}</Note>
        )}
        {log.state === 'failed' ? (
          <ErrorState message={log.problem} retry={() => setAttempt(attempt + 1)} />
        ) : (
          <div className="flex h-[max(22rem,calc(100dvh-21rem))] max-lg:flex-col">
            <LogView
              ref={handle}
              label={`Log of ${app.name}`}
              lines={lines}
              follow={follow && !past}
              onFollowChange={(next) => {
                if (!past) setFollow(next)
                else if (next) handle.current?.scrollToEnd()
              }}
              onNearEnd={(end) => {
                if (end === 'first' && !log.all.earlier) log.load('earlier')
                if (end === 'last' && past && !log.all.later) log.load('later')
              }}
              wrap={view.wrap}
              zone={view.zone}
              highlight={marks}
              current={found[place]?.id ?? null}
              selected={chosen.id}
              onSelect={choose}
              onOpen={() => setFocusTurn(focusTurn + 1)}
              height="auto"
              className="min-h-0 flex-1"
              empty={<Empty log={log} query={view.query} more={lookBack.more} />}
            />
            {chosen.line && (
              <LineDetail
                line={chosen.line}
                focusTurn={focusTurn}
                onClose={() => {
                  chosen.choose(null)
                  handle.current?.focus()
                }}
                onFilter={(key, value, without) => setQuery(withValue(view.query, key, value, without))}
                onAround={() => set({ query: '', at: new Date(chosen.line?.time ?? 0).toISOString() })}
              />
            )}
          </div>
        )}
      </Card>
    </div>
  )
}

/** What the filter can be offered: the app's dynos and types, and what occurs in the last lines. */
function useKnown(app: string, log: Log) {
  const { data: dynos = [] } = useQuery(of.dynos(app))
  const { data: formation = [] } = useQuery(of.formation(app))
  const types = inOrder(formation).map(({ type }) => type)
  const running = inOrder(formation).flatMap(({ type, quantity }) => (quantity > 0 ? [type] : []))
  const names = dynos.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const values = (key: Key): readonly string[] => {
    if (key === 'source') return ['app', 'heroku', 'router', 'api', ...types]
    if (key === 'dyno') return [...types, ...names]
    if (key === 'level') return []
    const seen = new Set(log.lines.slice(-HISTORY_LINES).flatMap((line) => fieldOf(line, key) || []))
    return [...seen].toSorted()
  }
  return { running, values }
}

function Note({ children, action }: { children: string; action?: { label: string; run: () => void } }) {
  return (
    <p
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-sunken px-3 py-1.5 text-xs text-muted"
    >
      {children}
      {action && (
        <Button size="sm" onClick={action.run}>
          {action.label}
        </Button>
      )}
    </p>
  )
}

const foundWords = (count: number, { lines }: Log) =>
  `${formatNumber(count)} of the last ${formatNumber(lines.length)} lines fit.`

function Empty({ log, query, more }: { log: Log; query: string; more: (() => void) | null }) {
  if (log.state === 'connecting') return 'Reading the log…'
  if (query === '') return 'Nothing was logged yet.'
  if (log.loading === 'earlier') return `Looking further back: none of ${formatNumber(log.lines.length)} lines fits so far…`
  return (
    <span className="grid justify-items-center gap-2 px-4 text-center">
      {log.lines.length === 0
        ? 'No line fits the filter.'
        : `None of the last ${formatNumber(log.lines.length)} lines fits the filter.`}
      {more && <Button onClick={more}>Look further back</Button>}
    </span>
  )
}

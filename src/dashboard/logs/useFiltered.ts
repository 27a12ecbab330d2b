import { useEffect, useMemo, useState } from 'react'
import type { Mark } from '#ui/log/matches.ts'
import { compile, GrowingFilter } from './match.ts'
import { parseQuery, type Term } from './query.ts'
import { findWords, type Line } from './line.ts'
import type { Log } from './useLog.ts'

/** How many lines that fit are enough to begin with. */
const ENOUGH = 200
/** How far a filter looks back by itself, in lines. */
const LOOK_BACK = 12_000

/** A query, read, and kept for as long as it stays the same. */
export function useTerms(query: string): readonly Term[] {
  return useMemo(() => parseQuery(query).terms, [query])
}

/** What of a query the platform can filter by itself: a rare dyno's lines are then found without reading all others. */
export function asked(terms: readonly Term[]): { source?: string; dyno?: string } {
  for (const term of terms) {
    if (term.kind !== 'field' || term.negated || (term.key !== 'dyno' && term.key !== 'source')) continue
    const [value, more] = term.values
    if (more || value?.kind !== 'words' || !/^[\da-z.-]+$/.test(value.text)) continue
    return term.key === 'source' && /^(app|heroku)$/.test(value.text) ? { source: value.text } : { dyno: value.text }
  }
  return {}
}

/** The lines that fit, and what is to be marked in them. */
export function useFiltered(lines: readonly Line[], terms: readonly Term[]): readonly Line[] {
  const filter = useMemo(() => new GrowingFilter(compile(terms)), [terms])
  return terms.length === 0 ? lines : filter.apply(lines)
}

/** The lines where words occur. */
export function useFound(lines: readonly Line[], words: string): readonly Line[] {
  const finder = useMemo(() => new GrowingFilter(findWords(words)), [words])
  return words === '' ? none : finder.apply(lines)
}
const none: readonly Line[] = []

/** What a query and a search look for in the text. */
export function useMarks(terms: readonly Term[], words: string): readonly Mark[] {
  return useMemo(() => {
    const wanted = terms.flatMap((term): Mark[] => {
      if (term.negated || term.kind === 'field') return []
      return [term.kind === 'text' ? term.text : term.regex]
    })
    return words === '' ? wanted : [...wanted, words]
  }, [terms, words])
}

/** Looks further back by itself while too few lines fit; answers whether it stopped before the log's beginning, and how to go on. */
export function useLookBack(log: Log, fitting: number, filtered: boolean, key: string): { more: (() => void) | null } {
  const [allowance, setAllowance] = useState({ key, lines: LOOK_BACK })
  const most = allowance.key === key ? allowance.lines : LOOK_BACK
  const { load, loading, problem } = log
  const ready = log.state === 'live' || log.state === 'ended'
  const wanted = filtered && ready && fitting < ENOUGH && !log.all.earlier && log.lines.length > 0
  const looks = wanted && log.lines.length < most && loading === null && problem === null
  useEffect(() => {
    if (looks) load('earlier')
  }, [looks, load])
  const stopped = wanted && log.lines.length >= most && loading === null
  return { more: stopped ? () => setAllowance({ key, lines: log.lines.length + LOOK_BACK }) : null }
}

import { call } from '#client/http.ts'
import { readEvents } from '#client/streams.ts'
import { HISTORY_LINES, logs } from '#platform/logs/contract.ts'
import { LineReader, type Line } from './line.ts'

/** How many lines are read at once. */
export const PAGE_LINES = HISTORY_LINES

/** The end of a page, or its beginning: ms since 1970. */
export type Edge = { readonly until: number } | { readonly since: number }

/** The lines up to a moment, or from one on. */
export async function readPage(
  app: string,
  filter: { source: string | null; dyno: string | null; lines: number },
  edge: Edge,
  signal: AbortSignal,
): Promise<readonly Line[]> {
  const end = 'until' in edge ? { until: new Date(edge.until).toISOString() } : { since: new Date(edge.since).toISOString() }
  const { logplex_url } = await call(logs.createSession, { params: { app }, body: { ...filter, ...end, tail: false }, signal })
  const reader = new LineReader()
  const lines: Line[] = []
  for await (const { data } of readEvents(logplex_url, { signal })) {
    for (const text of data.split('\n')) {
      const line = reader.read(text)
      if (line) lines.push(line)
    }
  }
  return lines
}

/** What was read, with a page before it that ends with its first millisecond. */
export function withEarlier(lines: readonly Line[], page: readonly Line[]): readonly Line[] {
  const first = lines[0]
  if (!first || page.length === 0) return lines
  const rest = lines.findIndex(({ time }) => time > first.time)
  return [...page, ...(rest < 0 ? [] : lines.slice(rest))]
}

/** What was read, with a page after it that begins at or before its end. */
export function withLater(lines: readonly Line[], page: readonly Line[]): readonly Line[] {
  const first = page[0]
  if (!first) return lines
  const kept = lines.findLastIndex(({ time }) => time < first.time) + 1
  return [...lines.slice(0, kept), ...page]
}

import type { Series } from '#platform/metrics/contract.ts'
import { stepMs } from './ranges.ts'

type Values = readonly (number | null)[]

const msOf = (step: string): number => {
  const known: Readonly<Record<string, number>> = stepMs
  return known[step] ?? 60_000
}

/** When each bucket begins, ms since 1970. */
export function timesOf({ start_time, end_time, step }: Pick<Series, 'start_time' | 'end_time' | 'step'>): readonly number[] {
  const [from, to, size] = [Date.parse(start_time), Date.parse(end_time), msOf(step)]
  return Array.from({ length: Math.max(0, Math.round((to - from) / size)) }, (_, index) => from + index * size)
}

/** Requests a second by class of status, from counts by status. */
export function throughput({ data, step }: Series): { readonly id: string; readonly values: Values }[] {
  const seconds = msOf(step) / 1000
  return ['2xx', '3xx', '4xx', '5xx'].map((id) => {
    const rows = Object.entries(data).flatMap(([status, values]) => (status[0] === id[0] ? [values] : []))
    return { id, values: sum(rows).map((count) => (count === null ? null : count / seconds)) }
  })
}

/** Adds up, bucket by bucket; null where none has a value. */
export function sum(rows: readonly Values[]): (number | null)[] {
  const length = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length }, (_, index) =>
    rows.reduce<number | null>((total, row) => {
      const value = row[index] ?? null
      return value === null ? total : (total ?? 0) + value
    }, null),
  )
}

/** The mean of what is known; null when nothing is. */
export function mean(values: Values): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0) / known.length
}

export interface Column {
  readonly label: string
  readonly values: Values
}

/** A table of figures for other programs: the time first, a column for each series. */
export function csvOf(times: readonly number[], columns: readonly Column[]): string {
  const head = ['time', ...columns.map(({ label }) => label)]
  const rows = times.map((time, index) => [
    new Date(time).toISOString(),
    ...columns.map(({ values }) => String(values[index] ?? '')),
  ])
  return [head, ...rows].map((row) => row.map(cell).join(',') + '\r\n').join('')
}

const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

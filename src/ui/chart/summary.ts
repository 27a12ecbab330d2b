import { formatAbsolute } from '#ui/format.ts'
import type { TimeSeriesProps } from './types.ts'

/** A chart in a few sentences: what, from when to when, and for each series the latest, lowest and highest value. */
export function summarise(chart: Pick<TimeSeriesProps, 'title' | 'times' | 'series'>, format: (value: number) => string): string {
  const { title, times, series } = chart
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined) return `${title}: no data.`
  const sentences = series.map(({ label, values }) => {
    const known = values.filter((value) => value !== null)
    const latest = known.at(-1)
    if (latest === undefined) return `${label}: no data.`
    const [low, high] = known.reduce(([min, max], value) => [Math.min(min, value), Math.max(max, value)], [latest, latest])
    return `${label}: latest ${format(latest)}, lowest ${format(low)}, highest ${format(high)}.`
  })
  return `${title}, ${formatAbsolute(first)} to ${formatAbsolute(last)}. ${sentences.join(' ')}`
}

import type { Tone } from '#ui/tone.ts'
import type { Values } from './shape.ts'

export interface Series {
  id: string
  label: string
  /** One for each of the chart's times. */
  values: Values
  /** Which of the eight series colours; by position unless told. */
  color?: number
}

/** A horizontal line: a quota, a target. */
export interface Limit {
  value: number
  label: string
  tone?: Tone
}

/** Something that happened: a vertical line with a word. */
export interface Marker {
  time: number
  label: string
  tone?: Tone
}

export interface TimeSeriesProps {
  title: string
  /** Buckets, ms since 1970, ascending. */
  times: readonly number[]
  series: readonly Series[]
  /** Stacked areas add up to a total; lines do not. */
  kind?: 'line' | 'stacked'
  /** A value with its unit, as axis, legend and table show it. */
  format?: (value: number) => string
  /** 1024 for bytes: the axis is then divided evenly in their units. */
  base?: 10 | 1024
  /** The range shown; the buckets' own unless told. */
  from?: number
  to?: number
  /** Of the plot, in px; it is kept while there is nothing to show. */
  height?: number
  /** The axis reaches at least this far. */
  atLeast?: number
  limits?: readonly Limit[]
  markers?: readonly Marker[]
  /** The last bucket is still filling: its stretch is drawn dashed. */
  incomplete?: boolean
  /** Dragging over the plot, or Shift with the arrow keys and Enter, chooses a range (ms). */
  onBrush?: (from: number, to: number) => void
  /** What to say when no series has a value. */
  empty?: string
  className?: string
}

const dashes = ['', '7 3', '2 3', '9 3 2 3', '4 2', '1 4', '12 4', '6 2 2 2 2 2']

/** Colour and dash of a series: the dash tells lines apart where colour cannot. */
export function seriesLook(series: Series, index: number): { color: string; dash: string } {
  const color = ((series.color ?? index + 1) - 1) % 8
  return { color: `var(--color-series-${color + 1})`, dash: dashes[index % dashes.length] ?? '' }
}

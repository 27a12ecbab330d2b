/** A value for each bucket; null where nothing is known. */
export type Values = readonly (number | null)[]

/** What a stack of areas draws for one series: where it begins and where it ends. */
export interface Band {
  low: Values
  high: Values
}

/** Puts series on top of each other. Where none has a value there is a gap, elsewhere a missing value counts as nothing. */
export function stack(series: readonly Values[]): Band[] {
  const length = Math.max(0, ...series.map((values) => values.length))
  const floor: (number | null)[] = Array.from({ length }, (_, index) =>
    series.some((values) => isKnown(values[index])) ? 0 : null,
  )
  let low: Values = floor
  return series.map((values) => {
    const high = low.map((base, index) => (base === null ? null : base + (values[index] ?? 0)))
    const band = { low, high }
    low = high
    return band
  })
}

type Scale = (value: number) => number

/** A line through the known values, as an SVG path; a value alone between gaps becomes a dot under a round line cap. */
export function linePath(values: Values, x: Scale, y: Scale, from = 0, to = values.length - 1): string {
  let path = ''
  for (const [start, end] of runs(values, from, to)) {
    path += `M${point(values, start, x, y)}`
    if (start === end) path += 'h0'
    for (let index = start + 1; index <= end; index++) path += `L${point(values, index, x, y)}`
  }
  return path
}

/** The area between two lines, as an SVG path. */
export function areaPath({ low, high }: Band, x: Scale, y: Scale, from = 0, to = high.length - 1): string {
  let path = ''
  for (const [start, end] of runs(high, from, to)) {
    path += `M${point(high, start, x, y)}`
    for (let index = start + 1; index <= end; index++) path += `L${point(high, index, x, y)}`
    for (let index = end; index >= start; index--) path += `L${point(low, index, x, y)}`
    path += 'Z'
  }
  return path
}

function point(values: Values, index: number, x: Scale, y: Scale): string {
  return `${round(x(index))} ${round(y(values[index] ?? 0))}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** The stretches of known values between two places, both ends included. */
function* runs(values: Values, from: number, to: number): Generator<[number, number]> {
  let start = -1
  for (let index = from; index <= to + 1; index++) {
    const known = index <= to && isKnown(values[index])
    if (known && start < 0) start = index
    if (!known && start >= 0) {
      yield [start, index - 1]
      start = -1
    }
  }
}

function isKnown(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && !Number.isNaN(value)
}

/** The index of the bucket nearest to a time; `times` ascend. -1 without buckets. */
export function nearest(times: readonly number[], time: number): number {
  let low = 0
  let high = times.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    const left = times[middle] ?? 0
    const right = times[middle + 1] ?? left
    if (time - left > right - time) low = middle + 1
    else high = middle
  }
  return high
}

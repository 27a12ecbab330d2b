/** One line of `npm run bench`. */
export interface Measurement {
  readonly what: string
  readonly value: number
  /** Of the value: 'ms', 'events/s', '× one hop'. Ratios compare between machines, seconds do not. */
  readonly unit: string
  /** The target; a value beyond it fails the run. */
  readonly atMost?: number
  readonly atLeast?: number
}

const hour = 3_600_000

/** What can be looked at, and how fine (heroku-facts A.7). `ago` is where it ends, in ms before now. */
export const ranges = {
  '2h': { label: '2 h', words: 'Past 2 hours, by the minute', span: 2 * hour, ago: 0, step: '1m' },
  '24h': { label: '24 h', words: 'Past 24 hours, by 10 minutes', span: 24 * hour, ago: 0, step: '10m' },
  '48h': { label: '24–48 h', words: '24 to 48 hours ago, by 10 minutes', span: 24 * hour, ago: 24 * hour, step: '10m' },
  '72h': { label: '72 h', words: 'Past 72 hours, by the hour', span: 72 * hour, ago: 0, step: '1h' },
  '7d': { label: '7 d', words: 'Past 7 days, by 2 hours', span: 168 * hour, ago: 0, step: '2h' },
} as const

export type Range = keyof typeof ranges
export type Step = (typeof ranges)[Range]['step']

export const rangeNames = ['2h', '24h', '48h', '72h', '7d'] as const satisfies readonly Range[]

export const stepMs: Readonly<Record<Step, number>> = { '1m': 60_000, '10m': 600_000, '1h': hour, '2h': 2 * hour }

/** The range that an address names; a day unless it names one. */
export function rangeOf(text: string | null): Range {
  return rangeNames.find((name) => name === text) ?? '24h'
}

/**
 * The window that a range means at a moment, on whole buckets, so that asking again within the same bucket is the same
 * question. Times in whole seconds, as the API writes them.
 */
export function windowAt(range: Range, now: number): { start_time: string; end_time: string; step: Step } {
  const { span, ago, step } = ranges[range]
  const end = Math.ceil((now - ago) / stepMs[step]) * stepMs[step]
  return { start_time: iso(end - span), end_time: iso(end), step }
}

const iso = (time: number) => new Date(time).toISOString().replace('.000', '')

import { timeStyle } from './time-style.ts'

/** No-break space: a figure and its unit stay on one line. */
const nbsp = '\u00a0'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const relative = new Intl.RelativeTimeFormat('en', { style: 'short', numeric: 'always' })

/** Each unit with where the next one begins. */
const steps: [number, Intl.RelativeTimeFormatUnit, number][] = [
  [1000, 'second', minute],
  [minute, 'minute', hour],
  [hour, 'hour', day],
  [day, 'day', 30 * day],
  [30 * day, 'month', 365 * day],
  [365 * day, 'year', Infinity],
]

/**
 * "12 min ago", "in 3 days"; within ten seconds "just now". Both times in ms since 1970.
 * What was is rounded towards now, so that nothing is called older than it is; what is to come, to the nearest: what ends in
 * a week ends "in 7 days" some seconds later too.
 */
export function formatRelative(time: number, now: number): string {
  const difference = time - now
  const size = Math.abs(difference)
  if (size < 10_000) return 'just now'
  const count = (unit: number) => (difference < 0 ? Math.floor(size / unit) : Math.round(size / unit))
  const [unit, name] = steps.find(([each, , next]) => count(each) * each < next) ?? [365 * day, 'year']
  return relative.format(Math.sign(difference) * count(unit), name).replace('.', '')
}

/** Date and time to the second with the zone, as the user's locale writes them. */
export function formatAbsolute(time: number, locale?: string, timeZone = timeStyle().zone): string {
  return cached(
    locale,
    `${timeZone}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', timeZone }),
  ).format(time)
}

/** Day and time without the year, for lists: "2 Nov, 09:14". */
export function formatBrief(time: number, locale?: string, timeZone = timeStyle().zone): string {
  const brief = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone } as const
  return cached(locale, `brief ${timeZone}`, () => new Intl.DateTimeFormat(locale, brief)).format(time)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function cached(locale: string | undefined, key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat {
  const id = `${locale} ${key}`
  const found = formatters.get(id) ?? make()
  formatters.set(id, found)
  return found
}

/** A length of time in its two largest units: "1 d 4 h", "3 min 20 s", "850 ms". Units are joined by no-break spaces. */
export function formatDuration(ms: number): string {
  const sign = ms < 0 ? '−' : ''
  const size = Math.abs(ms)
  if (size < 1000) return `${sign}${Math.round(size)}${nbsp}ms`
  if (size < minute) return `${sign}${trim(Math.floor(size / 100) / 10)}${nbsp}s`
  const units: [number, string][] = [
    [day, 'd'],
    [hour, 'h'],
    [minute, 'min'],
    [1000, 's'],
  ]
  const first = units.findIndex(([unit]) => size >= unit)
  const [large = [1000, 's'], small] = units.slice(first, first + 2)
  const rest = small ? Math.floor((size % large[0]) / small[0]) : 0
  const parts = [Math.floor(size / large[0]), large[1], ...(small && rest > 0 ? [rest, small[1]] : [])]
  return sign + parts.join(nbsp)
}

/** Bytes with a binary prefix and three digits: "512 MB" is 512 × 1024². The name is MB, not MiB, as platforms write it. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB']
  const size = Math.abs(bytes)
  const fits = size < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(size) / Math.log(1024)))
  // 1023.7 MB would be written as 1,024 MB: take the next unit instead.
  const exponent = fits < units.length - 1 && Math.round(size / 1024 ** fits) >= 1024 ? fits + 1 : fits
  return `${formatNumber(bytes / 1024 ** exponent, { maximumSignificantDigits: exponent === 0 ? 4 : 3 })}${nbsp}${units[exponent]}`
}

/** An amount in cents of a currency; whole units without the cents, unless it is to be `exact`. */
export function formatMoney(cents: number, currency = 'USD', locale?: string, exact = false): string {
  const options: Intl.NumberFormatOptions = {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: exact ? 'auto' : 'stripIfInteger',
  }
  return new Intl.NumberFormat(locale, options).format(cents / 100)
}

/** A number as the user's locale groups it. */
export function formatNumber(value: number, options?: Intl.NumberFormatOptions, locale?: string): string {
  return new Intl.NumberFormat(locale, options).format(value)
}

/** 12,300 as "12.3K": for axes and badges, where the exact figure stands elsewhere. */
export function formatCompact(value: number): string {
  return formatNumber(value, { notation: 'compact', maximumSignificantDigits: 3 }, 'en')
}

function trim(value: number): string {
  return formatNumber(value, { maximumFractionDigits: 1 })
}

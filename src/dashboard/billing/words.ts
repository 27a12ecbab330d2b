import type { Bill, Line } from '#platform/billing/contract.ts'

const months = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** '2026-11' as 'November 2026'. */
export const monthWords = (month: string): string => months.format(Date.parse(`${month}-01T00:00:00Z`))

/** The kinds of things that are paid for. */
export const kinds = { dyno: 'Dynos', addon: 'Add-ons', eco: 'Eco plan' } as const satisfies Record<Line['kind'], string>

export interface Group {
  /** Null for what is not of one app. */
  readonly app: Line['app']
  readonly lines: readonly Line[]
  readonly cents: number
}

const sumOf = (lines: readonly Line[]) => lines.reduce((sum, { cents }) => sum + cents, 0)

/** Lines by app, the dearest app first. */
export function byApp(lines: readonly Line[]): readonly Group[] {
  return [...Map.groupBy(lines, ({ app }) => app?.id ?? '')]
    .map(([, own]) => ({ app: own[0]?.app ?? null, lines: own, cents: sumOf(own) }))
    .toSorted((a, b) => b.cents - a.cents || ((a.app?.name ?? '') < (b.app?.name ?? '') ? -1 : 1))
}

/** What each kind comes to; kinds of which there is nothing are left out. */
export const byKind = (lines: readonly Line[]): readonly { kind: Line['kind']; cents: number }[] =>
  (['dyno', 'addon', 'eco'] as const).flatMap((kind) => {
    const own = lines.filter((line) => line.kind === kind)
    return own.length > 0 ? [{ kind, cents: sumOf(own) }] : []
  })

/** A bill for a spreadsheet. */
export function csvOf({ month, lines }: Bill): string {
  const rows = lines.map(({ app, kind, name, what, hours, monthly_cents: price, cents }) =>
    [month, app?.name ?? '', kind, name, what, hours, price / 100, cents / 100].map(cell).join(','),
  )
  return [`month,app,kind,name,plan,hours,monthly price USD,cost USD`, ...rows, ''].join('\r\n')
}

/** Quoted where it has to be; a name that a spreadsheet would take for a formula is kept from being one. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+@\t\r-]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

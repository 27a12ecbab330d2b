import { healthNames, type Health } from '#dashboard/shared/health.ts'
import type { Row } from './rows.ts'

const sorts = ['name', 'released', 'health'] as const
export type Sort = (typeof sorts)[number]

/** What of the list is looked at, and how. All of it stands in the address. */
export interface View {
  /** Words that must all occur. */
  q: string
  /** `personal` or a team's name; null is everyone's. */
  context: string | null
  health: Health | null
  language: string | null
  region: string | null
  sort: Sort
  direction: 'asc' | 'desc'
}

/** The direction a column is sorted in first: names from A, releases from the latest, health from the worst. */
const naturalDirection = { name: 'asc', released: 'desc', health: 'asc' } as const

/** Reads an address; what it says that cannot be is left out. */
export function readView(params: URLSearchParams): View {
  const sort = sorts.find((name) => name === params.get('sort')) ?? 'name'
  const direction = params.get('direction')
  return {
    q: params.get('q') ?? '',
    context: params.get('context') || null,
    health: healthNames.find((name) => name === params.get('health')) ?? null,
    language: params.get('language') || null,
    region: params.get('region') || null,
    sort,
    direction: direction === 'asc' || direction === 'desc' ? direction : naturalDirection[sort],
  }
}

/** The address of a changed view. What goes without saying is left out of it. */
export function writeView(params: URLSearchParams, change: Partial<View>): URLSearchParams {
  const view = { ...readView(params), ...change }
  const next = new URLSearchParams(params)
  const put = (name: keyof View, usual: string) => {
    const value = view[name] ?? ''
    if (value === usual) next.delete(name)
    else next.set(name, value)
  }
  for (const name of ['q', 'context', 'health', 'language', 'region'] as const) put(name, '')
  put('sort', 'name')
  put('direction', naturalDirection[view.sort])
  return next
}

/** The view after a click on the head of a column: sorted by it, or the other way round. */
export function sortBy(view: View, sort: Sort): Pick<View, 'sort' | 'direction'> {
  if (view.sort !== sort) return { sort, direction: naturalDirection[sort] }
  return { sort, direction: view.direction === 'asc' ? 'desc' : 'asc' }
}

export interface Arranged {
  favorites: Row[]
  others: Row[]
  /** How many there are of each health, whichever of them is chosen. */
  healths: ReadonlyMap<Health, number>
  /** What there is to choose from. */
  languages: string[]
  regions: string[]
  /** All apps of the context. */
  total: number
  /** Those that all filters but health leave. */
  found: number
}

/** The rows of a view: filtered, sorted, favourites apart. */
export function arrange(rows: readonly Row[], view: View): Arranged {
  const ofContext = rows.filter((row) => isOf(row, view.context))
  const words = view.q.toLowerCase().split(/\s+/).filter(Boolean)
  const found = ofContext.filter(
    (row) =>
      (view.language === null || row.language === view.language) &&
      (view.region === null || row.region === view.region) &&
      words.every((word) => row.text.includes(word)),
  )
  const healths = new Map<Health, number>()
  for (const { state } of found) if (state) healths.set(state.health, (healths.get(state.health) ?? 0) + 1)
  const shown = view.health === null ? found : found.filter((row) => row.state?.health === view.health)
  const sorted = shown.toSorted(comparer(view))
  const known = (values: readonly (string | null)[]) => [...new Set(values)].filter((value) => value !== null).toSorted()
  return {
    favorites: sorted.filter((row) => row.favorite),
    others: sorted.filter((row) => !row.favorite),
    healths,
    languages: known(ofContext.map((row) => row.language)),
    regions: known(ofContext.map((row) => row.region)),
    total: ofContext.length,
    found: found.length,
  }
}

/** Whether an app belongs to a context. */
function isOf(row: Pick<Row, 'team'>, context: string | null): boolean {
  return context === null || (context === 'personal' ? row.team === null : row.team === context)
}

/** By the view's order, and by name among equals. What is not known comes last in either direction. */
function comparer({ sort, direction }: View): (a: Row, b: Row) => number {
  const turn = direction === 'asc' ? 1 : -1
  const byName = (a: Row, b: Row) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  if (sort === 'name') return (a, b) => turn * byName(a, b)
  const key =
    sort === 'released' ? (row: Row) => row.releasedAt : (row: Row) => row.state && healthNames.indexOf(row.state.health)
  return (a, b) => {
    const [x, y] = [key(a), key(b)]
    if (x === null || y === null) return x === y ? byName(a, b) : x === null ? 1 : -1
    return turn * (x - y) || byName(a, b)
  }
}

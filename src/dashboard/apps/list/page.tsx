import { Plus } from 'lucide-react'
import { lazy, Suspense, useDeferredValue, useMemo } from 'react'
import type { ShouldRevalidateFunction } from 'react-router'
import { healths } from '#dashboard/shared/health.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { usePrefetchApp } from '#dashboard/shared/prefetch.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { useReady } from '#dashboard/shared/ready.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { Card } from '#ui/Card.tsx'
import { formatNumber } from '#ui/format.ts'
import { LinkButton } from '#ui/LinkButton.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { AppsList } from './AppsList.tsx'
import { Filters } from './Filters.tsx'
import { RowsSkeleton } from './ListSkeleton.tsx'
import { everyApp, everyState, favorites } from './queries.ts'
import type { Row } from './rows.ts'
import { useRows } from './useRows.ts'
import { arrange, readView, writeView, type Arranged, type View } from './view.ts'

const star = (row: Row) => void import('#dashboard/shared/favorite.ts').then(({ toggleFavorite }) => toggleFavorite(row))
const DropProject = lazy(async () => ({ default: (await import('#dashboard/apps/new/DropProject.tsx')).DropProject }))
const OfferedApps = lazy(async () => ({ default: (await import('#dashboard/access/OfferedApps.tsx')).OfferedApps }))
const NoApps = lazy(async () => ({ default: (await import('./NoApps.tsx')).NoApps }))
const NoMatch = lazy(async () => ({ default: (await import('./NoApps.tsx')).NoMatch }))

/** Asks for everything at once and waits for nothing: rows show as they come. */
export function loader() {
  void queryClient.prefetchQuery(everyApp())
  void queryClient.prefetchQuery(everyState())
  void queryClient.prefetchQuery(favorites())
  return null
}

/** Another search or filter asks for nothing new. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) =>
  currentUrl.search === nextUrl.search && defaultShouldRevalidate

export function Component() {
  const ready = useReady()
  const [params, setParams] = useSearch()
  const { rows, complete } = useRows()
  const view = readView(params)
  // Typing stays quick however many rows there are: they follow when they can.
  const address = useDeferredValue(params.toString())
  const arranged = useMemo(() => arrange(rows ?? [], readView(new URLSearchParams(address))), [rows, address])
  const change = (part: Partial<View>) => setParams((before) => writeView(before, part))
  const where = view.context === 'personal' ? 'Personal apps' : (view.context ?? 'Apps')
  return (
    <div className="grid gap-4">
      <title>{titleOf(arranged, where)}</title>
      <PageHeader
        title={where}
        beside={rows && <Count arranged={arranged} complete={complete} />}
        actions={
          <LinkButton variant="primary" to={paths.newApp(view.context ?? undefined)} icon={<Plus size={15} />}>
            New app
          </LinkButton>
        }
      />
      {complete && ready && (
        <Suspense>
          <OfferedApps />
        </Suspense>
      )}
      {(rows === null || arranged.total > 0) && <Filters view={view} params={params} arranged={arranged} onChange={change} />}
      {rows ? <Rows arranged={arranged} view={view} onChange={change} /> : <RowsSkeleton />}
      <Suspense>{ready && <DropProject context={view.context} />}</Suspense>
    </div>
  )
}

/** What needs somebody comes first, so that it can be read in a narrow tab. */
function titleOf({ healths: counts }: Arranged, where: string): string {
  const worst = (['down', 'degraded'] as const).find((health) => counts.has(health))
  return `${worst ? `${counts.get(worst)} ${healths[worst].word.toLowerCase()} – ` : ''}${where} – Dynorama`
}

function Count({ arranged, complete }: { arranged: Arranged; complete: boolean }) {
  const shown = arranged.favorites.length + arranged.others.length
  const all = formatNumber(arranged.total)
  return (
    <span role="status" className="text-muted tabular-nums">
      {shown === arranged.total ? all : `${formatNumber(shown)} of ${all}`}
      <span className="sr-only"> {arranged.total === 1 ? 'app' : 'apps'}</span>
      {!complete && <span className="text-faint"> so far</span>}
    </span>
  )
}

interface RowsProps {
  arranged: Arranged
  view: View
  onChange: (change: Partial<View>) => void
}

function Rows({ arranged, view, onChange }: RowsProps) {
  const prefetch = usePrefetchApp()
  const nothing = arranged.favorites.length + arranged.others.length === 0
  return (
    <Card flush>
      {nothing ? (
        <Suspense>
          {arranged.total === 0 ? (
            <NoApps context={view.context} />
          ) : (
            <NoMatch onClear={() => onChange({ q: '', health: null, language: null, region: null })} />
          )}
        </Suspense>
      ) : (
        <AppsList arranged={arranged} view={view} onSort={onChange} onStar={star} onIntent={prefetch} />
      )}
    </Card>
  )
}

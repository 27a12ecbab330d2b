import { lazy, Suspense, useRef, type ReactNode } from 'react'
import { SortButton } from '#ui/Table.tsx'
import { AppRow, rowGrid, type AppRowProps } from './AppRow.tsx'
import { lineKey, type Line } from './rows.ts'
import { sortBy, type Arranged, type Sort, type View } from './view.ts'
import { useRowKeys, type Scroller } from './useRowKeys.ts'

/** From here on only what is seen is in the page. */
const VIRTUAL_FROM = 200

const VirtualRows = lazy(() => import('./VirtualRows.tsx'))

export interface AppsListProps extends Omit<AppRowProps, 'row'> {
  arranged: Arranged
  view: View
  onSort: (sort: Pick<View, 'sort' | 'direction'>) => void
}

/** The apps, favourites on top. j and k go through them, Enter opens, f makes a favourite. */
export function AppsList({ arranged: { favorites, others }, view, onSort, onStar, onIntent }: AppsListProps) {
  const rows = [...favorites, ...others]
  const grouped = favorites.length > 0 && others.length > 0
  const lines: Line[] = grouped ? ['Favourites', ...favorites, 'Other apps', ...others] : rows
  const list = useRef<HTMLDivElement>(null)
  const scroller = useRef<Scroller>(null)
  const onKeyDown = useRowKeys({ list, rows, onStar, scroller, lines })
  const draw = (line: Line): ReactNode =>
    typeof line === 'string' ? <Heading>{line}</Heading> : <AppRow row={line} onStar={onStar} onIntent={onIntent} />
  const many = rows.length > VIRTUAL_FROM
  return (
    <div className="@container">
      <Head view={view} onSort={onSort} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the rows are links; the arrow keys only go between them */}
      <div ref={list} role="list" aria-label="Apps" onKeyDown={onKeyDown}>
        {many ? (
          <Suspense>
            <VirtualRows ref={scroller} lines={lines} draw={draw} />
          </Suspense>
        ) : (
          lines.map((line) => (
            <div key={lineKey(line)} role="listitem">
              {draw(line)}
            </div>
          ))
        )}
      </div>
    </div>
  )
}

function Heading({ children }: { children: ReactNode }) {
  return (
    <h2 className="flex h-8 items-center border-b border-line bg-sunken/60 px-3.5 text-xs font-medium text-muted">{children}</h2>
  )
}

function Head({ view, onSort }: Pick<AppsListProps, 'view' | 'onSort'>) {
  const column = (sort: Sort, label: string, numeric = false) => (
    <SortButton sorted={view.sort === sort ? view.direction : null} numeric={numeric} onSort={() => onSort(sortBy(view, sort))}>
      {label}
      {view.sort === sort && <span className="sr-only">, {view.direction === 'asc' ? 'ascending' : 'descending'}</span>}
    </SortButton>
  )
  return (
    <div role="group" aria-label="Sort by" className="border-b border-line text-xs font-medium text-muted">
      <div className={`${rowGrid} hidden h-9 grid-rows-1! @[40rem]:grid`}>
        <div className="col-span-2" />
        <div>{column('name', 'App')}</div>
        <div>{column('health', 'Health')}</div>
        <div className="hidden text-right @[40rem]:block">Dynos</div>
        <div className="hidden @4xl:block">Language</div>
        <div className="hidden @4xl:block">Region</div>
        <div className="hidden @5xl:block">Owner</div>
        <div className="flex justify-end pr-1.5">{column('released', 'Last release', true)}</div>
      </div>
    </div>
  )
}

import { clsx } from 'clsx'
import { SearchX } from 'lucide-react'
import { Link } from 'react-router'
import { useData } from '#client/query.ts'
import { ElementsNav } from '#dashboard/elements/ElementsNav.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { Listing } from '#platform/addons/marketplace/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { findServices } from './find.ts'
import { ofAddons } from './queries.ts'
import { ServiceMark } from './ServiceMark.tsx'
import { fromWords } from './words.ts'

export async function loader() {
  await queryClient.ensureQueryData(ofAddons.listings())
  return null
}

/** What can be added to apps. The address holds the search, the category, and the app that it is for. */
export function Component() {
  const listings = useData(ofAddons.listings())
  const [search, alter, change] = useSearch()
  const [q, category, app] = [search.get('q') ?? '', search.get('category') ?? '', search.get('app') ?? undefined]
  const categories = [...new Set(listings.map((listing) => listing.category))].sort()
  const found = findServices(listings, q)
  const shown = found.filter((listing) => category === '' || listing.category === category)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 pb-10">
      <title>Marketplace – Dynorama</title>
      <PageHeader
        title="Marketplace"
        beside={
          <span role="status" className="text-muted tabular-nums">
            {shown.length === listings.length ? listings.length : `${shown.length} of ${listings.length}`}
            <span className="sr-only"> services</span>
          </span>
        }
        description={
          app === undefined
            ? 'Services for your apps: databases, queues, mail, monitoring. All but those of the platform are invented.'
            : `Choose what to add to ${app}.`
        }
      />
      <ElementsNav />
      <div className="flex flex-wrap gap-2">
        <SearchField label="Search services" q={q} onChange={(text) => change('q', text)} className="w-full sm:w-80" />
        <NativeSelect
          aria-label="Category"
          value={category}
          className="w-full lg:hidden"
          onChange={(event) => change('category', event.target.value)}
        >
          <option value="">All categories</option>
          {categories.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </NativeSelect>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <nav aria-label="Categories" className="max-lg:hidden">
          <ul className="sticky top-4 grid grid-cols-[minmax(0,1fr)] gap-px">
            {['', ...categories].map((name) => {
              const next = new URLSearchParams(search)
              if (name === '') next.delete('category')
              else next.set('category', name)
              const count = found.filter((listing) => name === '' || listing.category === name).length
              return (
                <li key={name}>
                  <Link
                    to={{ search: next.toString() }}
                    replace
                    preventScrollReset
                    aria-current={name === category || undefined}
                    className="flex min-h-7 items-center justify-between gap-2 rounded-md px-2 text-muted hover:bg-hover hover:text-ink aria-[current]:bg-active aria-[current]:font-medium aria-[current]:text-ink"
                  >
                    <span className="truncate">{name || 'All categories'}</span>
                    <span className="text-xs tabular-nums">{count}</span>
                  </Link>
                </li>
              )
            })}
          </ul>
        </nav>
        {shown.length === 0 ? (
          <Card>
            <EmptyState
              title="No service is like that"
              icon={<SearchX size={18} />}
              actions={
                <Button onClick={() => alter((next) => ['q', 'category'].forEach((key) => next.delete(key)))}>
                  Show all services
                </Button>
              }
            >
              Try another word, or a category.
            </EmptyState>
          </Card>
        ) : (
          <ul aria-label="Services" className="grid content-start gap-3 sm:grid-cols-2 2xl:grid-cols-3">
            {shown.map((listing) => (
              <Tile key={listing.id} listing={listing} app={app} />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function Tile({ listing, app }: { listing: Listing; app: string | undefined }) {
  const { name, human_name: title, about, category, state, official } = listing
  return (
    <li
      className={clsx(
        'relative flex min-w-0 gap-3 rounded-lg border border-line bg-surface p-4 shadow-card hover:border-line-strong',
        state === 'shutdown' && 'bg-sunken/50',
      )}
    >
      <ServiceMark category={category} />
      <div className="flex min-w-0 flex-1 flex-col">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link to={paths.service(name, app)} className="stretched font-medium">
            {title}
          </Link>
          {official && <Badge tone="accent">Heroku</Badge>}
          {state === 'beta' && <Badge>Beta</Badge>}
        </p>
        <p className="mt-1 mb-2 line-clamp-3 text-muted">{about}</p>
        <p className="mt-auto flex flex-wrap justify-between gap-x-3 text-xs text-muted">
          <span>{category}</span>
          <span className="font-medium text-ink">{fromWords(listing)}</span>
        </p>
      </div>
    </li>
  )
}

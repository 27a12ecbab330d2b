import { SearchX } from 'lucide-react'
import { query, useData } from '#client/query.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import { buildpacks, type Buildpack } from '#platform/buildpacks/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatCompact } from '#ui/format.ts'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { ElementsNav } from './ElementsNav.tsx'

const registry = () => query(buildpacks.search)

export async function loader() {
  await queryClient.ensureQueryData(registry())
  return null
}

const categories: Readonly<Record<Buildpack['category'], string>> = {
  languages: 'Languages',
  tools: 'Tools',
  packages: 'Packages',
}

/** The registry of buildpacks. The address holds the search and the category. */
export function Component() {
  const all = useData(registry())
  const [search, alter, change] = useSearch()
  const [q, category] = [search.get('q') ?? '', search.get('category') ?? '']
  const words = q.toLowerCase().split(/\s+/)
  const shown = all
    .filter((row) => category === '' || row.category === category)
    .filter(({ id, description }) => words.every((word) => `${id} ${description}`.toLowerCase().includes(word)))
    .toSorted((a, b) => Number(b.official) - Number(a.official) || b.installs - a.installs)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 pb-10">
      <title>Buildpacks – Dynorama</title>
      <PageHeader
        title="Buildpacks"
        beside={
          <span role="status" className="text-muted tabular-nums">
            {shown.length === all.length ? all.length : `${shown.length} of ${all.length}`}
            <span className="sr-only"> buildpacks</span>
          </span>
        }
        description="What turns source code into something that runs. The platform finds the right one of its own by itself; others are set in an app's settings."
      />
      <ElementsNav />
      <div className="flex flex-wrap gap-2">
        <SearchField label="Search buildpacks" q={q} onChange={(text) => change('q', text)} className="w-full sm:w-80" />
        <NativeSelect
          aria-label="Category"
          value={category}
          className="w-full sm:w-44"
          onChange={(event) => change('category', event.target.value)}
        >
          <option value="">All categories</option>
          {Object.entries(categories).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </div>
      {shown.length === 0 ? (
        <Card>
          <EmptyState
            title="No buildpack is like that"
            icon={<SearchX size={18} />}
            actions={
              <Button onClick={() => alter((next) => ['q', 'category'].forEach((key) => next.delete(key)))}>
                Show all buildpacks
              </Button>
            }
          >
            Try another word, or use the address of a repository.
          </EmptyState>
        </Card>
      ) : (
        <ul aria-label="Buildpacks" className="grid content-start gap-3 sm:grid-cols-2 2xl:grid-cols-3">
          {shown.map((row) => (
            <Tile key={row.id} row={row} />
          ))}
        </ul>
      )}
      <p className="text-muted">
        An app says in its <code className="font-mono text-xs">app.json</code> which it needs, or somebody sets them in its
        settings.
      </p>
    </div>
  )
}

function Tile({ row: { id, description, category, installs, official } }: { row: Buildpack }) {
  return (
    <li className="flex min-w-0 flex-col rounded-lg border border-line bg-surface p-4 shadow-card">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 font-mono text-sm font-medium break-all">{id}</span>
        {official && <Badge tone="accent">Heroku</Badge>}
        <CopyButton text={`heroku buildpacks:add ${id}`} label={`Copy the command that adds ${id}`} />
      </p>
      <p className="mt-1 mb-2 text-muted">{description}</p>
      <p className="mt-auto flex justify-between gap-3 text-xs text-muted">
        <span>{categories[category]}</span>
        <span className="tabular-nums">{formatCompact(installs)} apps</span>
      </p>
    </li>
  )
}

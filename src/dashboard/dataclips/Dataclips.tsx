import { useQuery } from '@tanstack/react-query'
import { Plus, Scissors } from 'lucide-react'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { ListedClip } from '#platform/dataclips/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { formatNumber } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { Table, Td, Th, Tr, type SortDirection } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { useMore } from '#ui/useMore.tsx'
import { NewClip } from './NewClip.tsx'
import { ofClips } from './queries.ts'

export function loader() {
  void queryClient.prefetchQuery(ofClips.all())
  return null
}

const KEYS = ['q', 'of', 'database'] as const
const sorts = {
  title: (clip: ListedClip) => clip.title.toLowerCase(),
  run: (clip: ListedClip) => clip.last_run?.ran_at ?? '',
  changed: (clip: ListedClip) => clip.updated_at,
}
const isSort = (key: string | undefined): key is keyof typeof sorts => key !== undefined && key in sorts

/** One's own dataclips and those of others that one may see. The address holds the search, the filters, the order and that one is added. */
export function Component() {
  const { data, error, refetch } = useQuery(ofClips.all())
  const [search, alter, change] = useSearch()
  const all = data ?? []
  const [q, of, database] = KEYS.map((key) => search.get(key) ?? '')
  const [key, direction] = (search.get('sort') ?? 'changed desc').split(' ')
  const sort = isSort(key) ? key : 'changed'
  const down = direction === 'desc'
  const shown = all
    .filter(
      (clip) =>
        (!of || (of === 'mine') === (clip.role === 'owner')) &&
        (!database || clip.database_name === database) &&
        (!q || [clip.title, clip.database_name, clip.owner.name].some((text) => text.toLowerCase().includes(q.toLowerCase()))),
    )
    .toSorted((a, b) => (sorts[sort](a) < sorts[sort](b) ? -1 : 1) * (down ? -1 : 1))
  const [first, more] = useMore(shown)
  const order: SortDirection = down ? 'desc' : 'asc'
  const sortable = (name: keyof typeof sorts) => ({
    sorted: sort === name ? order : null,
    onSort: () => change('sort', `${name} ${sort === name && down ? 'asc' : 'desc'}`),
  })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pb-10">
      <title>Dataclips – Dynorama</title>
      <PageHeader
        title="Dataclips"
        beside={
          data && (
            <span role="status" className="text-muted tabular-nums">
              {shown.length === all.length ? all.length : `${shown.length} of ${all.length}`}
              <span className="sr-only"> dataclips</span>
            </span>
          )
        }
        description="SQL that is kept, with what it gave when it was last run. Yours alone until you share it."
        actions={
          <Button variant="primary" icon={<Plus size={15} />} onClick={() => change('new', 'yes')}>
            New dataclip
          </Button>
        }
      />
      <div className="flex flex-wrap gap-2">
        <SearchField label="Search dataclips" q={q ?? ''} onChange={(text) => change('q', text)} className="w-full sm:w-72" />
        <NativeSelect
          aria-label="Whose"
          value={of}
          className="min-w-32 flex-1 sm:flex-none"
          onChange={({ target }) => change('of', target.value)}
        >
          <option value="">Mine and shared</option>
          <option value="mine">Mine</option>
          <option value="others">Shared with me</option>
        </NativeSelect>
        <NativeSelect
          aria-label="Database"
          value={database}
          className="min-w-32 flex-1 sm:flex-none"
          onChange={({ target }) => change('database', target.value)}
        >
          <option value="">All databases</option>
          {[...new Set([...all.map((clip) => clip.database_name), ...(database ? [database] : [])])].sort().map((name) => (
            <option key={name}>{name}</option>
          ))}
        </NativeSelect>
      </div>
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={8} className="p-4" />}
        {data && shown.length === 0 && (
          <EmptyState
            title={all.length === 0 ? 'No dataclips yet' : 'No dataclip is like that'}
            icon={<Scissors size={18} />}
            actions={
              all.length === 0 ? (
                <LinkButton to={paths.databases()}>Choose a database</LinkButton>
              ) : (
                <Button onClick={() => alter((next) => KEYS.forEach((name) => next.delete(name)))}>Show all dataclips</Button>
              )
            }
          >
            {all.length === 0 && 'Write SQL in the console of a Postgres database and save it, or begin with one here.'}
          </EmptyState>
        )}
        {shown.length > 0 && (
          <Table label="Dataclips">
            <thead>
              <tr>
                <Th {...sortable('title')}>Title</Th>
                <Th className="max-sm:hidden">Database</Th>
                <Th className="max-sm:hidden">Owner</Th>
                <Th className="max-sm:hidden">Shared</Th>
                <Th {...sortable('run')}>Last run</Th>
                <Th {...sortable('changed')} className="max-sm:hidden">
                  Changed
                </Th>
              </tr>
            </thead>
            <tbody>
              {first.map((clip) => (
                <Row key={clip.id} clip={clip} />
              ))}
            </tbody>
          </Table>
        )}
        {more}
      </Card>
      {search.has('new') && <NewClip close={() => change('new', '')} />}
    </div>
  )
}

function Row({ clip }: { clip: ListedClip }) {
  const { id, title, database, database_name, owner, role, last_run: run, updated_at } = clip
  return (
    <Tr>
      <Td className="max-sm:w-full max-sm:max-w-0 sm:min-w-48">
        <Link to={paths.dataclip(id)} look="quiet" className="stretched font-medium">
          {title}
        </Link>
        <p className="truncate text-xs text-muted sm:hidden">
          {database_name}
          {role !== 'owner' && `, ${owner.name}`}
        </p>
      </Td>
      <Td className="whitespace-nowrap max-sm:hidden">
        {database ? database_name : <span className="text-muted line-through">{database_name}</span>}
        {database ? (
          <span className="block text-xs text-muted">{database.app.name}</span>
        ) : (
          <span className="sr-only"> is gone</span>
        )}
      </Td>
      <Td className="whitespace-nowrap max-sm:hidden">{role === 'owner' ? 'You' : owner.name}</Td>
      <Td className="whitespace-nowrap max-sm:hidden">
        <SharedWith shared={clip.shared} />
      </Td>
      <Td className="whitespace-nowrap">
        {run === null ? (
          <span className="text-muted">Never</span>
        ) : (
          <Status tone={run.failed ? 'error' : 'ok'}>
            {run.failed ? 'Failed' : `${formatNumber(run.count)} ${run.count === 1 ? 'row' : 'rows'}`},{' '}
            <TimeAgo time={run.ran_at} />
          </Status>
        )}
      </Td>
      <Td className="whitespace-nowrap text-muted max-sm:hidden">
        <TimeAgo time={updated_at} />
      </Td>
    </Tr>
  )
}

function SharedWith({ shared: { people, teams, link } }: Pick<ListedClip, 'shared'>) {
  if (people + teams === 0 && !link) return <span className="text-muted">Nobody</span>
  return (
    <span className="flex gap-1">
      {link && <Badge tone="accent">Link</Badge>}
      {teams > 0 && <Badge>{teams === 1 ? '1 team' : `${teams} teams`}</Badge>}
      {people > 0 && <Badge>{people === 1 ? '1 person' : `${people} people`}</Badge>}
    </span>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Plus, UsersRound } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { asked, soon } from '#dashboard/shared/loading.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { SearchField } from '#dashboard/shared/SearchField.tsx'
import { useSearch } from '#dashboard/shared/useSearch.ts'
import type { TeamSummary } from '#platform/teams/settings/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Link } from '#ui/Link.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { useMore } from '#ui/useMore.tsx'
import { Received } from './Received.tsx'
import { ofTeams } from './queries.ts'
import { wordOf } from './words.ts'

const NewTeam = lazy(async () => ({ default: (await import('./NewTeam.tsx')).NewTeam }))

export const loader = () => soon(asked(ofTeams.all()), asked(ofTeams.received()))

/** Every team that whoever is signed in has to do with, and those they are invited to. */
export function Component() {
  const { data, error, refetch } = useQuery(ofTeams.all())
  const [search, change, put] = useSearch()
  const creating = search.get('create') !== null
  const setCreating = (on: boolean) => change((next) => (on ? next.set('create', '') : next.delete('create')))
  const q = search.get('q') ?? ''
  const shown = (data ?? [])
    .filter(({ name }) => name.includes(q.trim().toLowerCase()))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const [first, more] = useMore(shown)
  const create = (
    <Button variant="primary" icon={<Plus size={15} />} onClick={() => setCreating(true)}>
      New team
    </Button>
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pb-10">
      <title>Teams – Dynorama</title>
      <PageHeader
        title="Teams"
        description="A team owns apps together. What each of its people may do follows from their role."
        actions={data && data.length > 0 && create}
      />
      <Received />
      {(data?.length ?? 0) > 5 && (
        <SearchField label="Search teams" q={q} onChange={(text) => put('q', text)} className="w-full sm:w-72" />
      )}
      <Card flush>
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={4} className="p-4" />}
        {data && shown.length === 0 && (
          <EmptyState
            title={data.length === 0 ? 'You are in no team' : 'No team is called that'}
            icon={<UsersRound size={18} />}
            actions={data.length === 0 ? create : <Button onClick={() => change((next) => next.delete('q'))}>Show all</Button>}
          >
            {data.length === 0 &&
              'Your apps are your own. Create a team to work on apps with others, or let somebody invite you.'}
          </EmptyState>
        )}
        {shown.length > 0 && (
          <Table label="Teams">
            <thead>
              <tr>
                <Th>Name</Th>
                <Th>Your role</Th>
                <Th numeric>People</Th>
                <Th numeric>Apps</Th>
              </tr>
            </thead>
            <tbody>
              {first.map((team) => (
                <Row key={team.id} team={team} />
              ))}
            </tbody>
          </Table>
        )}
        {more}
      </Card>
      <Suspense>{creating && <NewTeam close={() => setCreating(false)} />}</Suspense>
    </div>
  )
}

function Row({ team }: { team: TeamSummary }) {
  const { name, role, members, invitations, apps } = team
  return (
    <Tr>
      <Td>
        <span className="flex items-center gap-2">
          <Link to={paths.team(name)} look="quiet" className="stretched whitespace-nowrap">
            {name}
          </Link>
          {team.default && <Badge>default</Badge>}
        </span>
      </Td>
      <Td className="whitespace-nowrap text-muted">{wordOf(role)}</Td>
      <Td numeric>
        {members ?? <span className="text-faint">–</span>}
        {invitations !== null && invitations > 0 && <span className="text-muted"> + {invitations} invited</span>}
      </Td>
      <Td numeric>{apps}</Td>
    </Tr>
  )
}

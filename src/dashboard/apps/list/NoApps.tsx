import { useQuery } from '@tanstack/react-query'
import { Boxes, SearchX } from 'lucide-react'
import { query } from '#client/query.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { teams } from '#platform/teams/contract.ts'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { ForbiddenState } from '#ui/ForbiddenState.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'

/** In the place of the list where a context has no apps, or is not one's own. */
export function NoApps({ context }: { context: string | null }) {
  const mine = useQuery(query(teams.list))
  if (context !== null && context !== 'personal' && mine.data && !mine.data.some((team) => team.name === context))
    return (
      <ForbiddenState actions={<LinkButton to={paths.apps()}>All apps</LinkButton>}>
        There is no team {context}, or you are not in it. An admin of the team can add you.
      </ForbiddenState>
    )
  return (
    <EmptyState
      title="No apps yet"
      icon={<Boxes size={18} />}
      actions={
        <LinkButton variant="primary" to={paths.newApp(context ?? undefined)}>
          New app
        </LinkButton>
      }
    >
      Create one, or drop the folder of a project anywhere on this page: it is built and started as a new app.
    </EmptyState>
  )
}

/** In the place of the list where search and filters leave nothing of it. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      title="No app matches"
      icon={<SearchX size={18} />}
      actions={<Button onClick={onClear}>Clear search and filters</Button>}
    >
      A search looks at names, languages, owners and regions; every word must occur.
    </EmptyState>
  )
}

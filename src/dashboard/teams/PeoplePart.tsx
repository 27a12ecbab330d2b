import { useQuery } from '@tanstack/react-query'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { Card } from '#ui/Card.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Collaborators } from './Collaborators.tsx'
import { Invitations } from './Invitations.tsx'
import { Members } from './Members.tsx'
import { ofTeams } from './queries.ts'
import { useTeamName } from './useTeam.ts'

/** Who is in the team, who was invited, and who else can work on apps of it. */
export function PeoplePart() {
  const team = useTeamName()
  const { data, error, refetch } = useQuery(ofTeams.members(team))
  if (error || !data)
    return (
      <Card>
        {error ? <Failure error={error} retry={refetch} who="An admin of the team can let you in." /> : <Skeleton lines={8} />}
      </Card>
    )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <Members members={data} />
      <Invitations />
      <Collaborators members={data} />
    </div>
  )
}

import { useTeam } from '#dashboard/teams/useTeam.ts'
import { Card } from '#ui/Card.tsx'
import { ForbiddenState } from '#ui/ForbiddenState.tsx'
import { BillPart } from './BillPart.tsx'
import { Invoices } from './Invoices.tsx'

/** What a team uses and pays, for its admins. */
export function Component() {
  const { team, whyNot } = useTeam()
  const reason = whyNot('team.billing')
  if (reason !== null)
    return (
      <Card>
        <ForbiddenState>{reason}</ForbiddenState>
      </Card>
    )
  return (
    <div className="grid w-full grid-cols-[minmax(0,1fr)] gap-8">
      <BillPart team={team.name} />
      <Invoices team={team.name} />
    </div>
  )
}

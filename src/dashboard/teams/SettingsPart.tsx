import { useQuery } from '@tanstack/react-query'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Status } from '#ui/Status.tsx'
import { AddonControls } from './AddonControls.tsx'
import { DeleteTeam } from './DeleteTeam.tsx'
import { DefaultRole, DefaultTeam } from './Defaults.tsx'
import { RenameTeam } from './RenameTeam.tsx'
import { ofTeams } from './queries.ts'
import { useTeam } from './useTeam.ts'

/** What admins have set for the team, and its end. */
export function SettingsPart() {
  const { team, whyNot } = useTeam()
  const { data, error, refetch } = useQuery(ofTeams.preferences(team.name))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <RenameTeam key={team.name} />
      <DefaultTeam />
      {data ? (
        <>
          <DefaultRole preferences={data} />
          <AddonControls preferences={data} />
        </>
      ) : (
        <Card>{error ? <Failure error={error} retry={refetch} /> : <Skeleton lines={4} />}</Card>
      )}
      <Features />
      {whyNot('team.people') === null && <DeleteTeam />}
    </div>
  )
}

/** What the platform has switched on for the team: nobody can change that. */
function Features() {
  const { team } = useTeam()
  const { data = [] } = useQuery(ofTeams.features(team.name))
  return (
    <Section title="Features" description="Every team has these.">
      <Card flush>
        <ul aria-label="Features" className="divide-y divide-line">
          {data.map(({ id, display_name: title, description, enabled }) => (
            <li key={id} className="flex items-start justify-between gap-4 px-4 py-2.5">
              <span>
                <span className="block font-medium">{title}</span>
                <span className="text-muted">{description}</span>
              </span>
              <Status tone={enabled ? 'ok' : 'idle'}>{enabled ? 'On' : 'Off'}</Status>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}

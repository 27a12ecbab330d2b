import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { teamSettings } from '#platform/teams/settings/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { toast } from '#ui/toast.ts'
import { useTeam } from './useTeam.ts'

const ConfirmDialog = lazy(async () => ({ default: (await import('#ui/ConfirmDialog.tsx')).ConfirmDialog }))

/** Ends the team. Its apps have to be somebody else's before. */
export function DeleteTeam() {
  const { team, whyNot } = useTeam()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const params = { team: team.name }
  const remove = useAction({
    run: () => call(teamSettings.delete, { params }),
    failed: 'The team was not deleted',
    quiet: true,
    done: () => {
      toast(`${team.name} was deleted`)
      void navigate(paths.teams(), { replace: true })
    },
  })
  const notEmpty = team.apps > 0 ? `It has ${team.apps === 1 ? 'an app' : `${team.apps} apps`}: transfer or delete first` : null
  return (
    <Section title="Delete the team">
      <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-muted">Only a team without apps can be deleted. Its people stay, and lose nothing else.</p>
        <span className="flex items-center gap-1">
          <ShowAs what="Delete the team" calls={[shown(teamSettings.delete, { params })]} />
          <Button variant="danger" reason={whyNot('team.delete') ?? notEmpty} onClick={() => setAsking(true)}>
            Delete {team.name}
          </Button>
        </span>
      </Card>
      {asking && (
        <Suspense>
          <ConfirmDialog
            open
            onOpenChange={setAsking}
            title={`Delete ${team.name}?`}
            name={team.name}
            action="Delete team"
            pending={remove.isPending}
            error={remove.error && sentence(remove.error)}
            onConfirm={() => remove.mutate()}
          >
            Its invitations, preferences and activity are lost. It can only be brought back by turning the clock back.
          </ConfirmDialog>
        </Suspense>
      )}
    </Section>
  )
}

import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { TeamName, teamSettings } from '#platform/teams/settings/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { Input } from '#ui/Input.tsx'
import { toast } from '#ui/toast.ts'
import { useTeam } from './useTeam.ts'

/** Gives the team another name; links to the old one lead nowhere then. */
export function RenameTeam() {
  const { team, whyNot } = useTeam()
  const navigate = useNavigate()
  const [name, setName] = useState(team.name)
  const reason = whyNot('team.edit')
  const same = name === team.name
  const wrong = TeamName.safeParse(name).error?.issues[0]?.message
  const args = { params: { team: team.id }, body: { name } }
  const rename = useAction({
    run: () => call(teamSettings.update, args),
    failed: 'The team was not renamed',
    quiet: true,
    done: (renamed) => {
      toast({ title: `${team.name} is now ${renamed.name}`, tone: 'ok' })
      void navigate(paths.team(renamed.name, 'settings'), { replace: true })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!reason && !same && !wrong) rename.mutate()
  }
  return (
    <Section title="Name" description="Its apps keep theirs.">
      <Card>
        <form onSubmit={submit} className="flex flex-wrap items-end gap-2" noValidate>
          <Field
            label="Name"
            hideLabel
            error={wrong ?? (rename.error && sentence(rename.error))}
            className="min-w-60 flex-1 sm:max-w-sm"
          >
            <Input
              code
              value={name}
              readOnly={reason !== null}
              onChange={(event) => {
                setName(event.target.value)
                rename.reset()
              }}
            />
          </Field>
          <span className="flex gap-1">
            <ShowAs what="Rename the team" calls={[shown(teamSettings.update, args)]} />
            <Button type="submit" pending={rename.isPending} reason={reason ?? (same ? 'Change the name first' : wrong)}>
              Rename
            </Button>
          </span>
        </form>
      </Card>
    </Section>
  )
}

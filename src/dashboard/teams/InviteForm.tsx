import { useQuery } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useLocation } from 'react-router'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { PersonField } from '#dashboard/shared/PersonField.tsx'
import { emailAddress } from '#platform/http/contract.ts'
import type { TeamRole } from '#platform/teams/contract.ts'
import { people } from '#platform/teams/people/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { NativeSelect } from '#ui/NativeSelect.tsx'
import { toast } from '#ui/toast.ts'
import { ofTeams } from './queries.ts'
import { INVITE } from './tabs.ts'
import { useTeam } from './useTeam.ts'
import { roleNames, roles } from './words.ts'

/** Asks somebody into the team by their e-mail. */
export function InviteForm() {
  const { team, whyNot } = useTeam()
  const usual = useQuery(ofTeams.preferences(team.name)).data?.['default-permission'] ?? 'member'
  const [email, setEmail] = useState('')
  const [chosen, setChosen] = useState<TeamRole | null>(null)
  const [tried, setTried] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const { hash, key } = useLocation()
  // Asked for again, it is another step on the way.
  useEffect(() => {
    if (hash === INVITE) form.current?.querySelector('input')?.focus()
  }, [hash, key])
  const role = chosen ?? usual
  const args = { params: { team: team.name }, body: { email: email.trim(), role } }
  const invite = useAction({
    run: () => call(people.invite, args),
    failed: 'Nobody was invited',
    quiet: true,
    done: ({ user }) => {
      toast({ title: `${user.email} is invited to ${team.name}`, tone: 'ok' })
      setEmail('')
      setTried(0)
      form.current?.querySelector('input')?.focus()
    },
  })
  const forbidden = whyNot('team.people.edit')
  const wrong = tried > 0 ? emailAddress.safeParse(email).error?.issues[0]?.message : undefined
  const reason = forbidden ?? (email.trim() === '' ? 'Type an e-mail first' : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== null || invite.isPending) return
    setTried(tried + 1)
    if (emailAddress.safeParse(email).success) invite.mutate()
  }
  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-2 border-t border-line p-4">
      <div className="flex flex-wrap items-end gap-2">
        <PersonField
          label="Invite a person"
          value={email}
          onChange={(next) => {
            setEmail(next)
            setTried(0)
            invite.reset()
          }}
          error={wrong ?? (invite.error && sentence(invite.error))}
          readOnly={forbidden !== null}
          offers={({ teams }) => teams.every(({ name }) => name !== team.name)}
        />
        <Field label="Role">
          <NativeSelect
            className="w-28"
            value={role}
            reason={forbidden}
            onChange={(event) => setChosen(roleNames.find((each) => each === event.target.value) ?? null)}
          >
            {roleNames.map((each) => (
              <option key={each} value={each}>
                {roles[each].word}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <span className="flex gap-1">
          <ShowAs what="Invite a person" calls={[shown(people.invite, args)]} />
          <Button type="submit" icon={<Send size={14} />} pending={invite.isPending} reason={reason}>
            Invite
          </Button>
        </span>
      </div>
      <FormError attempt={wrong ? tried : invite.failureCount}>{null}</FormError>
    </form>
  )
}

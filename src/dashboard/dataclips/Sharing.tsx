import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useHref } from 'react-router'
import { curlCommand } from '#client/cli.ts'
import { call } from '#client/http.ts'
import { query } from '#client/query.ts'
import { onOneLine, shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { PersonField } from '#dashboard/shared/PersonField.tsx'
import { teams as teamEndpoints } from '#platform/teams/contract.ts'
import { dataclips, type Dataclip } from '#platform/dataclips/contract.ts'
import type { BodyOf } from '#platform/http/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { IconButton } from '#ui/IconButton.tsx'
import { Link } from '#ui/Link.tsx'
import { Switch } from '#ui/Switch.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'

type Asked = BodyOf<typeof dataclips.share>

/** Who sees a dataclip beside its owner: people, teams, and everybody who has its link. */
export function Sharing({ clip }: { clip: Dataclip }) {
  const { id, people, teams, refusals } = clip
  const { data: mine = [] } = useQuery(query(teamEndpoints.list))
  const args = (body: Asked) => ({ params: { clip: id }, body })
  const share = useAction({
    run: (body: Asked) => call(dataclips.share, args(body)),
    failed: 'Sharing was not changed',
    quiet: true,
  })
  const why = refusals.share
  const emails = people.map(({ email }) => email)
  const names = teams.map(({ name }) => name)
  return (
    <Section
      title="Sharing"
      description="Who it is shared with sees the SQL and the kept result. Who may open the database too may run and edit it."
      actions={<ShowAs what="Share with people" calls={[shown(dataclips.share, args({ people: emails, teams: names }))]} />}
    >
      <Card className="grid gap-5">
        <SharedLink clip={clip} pending={share.isPending} onChange={(link) => share.mutate({ link })} />
        <fieldset className="grid gap-1.5">
          <legend className="mb-1 font-medium">Teams</legend>
          {mine.length === 0 && names.length === 0 && <p className="text-muted">You are in no team.</p>}
          {[...new Set([...mine.map(({ name }) => name), ...names])].sort().map((name) => (
            <Switch
              key={name}
              label={name}
              checked={names.includes(name)}
              reason={why}
              pending={share.isPending}
              onChange={({ target }) =>
                share.mutate({ teams: target.checked ? [...names, name] : names.filter((each) => each !== name) })
              }
            />
          ))}
        </fieldset>
        <div>
          <h3 className="mb-1.5 text-sm font-medium">People</h3>
          {emails.length === 0 && <p className="mb-2 text-muted">Shared with nobody by name.</p>}
          <ul aria-label="People it is shared with" className="mb-2 flex flex-wrap gap-1.5">
            {emails.map((email) => (
              <li key={email} className="flex items-center gap-1 rounded-md border border-line py-0.5 pr-0.5 pl-2">
                {email}
                <IconButton
                  size="sm"
                  label={`Stop sharing with ${email}`}
                  icon={<X size={13} />}
                  reason={why}
                  onClick={() => share.mutate({ people: emails.filter((each) => each !== email) })}
                />
              </li>
            ))}
          </ul>
          <AddPerson
            clip={clip}
            error={share.error}
            pending={share.isPending}
            add={(email, done) => share.mutate({ people: [...emails, email] }, { onSuccess: done })}
          />
        </div>
      </Card>
    </Section>
  )
}

interface AddPersonProps {
  clip: Dataclip
  error: Error | null
  pending: boolean
  add: (email: string, done: () => void) => void
}

function AddPerson({ clip: { people, owner, refusals }, error, pending, add }: AddPersonProps) {
  const [email, setEmail] = useState('')
  const there = new Set([owner.email, ...people.map((each) => each.email)])
  const reason = refusals.share ?? (email.trim() === '' ? 'Type an e-mail first' : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason === null && !pending) add(email.trim(), () => setEmail(''))
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-2">
      <PersonField
        label="Share with a person"
        value={email}
        onChange={setEmail}
        error={error && sentence(error)}
        readOnly={refusals.share !== null}
        offers={(each) => !there.has(each.email)}
      />
      <Button type="submit" icon={<Plus size={14} />} pending={pending} reason={reason}>
        Share
      </Button>
    </form>
  )
}

interface SharedLinkProps {
  clip: Dataclip
  pending: boolean
  onChange: (on: boolean) => void
}

function SharedLink({ clip: { link, refusals }, pending, onChange }: SharedLinkProps) {
  const path = paths.sharedDataclip(link?.token ?? '')
  const url = `${location.origin}${useHref(path)}`
  return (
    <div className="grid gap-2">
      <Switch
        label="Anybody with the link"
        hint="They need no account, and see the SQL and the kept result. Switched off and on again, it is another link."
        checked={link !== null}
        reason={refusals.share}
        pending={pending}
        onChange={({ target }) => onChange(target.checked)}
      />
      {link && (
        <div className="grid gap-2 pl-9.5">
          <p className="flex min-w-0 items-center gap-1">
            <Link to={path} className="truncate">
              {url}
            </Link>
            <CopyButton text={url} label="Copy link" />
          </p>
          <p className="text-xs text-muted">
            Switched on by {link.enabled_by.email}, <TimeAgo time={link.enabled_at} />. For a spreadsheet or a script:
          </p>
          <CommandSnippet command={onOneLine(curlCommand(dataclips.sharedCsv, { params: { token: link.token } }))} />
        </div>
      )}
    </div>
  )
}

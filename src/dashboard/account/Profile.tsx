import { useState } from 'react'
import { useConnection } from '#client/use-connection.ts'
import { query, useData } from '#client/query.ts'
import { formatAbsolute } from '#ui/format.ts'
import { useMutation } from '@tanstack/react-query'
import { Avatar } from '#dashboard/shared/Avatar.tsx'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { whyNotByToken } from '#dashboard/shared/may.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { account } from '#platform/account/contract.ts'
import { teams } from '#platform/teams/contract.ts'
import { call } from '#client/http.ts'
import { keyOf } from '#client/query.ts'
import { control } from '#platform/control/contract.ts'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { CommandSnippet } from '#ui/CommandSnippet.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { KeyValue } from '#ui/KeyValue.tsx'
import { Link } from '#ui/Link.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import type { Theme } from '#ui/theme.ts'
import { toast } from '#ui/toast.ts'
import { useTheme } from '#ui/useTheme.ts'
import { CloseAccount } from './CloseAccount.tsx'
import { Email } from './Email.tsx'
import { Preferences } from './Preferences.tsx'
import { useMe } from './useMe.ts'

/** Who one is on this platform. */
export function Profile() {
  const info = useData(query(account.info))
  const me = useMe()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <title>Profile – Account</title>
      <Section title="Profile">
        <Card className="grid gap-4">
          <div className="flex items-center gap-3">
            <Avatar name={info.name ?? info.email} className="size-10! text-sm!" />
            <div className="min-w-0">
              <p className="truncate font-medium">{info.name ?? info.email}</p>
              <p className="truncate text-muted">{me?.title || 'Account'}</p>
            </div>
          </div>
          <NameForm name={info.name ?? ''} key={info.id} />
          <Email key={info.email} email={info.email} />
          <KeyValue
            rows={[
              { name: 'ID', value: <Copied text={info.id} label="Copy id" code /> },
              { name: 'Member since', value: formatAbsolute(Date.parse(info.created_at)) },
            ]}
          />
        </Card>
      </Section>
      <Token />
      <Teams />
      <Preferences />
      <Look />
      <CloseAccount email={info.email} />
    </div>
  )
}

function Copied({ text, label, code }: { text: string; label: string; code?: boolean }) {
  return (
    <span className="-my-1 flex min-w-0 items-center gap-1">
      <span className={code ? 'truncate font-mono text-xs' : 'truncate'}>{text}</span>
      <CopyButton text={text} label={label} />
    </span>
  )
}

function NameForm({ name }: { name: string }) {
  const [typed, setTyped] = useState(name)
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call(account.update, { body: { name: typed.trim() } }),
    async onSuccess(answer) {
      queryClient.setQueryData(query(account.info).queryKey, answer)
      await queryClient.invalidateQueries({ queryKey: keyOf(control.people) })
      toast({ title: 'Your name was changed.', tone: 'ok' })
    },
  })
  const reason =
    whyNotByToken('account.edit') ??
    (typed.trim() === '' ? 'Type a name first' : typed.trim() === name ? 'The name is as it was' : null)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!reason) mutate()
      }}
      className="grid gap-2"
    >
      <Field label="Name" error={error ? sentence(error) : typed.trim() === '' ? 'A name has at least one letter.' : undefined}>
        <span className="flex gap-2">
          <Input
            value={typed}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
            className="flex-1"
          />
          <Button type="submit" pending={isPending} reason={reason}>
            Save
          </Button>
          <ShowAs what="Change your name" calls={[shown(account.update, { body: { name: typed.trim() } })]} />
        </span>
      </Field>
      <FormError attempt={error}>{null}</FormError>
    </form>
  )
}

function Token() {
  const { token, kind, base } = useConnection()
  const [seen, setSeen] = useState(false)
  if (token === null) return null
  return (
    <Section title="Token" description="Sent with every request. Whoever has it acts as you.">
      <Card className="grid gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <code className="min-w-0 flex-1 truncate font-mono text-xs">{seen ? token : '•'.repeat(24)}</code>
          <Button size="sm" onClick={() => setSeen(!seen)}>
            {seen ? 'Hide' : 'Reveal'}
          </Button>
          <CopyButton text={token} label="Copy token" />
        </div>
        {kind === 'remote' ? (
          <CommandSnippet command={`HEROKU_HOST=${base} HEROKU_API_KEY=${seen ? token : '…'} heroku apps`} />
        ) : (
          <p className="text-muted">
            The world in this browser has no address that a command line could reach. Run{' '}
            <code className="font-mono text-xs">npm run api</code> and connect the dashboard to it to use both.
          </p>
        )}
      </Card>
    </Section>
  )
}

function Teams() {
  const mine = useData(query(teams.list))
  return (
    <Section title="Teams">
      <Card flush>
        {mine.length === 0 ? (
          <EmptyState title="You are in no team">
            Your apps are your own. Somebody who manages a team can add you to it.
          </EmptyState>
        ) : (
          <ul>
            {mine.map((team) => (
              <li
                key={team.id}
                className="flex items-center justify-between gap-3 border-b border-line px-4 py-2.5 last:border-b-0"
              >
                <Link look="quiet" to={paths.apps(team.name)}>
                  {team.name}
                </Link>
                <Badge className="capitalize">{team.role ?? 'none'}</Badge>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Section>
  )
}

function Look() {
  const [theme, setTheme] = useTheme()
  return (
    <Section title="Theme" description="Kept in this browser.">
      <Segmented<Theme>
        label="Theme"
        value={theme}
        onChange={setTheme}
        options={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
          { value: 'system', label: 'Like the system' },
        ]}
      />
    </Section>
  )
}

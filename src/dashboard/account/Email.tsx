import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { connection } from '#client/connection.ts'
import { call } from '#client/http.ts'
import { keyOf, query } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { whyNotByToken } from '#dashboard/shared/may.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { signInAs } from '#dashboard/shared/session.ts'
import { account } from '#platform/account/contract.ts'
import { security } from '#platform/account/security/contract.ts'
import { control } from '#platform/control/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { isWrongPassword, SIMULATED_MAIL } from './password-words.ts'
import { ofAccount } from './queries.ts'
import { codeOf, isAboutCode, SecondFactor } from './SecondFactor.tsx'

/** The address: another one counts when the link in the mail to it has been followed. */
export function Email({ email }: { email: string }) {
  const { data } = useQuery(ofAccount.security())
  const [typed, setTyped] = useState(email)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const known = data ? data.password_set_at !== null : false
  const changed = typed.trim().toLowerCase() !== email
  const send = useAction({
    run: () => call(account.update, { body: { email: typed.trim(), ...(known && { password }) }, ...codeOf(code) }),
    failed: 'The link was not sent',
    quiet: true,
    done: () => {
      setPassword('')
      setCode('')
    },
  })
  const wrong = isWrongPassword(send.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (changed && data && !send.isPending) send.mutate()
  }
  const body = { email: typed.trim(), ...(known && { password: '…' }) }
  return (
    <form noValidate onSubmit={submit} aria-label="E-mail" className="grid gap-3">
      <Field label="E-mail" error={send.error && !wrong && !isAboutCode(send.error) ? sentence(send.error) : undefined}>
        <span className="flex gap-2">
          <Input
            type="email"
            autoComplete="email"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              send.reset()
            }}
            className="min-w-0 flex-1"
          />
          <Button
            type="submit"
            pending={send.isPending}
            reason={
              whyNotByToken('account.secure') ??
              (!changed ? 'The address is as it was' : known && password === '' && 'Type your password first')
            }
          >
            Change
          </Button>
          <ShowAs what="Change your e-mail address" calls={[shown(account.update, { body, ...codeOf(code) })]} />
        </span>
      </Field>
      {changed && known && (
        <Field label="Password" error={wrong && send.error ? sentence(send.error) : undefined} className="max-w-md">
          <Input
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => {
              setPassword(event.target.value)
              send.reset()
            }}
          />
        </Field>
      )}
      {changed && (
        <SecondFactor
          code={code}
          error={send.error}
          onChange={(next) => {
            setCode(next)
            send.reset()
          }}
        />
      )}
      <FormError attempt={send.error}>{null}</FormError>
      {data?.email_change && <Confirm {...data.email_change} />}
    </form>
  )
}

/** The mail to the new address. */
function Confirm({ email, token, sent_at: at }: { email: string; token: string; sent_at: string }) {
  const params = { token }
  const follow = useAction({
    run: () => call(security.confirmEmail, { params }),
    failed: 'The address was not changed',
    done: async (person) => {
      // So that one is found again under the new address in a world that has begun anew.
      const { token: mine } = connection()
      if (mine !== null) await signInAs({ email: person.email, token: mine })
      await Promise.all(
        [keyOf(control.people), query(account.info).queryKey].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      )
      toast({ title: 'Your address was changed', tone: 'ok' })
    },
  })
  return (
    <div role="status" className={SIMULATED_MAIL}>
      <p className="min-w-0 flex-1 basis-60">
        <strong className="font-medium">Simulated mail</strong> to {email}, <TimeAgo time={at} />. The address counts once its
        link is followed.
      </p>
      <span className="flex gap-2">
        <Button size="sm" pending={follow.isPending} onClick={() => follow.mutate()}>
          Follow the link
        </Button>
        <ShowAs what="Confirm the address" calls={[shown(security.confirmEmail, { params })]} />
      </span>
    </div>
  )
}

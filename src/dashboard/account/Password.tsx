import { useQuery } from '@tanstack/react-query'
import { Mail } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { account, type Account } from '#platform/account/contract.ts'
import { passwordProblem, security } from '#platform/account/security/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { LinkButton } from '#ui/LinkButton.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { isWrongPassword, SIMULATED_MAIL } from './password-words.ts'
import { ofAccount } from './queries.ts'
import { codeOf, isAboutCode, SecondFactor } from './SecondFactor.tsx'

/** The password, which is changed by who knows it, or reset by a link. Nobody is asked for it to sign in. */
export function Password() {
  const me = useQuery(ofAccount.info())
  const { data, error, refetch } = useQuery(ofAccount.security())
  return (
    <Section
      title="Password"
      description="Asked for only where it or your address is changed: whoever opens the dashboard chooses whom to be."
      actions={<ShowAs what="Show the password's state" calls={[shown(security.info)]} />}
    >
      <Card className="grid gap-4">
        {error && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton lines={3} />}
        {data && (
          <>
            <p className="text-muted">
              {data.password_set_at === null ? (
                'You have none yet.'
              ) : (
                <>
                  Set <TimeAgo time={data.password_set_at} />.
                </>
              )}
            </p>
            <ChangeForm known={data.password_set_at !== null} />
            {me.data && data.password_set_at !== null && <Forgotten me={me.data} reset={data.reset} />}
          </>
        )}
      </Card>
    </Section>
  )
}

function ChangeForm({ known }: { known: boolean }) {
  const [current, setCurrent] = useState('')
  const [fresh, setFresh] = useState('')
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(0)
  const send = useAction({
    run: () => call(account.update, { body: { ...(known && { password: current }), new_password: fresh }, ...codeOf(code) }),
    failed: 'The password was not changed',
    quiet: true,
    done: () => {
      setCurrent('')
      setFresh('')
      setCode('')
      setTried(0)
      toast({ title: known ? 'Your password was changed' : 'Your password was set', tone: 'ok' })
    },
  })
  const weak = tried > 0 ? passwordProblem(fresh) : null
  const wrong = isWrongPassword(send.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(tried + 1)
    if (passwordProblem(fresh) === null && !send.isPending) send.mutate()
  }
  const action = known ? 'Change password' : 'Set password'
  const body = { ...(known && { password: '…' }), new_password: '…' }
  return (
    <form noValidate onSubmit={submit} aria-label={action} className="grid max-w-md gap-3">
      {known && (
        <Field label="Current password" error={wrong && send.error ? sentence(send.error) : undefined}>
          <Input
            type="password"
            autoComplete="current-password"
            value={current}
            onChange={(event) => {
              setCurrent(event.target.value)
              send.reset()
            }}
          />
        </Field>
      )}
      <Field
        label="New password"
        hint="At least 8 characters, with letters, numbers and symbols."
        error={weak ?? (send.error && !wrong && !isAboutCode(send.error) ? sentence(send.error) : undefined)}
      >
        <Input
          type="password"
          autoComplete="new-password"
          maxLength={256}
          value={fresh}
          onChange={(event) => {
            setFresh(event.target.value)
            send.reset()
          }}
        />
      </Field>
      <SecondFactor
        code={code}
        error={send.error}
        onChange={(typed) => {
          setCode(typed)
          send.reset()
        }}
      />
      <span className="flex gap-2">
        <Button
          type="submit"
          variant="primary"
          pending={send.isPending}
          reason={(fresh === '' && 'Type a new password first') || (known && current === '' && 'Type the current one first')}
        >
          {action}
        </Button>
        <ShowAs what={action} calls={[shown(account.update, { body, ...codeOf(code) })]} />
      </span>
      <FormError attempt={send.error ?? (weak !== null && tried)}>{null}</FormError>
    </form>
  )
}

/** Sends the link, and shows the mail that it would be in. */
function Forgotten({ me, reset }: { me: Account; reset: { token: string; sent_at: string } | null }) {
  const body = { email: me.email }
  const send = useAction({ run: () => call(security.reset, { body }), failed: 'The link was not sent' })
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="text-muted">Forgotten it?</p>
        <Button size="sm" icon={<Mail size={14} />} pending={send.isPending} onClick={() => send.mutate()}>
          Mail a link to reset it
        </Button>
        <ShowAs what="Mail a link to reset the password" calls={[shown(security.reset, { body })]} />
      </div>
      {reset && (
        <div role="status" className={SIMULATED_MAIL}>
          <p className="min-w-0 flex-1 basis-60">
            <strong className="font-medium">Simulated mail</strong> to {me.email}, <TimeAgo time={reset.sent_at} />. Its link can
            be followed once, within a day.
          </p>
          <LinkButton size="sm" to={paths.resetPassword(reset.token)}>
            Follow the link
          </LinkButton>
        </div>
      )}
    </div>
  )
}

import { useState, type FormEvent } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { call } from '#client/http.ts'
import { keyOf } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { signOut } from '#dashboard/shared/session.ts'
import { BrandMark } from '#dashboard/shell/Brand.tsx'
import { passwordProblem, security } from '#platform/account/security/contract.ts'
import { control } from '#platform/control/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { toast } from '#ui/toast.ts'

/** Where the link in a mail leads: outside of the dashboard, as whoever follows it may not be signed in. */
export function Component() {
  const params = { token: useParams()['token'] ?? '' }
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(0)
  const send = useAction({
    run: () => call(security.finalize, { params, body: { password, password_confirmation: again } }),
    failed: 'The password was not reset',
    quiet: true,
    done: async () => {
      signOut()
      await queryClient.invalidateQueries({ queryKey: keyOf(control.people) })
      toast({ title: 'Your password was reset. Sign in again.', tone: 'ok' })
      await navigate(paths.signIn())
    },
  })
  const weak = tried > 0 ? passwordProblem(password) : null
  const differs = tried > 0 && password !== again
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(tried + 1)
    if (passwordProblem(password) === null && password === again && !send.isPending) send.mutate()
  }
  const field = (value: string, set: (value: string) => void) => (
    <Input
      type="password"
      autoComplete="new-password"
      maxLength={256}
      value={value}
      onChange={(event) => {
        set(event.target.value)
        send.reset()
      }}
    />
  )
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto grid min-h-dvh max-w-md grid-cols-[minmax(0,1fr)] content-center gap-6 px-4 py-10"
    >
      <title>Reset your password – Dynorama</title>
      <div className="grid justify-items-center gap-3 text-center">
        <BrandMark size={36} />
        <h1 tabIndex={-1} className="text-2xl tracking-tight">
          Reset your password
        </h1>
        <p className="text-muted">All your sessions end with it. Tokens that you made stay.</p>
      </div>
      <Card>
        <form noValidate onSubmit={submit} className="grid gap-4">
          <Field label="New password" hint="At least 8 characters, with letters, numbers and symbols." error={weak}>
            {field(password, setPassword)}
          </Field>
          <Field label="The same again" error={differs && 'The two passwords are not the same.'}>
            {field(again, setAgain)}
          </Field>
          <FormError attempt={send.error ?? tried}>{send.error && sentence(send.error)}</FormError>
          <span className="flex gap-2">
            <Button type="submit" variant="primary" pending={send.isPending} reason={password === '' && 'Type a password first'}>
              Reset password
            </Button>
            <ShowAs
              what="Reset the password"
              calls={[shown(security.finalize, { params, body: { password: '…', password_confirmation: '…' } })]}
            />
          </span>
        </form>
      </Card>
      <p className="text-center">
        <Link to={paths.account('security')} className="text-accent-text underline">
          Back to the dashboard
        </Link>
      </p>
    </main>
  )
}

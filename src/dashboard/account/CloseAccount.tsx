import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { keyOf } from '#client/query.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { sentence } from '#dashboard/shared/errors.ts'
import { whyNotByToken } from '#dashboard/shared/may.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { queryClient } from '#dashboard/shared/query-client.ts'
import { signOut } from '#dashboard/shared/session.ts'
import { security } from '#platform/account/security/contract.ts'
import { control } from '#platform/control/contract.ts'
import { Card, Section } from '#ui/Card.tsx'
import { toast } from '#ui/toast.ts'
import { ConfirmButton } from '#dashboard/shared/ConfirmButton.tsx'
import { ofAccount } from './queries.ts'
import { codeOf, SecondFactor } from './SecondFactor.tsx'

/** The end of an account; what stands in its way is said first. */
export function CloseAccount({ email }: { email: string }) {
  const navigate = useNavigate()
  const [code, setCode] = useState('')
  const { data, error } = useQuery(ofAccount.security())
  const hindrances = data?.hindrances ?? []
  return (
    <Section title="Delete account" description="Your tokens, keys, dataclips and memberships go with it. This cannot be undone.">
      <Card className="grid gap-3">
        {hindrances.length > 0 && (
          <ul aria-label="What stands in the way" className="grid gap-1 wrap-anywhere">
            {hindrances.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        )}
        <span className="flex gap-2">
          <ConfirmButton
            wide
            label="Delete account"
            icon={<Trash2 size={14} />}
            reason={
              whyNotByToken('account.close') ??
              (error ? sentence(error) : data ? hindrances[0] : 'It is not known yet what stands in the way')
            }
            title="Delete your account?"
            name={email}
            action="Delete account"
            said="Your account was deleted"
            run={async () => {
              // The pages of somebody are left before nobody is there any more; a refusal leads back.
              await navigate(paths.signIn())
              try {
                return await call(security.close, codeOf(code))
              } catch (refusal) {
                if (refusal instanceof Error)
                  toast({ title: 'Your account was not deleted', description: sentence(refusal), tone: 'error' })
                await navigate(paths.account())
                throw refusal
              }
            }}
            done={async () => {
              signOut()
              await queryClient.invalidateQueries({ queryKey: keyOf(control.people) })
            }}
          >
            <div className="grid gap-3">
              <p>You leave all teams and apps. What you did stays in their histories, under your address.</p>
              <SecondFactor code={code} onChange={setCode} error={null} />
            </div>
          </ConfirmButton>
          <ShowAs what="Delete the account" calls={[shown(security.close)]} />
        </span>
      </Card>
    </Section>
  )
}

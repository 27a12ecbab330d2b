import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { billing } from '#platform/billing/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { Money } from '#ui/Money.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { ofBilling } from './queries.ts'

/** Money that pays invoices before one's own does. */
export function Credits() {
  const { data = [], refetch } = useQuery(ofBilling.credits())
  const [code, setCode] = useState('')
  const redeem = useAction({
    run: () => call(billing.addCredit, { body: { code1: code.trim() } }),
    failed: 'The code was not redeemed',
    quiet: true,
    done: () => {
      setCode('')
      toast({ title: 'The code was redeemed', tone: 'ok' })
      void refetch()
    },
  })
  return (
    <Section
      title="Credits"
      description="Used up by invoices, the oldest first, before anything else pays them."
      className="print:hidden"
    >
      <Card className="grid gap-4">
        {data.length > 0 && (
          <ul aria-label="Credits" className="grid gap-1.5">
            {data.map(({ id, title, amount, balance, expires_at: until }) => (
              <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span>{title}</span>
                <span className="text-muted">
                  <Money cents={balance} className="font-medium text-ink" /> left of <Money cents={amount} />, ends{' '}
                  <TimeAgo time={until} />
                </span>
              </li>
            ))}
          </ul>
        )}
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (code.trim() !== '' && !redeem.isPending) redeem.mutate()
          }}
        >
          <Field
            label="Code"
            error={redeem.error?.message}
            hint="Made up here: every word with an amount is one, such as WELCOME-25. Each works once."
          >
            <span className="flex max-w-md gap-2">
              <Input
                code
                value={code}
                onChange={(event) => {
                  setCode(event.target.value)
                  redeem.reset()
                }}
                className="flex-1"
              />
              <Button type="submit" pending={redeem.isPending} reason={code.trim() === '' && 'Type a code first'}>
                Redeem
              </Button>
              <ShowAs what="Redeem a code" calls={[shown(billing.addCredit, { body: { code1: code.trim() } })]} />
            </span>
          </Field>
          <FormError attempt={redeem.failureCount}>{null}</FormError>
        </form>
      </Card>
    </Section>
  )
}

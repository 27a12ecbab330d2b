import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { shown } from '#dashboard/app/shown.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { billing, type Address } from '#platform/billing/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Field } from '#ui/Field.tsx'
import { FormError } from '#ui/FormError.tsx'
import { Input } from '#ui/Input.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { toast } from '#ui/toast.ts'
import { ofBilling } from './queries.ts'

const lines = [
  { key: 'address_1', label: 'Street', wide: true },
  { key: 'address_2', label: 'Building, floor', wide: true },
  { key: 'postal_code', label: 'Postal code', wide: false },
  { key: 'city', label: 'City', wide: false },
  { key: 'state', label: 'State or region', wide: false },
  { key: 'country', label: 'Country', wide: false },
  { key: 'other', label: 'Company and tax number', wide: true },
] as const

/** Whom invoices are made out to. */
export function InvoiceAddress() {
  const { data } = useQuery(ofBilling.address())
  return (
    <Section title="Invoice address" className="print:hidden">
      <Card>{data ? <AddressForm key={JSON.stringify(data)} saved={data} /> : <Skeleton lines={4} />}</Card>
    </Section>
  )
}

function AddressForm({ saved }: { saved: Address }) {
  const [address, setAddress] = useState<Address>(() => {
    const { address_1, address_2, city, country, other, postal_code, state, use_invoice_address } = saved
    return { address_1, address_2, city, country, other, postal_code, state, use_invoice_address }
  })
  const save = useAction({
    run: () => call(billing.setAddress, { body: address }),
    failed: 'The address was not saved',
    done: () => toast({ title: 'The address was saved', tone: 'ok' }),
  })
  const changed =
    lines.some(({ key }) => address[key] !== saved[key]) || address.use_invoice_address !== saved.use_invoice_address
  return (
    <form
      noValidate
      className="grid gap-3 sm:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (changed && !save.isPending) save.mutate()
      }}
    >
      {lines.map(({ key, label, wide }) => (
        <Field key={key} label={label} optional {...(wide && { className: 'sm:col-span-2' })}>
          <Input
            value={address[key]}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setAddress({ ...address, [key]: event.target.value })}
          />
        </Field>
      ))}
      <div className="sm:col-span-2">
        <Checkbox
          label="Print this address on invoices"
          checked={address.use_invoice_address}
          onChange={(event) => setAddress({ ...address, use_invoice_address: event.target.checked })}
        />
      </div>
      <FormError attempt={save.failureCount}>{null}</FormError>
      <div className="flex items-center gap-2 sm:col-span-2">
        <Button type="submit" pending={save.isPending} reason={!changed && 'The address is as it was'}>
          Save address
        </Button>
        <ShowAs what="Change the address on invoices" calls={[shown(billing.setAddress, { body: address })]} />
      </div>
    </form>
  )
}

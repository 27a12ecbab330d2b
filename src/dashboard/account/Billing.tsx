import { InvoiceAddress } from '#dashboard/billing/AddressForm.tsx'
import { BillPart } from '#dashboard/billing/BillPart.tsx'
import { Credits } from '#dashboard/billing/Credits.tsx'
import { EcoPool } from '#dashboard/billing/EcoPool.tsx'
import { Invoices } from '#dashboard/billing/Invoices.tsx'
import { TeamBills } from '#dashboard/billing/TeamBills.tsx'

/** What one pays oneself; what a team pays is with the team. */
export function Billing() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <title>Billing – Account</title>
      <BillPart team={null} />
      <EcoPool />
      <Invoices team={null} />
      <TeamBills />
      <Credits />
      <InvoiceAddress />
    </div>
  )
}

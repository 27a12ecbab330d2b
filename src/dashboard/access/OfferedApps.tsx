import { useQuery } from '@tanstack/react-query'
import { useMe } from '#dashboard/account/useMe.ts'
import { catalog } from '#dashboard/app/queries.ts'
import { Card, Section } from '#ui/Card.tsx'
import { Offer } from './Offer.tsx'

/** Apps that others want to hand over to whoever is signed in; nothing while there are none. */
export function OfferedApps() {
  const me = useMe()
  const { data = [] } = useQuery(catalog.transfers())
  const offers = data.filter(({ state, recipient }) => state === 'pending' && recipient.email === me?.email)
  if (offers.length === 0) return null
  return (
    <Section title="Offered to you">
      <ul className="grid gap-2">
        {offers.map((transfer) => (
          <li key={transfer.id}>
            <Card>
              <Offer transfer={transfer} email={me?.email} />
            </Card>
          </li>
        ))}
      </ul>
    </Section>
  )
}

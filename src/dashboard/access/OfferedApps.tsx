import { useQuery } from '@tanstack/react-query'
import { useMe } from '#dashboard/account/useMe.ts'
import { catalog } from '#dashboard/app/queries.ts'
import { Received } from '#dashboard/teams/Received.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Offer } from './Offer.tsx'

/** What others want whoever is signed in to have: apps, and a place in teams; nothing while there is none. */
export function OfferedApps() {
  const me = useMe()
  const { data = [] } = useQuery(catalog.transfers())
  const offers = data.filter(({ state, recipient }) => state === 'pending' && recipient.email === me?.email)
  return (
    <>
      <Received />
      {offers.length > 0 && (
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
      )}
    </>
  )
}

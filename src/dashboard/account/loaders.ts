import { ofBilling } from '#dashboard/billing/queries.ts'
import { asked, soon } from '#dashboard/shared/loading.ts'
import { ofAccount } from './queries.ts'

// What came after the page would push down what stands below it.

/** What the parts of the account's page fetch before they show, by their place in the address. */
export const loaders: Readonly<Record<string, (address: URL) => Promise<null>>> = {
  security: () => soon(asked(ofAccount.security()), asked(ofAccount.twoFactor()), asked(ofAccount.sessions())),
  keys: () => soon(asked(ofAccount.keys())),
  applications: () => soon(asked(ofAccount.authorizations()), asked(ofAccount.clients())),
  billing: ({ searchParams }) =>
    soon(
      asked(ofBilling.bill(null, searchParams.get('month') ?? undefined)),
      asked(ofBilling.quota()),
      asked(ofBilling.invoices(null)),
      asked(ofBilling.credits()),
      asked(ofBilling.address()),
    ),
}

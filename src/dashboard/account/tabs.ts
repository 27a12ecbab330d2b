/** The account's pages, in their order; ⌘K has them too. */
export const accountTabs = [
  { label: 'Profile', part: '', words: 'token name theme' },
  { label: 'Billing', part: 'billing', words: 'invoices costs usage credits' },
] as const

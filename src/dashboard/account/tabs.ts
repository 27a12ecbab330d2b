/** The account's pages, in their order; ⌘K has them too. */
export const accountTabs = [
  { label: 'Profile', part: '', words: 'token name theme e-mail delete preferences time zone default team features shortcuts' },
  { label: 'Security', part: 'security', words: 'password two-factor sessions sign out' },
  { label: 'SSH keys', part: 'keys', words: 'public git' },
  { label: 'Applications', part: 'applications', words: 'tokens authorizations oauth clients scopes api rules' },
  { label: 'Notifications', part: 'notifications', words: 'news bell preferences mute' },
  { label: 'Billing', part: 'billing', words: 'invoices costs usage credits' },
] as const

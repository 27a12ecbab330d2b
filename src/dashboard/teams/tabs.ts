/** The pages of a team, in their order; ⌘K has them too. */
export const teamTabs = [
  { label: 'Apps', part: '', words: 'list locked' },
  { label: 'People', part: 'people', words: 'members roles invite invitations collaborators leave' },
  { label: 'Access', part: 'access', words: 'permissions who may do what matrix' },
  { label: 'Activity', part: 'activity', words: 'feed audit history' },
  { label: 'Usage', part: 'billing', words: 'invoices costs billing' },
  { label: 'Settings', part: 'settings', words: 'rename preferences add-ons leave delete' },
] as const

/** Leads to the form for an invitation, on the page of people. */
export const INVITE = '#invite'

/** The pages of an add-on, in their order. Those of one kind of service alone name it. */
export const addonTabs: readonly { readonly label: string; readonly part: string; readonly service?: string }[] = [
  { label: 'Overview', part: '' },
  { label: 'Metrics', part: 'metrics', service: 'heroku-postgresql' },
  { label: 'Durability', part: 'durability', service: 'heroku-postgresql' },
  { label: 'Credentials', part: 'credentials', service: 'heroku-postgresql' },
  { label: 'Maintenance', part: 'maintenance', service: 'heroku-postgresql' },
  { label: 'Diagnose', part: 'diagnose', service: 'heroku-postgresql' },
  { label: 'Cluster', part: 'cluster', service: 'heroku-kafka' },
  { label: 'Topics', part: 'topics', service: 'heroku-kafka' },
  { label: 'Consumer groups', part: 'consumers', service: 'heroku-kafka' },
  { label: 'Credentials', part: 'access', service: 'heroku-kafka' },
  { label: 'Plan', part: 'plan' },
  { label: 'Attachments', part: 'attachments' },
  { label: 'Settings', part: 'settings' },
  { label: 'Billing', part: 'billing' },
  { label: 'Activity', part: 'activity' },
]

import { clients } from './clients.ts'
import type { FeedFilter } from './entries.ts'
import { kinds } from './FeedItem.tsx'

// By what a feed can be narrowed.

export const byKind: FeedFilter = {
  key: 'kind',
  label: 'Kind',
  all: 'All kinds',
  of: ({ kind }) => kind,
  words: Object.fromEntries(Object.entries(kinds).map(([kind, { label }]) => [kind, label])),
}

export const byPerson: FeedFilter = { key: 'by', label: 'Person', all: 'Everyone', of: ({ actor }) => actor?.email }

export const byApp: FeedFilter = { key: 'app', label: 'App', all: 'All apps', of: ({ app }) => app?.name }

export const byClient: FeedFilter = {
  key: 'from',
  label: 'Client',
  all: 'Any client',
  of: ({ client }) => client,
  words: clients,
}

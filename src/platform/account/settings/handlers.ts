import type { Account } from '#platform/account/model.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import { accountSettings } from './contract.ts'
import { FEATURES, findFeature, preferencesOf, setPreferences, switchFeature } from './model.ts'

const wireFeature = ({ features = [], createdAt, updatedAt }: Account, feature: (typeof FEATURES)[number]) => ({
  created_at: iso(createdAt),
  description: feature.description,
  display_name: feature.displayName,
  doc_url: `https://dynorama.test/features/${feature.name}`,
  enabled: features.includes(feature.name),
  feedback_email: 'feedback@dynorama.test',
  id: feature.id,
  name: feature.name,
  // The CLI lists as labs what is not general.
  state: 'beta',
  updated_at: iso(updatedAt),
})

export const settingsOfAccountRoutes = implement(accountSettings, {
  preferences: ({ tables, actor }) => preferencesOf(tables, actor),
  updatePreferences: ({ world, actor, body }) => setPreferences(world, actor, body),
  features: ({ actor }) =>
    listOf(FEATURES, { id: ({ id }) => id, name: ({ name }) => name }, (feature) => wireFeature(actor, feature)),
  feature: ({ actor, params }) => wireFeature(actor, findFeature(params.feature)),
  updateFeature: ({ world, actor, params, body }) => {
    const feature = findFeature(params.feature)
    return wireFeature(switchFeature(world, actor, feature, body.enabled), feature)
  },
})

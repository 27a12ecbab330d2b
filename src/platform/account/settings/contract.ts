import * as z from 'zod/mini'
import { AppFeature } from '#platform/apps/contract.ts'
import { endpoint, uuid } from '#platform/http/contract.ts'

const told = z.nullable(z.boolean())

const Preferences = z.object({
  /** In which times are shown; null: in that of the browser. */
  timezone: z.nullable(z.string().check(z.maxLength(64, 'No time zone has a name as long as that.'))),
  /** The team that new apps belong to when none is named. */
  'default-organization': z.nullable(z.string()),
  'dismissed-github-banner': told,
  'dismissed-getting-started': told,
  'dismissed-org-access-controls': told,
  'dismissed-org-wizard-notification': told,
  'dismissed-pipelines-banner': told,
  'dismissed-pipelines-github-banner': told,
  'dismissed-pipelines-github-banners': z.nullable(z.array(uuid).check(z.maxLength(1_000, 'At most 1000 pipelines.'))),
  'dismissed-sms-banner': told,
})
export type Preferences = z.infer<typeof Preferences>

/** What the dashboard can do for a person besides, by the name of the feature. */
export type AccountFeatureName = 'exact-times' | 'no-single-keys'
const AccountFeature = AppFeature
export type AccountFeature = z.infer<typeof AccountFeature>

/** What a person has chosen for themself. */
export const accountSettings = {
  preferences: endpoint({
    method: 'GET',
    path: '/users/:account/preferences',
    title: 'Show your preferences',
    action: 'account.edit',
    response: Preferences,
    reads: ['accounts', 'members', 'teams'],
  }),
  updatePreferences: endpoint({
    method: 'PATCH',
    path: '/users/:account/preferences',
    title: 'Change your preferences',
    action: 'account.edit',
    body: z.partial(Preferences),
    response: Preferences,
  }),
  features: endpoint({
    method: 'GET',
    path: '/account/features',
    title: "List the account's features",
    action: 'account.edit',
    response: z.array(AccountFeature),
    list: { sort: ['id', 'name'] },
    reads: ['accounts'],
  }),
  feature: endpoint({
    method: 'GET',
    path: '/account/features/:feature',
    title: "Show an account's feature",
    action: 'account.edit',
    response: AccountFeature,
    reads: ['accounts'],
  }),
  updateFeature: endpoint({
    method: 'PATCH',
    path: '/account/features/:feature',
    title: "Switch an account's feature",
    action: 'account.edit',
    body: z.object({ enabled: z.boolean() }),
    response: AccountFeature,
  }),
}

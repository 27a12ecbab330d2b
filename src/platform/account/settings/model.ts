import type { Account } from '#platform/account/model.ts'
import { catalogId } from '#platform/apps/catalog.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { makeDefault } from '#platform/teams/settings/model.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import type { AccountFeatureName, Preferences } from './contract.ts'

interface Feature {
  readonly id: string
  readonly name: AccountFeatureName
  readonly displayName: string
  readonly description: string
}

/** The features that a person can switch for themself; each changes how the dashboard behaves. */
export const FEATURES: readonly Feature[] = (
  [
    {
      name: 'exact-times',
      displayName: 'Exact times',
      description: 'Shows dates and times in place of “3 min ago”.',
    },
    {
      name: 'no-single-keys',
      displayName: 'No single-key shortcuts',
      description: 'Turns off shortcuts without Ctrl, Alt or ⌘, such as g a or /: for who dictates, or types by switches.',
    },
  ] as const
).map((feature) => ({ id: catalogId('account feature', feature.name), ...feature }))

export function findFeature(identity: string): Feature {
  const found = FEATURES.find(({ id, name }) => id === identity || name === identity)
  if (!found) throw notFound('feature')
  return found
}

export function switchFeature({ tables, now }: PlatformWorld, account: Account, { name }: Feature, on: boolean): Account {
  const features = account.features ?? []
  if (features.includes(name) === on) return account
  const next = on ? [...features, name].sort() : features.filter((other) => other !== name)
  return tables.accounts.update(account.id, { features: next, updatedAt: now })
}

const NOTHING_CHOSEN: Omit<Preferences, 'default-organization'> = {
  timezone: null,
  'dismissed-github-banner': null,
  'dismissed-getting-started': null,
  'dismissed-org-access-controls': null,
  'dismissed-org-wizard-notification': null,
  'dismissed-pipelines-banner': null,
  'dismissed-pipelines-github-banner': null,
  'dismissed-pipelines-github-banners': null,
  'dismissed-sms-banner': null,
}

export function preferencesOf(tables: Tables, { id, preferences }: Account): Preferences {
  const chosen = tables.members.by('account', id).find(({ isDefault }) => isDefault)
  const organization = chosen ? tables.teams.must(chosen.teamId).name : null
  return { ...NOTHING_CHOSEN, ...preferences, 'default-organization': organization }
}

// The names of zones are the machine's; of what has the form of one, whoever shows times says whether they know it.
const ZONE = /^[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/

export function setPreferences(world: PlatformWorld, account: Account, asked: Partial<Preferences>): Preferences {
  const { tables, now } = world
  const { 'default-organization': organization, ...rest } = asked
  if (rest.timezone && !ZONE.test(rest.timezone))
    throw invalid('This is no time zone. Name one such as UTC, Europe/Berlin or America/New_York.')
  if (organization !== undefined) setDefault(tables, account, organization)
  const preferences = { ...NOTHING_CHOSEN, ...account.preferences, ...rest }
  return preferencesOf(tables, tables.accounts.update(account.id, { preferences, updatedAt: now }))
}

/** The default team is the one that `PATCH /teams/:team` makes it. */
function setDefault(tables: Tables, account: Account, name: string | null): void {
  const mine = tables.members.by('account', account.id)
  const wanted = name ?? mine.find(({ isDefault }) => isDefault)?.teamId
  if (wanted === undefined) return
  const team = tables.teams.get(wanted) ?? tables.teams.first('name', wanted)
  if (!team) throw invalid('Couldn’t find that team.')
  makeDefault(tables, account, team, name !== null)
}

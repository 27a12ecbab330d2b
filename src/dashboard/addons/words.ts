import type { Addon } from '#platform/addons/contract.ts'
import type { Listing } from '#platform/addons/marketplace/contract.ts'
import type { Look } from '#ui/tone.ts'
import { formatMoney } from '#ui/format.ts'

/** The data services, by what people call them. */
export const kinds = {
  'heroku-postgresql': 'Postgres',
  'heroku-redis': 'Key-Value Store',
  'heroku-kafka': 'Kafka',
} as const

export type Kind = keyof typeof kinds
export const kindNames: readonly Kind[] = ['heroku-postgresql', 'heroku-redis', 'heroku-kafka']

export const states = {
  provisioning: { tone: 'busy', word: 'Being provisioned' },
  provisioned: { tone: 'ok', word: 'Available' },
  deprovisioned: { tone: 'idle', word: 'Gone' },
} as const satisfies Record<Addon['state'], Look>

/** 'standard-0' of 'heroku-postgresql:standard-0'. */
export const planOf = ({ plan }: Pick<Addon, 'plan'>): string => plan.name.split(':')[1] ?? plan.name

/** '$50/month', or that it is free. */
export const priceWords = (cents: number): string => (cents === 0 ? 'Free' : `${formatMoney(cents)}/month`)

/** What the cheapest plan of a service costs. */
export function fromWords({ plans, state }: Listing): string {
  if (state === 'shutdown') return 'No longer offered'
  const least = Math.min(...plans.filter((plan) => !plan.in_spaces).map(({ cents }) => cents))
  const most = Math.max(...plans.map(({ cents }) => cents))
  if (most === 0) return 'Free'
  return least === 0 ? `Free to ${formatMoney(most)}/month` : `From ${formatMoney(least)}/month`
}

/** The tier of a plan among many: 'standard' of 'standard-0'. */
export const tierOf = (plan: string): string => plan.replace(/-\d+$/, '')

/** The tiers of a service whose plans are too many to show at once; empty for all others. */
export function tiersOf({ plans }: Pick<Listing, 'plans'>): readonly string[] {
  return plans.length > 6 ? [...new Set(plans.map(({ name }) => tierOf(name)))] : []
}

/** Why an attachment cannot be called so; null if it can, or is left to the platform. */
export const nameProblem = (name: string): string | null =>
  name === '' || /^[A-Z][A-Z0-9_]*$/.test(name) ? null : 'Begin with a letter; use capital letters, digits and underscores.'

/** Why an add-on cannot be called so; null if it can, or is left to the platform. */
export const addonNameProblem = (name: string): string | null =>
  name === '' || /^[a-zA-Z][A-Za-z0-9_-]+$/.test(name)
    ? null
    : 'Begin with a letter; use letters, digits, underscores and dashes.'

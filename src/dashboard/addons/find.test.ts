import { expect, it } from 'vitest'
import type { Listing } from '#platform/addons/marketplace/contract.ts'
import { findServices } from './find.ts'
import { fromWords, tiersOf } from './words.ts'

const plan = (name: string, cents: number, in_spaces = false) => ({
  id: name,
  name,
  cents,
  default: false,
  in_spaces,
  values: [],
})
const listing = (name: string, about: string, rest: Partial<Listing> = {}): Listing => ({
  id: name,
  name,
  human_name: name.toUpperCase(),
  category: 'Logging',
  about,
  state: 'ga',
  official: false,
  several: false,
  shareable: false,
  config_vars: [],
  headings: [],
  plans: [plan('free', 0), plan('large', 2900)],
  ...rest,
})

it('finds services by all words, in name, category and text; names first', () => {
  const all = [listing('paper', 'Keeps the log'), listing('mail', 'Sends paper'), listing('search', 'Finds')]
  const names = (text: string) => findServices(all, text).map(({ name }) => name)
  expect(names('  ')).toEqual(['paper', 'mail', 'search'])
  expect(names('paper')).toEqual(['paper', 'mail'])
  expect(names('LOGGING finds')).toEqual(['search'])
  expect(names('nothing')).toEqual([])
})

it('says what a service costs at least', () => {
  expect(fromWords(listing('a', ''))).toBe('Free to $29/month')
  expect(fromWords(listing('a', '', { plans: [plan('x', 500), plan('private-0', 100, true)] }))).toBe('From $5/month')
  expect(fromWords(listing('a', '', { plans: [plan('x', 0)] }))).toBe('Free')
  expect(fromWords(listing('a', '', { state: 'shutdown' }))).toBe('No longer offered')
})

it('parts many plans by tier', () => {
  const plans = ['essential-0', 'essential-1', 'standard-0', 'standard-2', 'standard-3', 'premium-0', 'premium-2']
  expect(tiersOf({ plans: plans.map((name) => plan(name, 1)) })).toEqual(['essential', 'standard', 'premium'])
  expect(tiersOf(listing('a', ''))).toEqual([])
})

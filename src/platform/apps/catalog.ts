import { uuid } from '#kernel/random.ts'
import { notFound } from '#platform/http/errors.ts'

// What the platform offers and never changes. Ids are the same in every world.

export const catalogId = (kind: string, name: string) => uuid('catalog', kind, name)

export interface Stack {
  readonly id: string
  readonly name: string
  readonly state: 'public' | 'deprecated'
  readonly default: boolean
  readonly createdAt: number
}

/** heroku-facts D.2. */
export const STACKS: readonly Stack[] = [
  { name: 'heroku-22', state: 'deprecated', default: false, createdAt: Date.UTC(2022, 5, 1) } as const,
  { name: 'heroku-24', state: 'public', default: true, createdAt: Date.UTC(2024, 4, 1) } as const,
  { name: 'heroku-26', state: 'public', default: false, createdAt: Date.UTC(2026, 4, 1) } as const,
].map((stack) => ({ id: catalogId('stack', stack.name), ...stack }))

export interface Region {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly country: string
  readonly locale: string
  readonly provider: { readonly name: string; readonly region: string }
}

/** heroku-facts G.6: the regions of the Common Runtime. */
export const REGIONS: readonly Region[] = [
  {
    name: 'eu',
    description: 'Europe',
    country: 'Ireland',
    locale: 'Dublin',
    provider: { name: 'amazon-web-services', region: 'eu-west-1' },
  },
  {
    name: 'us',
    description: 'United States',
    country: 'United States',
    locale: 'Virginia',
    provider: { name: 'amazon-web-services', region: 'us-east-1' },
  },
].map((region) => ({ id: catalogId('region', region.name), ...region }))

export interface Feature {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly description: string
}

/** heroku-facts G.9: the features that can be switched on an app. */
export const FEATURES: readonly Feature[] = [
  {
    name: 'http-session-affinity',
    displayName: 'Session affinity',
    description: 'Send the requests of one browser to the same web dyno',
  },
  {
    name: 'log-runtime-metrics',
    displayName: 'Log runtime metrics',
    description: 'Write the load and memory of each dyno to the log',
  },
  { name: 'preboot', displayName: 'Preboot', description: 'Start new web dynos before the old ones are stopped' },
  {
    name: 'runtime-dyno-metadata',
    displayName: 'Dyno metadata',
    description: "Tell dynos their app's name, release and commit in environment variables",
  },
].map((feature) => ({ id: catalogId('feature', feature.name), ...feature }))

const find = <T extends { readonly id: string; readonly name: string }>(
  items: readonly T[],
  identity: string,
  resource: string,
): T => {
  const item = items.find((candidate) => candidate.name === identity || candidate.id === identity)
  if (!item) throw notFound(resource)
  return item
}

export const findStack = (identity: string): Stack => find(STACKS, identity, 'stack')
export const findRegion = (identity: string): Region => find(REGIONS, identity, 'region')
export const findFeature = (identity: string): Feature => find(FEATURES, identity, 'feature')
export const defaultStack = findStack('heroku-24')

const BUILDPACKS = ['clojure', 'go', 'gradle', 'java', 'nodejs', 'php', 'python', 'ruby', 'scala']

/** A buildpack as clients name it, as name and URL: an official one by short name, any other by its URL or registry name. */
export function buildpackOf(reference: string): { name: string; url: string } {
  const official = BUILDPACKS.find(
    (name) =>
      reference === `heroku/${name}` ||
      reference === `urn:buildpack:heroku/${name}` ||
      reference === findBuildpack(`heroku/${name}`).url ||
      new RegExp(`heroku-buildpack-${name}(\\.git)?(#|$)`).test(reference),
  )
  if (official) return findBuildpack(`heroku/${official}`)
  return { name: reference, url: reference }
}

/** An official buildpack by its name in the registry. */
export function findBuildpack(name: string): { name: string; url: string } {
  if (!BUILDPACKS.some((official) => name === `heroku/${official}`)) throw notFound('buildpack')
  return { name, url: `https://buildpack-registry.s3.amazonaws.com/buildpacks/${name}.tgz` }
}

import { uuid } from '#kernel/random.ts'
import { invalid, notFound } from '#platform/http/errors.ts'
import { SERVICES } from './services.ts'

export interface Plan {
  readonly id: string
  /** 'standard-0' */
  readonly name: string
  /** A month. */
  readonly cents: number
  readonly isDefault: boolean
  /** Only for apps in Private Spaces. */
  readonly inSpaces: boolean
  /** In the order of the service's headings. */
  readonly values: readonly string[]
}

export interface Service {
  readonly id: string
  /** 'heroku-postgresql' */
  readonly name: string
  readonly humanName: string
  readonly category: string
  readonly about: string
  readonly state: 'ga' | 'beta' | 'shutdown'
  readonly several: boolean
  readonly shareable: boolean
  readonly keys: readonly string[]
  /** What its plans are compared by. */
  readonly headings: readonly string[]
  readonly plans: readonly Plan[]
}

/** Ids are the same in every world. */
export const catalogId = (kind: string, name: string): string => uuid('catalog', kind, name)

function readPlan(service: string, text: string, first: boolean): Plan {
  const [, name = '', dollars, values = ''] = /^(\S+) (\S+) (.*)$/.exec(text) ?? []
  return {
    id: catalogId('plan', `${service}:${name}`),
    name,
    cents: Number(dollars) * 100,
    isDefault: first,
    inSpaces: /^(private|shield)-/.test(name),
    values: values.split('/'),
  }
}

function readService(line: string): Service {
  const [name = '', humanName = '', category = '', about = '', flags = '', keys, headings = '', plans = ''] = line.split('|')
  return {
    id: catalogId('addon service', name),
    name,
    humanName,
    category,
    about,
    state: flags.includes('x') ? 'shutdown' : flags.includes('b') ? 'beta' : 'ga',
    several: flags.includes('m'),
    shareable: flags.includes('s'),
    keys: keys ? keys.split(',') : [],
    headings: headings.split('/'),
    plans: plans.split(';').map((text, nth) => readPlan(name, text, nth === 0)),
  }
}

/** Every service there is, Heroku's own first. */
export const services: readonly Service[] = SERVICES.split('\n').map(readService)

/** Plans of former days, which still name their successors (heroku-facts E.2). */
const FORMER: Readonly<Record<string, string>> = {
  'hobby-dev': 'essential-0',
  mini: 'essential-0',
  'hobby-basic': 'essential-1',
  basic: 'essential-1',
}

/** A service by name or id. Refuses with 404. */
export function findService(identity: string): Service {
  const service = services.find(({ id, name }) => id === identity || name === identity)
  if (!service) throw notFound('addon_service', 'add-on service')
  return service
}

export interface Offer {
  readonly service: Service
  readonly plan: Plan
}

function lookUp(identity: string): Offer | null {
  for (const service of services) {
    const byId = service.plans.find(({ id }) => id === identity)
    if (byId) return { service, plan: byId }
  }
  const [name = '', planName] = identity.split(':')
  const service = services.find((row) => row.name === name || row.id === name)
  const successor = service?.name === 'heroku-postgresql' ? FORMER[planName ?? ''] : undefined
  const plan = service?.plans.find((row) => (planName === undefined ? row.isDefault : row.name === (successor ?? planName)))
  return service && plan ? { service, plan } : null
}

/** A plan by id, by 'service:plan', or the default one of 'service'. Refuses with 422, as creating an add-on does. */
export function findOffer(identity: string): Offer {
  const offer = lookUp(identity)
  if (!offer) throw invalid(`Couldn't find either the add-on service or the add-on plan of "${identity}".`)
  return offer
}

/** A plan by id or name; within a service its short name will do. Refuses with 404. */
export function findPlan(identity: string, within?: Service): Offer {
  const offer = lookUp(identity) ?? (within ? lookUp(`${within.name}:${identity}`) : null)
  if (!offer || (within && offer.service !== within)) throw notFound('plan')
  return offer
}

/** The offer that an add-on is of. */
export function offerOf({ service, plan }: { readonly service: string; readonly plan: string }): Offer {
  return findOffer(`${service}:${plan}`)
}

/** What the three data services are called in names and attachments (heroku-facts E.1). */
const DATA: Readonly<Record<string, { readonly noun: string; readonly as: string; readonly later: string }>> = {
  'heroku-postgresql': { noun: 'postgresql', as: 'DATABASE', later: 'HEROKU_POSTGRESQL' },
  'heroku-redis': { noun: 'redis', as: 'REDIS', later: 'HEROKU_REDIS' },
  'heroku-kafka': { noun: 'kafka', as: 'KAFKA', later: 'HEROKU_KAFKA' },
}

/** The data services take their time, and have rules of their own; null for all others. */
export const dataKind = (service: string) => DATA[service] ?? null

/** How long a new one takes, in ms from and to; null for what is there at once (heroku-facts E.1). */
export function provisionTime({ service, plan }: Offer): readonly [number, number] | null {
  const seconds = (low: number, high: number) => [low * 1000, high * 1000] as const
  if (service.name === 'heroku-postgresql') return plan.name.startsWith('essential') ? seconds(10, 60) : seconds(120, 360)
  if (service.name === 'heroku-redis') return seconds(60, 300)
  if (service.name === 'heroku-kafka') return plan.name.startsWith('basic') ? seconds(45, 75) : seconds(600, 2700)
  return null
}

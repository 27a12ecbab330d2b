import { hex } from '#kernel/random.ts'
import type { Region } from '#platform/apps/catalog.ts'
import { wireRegion } from '#platform/apps/wire.ts'
import { iso } from '#platform/http/wire.ts'
import type { Tables } from '#platform/world.ts'
import { catalogId, offerOf, provisionTime, type Offer, type Service } from './catalog.ts'
import type { Addon as WireAddon, Attachment as WireAttachment } from './contract.ts'
import type { Listing } from './marketplace/contract.ts'
import { keysOf, type Addon, type Attachment } from './vars.ts'

const SINCE = iso(Date.UTC(2020, 0, 1))

/** What a request asks to see whole, by `Accept-Expansion` and `Accept-Inclusion`: 'plan', 'addon_service', 'config_vars', 'addon:plan'. */
export function wanted(headers: Readonly<Record<string, string>>): ReadonlySet<string> {
  const text = `${headers['accept-expansion'] ?? ''},${headers['accept-inclusion'] ?? ''}`
  return new Set(text.split(',').map((part) => part.trim()))
}

const NOTHING: ReadonlySet<string> = new Set()
const named = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name })

export const wireService = ({ id, name, humanName, state, several, shareable }: Service) => ({
  cli_plugin_name: name === 'heroku-kafka' ? '@heroku-cli/plugin-kafka' : null,
  created_at: SINCE,
  human_name: humanName,
  id,
  name,
  state,
  supports_multiple_installations: several,
  supports_sharing: shareable,
  updated_at: SINCE,
})

const priceOf = ({ plan }: Offer) => ({ cents: plan.cents, contract: false, unit: 'month' })
const wordsOf = (name: string) =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')

export const wirePlan = (offer: Offer) => {
  const { service, plan } = offer
  return {
    addon_service: named(service),
    compliance: plan.name.startsWith('shield') ? (['HIPAA', 'PCI'] as ('HIPAA' | 'PCI')[]) : null,
    created_at: SINCE,
    default: plan.isDefault,
    description: `${service.humanName} ${wordsOf(plan.name)}`,
    human_name: wordsOf(plan.name),
    id: plan.id,
    installable_inside_private_network: plan.inSpaces || !plan.name.startsWith('essential'),
    installable_outside_private_network: !plan.inSpaces,
    name: `${service.name}:${plan.name}`,
    price: priceOf(offer),
    space_default: plan.name === 'private-0' || plan.name === 'private-3',
    state: 'ga',
    updated_at: SINCE,
    visible: true,
  }
}

/** Where to sign in to an add-on, as the platform writes it. */
export const ssoUrl = ({ id, appId }: Addon): string => `https://addons-sso.heroku.com/apps/${appId}/addons/${id}`

/** An add-on as it travels. */
export function wireAddon(tables: Tables, row: Addon, whole: ReadonlySet<string> = NOTHING): WireAddon {
  const offer = offerOf(row)
  const app = tables.apps.must(row.appId)
  const own = tables.attachments.by('addon', row.id).filter(({ appId }) => appId === row.appId)
  return {
    actions: [],
    addon_service: whole.has('addon_service') ? wireService(offer.service) : named(offer.service),
    app: named(app),
    billed_price: priceOf(offer),
    // The CLI's redis:cli asks for the config vars of an app by this name, so it is that also for apps of teams.
    billing_entity: { ...named(app), type: 'app' },
    config_vars: row.state === 'provisioning' ? [] : own.flatMap((attachment) => keysOf(attachment, row)).sort(),
    created_at: iso(row.createdAt),
    id: row.id,
    name: row.name,
    plan: whole.has('plan') ? wirePlan(offer) : { id: offer.plan.id, name: `${offer.service.name}:${offer.plan.name}` },
    provider_id: hex(12, 'provider', row.id),
    ...(row.state === 'provisioning' && { provision_message: messageOf(offer) }),
    state: row.state,
    updated_at: iso(row.updatedAt),
    web_url: ssoUrl(row),
  }
}

function messageOf(offer: Offer): string {
  const [low, high] = (provisionTime(offer) ?? [0, 0]).map((ms) => Math.ceil(ms / 60_000))
  return low === high ? 'It should be available in about a minute.' : `It should be available in ${low}-${high} minutes.`
}

/** An attachment as it travels. */
export function wireAttachment(tables: Tables, row: Attachment, whole: ReadonlySet<string> = NOTHING): WireAttachment {
  const addon = tables.addons.must(row.addonId)
  const offer = offerOf(addon)
  return {
    addon: {
      ...named(addon),
      app: named(tables.apps.must(addon.appId)),
      ...(whole.has('addon:plan') && { plan: { id: offer.plan.id, name: `${offer.service.name}:${offer.plan.name}` } }),
    },
    app: named(tables.apps.must(row.appId)),
    ...(whole.has('config_vars') && { config_vars: addon.state === 'provisioning' ? [] : keysOf(row, addon) }),
    created_at: iso(row.createdAt),
    id: row.id,
    log_input_url: null,
    name: row.name,
    namespace: row.namespace,
    updated_at: iso(row.updatedAt),
    web_url: ssoUrl({ ...addon, appId: row.appId }),
  }
}

export const wireCapability = (service: Service, region: Region) => ({
  addon_service: wireService(service),
  id: catalogId('capability', `${service.name} ${region.name}`),
  region: wireRegion(region),
  supports_private_networking: service.plans.some((plan) => plan.inSpaces),
})

export const wireListing = (service: Service): Listing => ({
  id: service.id,
  name: service.name,
  human_name: service.humanName,
  category: service.category,
  about: service.about,
  state: service.state,
  official: service.name.startsWith('heroku') || service.name === 'scheduler',
  several: service.several,
  shareable: service.shareable,
  config_vars: [...service.keys],
  headings: [...service.headings],
  plans: service.plans.map((plan) => ({
    id: plan.id,
    name: plan.name,
    cents: plan.cents,
    default: plan.isDefault,
    in_spaces: plan.inSpaces,
    values: [...plan.values],
  })),
})

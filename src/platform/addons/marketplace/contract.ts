import * as z from 'zod/mini'
import { Price } from '#platform/addons/contract.ts'
import { Region } from '#platform/apps/contract.ts'
import { endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'

// What there is to add: services and their plans. What the marketplace says of a service beside the official API is under /control.

const AddonService = z.object({
  cli_plugin_name: z.nullable(z.string()),
  created_at: timestamp,
  human_name: z.string(),
  id: uuid,
  name: z.string(),
  state: z.enum(['alpha', 'beta', 'ga', 'shutdown']),
  supports_multiple_installations: z.boolean(),
  supports_sharing: z.boolean(),
  updated_at: timestamp,
})

const Plan = z.object({
  addon_service: named,
  compliance: z.nullable(z.array(z.enum(['HIPAA', 'PCI']))),
  created_at: timestamp,
  default: z.boolean(),
  description: z.string(),
  human_name: z.string(),
  id: uuid,
  installable_inside_private_network: z.boolean(),
  installable_outside_private_network: z.boolean(),
  name: z.string(),
  price: Price,
  space_default: z.boolean(),
  state: z.string(),
  updated_at: timestamp,
  visible: z.boolean(),
})

const Capability = z.object({
  addon_service: AddonService,
  id: uuid,
  region: Region,
  supports_private_networking: z.boolean(),
})

const Offer = z.object({
  id: uuid,
  name: z.string(),
  cents: z.number(),
  default: z.boolean(),
  /** Only for apps in Private Spaces. */
  in_spaces: z.boolean(),
  /** In the order of the service's `headings`. */
  values: z.array(z.string()),
})

/** A service as the marketplace shows it. */
const Listing = z.object({
  id: uuid,
  name: z.string(),
  human_name: z.string(),
  category: z.string(),
  about: z.string(),
  state: z.enum(['ga', 'beta', 'shutdown']),
  /** One of the platform's own. */
  official: z.boolean(),
  several: z.boolean(),
  shareable: z.boolean(),
  /** What its config vars end with. */
  config_vars: z.array(z.string()),
  /** What its plans are compared by. */
  headings: z.array(z.string()),
  plans: z.array(Offer),
})
export type Listing = z.infer<typeof Listing>

const list = { sort: ['id', 'name'] } as const

export const marketplace = {
  services: endpoint({
    method: 'GET',
    path: '/addon-services',
    title: 'List add-on services',
    open: true,
    response: z.array(AddonService),
    list,
  }),
  service: endpoint({
    method: 'GET',
    path: '/addon-services/:service',
    title: 'Show an add-on service',
    open: true,
    response: AddonService,
  }),
  plans: endpoint({
    method: 'GET',
    path: '/addon-services/:service/plans',
    title: 'List the plans of an add-on service',
    open: true,
    response: z.array(Plan),
    list,
  }),
  planOf: endpoint({
    method: 'GET',
    path: '/addon-services/:service/plans/:plan',
    title: 'Show a plan of an add-on service',
    open: true,
    response: Plan,
  }),
  plan: endpoint({ method: 'GET', path: '/plans/:plan', title: 'Show a plan', open: true, response: Plan }),
  capabilities: endpoint({
    method: 'GET',
    path: '/addon-region-capabilities',
    title: 'List where add-on services are offered',
    response: z.array(Capability),
    list: { sort: ['id'] },
  }),
  capabilitiesOf: endpoint({
    method: 'GET',
    path: '/addon-services/:service/region-capabilities',
    title: 'List where an add-on service is offered',
    open: true,
    response: z.array(Capability),
    list: { sort: ['id'] },
  }),
  capabilitiesIn: endpoint({
    method: 'GET',
    path: '/regions/:region/addon-region-capabilities',
    title: 'List the add-on services of a region',
    response: z.array(Capability),
    list: { sort: ['id'] },
  }),
  listings: endpoint({
    method: 'GET',
    path: '/control/marketplace',
    title: 'Show the marketplace',
    open: true,
    response: z.array(Listing),
  }),
}

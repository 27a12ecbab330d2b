import * as z from 'zod/mini'
import { endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'

// Add-ons, and what an app has of them.

const identity = z.union([z.string(), z.object({ name: z.string() }), z.object({ id: z.string() })])
const maybe = z.optional(z.nullable(z.string()))

export const Price = z.object({ cents: z.number(), contract: z.boolean(), unit: z.string() })

const AddonState = z.enum(['provisioning', 'provisioned', 'deprovisioned'])

/** `plan` and `addon_service` are whole where the request's `Accept-Expansion` asks for it. */
export const Addon = z.object({
  actions: z.array(z.record(z.string(), z.unknown())),
  addon_service: named,
  app: named,
  billed_price: z.nullable(Price),
  billing_entity: z.object({ ...named.shape, type: z.enum(['app', 'team']) }),
  config_vars: z.array(z.string()),
  created_at: timestamp,
  id: uuid,
  name: z.string(),
  plan: named,
  provider_id: z.string(),
  provision_message: z.optional(z.string()),
  state: AddonState,
  updated_at: timestamp,
  web_url: z.nullable(z.string()),
})
export type Addon = z.infer<typeof Addon>

/** `config_vars` and the plan of `addon` come where the request's `Accept-Inclusion` asks for them. */
export const Attachment = z.object({
  addon: z.object({ ...named.shape, app: named }),
  app: named,
  config_vars: z.optional(z.array(z.string())),
  created_at: timestamp,
  id: uuid,
  log_input_url: z.nullable(z.string()),
  name: z.string(),
  namespace: z.nullable(z.string()),
  updated_at: timestamp,
  web_url: z.nullable(z.string()),
})
export type Attachment = z.infer<typeof Attachment>

const Setting = z.object({ name: z.string(), value: z.nullable(z.string()) })
const Sso = z.object({ action: z.string(), method: z.enum(['get', 'post']), params: z.record(z.string(), z.string()) })

const Billing = z.object({
  /** At the plan it is on, a month. */
  monthly_cents: z.number(),
  /** What it has cost since the month began. */
  so_far_cents: z.number(),
  month: z.string(),
  /** The plans it has had, the newest first. */
  plans: z.array(z.object({ name: z.string(), cents: z.number(), from: timestamp })),
})

const list = { sort: ['id', 'name'] } as const
const reads = ['addons', 'attachments', 'apps', 'collaborators', 'members'] as const

export const addons = {
  list: endpoint({
    method: 'GET',
    path: '/addons',
    title: 'List add-ons',
    action: 'account.lists',
    response: z.array(Addon),
    list,
    reads,
  }),
  info: endpoint({ method: 'GET', path: '/addons/:addon', title: 'Show an add-on', response: Addon, reads }),
  ofUser: endpoint({
    method: 'GET',
    path: '/users/:account/addons',
    title: "List a person's add-ons",
    action: 'account.lists',
    response: z.array(Addon),
    list,
    reads,
  }),
  ofTeam: endpoint({
    method: 'GET',
    path: '/teams/:team/addons',
    title: "List a team's add-ons",
    action: 'team.people',
    response: z.array(Addon),
    list,
    reads,
  }),
  listOf: endpoint({
    method: 'GET',
    path: '/apps/:app/addons',
    title: "List an app's add-ons",
    action: 'addons.read',
    response: z.array(Addon),
    list,
    reads: ['addons', 'attachments'],
  }),
  infoOf: endpoint({
    method: 'GET',
    path: '/apps/:app/addons/:addon',
    title: "Show an app's add-on",
    action: 'addons.read',
    response: Addon,
    reads: ['addons', 'attachments'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/apps/:app/addons',
    title: 'Add an add-on',
    action: 'addons.free',
    body: z.object({
      plan: identity,
      name: maybe,
      attachment: z.optional(z.nullable(z.object({ name: maybe }))),
      config: z.optional(
        z.nullable(
          z.record(
            z.string().check(z.regex(/^[\w-]+$/, 'Names of settings may only contain letters, digits, underscores and dashes.')),
            z.union([z.string(), z.boolean()]),
          ),
        ),
      ),
      confirm: maybe,
    }),
    response: Addon,
    status: 201,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/apps/:app/addons/:addon',
    title: 'Change an add-on',
    action: 'addons.free',
    body: z.object({ plan: z.optional(identity), name: z.optional(z.string()) }),
    response: Addon,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/apps/:app/addons/:addon',
    title: 'Destroy an add-on',
    action: 'addons.free',
    body: z.object({ force: z.optional(z.nullable(z.boolean())), confirm: maybe }),
    response: Addon,
  }),
  resolve: endpoint({
    method: 'POST',
    path: '/actions/addons/resolve',
    title: 'Find add-ons by what they are called',
    body: z.object({ addon: z.string(), app: maybe, addon_service: maybe }),
    response: z.array(Addon),
  }),
  config: endpoint({
    method: 'GET',
    path: '/addons/:addon/config',
    title: 'Show the settings of an add-on',
    scope: 'read-protected',
    response: z.array(Setting),
    reads: ['addons'],
  }),
  configOf: endpoint({
    method: 'GET',
    path: '/addons/:addon/config/:namespace',
    title: 'Show the settings of a credential',
    scope: 'read-protected',
    response: z.array(Setting),
    reads: ['addons'],
  }),
  configure: endpoint({
    method: 'PATCH',
    path: '/addons/:addon/config',
    title: 'Change the settings of an add-on',
    scope: 'write-protected',
    body: z.object({ config: z.optional(z.array(z.object({ name: z.string(), value: z.optional(z.nullable(z.string())) }))) }),
    response: z.array(Setting),
  }),
  provision: endpoint({
    method: 'POST',
    path: '/addons/:addon/actions/provision',
    title: 'Say that an add-on is provisioned',
    response: Addon,
  }),
  deprovision: endpoint({
    method: 'POST',
    path: '/addons/:addon/actions/deprovision',
    title: 'Say that an add-on is gone',
    response: Addon,
  }),
  sso: endpoint({ method: 'GET', path: '/addons/:addon/sso', title: 'Sign in to an add-on', response: Sso, reads: ['addons'] }),
  ssoOf: endpoint({
    method: 'GET',
    path: '/apps/:app/addons/:addon/sso',
    title: 'Sign in to an add-on of an app',
    action: 'addons.read',
    response: Sso,
    reads: ['addons'],
  }),
  billing: endpoint({
    method: 'GET',
    path: '/control/addons/:addon/billing',
    title: 'Show what an add-on costs',
    response: Billing,
    reads: ['addons'],
  }),
}

export const attachments = {
  list: endpoint({
    method: 'GET',
    path: '/addon-attachments',
    title: 'List attachments',
    action: 'account.lists',
    response: z.array(Attachment),
    list,
    reads,
  }),
  ofAddon: endpoint({
    method: 'GET',
    path: '/addons/:addon/addon-attachments',
    title: 'List the attachments of an add-on',
    response: z.array(Attachment),
    list,
    reads,
  }),
  ofApp: endpoint({
    method: 'GET',
    path: '/apps/:app/addon-attachments',
    title: 'List the attachments of an app',
    action: 'addons.read',
    response: z.array(Attachment),
    list,
    reads: ['addons', 'attachments'],
  }),
  info: endpoint({
    method: 'GET',
    path: '/addon-attachments/:attachment',
    title: 'Show an attachment',
    response: Attachment,
    reads,
  }),
  infoOf: endpoint({
    method: 'GET',
    path: '/apps/:app/addon-attachments/:attachment',
    title: "Show an app's attachment",
    action: 'addons.read',
    response: Attachment,
    reads: ['addons', 'attachments'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/addon-attachments',
    title: 'Attach an add-on to an app',
    body: z.object({ addon: identity, app: identity, confirm: maybe, name: maybe, namespace: maybe }),
    response: Attachment,
    status: 201,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/addon-attachments/:attachment',
    title: 'Detach an add-on from an app',
    response: Attachment,
  }),
  resolve: endpoint({
    method: 'POST',
    path: '/actions/addon-attachments/resolve',
    title: 'Find attachments by what they are called',
    body: z.object({ addon_attachment: z.string(), app: maybe, addon_service: maybe }),
    response: z.array(Attachment),
  }),
}

const Promotion = z.object({
  /** What the app will know it as: DATABASE. */
  as: z.string(),
  /** The add-on that has the name now. */
  replaces: z.nullable(named),
  /** What that one will be called; null where nobody has the name. */
  kept_as: z.nullable(z.string()),
  /** The config vars that will come or lead somewhere else, by the names of add-ons. */
  vars: z.array(z.object({ key: z.string(), before: z.nullable(z.string()), after: z.string() })),
  /** The releases that this makes, in their order. */
  releases: z.array(z.string()),
})
export type Promotion = z.infer<typeof Promotion>

/** Gives a data store the name by which its app looks for one, as `heroku pg:promote` does in several steps. */
export const promotions = {
  preview: endpoint({
    method: 'GET',
    path: '/control/apps/:app/promotions/:addon',
    title: 'Show what promoting a data store would change',
    action: 'addons.read',
    response: Promotion,
    reads: ['addons', 'attachments'],
  }),
  promote: endpoint({
    method: 'POST',
    path: '/control/apps/:app/promotions/:addon',
    title: 'Promote a data store',
    action: 'addons.free',
    response: Promotion,
  }),
}

import * as z from 'zod/mini'
import { endpoint, named, person, timestamp, uuid } from '#platform/http/contract.ts'

/** heroku-facts G.6. */
export const APP_NAME = /^[a-z][a-z0-9-]{1,28}[a-z0-9]$/

export const AppName = z
  .string()
  .check(
    z.maxLength(30, 'Name is too long (maximum is 30 characters)'),
    z.minLength(3, 'Name is too short (minimum is 3 characters)'),
    z.regex(
      APP_NAME,
      'Name must start with a letter, end with a letter or digit and can only contain lowercase letters, numbers, and dashes.',
    ),
  )

export const App = z.object({
  acm: z.boolean(),
  archived_at: z.nullable(timestamp),
  buildpack_provided_description: z.nullable(z.string()),
  build_stack: named,
  created_at: timestamp,
  git_url: z.string(),
  id: uuid,
  internal_routing: z.nullable(z.boolean()),
  maintenance: z.boolean(),
  name: z.string(),
  owner: person,
  organization: z.nullable(named),
  team: z.nullable(named),
  region: named,
  released_at: z.nullable(timestamp),
  repo_size: z.nullable(z.number()),
  slug_size: z.nullable(z.number()),
  space: z.nullable(z.object({ id: uuid, name: z.string(), shield: z.boolean() })),
  stack: named,
  updated_at: timestamp,
  web_url: z.string(),
  generation: z.string(),
  create_status: z.string(),
  process_tier: z.nullable(z.string()),
})
export type App = z.infer<typeof App>

const Favorite = z.object({ id: uuid, resource_id: uuid, resource_name: z.string(), type: z.literal('app') })
const Stack = z.object({
  created_at: timestamp,
  default: z.boolean(),
  id: uuid,
  name: z.string(),
  state: z.string(),
  updated_at: timestamp,
})
export const Region = z.object({
  country: z.string(),
  created_at: timestamp,
  description: z.string(),
  id: uuid,
  locale: z.string(),
  name: z.string(),
  private_capable: z.boolean(),
  provider: z.object({ name: z.string(), region: z.string() }),
  updated_at: timestamp,
})
export const AppFeature = z.object({
  created_at: timestamp,
  description: z.string(),
  display_name: z.string(),
  doc_url: z.string(),
  enabled: z.boolean(),
  feedback_email: z.string(),
  id: uuid,
  name: z.string(),
  state: z.string(),
  updated_at: timestamp,
})

const identity = z.union([z.string(), z.object({ name: z.string() }), z.object({ id: z.string() })])
const list = { sort: ['id', 'name', 'updated_at'] } as const

export const apps = {
  create: endpoint({
    method: 'POST',
    path: '/apps',
    title: 'Create an app',
    action: 'account.apps',
    body: z.object({ name: z.optional(AppName), region: z.optional(identity), stack: z.optional(identity) }),
    response: App,
    status: 201,
  }),
  list: endpoint({
    method: 'GET',
    path: '/apps',
    title: 'List apps',
    action: 'account.lists',
    response: z.array(App),
    list,
    reads: ['apps', 'collaborators', 'members'],
  }),
  listOf: endpoint({
    method: 'GET',
    path: '/users/:account/apps',
    title: "List a person's apps",
    action: 'account.lists',
    response: z.array(App),
    list,
    reads: ['apps', 'collaborators'],
  }),
  info: endpoint({ method: 'GET', path: '/apps/:app', title: 'Show an app', response: App, action: 'app.view', reads: ['apps'] }),
  update: endpoint({
    method: 'PATCH',
    path: '/apps/:app',
    title: 'Change an app',
    // Each change asks for its own permission.
    action: 'app.view',
    body: z.object({ name: z.optional(AppName), maintenance: z.optional(z.boolean()), build_stack: z.optional(identity) }),
    response: App,
  }),
  delete: endpoint({ method: 'DELETE', path: '/apps/:app', title: 'Delete an app', action: 'app.delete', response: App }),
  favorites: endpoint({
    method: 'GET',
    path: '/favorites',
    title: 'List favourites',
    action: 'account.lists',
    query: z.object({ type: z.optional(z.string()) }),
    response: z.array(Favorite),
    reads: ['favorites', 'apps', 'collaborators'],
  }),
  addFavorite: endpoint({
    method: 'POST',
    path: '/favorites',
    title: 'Make an app a favourite',
    body: z.object({ type: z.literal('app'), resource_id: z.string() }),
    response: Favorite,
    status: 201,
  }),
  removeFavorite: endpoint({
    method: 'DELETE',
    path: '/favorites/:favorite',
    title: 'Drop a favourite',
    action: 'account.favorites',
    response: Favorite,
  }),
  stacks: endpoint({
    method: 'GET',
    path: '/stacks',
    title: 'List stacks',
    response: z.array(Stack),
    list: { sort: ['id', 'name'] },
  }),
  stack: endpoint({ method: 'GET', path: '/stacks/:stack', title: 'Show a stack', response: Stack }),
  regions: endpoint({
    method: 'GET',
    path: '/regions',
    title: 'List regions',
    response: z.array(Region),
    list: { sort: ['id', 'name'] },
  }),
  region: endpoint({ method: 'GET', path: '/regions/:region', title: 'Show a region', response: Region }),
  features: endpoint({
    method: 'GET',
    path: '/apps/:app/features',
    title: "List an app's features",
    action: 'app.view',
    response: z.array(AppFeature),
    list: { sort: ['id', 'name'] },
    reads: ['apps'],
  }),
  feature: endpoint({
    method: 'GET',
    path: '/apps/:app/features/:feature',
    title: "Show an app's feature",
    action: 'app.view',
    response: AppFeature,
    reads: ['apps'],
  }),
  setFeature: endpoint({
    method: 'PATCH',
    path: '/apps/:app/features/:feature',
    title: "Switch an app's feature",
    action: 'app.features',
    body: z.object({ enabled: z.boolean() }),
    response: AppFeature,
  }),
}

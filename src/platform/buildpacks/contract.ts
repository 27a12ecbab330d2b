import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

const Installation = z.object({ ordinal: z.number(), buildpack: z.object({ url: z.string(), name: z.string() }) })

/** A buildpack of the registry; `id` is its whole name, such as heroku/nodejs. */
const Buildpack = z.object({
  id: z.string(),
  namespace: z.string(),
  name: z.string(),
  description: z.string(),
  category: z.enum(['languages', 'tools', 'packages']),
  /** How many apps use it. */
  installs: z.number(),
  official: z.boolean(),
  blob_url: z.string(),
  two_factor_authentication: z.boolean(),
  /** How its author helps with it: by the issues of its repository, or not at all. */
  support: z.object({ method: z.enum(['github', 'unsupported']) }),
  source: z.object({ type: z.literal('github'), owner: z.string(), repo: z.string() }),
  updated_at: timestamp,
})
export type Buildpack = z.infer<typeof Buildpack>

const Revision = z.object({
  id: uuid,
  release: z.number(),
  status: z.literal('published'),
  license: z.string(),
  created_at: timestamp,
})
export type Revision = z.infer<typeof Revision>

export const buildpacks = {
  /** Of the buildpack registry; `search` is for the dashboard, the others are what the official CLI sends. */
  search: endpoint({
    method: 'GET',
    path: '/buildpacks',
    title: 'Search the buildpack registry',
    open: true,
    query: z.object({
      search: z.optional(z.string()),
      'in[name][]': z.optional(z.string()),
      'in[namespace][]': z.optional(z.string()),
      'like[description]': z.optional(z.string()),
    }),
    response: z.array(Buildpack),
  }),
  /** Of the buildpack registry, which clients ask for the URL behind a name. */
  registered: endpoint({
    method: 'GET',
    path: '/buildpacks/:buildpack',
    title: 'Look a buildpack up in the registry',
    open: true,
    response: Buildpack,
  }),
  revisions: endpoint({
    method: 'GET',
    path: '/buildpacks/:buildpack/revisions',
    title: 'List the versions of a buildpack',
    open: true,
    response: z.array(Revision),
  }),
  readme: endpoint({
    method: 'GET',
    path: '/buildpacks/:buildpack/readme',
    title: 'Show what a buildpack says of itself',
    open: true,
    response: z.object({ content: z.string(), encoding: z.literal('utf8') }),
  }),
  list: endpoint({
    method: 'GET',
    path: '/apps/:app/buildpack-installations',
    title: 'List buildpacks',
    action: 'app.view',
    response: z.array(Installation),
    reads: ['apps'],
  }),
  set: endpoint({
    method: 'PUT',
    path: '/apps/:app/buildpack-installations',
    title: 'Set buildpacks',
    action: 'buildpacks.edit',
    body: z.object({
      updates: z.array(z.object({ buildpack: z.string().check(z.minLength(1, 'A buildpack needs a name or a URL.')) })),
    }),
    response: z.array(Installation),
  }),
}

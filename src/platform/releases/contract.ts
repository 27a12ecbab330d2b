import * as z from 'zod/mini'
import { endpoint, named, person, timestamp, uuid } from '#platform/http/contract.ts'

const ReleaseStatus = z.enum(['failed', 'pending', 'succeeded'])

export const Release = z.object({
  addon_plan_names: z.array(z.string()),
  app: named,
  created_at: timestamp,
  current: z.boolean(),
  description: z.string(),
  eligible_for_rollback: z.boolean(),
  id: uuid,
  output_stream_url: z.nullable(z.string()),
  slug: z.nullable(z.object({ id: uuid })),
  status: ReleaseStatus,
  updated_at: timestamp,
  user: person,
  version: z.number(),
})
export type Release = z.infer<typeof Release>

const Slug = z.object({
  blob: z.object({ method: z.string(), url: z.string() }),
  buildpack_provided_description: z.nullable(z.string()),
  checksum: z.nullable(z.string()),
  commit: z.nullable(z.string()),
  commit_description: z.nullable(z.string()),
  created_at: timestamp,
  id: uuid,
  process_types: z.record(z.string(), z.string()),
  size: z.nullable(z.number()),
  stack: named,
  updated_at: timestamp,
})

export const releases = {
  list: endpoint({
    method: 'GET',
    path: '/apps/:app/releases',
    title: 'List releases',
    action: 'app.view',
    response: z.array(Release),
    list: { sort: ['version', 'id'] },
    reads: ['releases'],
  }),
  info: endpoint({
    method: 'GET',
    path: '/apps/:app/releases/:release',
    title: 'Show a release',
    action: 'app.view',
    response: Release,
    reads: ['releases'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/apps/:app/releases',
    title: 'Release a slug, or roll back',
    action: 'release.rollback',
    body: z.object({
      slug: z.optional(z.string()),
      release: z.optional(z.union([z.string(), z.number()])),
      description: z.optional(z.string()),
    }),
    response: Release,
    status: 201,
  }),
  output: endpoint({
    method: 'GET',
    path: '/streams/releases/:release',
    title: 'Stream the output of a release phase',
    open: true,
    query: z.object({ key: z.optional(z.string()) }),
    response: 'stream',
  }),
  slug: endpoint({
    method: 'GET',
    path: '/apps/:app/slugs/:slug',
    title: 'Show a slug',
    action: 'app.view',
    response: Slug,
    reads: ['slugs'],
  }),
  createSlug: endpoint({
    method: 'POST',
    path: '/apps/:app/slugs',
    title: 'Create a slug',
    action: 'build.create',
    body: z.object({
      process_types: z.record(z.string(), z.string()),
      buildpack_provided_description: z.optional(z.nullable(z.string())),
      checksum: z.optional(z.nullable(z.string())),
      commit: z.optional(z.nullable(z.string())),
      commit_description: z.optional(z.nullable(z.string())),
      stack: z.optional(z.string()),
    }),
    response: Slug,
    status: 201,
  }),
}

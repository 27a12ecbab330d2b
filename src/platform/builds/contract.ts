import * as z from 'zod/mini'
import { endpoint, person, timestamp, uuid } from '#platform/http/contract.ts'

export const Build = z.object({
  app: z.object({ id: uuid }),
  buildpacks: z.nullable(z.array(z.object({ url: z.string(), name: z.string() }))),
  created_at: timestamp,
  id: uuid,
  output_stream_url: z.string(),
  release: z.nullable(z.object({ id: uuid })),
  slug: z.nullable(z.object({ id: uuid })),
  source_blob: z.object({
    checksum: z.nullable(z.string()),
    url: z.string(),
    version: z.nullable(z.string()),
    version_description: z.nullable(z.string()),
  }),
  stack: z.string(),
  status: z.enum(['failed', 'pending', 'succeeded']),
  updated_at: timestamp,
  user: person,
})
export type Build = z.infer<typeof Build>

export const Source = z.object({ source_blob: z.object({ get_url: z.string(), put_url: z.string() }) })

export const builds = {
  createSource: endpoint({
    method: 'POST',
    path: '/sources',
    title: 'Make room for a source archive',
    action: 'account.apps',
    response: Source,
    status: 201,
  }),
  createAppSource: endpoint({
    method: 'POST',
    path: '/apps/:app/sources',
    title: 'Make room for a source archive',
    action: 'build.create',
    response: Source,
    status: 201,
  }),
  /** Like the signed URL of a storage service: whoever has it may write. The archive is read at once; the world keeps what was read, and the host the archive for a while. */
  putSource: endpoint({
    method: 'PUT',
    path: '/sources/:source/blob',
    title: 'Upload a source archive (.tar.gz or .zip)',
    open: true,
    response: z.object({ files: z.number(), size: z.number(), checksum: z.string() }),
  }),
  list: endpoint({
    method: 'GET',
    path: '/apps/:app/builds',
    title: 'List builds',
    action: 'app.view',
    response: z.array(Build),
    list: { sort: ['id', 'started_at', 'created_at'] },
    reads: ['builds'],
  }),
  info: endpoint({
    method: 'GET',
    path: '/apps/:app/builds/:build',
    title: 'Show a build',
    action: 'app.view',
    response: Build,
    reads: ['builds'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/apps/:app/builds',
    title: 'Build a source',
    action: 'build.create',
    body: z.object({
      source_blob: z.object({
        url: z.string(),
        checksum: z.optional(z.nullable(z.string())),
        version: z.optional(z.nullable(z.string())),
        version_description: z.optional(z.nullable(z.string())),
      }),
      buildpacks: z.optional(z.nullable(z.array(z.object({ url: z.optional(z.string()), name: z.optional(z.string()) })))),
    }),
    response: Build,
    status: 201,
  }),
  cancel: endpoint({
    method: 'DELETE',
    path: '/apps/:app/builds/:build',
    title: 'Cancel a build',
    action: 'build.create',
    response: Build,
  }),
  output: endpoint({
    method: 'GET',
    path: '/streams/builds/:build',
    title: 'Stream the output of a build',
    open: true,
    query: z.object({ key: z.optional(z.string()) }),
    response: 'stream',
  }),
  deleteCache: endpoint({
    method: 'DELETE',
    path: '/apps/:app/build-cache',
    title: 'Drop the build cache',
    action: 'build.create',
    response: z.object({}),
  }),
}

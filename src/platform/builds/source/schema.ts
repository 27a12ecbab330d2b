import * as z from 'zod/mini'
import type { SourceTree } from '#platform/builds/types.ts'

const byPath = <T>(value: z.ZodMiniType<T>) => z.record(z.string(), value)

/** What reading a source leaves, as it stands in a journal: a journal may come from anywhere. */
export const SourceTreeSchema = z.object({
  files: z.array(z.object({ path: z.string(), size: z.number() })).check(z.maxLength(60_000)),
  omitted: z.number(),
  texts: byPath(z.string()),
  locks: byPath(
    z.object({
      packages: byPath(z.string()),
      dev: z.array(z.string()),
      count: z.number(),
      about: byPath(z.string()),
      broken: z.optional(z.string()),
    }),
  ),
  signals: z.object({ mentionsPort: z.boolean(), listensOn: byPath(z.number()) }),
  checksum: z.string(),
  size: z.number(),
}) satisfies z.ZodMiniType<SourceTree>

import * as z from 'zod/mini'
import type { SourceTree } from '#platform/builds/types.ts'

const strings = z.array(z.string())
const byName = <T>(value: z.ZodMiniType<T>) => z.record(z.string(), value)

const document = <T extends z.ZodMiniObject>(value: T) =>
  z.optional(z.union([z.object({ value }), z.object({ error: z.string() })]))

const pom = z.object({
  artifactId: z.string(),
  version: z.string(),
  finalName: z.string(),
  compiler: z.string(),
  properties: byName(z.string()),
  dependencies: strings,
  groups: strings,
  modules: strings,
})
const python = z.object({ python: z.string() })

/** What reading a source leaves, as it stands in a journal: a journal may come from anywhere. */
export const SourceTreeSchema = z.object({
  files: z.array(z.object({ path: z.string(), size: z.number() })).check(z.maxLength(60_000)),
  omitted: z.number(),
  texts: byName(z.string()),
  documents: z.object({ 'pom.xml': document(pom), 'pyproject.toml': document(python), Pipfile: document(python) }),
  locks: byName(
    z.object({
      packages: byName(z.string()),
      dev: strings,
      count: z.number(),
      about: byName(z.string()),
      broken: z.optional(z.string()),
    }),
  ),
  signals: z.object({ mentionsPort: z.boolean(), listensOn: byName(z.number()) }),
  checksum: z.string(),
  size: z.number(),
}) satisfies z.ZodMiniType<SourceTree>

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const virtual = 'virtual:postgres-files'
const source = 'src/engines/postgres/postgres.ts'
const pglite = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'))

/**
 * Tells the worker of databases where the files of PGlite are and how large, and sets up a PostgreSQL for it to begin with: that
 * would take a browser seconds.
 */
export function postgresFiles(): Plugin {
  let root = ''
  return {
    name: 'dynorama:postgres-files',
    configResolved(config) {
      root = config.root
    },
    resolveId: (id) => (id === virtual ? `\0${virtual}` : undefined),
    async load(id) {
      if (id !== `\0${virtual}`) return undefined
      const paths = {
        program: join(pglite, 'pglite.wasm'),
        share: join(pglite, 'pglite.data'),
        base: await setUp(root),
      }
      const entries = Object.entries(paths).map(([name, path]) => ({ name, path: path.replaceAll('\\', '/') }))
      return [
        ...entries.map(({ name, path }) => `import ${name} from ${JSON.stringify(`${path}?url`)}`),
        `export const files = {`,
        ...entries.map(({ name, path }) => `  ${name}: { url: ${name}, bytes: ${statSync(path).size} },`),
        `}`,
      ].join('\n')
    },
  }
}

/** The files of a new PostgreSQL. They are made once for a release of PGlite and the way it is set up. */
async function setUp(root: string): Promise<string> {
  const key = createHash('sha256')
    .update(readFileSync(join(pglite, 'pglite.wasm')))
    .update(readFileSync(join(root, source)))
  const path = join(root, '.cache', `postgres-${key.digest('hex').slice(0, 16)}.data`)
  if (!existsSync(path)) {
    const { Postgres } = await import('#engines/postgres/postgres.ts')
    const postgres = await Postgres.setUp()
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, await postgres.files(true))
    await postgres.close()
  }
  return path
}

// Builds the service worker. Its name must not change between builds, it must stand at the root of the site to control all of
// it, and it has to be a classic script, as it loads MSW's with importScripts. So it is a small build of its own, made when
// the page's is written: only then is it known which files there are to keep for offline use.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { copyFile, readdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, type Plugin, type ResolvedConfig } from 'vite'

const source = 'src/hosts/browser/service-worker.ts'
const mswScript = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js')
const virtual = 'virtual:static-files'

interface StaticFiles {
  /** Paths relative to the root of the site; the page is '' as it is what navigation gets. */
  readonly files: readonly string[]
  /** Those that are large and not everybody needs: kept once they were used. */
  readonly onceUsed: readonly string[]
  /** Changes when any file changes: names the cache they are kept in. */
  readonly version: string
}

/**
 * Serves and emits `sw.js`, from src/hosts/browser/service-worker.ts, and MSW's `mockServiceWorker.js` beside it. The source
 * reads what was built from `virtual:static-files`; the development server gives it no files, so nothing is kept there.
 */
export function serviceWorker(): Plugin {
  let config: ResolvedConfig
  return {
    name: 'dynorama:service-worker',
    configResolved(resolved) {
      config = resolved
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = request.url?.replace(/[?#].*$/s, '')
        const reply = (code: string) => response.setHeader('Content-Type', 'text/javascript').end(code)
        if (path === `${config.base}mockServiceWorker.js`) reply(readFileSync(mswScript, 'utf8'))
        else if (path === `${config.base}sw.js`)
          bundle(config, { files: [], onceUsed: [], version: 'development' }).then(reply, next)
        // What the worker has not caught must not be answered with the page; in production the static server sees to it.
        else if (path?.startsWith(`${config.base}api/`))
          response.writeHead(404, { 'Content-Type': 'text/plain' }).end('No API here\n')
        else next()
      })
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir }) {
        if (!dir) return
        await copyFile(mswScript, join(dir, 'mockServiceWorker.js'))
        await writeFile(join(dir, 'sw.js'), await bundle(config, await staticFiles(dir)))
      },
    },
  }
}

async function staticFiles(dir: string): Promise<StaticFiles> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true })
  const names = found
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => !name.endsWith('.map') && !name.startsWith('.') && name !== 'sw.js' && name !== '404.html')
    .toSorted()
  const version = createHash('sha256')
  for (const name of names) version.update(name).update(readFileSync(join(dir, name)))
  const onceUsed = names.filter((name) => /\.(wasm|data)$/.test(name))
  const files = names
    .filter((name) => name !== 'mockServiceWorker.js' && !onceUsed.includes(name))
    .map((name) => (name === 'index.html' ? '' : name))
  return { files, onceUsed, version: version.digest('hex').slice(0, 16) }
}

/** The service worker as one classic script. */
async function bundle(config: ResolvedConfig, { files, onceUsed, version }: StaticFiles): Promise<string> {
  const result = await build({
    root: config.root,
    base: config.base,
    mode: config.mode,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      {
        name: virtual,
        resolveId: (id) => (id === virtual ? `\0${virtual}` : undefined),
        load: (id) =>
          id === `\0${virtual}`
            ? `export const files = ${JSON.stringify(files)}\nexport const onceUsed = ${JSON.stringify(onceUsed)}\nexport const version = ${JSON.stringify(version)}`
            : undefined,
      },
    ],
    build: {
      write: false,
      target: config.build.target,
      minify: config.command === 'build',
      rolldownOptions: { input: join(config.root, source), output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  })
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : []
  const chunk = outputs.flatMap(({ output }) => output).find((file) => file.type === 'chunk')
  if (!chunk) throw new Error(`${source} gave no script`)
  return chunk.code
}

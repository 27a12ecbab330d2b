import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'
import { developmentHeaders, developmentNonce, securityHeaders } from '#hosts/security.ts'
import { contentSecurityPolicy } from './scripts/vite/content-security-policy.ts'
import { postgresFiles } from './scripts/vite/postgres.ts'
import { serviceWorker } from './scripts/vite/service-worker.ts'
import { startFirst } from './scripts/vite/start-first.ts'

// BASE is the path the site will stand below, such as /dynorama/. It has to be known when building: pages have addresses of
// any depth, so the page cannot refer to its scripts relatively, and a <base> would weaken the security policy.
const base = process.env['BASE'] ?? '/'

// DIST lets two builds stand beside each other.
const outDir = process.env['DIST'] ?? 'dist'

// MSW's interceptors do not declare that importing them has no effect, so those for web sockets would come along unused.
const treeshake = { moduleSideEffects: [{ test: /[\\/]node_modules[\\/]@mswjs[\\/]/, sideEffects: false }] }

export default defineConfig(({ command }) => ({
  base,
  plugins: [
    react(),
    tailwindcss(),
    contentSecurityPolicy(),
    startFirst('start'),
    notFoundPage(),
    postgresFiles(),
    serviceWorker(),
  ],
  resolve: {
    // MSW brings a cookie jar with the whole public-suffix list, 110 KB gzipped; nothing here uses cookies.
    alias: {
      'tough-cookie': join(import.meta.dirname, 'src/hosts/tough-cookie.ts'),
      // The shell of one-off dynos asks for these two; no browser has the one, and nobody there needs the other.
      'node:zlib': join(import.meta.dirname, 'src/shell/zlib.ts'),
      turndown: join(import.meta.dirname, 'src/shell/turndown.ts'),
    },
  },
  ...(command === 'serve' && { html: { cspNonce: developmentNonce } }),
  // Found late, they would make the page reload itself in development.
  optimizeDeps: {
    // It looks for its files beside itself.
    exclude: ['@electric-sql/pglite'],
    include: ['idb', 'msw', 'msw/browser', 'msw/experimental', '@mswjs/interceptors/fetch'],
  },
  server: { port: 4401, strictPort: true, headers: developmentHeaders },
  preview: { port: 4402, strictPort: true, headers: securityHeaders },
  build: {
    outDir,
    emptyOutDir: true,
    target: ['chrome122', 'edge122', 'firefox128', 'safari17.4'],
    sourcemap: true,
    manifest: true, // scripts/budget.ts finds the lazy chunks in it
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake,
      output: {
        // Few files: libraries that every page needs in one, whatever pages share in as few as keep a page from loading much
        // that it does not use. The rest follows the lazy routes.
        codeSplitting: {
          groups: [
            // What starts the world comes before all libraries and needs none.
            {
              name: 'start',
              test: /vite\/preload-helper|[\\/]src[\\/](start\.ts|hosts[\\/]browser[\\/]|client[\\/](connection|memory)\.ts)/,
              tags: ['$initial'],
              priority: 5,
              includeDependenciesRecursively: false,
            },
            { name: 'vendor', test: /[\\/]node_modules[\\/]/, tags: ['$initial'], priority: 4 },
            { name: 'app', tags: ['$initial'], priority: 3 },
            // The contracts and the client come before all pages, and the components before the pages that use them: groups
            // that mixed them would import each other, and a page would start before what it needs.
            { name: 'api', test: /[\\/]src[\\/](client|platform)[\\/]/, priority: 2, includeDependenciesRecursively: false },
            {
              name: 'icons',
              test: /[\\/]node_modules[\\/]lucide-react[\\/]/,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            {
              name: 'ui',
              test: /[\\/]src[\\/]ui[\\/](?!gallery)/,
              minShareCount: 2,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            {
              name: 'shared',
              test: /[\\/]src[\\/]dashboard[\\/]/,
              minShareCount: 2,
              priority: 0,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
      checks: { pluginTimings: false },
      onLog(level, log, handle) {
        // Libraries mark modules for server components; there is no server here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log)
      },
    },
  },
  worker: {
    format: 'es',
    plugins: () => [postgresFiles()],
    rolldownOptions: {
      treeshake,
      output: {
        entryFileNames: 'workers/[name]-[hash].js',
        chunkFileNames: 'workers/parts/[name]-[hash].js',
        codeSplitting: { groups: [{ name: inEngine, priority: 1, includeDependenciesRecursively: false }] },
      },
    },
  },
}))

// By what one build knows of the module; its answers are the same object within a build.
const engines = new WeakMap<Rolldown.ModuleInfo, Set<string>>()

/** Keeps what the world needs from the start in one file, though what loads later shares modules with it. */
function inEngine(id: string, build: { getModuleInfo: (id: string) => Rolldown.ModuleInfo | null }): string | null {
  const root = build.getModuleInfo(join(import.meta.dirname, 'src/hosts/browser/engine.ts'))
  if (!root) return null
  const engine = engines.get(root) ?? new Set()
  const add = (module: Rolldown.ModuleInfo | null) => {
    if (!module || engine.has(module.id)) return
    engine.add(module.id)
    for (const imported of module.importedIds) add(build.getModuleInfo(imported))
  }
  if (engine.size === 0) add(root)
  engines.set(root, engine)
  return engine.has(id) ? 'engine' : null
}

/** Static hosts answer an unknown path with 404.html: with the page there, every address of the dashboard can be opened. */
function notFoundPage(): Plugin {
  return {
    name: 'dynorama:not-found-page',
    apply: 'build',
    writeBundle: ({ dir }) => {
      if (dir) copyFileSync(join(dir, 'index.html'), join(dir, '404.html'))
    },
  }
}

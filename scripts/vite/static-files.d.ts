/** What the build wrote, for the service worker (scripts/vite/service-worker.ts). */
declare module 'virtual:static-files' {
  /** Paths relative to the root of the site, '' for the page itself. Empty in development. */
  export const files: readonly string[]
  /** Files that are large and not everybody needs: kept once they were used. */
  export const onceUsed: readonly string[]
  /** Changes when any of the files does. */
  export const version: string
}

/** What PostgreSQL in a browser is made of (scripts/vite/postgres.ts). */
declare module 'virtual:postgres-files' {
  interface File {
    readonly url: string
    readonly bytes: number
  }
  export const files: {
    readonly program: File
    readonly share: File
    /** A database that has just been set up, as a tar archive, gzipped. */
    readonly base: File
  }
}

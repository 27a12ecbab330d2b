import type { Contents, Target } from './protocol.ts'

/** What has to be known to ask a database. `contentsOf` answers null for one that is gone. */
export async function targetOf(contents: Contents, contentsOf: (addon: string) => Promise<Contents | null>): Promise<Target> {
  const leader = contents.follows === null ? null : await contentsOf(contents.follows)
  if (!leader) return { contents }
  // What it holds is the leader's, which its own users may read there; its backups are its own.
  const credentials = [...leader.credentials, ...contents.credentials]
  const backups = { ...leader.backups, ...contents.backups }
  return { contents: { ...leader, credentials, backups, limits: contents.limits, read_only: true } }
}

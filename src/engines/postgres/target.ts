import type { Contents, Target } from './protocol.ts'

type ContentsOf = (addon: string) => Promise<Contents | null>

/** What has to be known to ask a database. `contentsOf` answers null for one that is gone. */
export async function targetOf(world: string, contents: Contents, contentsOf: ContentsOf): Promise<Target> {
  const leader = contents.follows === null ? null : await contentsOf(contents.follows)
  if (leader) {
    // Its contents are the leader's, which its own users may read there.
    const credentials = [...leader.credentials, ...contents.credentials]
    return targetOf(world, { ...leader, credentials, limits: contents.limits, read_only: true }, contentsOf)
  }
  const sources: Contents[] = []
  const seen = new Set([contents.addon.id])
  const visit = async ({ operations }: Contents) => {
    for (const operation of operations) {
      if (operation.kind !== 'fork' || seen.has(operation.from)) continue
      seen.add(operation.from)
      const source = await contentsOf(operation.from)
      if (!source) continue
      await visit(source)
      sources.push(source)
    }
  }
  await visit(contents)
  return { world, contents, sources }
}

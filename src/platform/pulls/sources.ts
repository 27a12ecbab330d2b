import type { Account } from '#platform/account/model.ts'
import type { SourceTree } from '#platform/builds/types.ts'
import { commitNamed } from '#platform/github/branches.ts'
import { passes, treeAt } from '#platform/github/commits.ts'
import { archiveOf, repoNamed, reposOf } from '#platform/github/repositories.ts'
import { invalid } from '#platform/http/errors.ts'
import type { Pipeline } from '#platform/pipelines/rows.ts'
import type { PlatformWorld } from '#platform/world.ts'

interface Named {
  readonly tree: SourceTree
  readonly sha: string
  readonly message: string | null
  /** Where it is, as a client may name it again. */
  readonly url: string
  /** Whether it is of a commit whose tests fail. */
  readonly fails: boolean
}

const UPLOADED = /\/sources\/([0-9a-f-]{36})\/blob(?:\?.*)?$/
const ARCHIVE = /^https:\/\/github\.com\/([^/]+\/[^/]+)\/archive\/([0-9a-f]{7,40})\.tar\.gz$/

/**
 * The code that a client names by an address: what was uploaded, or a commit on GitHub. Any other address stands for what the pipeline's
 * repository has under `ref`, a branch or a hash; so the CLI does it.
 */
export function sourceNamed(world: PlatformWorld, actor: Account, pipeline: Pipeline, url: string, ref: string): Named {
  const { tables } = world
  const uploaded = tables.sources.get(UPLOADED.exec(url)?.[1] ?? '')?.tree
  if (uploaded) return { tree: uploaded, sha: ref, message: null, url, fails: false }
  const [, name, hash] = ARCHIVE.exec(url) ?? []
  const own = pipeline.repository && repoNamed(tables, pipeline.repository.fullName)
  const repo = name === undefined ? own : [own, ...reposOf(tables, actor)].find((each) => each?.fullName === name)
  const found = repo && commitNamed(world, repo, hash ?? ref)
  if (!repo || !found)
    throw invalid(
      'source_blob url must be the get_url of a source made by POST /sources, or name a commit or a branch of the pipeline’s repository: nothing is fetched from elsewhere.',
    )
  const { commit } = found
  return {
    tree: treeAt(repo, commit),
    sha: commit.sha,
    message: commit.message,
    url: archiveOf(repo, commit.sha),
    fails: !passes(commit),
  }
}

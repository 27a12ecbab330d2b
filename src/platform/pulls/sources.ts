import type { Account } from '#platform/account/model.ts'
import type { Source } from '#platform/builds/model.ts'
import type { SourceTree } from '#platform/builds/types.ts'
import { commitNamed } from '#platform/github/branches.ts'
import { passes, treeAt } from '#platform/github/commits.ts'
import { archiveOf, repoNamed, reposOf, type Repo } from '#platform/github/repositories.ts'
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

/** The source made by POST /sources whose address this is. */
export const uploadedAt = ({ tables }: PlatformWorld, url: string): Source | undefined =>
  tables.sources.get(UPLOADED.exec(url)?.[1] ?? '')

/** The commit in one of these repositories whose archive has this address. */
export function archivedAt(world: PlatformWorld, repos: readonly Repo[], url: string) {
  const [, name, hash = ''] = ARCHIVE.exec(url) ?? []
  const repo = repos.find(({ fullName }) => fullName === name)
  const found = repo && commitNamed(world, repo, hash)
  return repo && found ? { repo, commit: found.commit } : null
}

/**
 * The code that a client names by an address: what was uploaded, or a commit on GitHub. Any other address stands for what the pipeline's
 * repository has under `ref`, a branch or a hash; so the CLI does it.
 */
export function sourceNamed(world: PlatformWorld, actor: Account, pipeline: Pipeline, url: string, ref: string): Named {
  const { tables } = world
  const uploaded = uploadedAt(world, url)?.tree
  if (uploaded) return { tree: uploaded, sha: ref, message: null, url, fails: false }
  const own = pipeline.repository && repoNamed(tables, pipeline.repository.fullName)
  const repos = own ? [own, ...reposOf(tables, actor)] : reposOf(tables, actor)
  const named = ARCHIVE.test(url)
    ? archivedAt(world, repos, url)
    : own && { repo: own, commit: commitNamed(world, own, ref)?.commit }
  if (!named?.commit)
    throw invalid(
      'source_blob url must be the get_url of a source made by POST /sources, or name a commit or a branch of the pipeline’s repository: nothing is fetched from elsewhere.',
    )
  const { repo, commit } = named
  return {
    tree: treeAt(repo, commit),
    sha: commit.sha,
    message: commit.message,
    url: archiveOf(repo, commit.sha),
    fails: !passes(commit),
  }
}

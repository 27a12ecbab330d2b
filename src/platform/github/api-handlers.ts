import { hash, hex } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import { notFound } from '#platform/http/errors.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { commitNamed, commitsOn } from './branches.ts'
import { githubApi } from './contract.ts'
import { defaultBranch, emailOn, idOf, loginOf, reposOf, type Repo } from './repositories.ts'

/** How far back a comparison goes. */
const FAR = 120

/** A person's account on GitHub, with the token that GitHub knows them by. */
export const githubAccount = ({ seed }: PlatformWorld, person: Account) => ({
  token: `gho_${hex(36, seed, 'github token', person.email)}`,
  user_id: hash('github user', person.email),
  login: loginOf(emailOn(person)),
})

/** A repository that the one whose token this is may read; as on GitHub, all others are not there. */
function readable(world: PlatformWorld, authorization: string | undefined, fullName: string): Repo {
  const token = /^token (\S+)$/i.exec(authorization ?? '')?.[1]
  const person = world.tables.accounts.all().find((row) => githubAccount(world, row).token === token)
  const repo = person && reposOf(world.tables, person).find((each) => each.fullName === fullName)
  if (!repo) throw notFound('repository')
  return repo
}

export const githubApiRoutes = implement(githubApi, {
  repo: ({ world, headers, params }) => {
    const repo = readable(world, headers['authorization'], `${params.owner}/${params.repo}`)
    return {
      id: idOf(repo),
      full_name: repo.fullName,
      description: repo.about,
      private: repo.private,
      default_branch: defaultBranch(repo),
    }
  },
  compare: ({ world, tables, headers, params }) => {
    const repo = readable(world, headers['authorization'], `${params.owner}/${params.repo}`)
    const [from = '', to = ''] = params.range.split('...')
    const base = commitNamed(world, repo, from)?.commit
    const head = commitNamed(world, repo, to)
    if (!base || !head) throw notFound('commit')
    const between = (after: number, until: number) =>
      commitsOn(world, repo, head.branch, until, FAR).filter(({ at }) => at > after)
    const ahead = between(base.at, head.commit.at)
    return {
      ahead_by: ahead.length,
      behind_by: between(head.commit.at, base.at).length,
      total_commits: ahead.length,
      commits: ahead.toReversed().map(({ sha, message, author, at }) => ({
        sha,
        commit: { message, author: { name: tables.accounts.first('email', author)?.name ?? loginOf(author), date: iso(at) } },
      })),
    }
  },
})

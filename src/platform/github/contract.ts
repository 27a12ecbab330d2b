import * as z from 'zod/mini'
import { endpoint, person, timestamp, uuid } from '#platform/http/contract.ts'

// The connection of an app to a repository on GitHub (heroku-facts A.6). Paths and fields of the link are those of the service that
// Heroku's dashboard and CLI ask for it; what it would ask GitHub itself for is beside it.

const Link = z.object({
  id: uuid,
  app_id: uuid,
  /** 'owner/name' */
  repo: z.string(),
  repo_id: z.number(),
  /** The branch that automatic deploys follow. */
  branch: z.string(),
  auto_deploy: z.boolean(),
  wait_for_ci: z.boolean(),
  pull_requests: z.object({ enabled: z.boolean(), auto_provision: z.boolean(), auto_destroy: z.boolean() }),
  stale_days: z.nullable(z.number()),
  /** Who connected it: builds are theirs. */
  user: person,
  created_at: timestamp,
  updated_at: timestamp,
})

const Connection = z.object({
  link: z.nullable(Link),
  /** Why automatic deploys were switched off by the platform; null if they were not. */
  stopped: z.nullable(z.enum(['rollback', 'access'])),
})
export type Connection = z.infer<typeof Connection>

const Repository = z.object({
  id: z.number(),
  full_name: z.string(),
  description: z.string(),
  language: z.nullable(z.string()),
  private: z.boolean(),
  default_branch: z.string(),
  pushed_at: z.nullable(timestamp),
})
export type Repository = z.infer<typeof Repository>

const CheckState = z.enum(['pending', 'success', 'failure'])

const Commit = z.object({
  sha: z.string(),
  message: z.string(),
  date: timestamp,
  author: z.object({ login: z.string(), name: z.string(), email: z.string() }),
  files: z.array(z.object({ filename: z.string(), additions: z.number(), deletions: z.number() })),
  /** Of all checks together; null where the repository has none. */
  state: z.nullable(CheckState),
  checks: z.array(z.object({ name: z.string(), state: CheckState, completed_at: z.nullable(timestamp) })),
  /** The newest build of it for the app. */
  build: z.nullable(z.object({ id: uuid, status: z.enum(['failed', 'pending', 'succeeded']) })),
  /** Whether it is what the app runs now. */
  live: z.boolean(),
})
export type Commit = z.infer<typeof Commit>

const Branch = z.object({
  name: z.string(),
  commit: z.nullable(z.object({ sha: z.string(), message: z.string(), date: timestamp })),
})
export type Branch = z.infer<typeof Branch>

const reads = ['githubLinks'] as const

export const github = {
  token: endpoint({
    method: 'GET',
    path: '/account/github/token',
    title: 'Show the account on GitHub',
    action: 'account.lists',
    response: z.object({ github: z.object({ token: z.string(), user_id: z.number(), login: z.string() }) }),
  }),
  repositories: endpoint({
    method: 'GET',
    path: '/account/github/repositories',
    title: 'List repositories on GitHub',
    action: 'account.lists',
    query: z.object({ q: z.optional(z.string()) }),
    response: z.array(Repository),
  }),
  info: endpoint({
    method: 'GET',
    path: '/apps/:app/github',
    title: 'Show the connection to GitHub',
    action: 'app.view',
    response: Link,
    reads,
  }),
  connect: endpoint({
    method: 'POST',
    path: '/apps/:app/github',
    title: 'Connect to a repository on GitHub',
    action: 'build.create',
    body: z.object({ repo: z.string() }),
    response: Link,
    status: 201,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/apps/:app/github',
    title: 'Change automatic deploys from GitHub',
    action: 'build.create',
    body: z.object({
      branch: z.optional(z.string()),
      auto_deploy: z.optional(z.boolean()),
      wait_for_ci: z.optional(z.boolean()),
    }),
    response: Link,
  }),
  disconnect: endpoint({
    method: 'DELETE',
    path: '/apps/:app/github',
    title: 'Disconnect from GitHub',
    action: 'build.create',
    response: Link,
  }),
  push: endpoint({
    method: 'POST',
    path: '/apps/:app/github/push',
    title: 'Deploy a branch from GitHub',
    action: 'build.create',
    body: z.object({ branch: z.string() }),
    response: z.object({ branch: z.string(), sha: z.string(), build: z.object({ id: uuid }) }),
    status: 201,
  }),
  branches: endpoint({
    method: 'GET',
    path: '/apps/:app/github/branches',
    title: 'List the branches of the connected repository',
    action: 'app.view',
    response: z.array(Branch),
    reads,
  }),
  commits: endpoint({
    method: 'GET',
    path: '/apps/:app/github/commits',
    title: 'List the latest commits of a branch',
    action: 'app.view',
    query: z.object({ branch: z.string() }),
    response: z.array(Commit),
    reads: ['githubLinks', 'builds', 'apps'],
  }),
  /** The connection, or that there is none, which is no error. */
  connection: endpoint({
    method: 'GET',
    path: '/control/apps/:app/github',
    title: 'Show whether an app is connected to GitHub',
    action: 'app.view',
    response: Connection,
    reads,
  }),
}

const onGithub = '/repos/:owner/:repo'

/** What the CLI asks api.github.com itself for, with the token above. */
export const githubApi = {
  repo: endpoint({
    method: 'GET',
    path: onGithub,
    title: 'Show a repository, as GitHub does',
    open: true,
    response: z.object({
      id: z.number(),
      full_name: z.string(),
      description: z.string(),
      private: z.boolean(),
      default_branch: z.string(),
    }),
  }),
  compare: endpoint({
    method: 'GET',
    path: `${onGithub}/compare/:range`,
    title: 'Compare two commits, as GitHub does',
    open: true,
    response: z.object({
      ahead_by: z.number(),
      behind_by: z.number(),
      total_commits: z.number(),
      commits: z.array(
        z.object({
          sha: z.string(),
          commit: z.object({ message: z.string(), author: z.object({ name: z.string(), date: timestamp }) }),
        }),
      ),
    }),
  }),
}

import * as z from 'zod/mini'
import { endpoint, named, timestamp, uuid } from '#platform/http/contract.ts'

// The connection of a pipeline to a repository, by the paths of the service that Heroku's dashboard and CLI ask for it; and the pull
// requests of the simulated GitHub.

const Connected = z.object({
  ci: z.boolean(),
  organization: z.nullable(named),
  pipeline: z.object({ id: uuid }),
  repository: z.object({ id: z.number(), name: z.string(), type: z.string() }),
})

const RunRef = z.object({ id: uuid, number: z.number(), status: z.string() })

const Pull = z.object({
  id: uuid,
  number: z.number(),
  title: z.string(),
  branch: z.string(),
  state: z.enum(['open', 'merged', 'closed']),
  author: z.string(),
  created_at: timestamp,
  updated_at: timestamp,
  commits: z.array(z.object({ sha: z.string(), message: z.string(), date: timestamp })),
  /** The newest tests of its newest commit. */
  test_run: z.nullable(RunRef),
  review_app: z.nullable(
    z.object({
      id: uuid,
      app: z.nullable(named),
      status: z.enum(['pending', 'creating', 'created', 'deleting', 'errored']),
      message: z.nullable(z.string()),
    }),
  ),
})
export type Pull = z.infer<typeof Pull>

/** Whether the tests of a commit that is made by hand pass. */
const Tests = z.enum(['pass', 'fail'], { error: 'Tests either pass or fail.' })
const Title = z.string().check(z.trim(), z.minLength(1, 'Say what it does.'), z.maxLength(100, 'At most 100 characters.'))
const Branch = z
  .string()
  .check(z.regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,59}$/, 'A branch has up to 60 letters, digits, dots, dashes and underscores.'))

const repository = '/pipelines/:pipeline/repository'
const one = '/control/pipelines/:pipeline/pulls/:pull'

export const repositories = {
  info: endpoint({
    method: 'GET',
    path: repository,
    title: 'Show the repository of a pipeline',
    action: 'pipeline.view',
    response: Connected,
    reads: ['pipelines'],
  }),
  connect: endpoint({
    method: 'POST',
    path: repository,
    title: 'Connect a pipeline to a repository',
    action: 'pipeline.edit',
    body: z.object({ repository: z.union([z.string(), z.number()]) }),
    response: Connected,
    status: 201,
  }),
  update: endpoint({
    method: 'PATCH',
    path: repository,
    title: 'Switch tests on or off',
    action: 'pipeline.edit',
    body: z.object({ ci: z.optional(z.boolean()), organization: z.optional(z.unknown()) }),
    response: Connected,
  }),
  disconnect: endpoint({
    method: 'DELETE',
    path: repository,
    title: 'Disconnect a pipeline from its repository',
    action: 'pipeline.edit',
    response: Connected,
  }),
  repo: endpoint({
    method: 'GET',
    path: '/pipelines/:pipeline/repo',
    title: 'Show the name of the repository of a pipeline',
    action: 'pipeline.view',
    response: z.object({ id: z.number(), full_name: z.string() }),
    reads: ['pipelines'],
  }),
  branch: endpoint({
    method: 'GET',
    path: '/pipelines/:pipeline/repo/branches/:branch',
    title: 'Show a branch of the repository',
    action: 'pipeline.view',
    response: z.object({ name: z.string(), commit: z.object({ sha: z.string(), message: z.string() }) }),
    reads: ['pipelines', 'pulls'],
  }),
  tarball: endpoint({
    method: 'GET',
    path: '/github/repos/:owner/:repo/tarball/:ref',
    title: 'Show where the files of a commit are',
    response: z.object({ archive_link: z.string() }),
  }),
}

export const pulls = {
  list: endpoint({
    method: 'GET',
    path: '/control/pipelines/:pipeline/pulls',
    title: 'List pull requests',
    action: 'pipeline.view',
    response: z.array(Pull),
    reads: ['pulls', 'reviewApps', 'testRuns', 'pipelines', 'apps'],
  }),
  open: endpoint({
    method: 'POST',
    path: '/control/pipelines/:pipeline/pulls',
    title: 'Open a pull request',
    action: 'pipeline.develop',
    body: z.object({ title: Title, branch: z.optional(Branch), tests: z.optional(Tests) }),
    response: Pull,
    status: 201,
  }),
  push: endpoint({
    method: 'POST',
    path: `${one}/commits`,
    title: 'Push to a pull request',
    action: 'pipeline.develop',
    body: z.object({ message: Title, tests: z.optional(Tests) }),
    response: Pull,
    status: 201,
  }),
  end: endpoint({
    method: 'PATCH',
    path: one,
    title: 'Merge or close a pull request',
    action: 'pipeline.develop',
    body: z.object({ state: z.enum(['merged', 'closed'], { error: 'A pull request is merged or closed.' }) }),
    response: Pull,
  }),
}

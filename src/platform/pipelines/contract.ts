import * as z from 'zod/mini'
import { Build } from '#platform/builds/contract.ts'
import { ConfigVars } from '#platform/config/contract.ts'
import { endpoint, named, person, timestamp, uuid } from '#platform/http/contract.ts'
import { Release } from '#platform/releases/contract.ts'
import { config } from '#platform/config/contract.ts'

// Pipelines (heroku-facts A.12): apps of the same code by stage, and how code goes from one to the next.

export const Stage = z.enum(['review', 'development', 'staging', 'production'], {
  error: 'Stage must be review, development, staging or production.',
})
export type Stage = z.infer<typeof Stage>

/** heroku-facts G.6 */
export const PipelineName = z
  .string()
  .check(
    z.regex(
      /^[a-z][a-z0-9-]{2,29}$/,
      'Name must be 3 to 30 characters: lowercase letters, digits and dashes, starting with a letter.',
    ),
  )

const Owner = z.object({ id: z.string(), type: z.enum(['team', 'user'], { error: 'The type of an owner is team or user.' }) })

const Pipeline = z.object({
  created_at: timestamp,
  generation: named,
  id: uuid,
  name: z.string(),
  owner: Owner,
  updated_at: timestamp,
})
export type Pipeline = z.infer<typeof Pipeline>

const Coupling = z.object({
  app: z.object({ id: uuid }),
  created_at: timestamp,
  id: uuid,
  pipeline: named,
  stage: Stage,
  updated_at: timestamp,
})
export type Coupling = z.infer<typeof Coupling>

const Promotion = z.object({
  created_at: timestamp,
  id: uuid,
  pipeline: z.object({ id: uuid }),
  source: z.object({ app: z.object({ id: uuid }), release: z.object({ id: uuid }) }),
  status: z.enum(['pending', 'completed']),
  updated_at: timestamp,
})

const PromotionTarget = z.object({
  app: z.object({ id: uuid }),
  error_message: z.nullable(z.string()),
  id: uuid,
  pipeline_promotion: z.object({ id: uuid }),
  release: z.nullable(z.object({ id: uuid })),
  status: z.enum(['pending', 'succeeded', 'failed']),
})

/** What a promotion would do to one target, and why it may not be made. */
const Preview = z.object({
  app: named,
  /** Why it cannot be promoted to; null if it can. */
  refused: z.nullable(z.string()),
  /** What runs there now. */
  release: z.nullable(z.object({ version: z.number(), description: z.string() })),
  /** How many commits the source is ahead; null where their histories do not meet. */
  ahead: z.nullable(z.number()),
  behind: z.nullable(z.number()),
  /** The commits that would come, the newest first. */
  commits: z.array(
    z.object({ sha: z.string(), message: z.nullable(z.string()), author: z.nullable(z.string()), date: timestamp }),
  ),
  /** Names of config vars that only the source, or only the target has; null for those who may not read them. */
  config: z.nullable(z.object({ missing: z.array(z.string()), extra: z.array(z.string()) })),
  /** The command of its release phase, which has to succeed first. */
  release_command: z.nullable(z.string()),
})
export type Preview = z.infer<typeof Preview>

/** An app's card on a pipeline's page. */
const Card = z.object({
  coupling: uuid,
  stage: Stage,
  app: named,
  region: z.string(),
  locked: z.boolean(),
  health: z.string(),
  summary: z.string(),
  permissions: z.array(z.string()),
  release: z.nullable(
    z.object({
      version: z.number(),
      description: z.string(),
      created_at: timestamp,
      user: person,
      commit: z.nullable(z.string()),
      message: z.nullable(z.string()),
    }),
  ),
  /** Compared with the first app of the next stage that is left; null where there is none, or nothing to compare. */
  next: z.nullable(z.object({ app: z.string(), ahead: z.nullable(z.number()), behind: z.nullable(z.number()) })),
  /** A promotion to it that is under way. */
  promoting: z.boolean(),
})
export type AppCard = z.infer<typeof Card>

const Board = z.object({
  pipeline: Pipeline,
  owner_name: z.string(),
  permissions: z.array(z.string()),
  /** The repository on GitHub that it is connected to, and what is done for what happens there. */
  repository: z.nullable(z.string()),
  ci: z.boolean(),
  reviews: z.nullable(
    z.object({
      automatic: z.boolean(),
      wait_for_ci: z.boolean(),
      stale_days: z.nullable(z.number()),
      base_name: z.nullable(z.string()),
    }),
  ),
  apps: z.array(Card),
  /** How many of its apps the asker may not see. */
  hidden: z.number(),
})
export type Board = z.infer<typeof Board>

const Listed = z.object({
  id: uuid,
  name: z.string(),
  owner: z.object({ type: z.enum(['team', 'user']), name: z.string() }),
  /** The number of apps by stage. */
  stages: z.object({ review: z.number(), development: z.number(), staging: z.number(), production: z.number() }),
  /** The worst of its apps that the asker may see: a sentence, or null if all are well. */
  trouble: z.nullable(z.string()),
  /** When code last went to production. */
  released_at: z.nullable(timestamp),
})
export type ListedPipeline = z.infer<typeof Listed>

const Person = z.object({ user: person, name: z.string(), permissions: z.array(z.string()) })
export type PipelinePerson = z.infer<typeof Person>

const one = '/pipelines/:pipeline'
const reads = ['pipelines', 'couplings', 'members'] as const
const health = ['apps', 'dynos', 'builds', 'releases', 'formations', 'collaborators'] as const
const appId = z.object({ id: z.string() })

export const pipelines = {
  list: endpoint({
    method: 'GET',
    path: '/pipelines',
    title: 'List pipelines',
    action: 'account.lists',
    query: z.object({ 'eq[name]': z.optional(z.string()) }),
    response: z.array(Pipeline),
    list: { sort: ['id', 'name'] },
    reads,
  }),
  create: endpoint({
    method: 'POST',
    path: '/pipelines',
    title: 'Create a pipeline',
    body: z.object({ name: PipelineName, owner: z.optional(z.nullable(Owner)) }),
    response: Pipeline,
    status: 201,
  }),
  info: endpoint({ method: 'GET', path: one, title: 'Show a pipeline', action: 'pipeline.view', response: Pipeline, reads }),
  update: endpoint({
    method: 'PATCH',
    path: one,
    title: 'Rename a pipeline',
    action: 'pipeline.edit',
    body: z.object({ name: z.optional(PipelineName) }),
    response: Pipeline,
  }),
  delete: endpoint({ method: 'DELETE', path: one, title: 'Delete a pipeline', action: 'pipeline.edit', response: Pipeline }),
  transfer: endpoint({
    method: 'POST',
    path: '/pipeline-transfers',
    title: 'Transfer a pipeline',
    body: z.object({ pipeline: appId, new_owner: Owner }),
    response: z.object({ pipeline: z.object({ id: uuid }), previous_owner: Owner, new_owner: Owner }),
    status: 201,
  }),
  stack: endpoint({
    method: 'GET',
    path: `${one}/pipeline-stack`,
    title: 'Show the stack of its next builds',
    action: 'pipeline.view',
    response: z.object({ stack: z.nullable(named) }),
    reads: [...reads, 'apps'],
  }),
  vars: endpoint({
    method: 'GET',
    path: `${one}/stage/:stage/config-vars`,
    title: 'Show config vars of a stage',
    action: 'pipeline.config',
    response: ConfigVars,
    reads,
  }),
  updateVars: endpoint({
    method: 'PATCH',
    path: `${one}/stage/:stage/config-vars`,
    title: 'Set and remove config vars of a stage',
    action: 'pipeline.config',
    body: config.update.body,
    response: ConfigVars,
  }),
  latestBuilds: endpoint({
    method: 'GET',
    path: `${one}/latest-builds`,
    title: 'List the latest build of each app',
    action: 'pipeline.view',
    response: z.array(Build),
    reads: [...reads, 'builds'],
  }),
  latestReleases: endpoint({
    method: 'GET',
    path: `${one}/latest-releases`,
    title: 'List the latest release of each app',
    action: 'pipeline.view',
    response: z.array(Release),
    reads: [...reads, 'releases'],
  }),
  latestDeployments: endpoint({
    method: 'GET',
    path: `${one}/latest-deployments`,
    title: 'List the latest release of new code of each app',
    action: 'pipeline.view',
    response: z.array(Release),
    reads: [...reads, 'releases'],
  }),
}

export const couplings = {
  list: endpoint({
    method: 'GET',
    path: '/pipeline-couplings',
    title: 'List the places of apps in pipelines',
    action: 'account.lists',
    response: z.array(Coupling),
    list: { sort: ['id'] },
    reads,
  }),
  ofUser: endpoint({
    method: 'GET',
    path: '/users/:account/pipeline-couplings',
    title: 'List the places of your apps in pipelines',
    action: 'account.lists',
    response: z.array(Coupling),
    list: { sort: ['id'] },
    reads,
  }),
  ofTeam: endpoint({
    method: 'GET',
    path: '/teams/:team/pipeline-couplings',
    title: "List the places of a team's apps in pipelines",
    action: 'team.view',
    response: z.array(Coupling),
    list: { sort: ['id'] },
    reads,
  }),
  ofPipeline: endpoint({
    method: 'GET',
    path: `${one}/pipeline-couplings`,
    title: 'List the apps of a pipeline',
    action: 'pipeline.view',
    response: z.array(Coupling),
    list: { sort: ['id'] },
    reads,
  }),
  ofApp: endpoint({
    method: 'GET',
    path: '/apps/:app/pipeline-couplings',
    title: "Show an app's place in a pipeline",
    action: 'app.view',
    response: Coupling,
    reads,
  }),
  create: endpoint({
    method: 'POST',
    path: '/pipeline-couplings',
    title: 'Add an app to a pipeline',
    body: z.object({ app: z.string(), pipeline: z.string(), stage: Stage }),
    response: Coupling,
    status: 201,
  }),
  info: endpoint({
    method: 'GET',
    path: '/pipeline-couplings/:coupling',
    title: "Show an app's place",
    response: Coupling,
    reads,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/pipeline-couplings/:coupling',
    title: 'Move an app to another stage',
    body: z.object({ stage: Stage }),
    response: Coupling,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/pipeline-couplings/:coupling',
    title: 'Remove an app from its pipeline',
    response: Coupling,
  }),
}

export const promotions = {
  create: endpoint({
    method: 'POST',
    path: '/pipeline-promotions',
    title: 'Promote an app to others',
    body: z.object({
      pipeline: appId,
      source: z.object({ app: appId }),
      targets: z.array(z.object({ app: appId })).check(z.minLength(1, 'Name at least one target.'), z.maxLength(100)),
    }),
    response: Promotion,
    status: 201,
  }),
  info: endpoint({
    method: 'GET',
    path: '/pipeline-promotions/:promotion',
    title: 'Show a promotion',
    response: Promotion,
    reads: ['promotions', 'releases'],
  }),
  targets: endpoint({
    method: 'GET',
    path: '/pipeline-promotions/:promotion/promotion-targets',
    title: 'Show how far a promotion has come',
    response: z.array(PromotionTarget),
    reads: ['promotions', 'releases'],
  }),
}

/** What the pages of pipelines show, in one answer each. */
export const boards = {
  all: endpoint({
    method: 'GET',
    path: '/control/pipelines',
    title: 'Show every pipeline with its stages',
    action: 'account.lists',
    response: z.array(Listed),
    reads: [...reads, ...health],
  }),
  one: endpoint({
    method: 'GET',
    path: '/control/pipelines/:pipeline',
    title: 'Show a pipeline with how its apps are doing',
    action: 'pipeline.view',
    response: Board,
    reads: [...reads, ...health],
  }),
  preview: endpoint({
    method: 'GET',
    path: '/control/apps/:app/promotion',
    title: 'Show what a promotion would bring',
    action: 'app.view',
    response: z.array(Preview),
    reads: ['couplings', 'releases', 'apps', 'collaborators'],
  }),
  people: endpoint({
    method: 'GET',
    path: '/control/pipelines/:pipeline/people',
    title: 'List who may do what with a pipeline',
    action: 'pipeline.view',
    response: z.array(Person),
    reads: [...reads, 'collaborators'],
  }),
  ofApp: endpoint({
    method: 'GET',
    path: '/control/apps/:app/pipeline',
    title: 'Show whether an app is in a pipeline',
    action: 'app.view',
    response: z.object({ coupling: z.nullable(Coupling) }),
    reads,
  }),
}

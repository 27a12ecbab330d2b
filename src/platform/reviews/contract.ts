import * as z from 'zod/mini'
import { endpoint, timestamp, uuid } from '#platform/http/contract.ts'

// Review apps of a pipeline (heroku-facts A.12).

export const STALE_DAYS = [1, 2, 5, 14, 30] as const

const Config = z.object({
  automatic_review_apps: z.boolean(),
  base_name: z.nullable(z.string()),
  deploy_target: z.nullable(z.object({ id: z.string(), type: z.string() })),
  destroy_stale_apps: z.boolean(),
  pipeline_id: uuid,
  repo: z.object({ id: z.number() }),
  stale_days: z.number(),
  wait_for_ci: z.boolean(),
})

const ReviewApp = z.object({
  app: z.nullable(z.object({ id: uuid })),
  app_setup: z.nullable(z.object({ id: uuid })),
  branch: z.string(),
  created_at: timestamp,
  creator: z.object({ id: uuid }),
  error_status: z.nullable(z.string()),
  fork_repo: z.null(),
  id: uuid,
  message: z.nullable(z.string()),
  pipeline: z.object({ id: uuid }),
  pr_number: z.nullable(z.number()),
  status: z.enum(['pending', 'creating', 'created', 'deleting', 'deleted', 'errored']),
  updated_at: timestamp,
  wait_for_ci: z.boolean(),
})

const settings = {
  automatic_review_apps: z.optional(z.boolean()),
  base_name: z.optional(
    z.nullable(
      z
        .string()
        .check(
          z.regex(
            /^[a-z][a-z0-9-]{0,19}$/,
            'A base name has up to 20 lowercase letters, digits and dashes, and begins with a letter.',
          ),
        ),
    ),
  ),
  deploy_target: z.optional(z.unknown()),
  destroy_stale_apps: z.optional(z.boolean()),
  stale_days: z.optional(z.literal(STALE_DAYS, { error: `stale_days must be one of ${STALE_DAYS.join(', ')}.` })),
  wait_for_ci: z.optional(z.boolean()),
  pipeline: z.optional(z.string()),
}
const config = '/pipelines/:pipeline/review-app-config'
const reads = ['reviewApps', 'pipelines'] as const

export const reviews = {
  config: endpoint({
    method: 'GET',
    path: config,
    title: 'Show how review apps come and go',
    action: 'pipeline.view',
    response: Config,
    reads,
  }),
  enable: endpoint({
    method: 'POST',
    path: config,
    title: 'Enable review apps',
    action: 'pipeline.edit',
    body: z.object({ ...settings, repo: z.string() }),
    response: Config,
    status: 201,
  }),
  configure: endpoint({
    method: 'PATCH',
    path: config,
    title: 'Change how review apps come and go',
    action: 'pipeline.edit',
    body: z.object({ ...settings, repo: z.optional(z.string()) }),
    response: Config,
  }),
  disable: endpoint({
    method: 'DELETE',
    path: config,
    title: 'Disable review apps',
    action: 'pipeline.edit',
    response: Config,
  }),
  list: endpoint({
    method: 'GET',
    path: '/pipelines/:pipeline/review-apps',
    title: 'List review apps',
    action: 'pipeline.view',
    response: z.array(ReviewApp),
    list: { sort: ['id'] },
    reads,
  }),
  ofApp: endpoint({
    method: 'GET',
    path: '/apps/:app/review-app',
    title: 'Show the review app that an app is',
    action: 'app.view',
    response: ReviewApp,
    reads,
  }),
  create: endpoint({
    method: 'POST',
    path: '/review-apps',
    title: 'Create a review app',
    body: z.object({
      branch: z.string().check(z.minLength(1, 'Name the branch.'), z.maxLength(255)),
      pipeline: z.string(),
      source_blob: z.object({ url: z.string(), version: z.optional(z.nullable(z.string())) }),
      pr_number: z.optional(z.nullable(z.number())),
      environment: z.optional(z.nullable(z.record(z.string(), z.string()))),
      fork_repo_id: z.optional(z.nullable(z.number())),
    }),
    response: ReviewApp,
    status: 201,
  }),
  info: endpoint({ method: 'GET', path: '/review-apps/:review', title: 'Show a review app', response: ReviewApp, reads }),
  delete: endpoint({ method: 'DELETE', path: '/review-apps/:review', title: 'Delete a review app', response: ReviewApp }),
}

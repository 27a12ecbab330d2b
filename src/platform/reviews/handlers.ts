import type { Account } from '#platform/account/model.ts'
import { idOf } from '#platform/github/repositories.ts'
import { conflict, invalid, notFound } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { iso } from '#platform/http/wire.ts'
import type { BodyOf } from '#platform/http/contract.ts'
import type { PipelineAction } from '#platform/permissions/contract.ts'
import { pipelineFor } from '#platform/pipelines/access.ts'
import type { Pipeline, ReviewSettings } from '#platform/pipelines/rows.ts'
import { follow, repoOf } from '#platform/pulls/model.ts'
import { sourceNamed } from '#platform/pulls/sources.ts'
import type { PlatformWorld, Tables } from '#platform/world.ts'
import { reviews } from './contract.ts'
import { createReview, goStale, leave, settingsOf } from './model.ts'
import type { ReviewApp } from './rows.ts'

const DEFAULT_STALE_DAYS = 5

function wireConfig(tables: Tables, pipeline: Pipeline) {
  const { reviews: settings } = pipeline
  if (!settings) throw notFound('review_app_config', 'review app config: review apps are not enabled')
  return {
    automatic_review_apps: settings.automatic,
    base_name: settings.baseName,
    deploy_target: null,
    destroy_stale_apps: settings.staleDays !== null,
    pipeline_id: pipeline.id,
    repo: { id: idOf(repoOf(tables, pipeline)) },
    stale_days: settings.staleDays ?? DEFAULT_STALE_DAYS,
    wait_for_ci: settings.waitForCi,
  }
}

const wireReview = (row: ReviewApp) => ({
  app: row.appId === null ? null : { id: row.appId },
  app_setup: row.setupId === null ? null : { id: row.setupId },
  branch: row.branch,
  created_at: iso(row.createdAt),
  creator: { id: row.userId },
  error_status: row.status === 'errored' ? 'errored' : null,
  fork_repo: null,
  id: row.id,
  message: row.failure,
  pipeline: { id: row.pipelineId },
  pr_number: row.prNumber,
  status: row.status,
  updated_at: iso(row.updatedAt),
  wait_for_ci: row.waitForCi,
})

/** Changes the settings that are asked for; what there is of review apps goes stale by the new ones. */
function configure(
  world: PlatformWorld,
  pipeline: Pipeline,
  before: ReviewSettings,
  asked: BodyOf<typeof reviews.configure>,
): Pipeline {
  const { tables, now } = world
  if (asked.deploy_target)
    throw invalid('Review apps are made in the region of the pipeline’s other apps: leave deploy_target out.')
  if (asked.repo !== undefined && asked.repo.toLowerCase() !== pipeline.repository?.fullName.toLowerCase())
    throw invalid(`The pipeline is connected to ${pipeline.repository?.fullName ?? 'no repository'}, not to ${asked.repo}.`)
  const destroys = asked.destroy_stale_apps ?? before.staleDays !== null
  const changed = tables.pipelines.update(pipeline.id, {
    reviews: {
      ...before,
      automatic: asked.automatic_review_apps ?? before.automatic,
      waitForCi: asked.wait_for_ci ?? before.waitForCi,
      staleDays: destroys ? (asked.stale_days ?? before.staleDays ?? DEFAULT_STALE_DAYS) : null,
      baseName: asked.base_name === undefined ? before.baseName : asked.base_name,
    },
    updatedAt: now,
  })
  for (const review of tables.reviewApps.by('pipeline', pipeline.id)) goStale(world, changed, review.id)
  follow(world, changed)
  return changed
}

/** A review app of a pipeline with which the person may do this. */
function reviewFor(tables: Tables, actor: Account, id: string, action: PipelineAction): ReviewApp {
  const review = tables.reviewApps.get(id)
  if (!review) throw notFound('review_app', 'review app')
  pipelineFor(tables, actor, review.pipelineId, action)
  return review
}

export const reviewRoutes = implement(reviews, {
  config: ({ tables, pipeline }) => wireConfig(tables, pipeline),
  enable: ({ world, tables, pipeline, body, now }) => {
    repoOf(tables, pipeline)
    if (pipeline.reviews) throw conflict(`Review apps are enabled for ${pipeline.name} already.`)
    const first = { automatic: false, waitForCi: false, staleDays: null, baseName: null, createdAt: now }
    return wireConfig(tables, configure(world, pipeline, first, body))
  },
  configure: ({ world, tables, pipeline, body }) => wireConfig(tables, configure(world, pipeline, settingsOf(pipeline), body)),
  disable: ({ tables, pipeline, now }) => {
    const gone = wireConfig(tables, pipeline)
    tables.pipelines.update(pipeline.id, { reviews: null, updatedAt: now })
    return gone
  },
  list: ({ tables, pipeline }) => listOf(tables.reviewApps.by('pipeline', pipeline.id), { id: (row) => row.id }, wireReview),
  ofApp: ({ tables, app }) => {
    const review = tables.reviewApps.first('app', app.id)
    if (!review) throw notFound('review_app', 'review app')
    return wireReview(review)
  },
  create: ({ world, tables, actor, body }) => {
    const pipeline = pipelineFor(tables, actor, body.pipeline, 'pipeline.develop')
    const pull = tables.pulls
      .by('repo', pipeline.repository?.fullName ?? '')
      .find(
        ({ state, branch, number }) => state === 'open' && (body.pr_number ? number === body.pr_number : branch === body.branch),
      )
    if (body.pr_number && !pull) throw invalid(`There is no open pull request #${body.pr_number}.`)
    const { url, version } = body.source_blob
    follow(world, pipeline)
    const named = sourceNamed(world, actor, pipeline, url, version ?? body.branch)
    const review = createReview(world, pipeline, {
      branch: body.branch,
      prNumber: pull?.number ?? null,
      pullId: pull?.id ?? null,
      sha: named.sha,
      message: named.message,
      url: named.url,
      tree: named.tree,
      userId: actor.id,
      env: body.environment ?? {},
    })
    return wireReview(review)
  },
  info: ({ tables, actor, params }) => wireReview(reviewFor(tables, actor, params.review, 'pipeline.view')),
  delete: ({ world, tables, actor, params }) => {
    const review = reviewFor(tables, actor, params.review, 'pipeline.develop')
    return wireReview(leave(world, review))
  },
})

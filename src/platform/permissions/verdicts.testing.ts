import type { Action } from './contract.ts'

// Whom the endpoints are for that name no action of their own. An endpoint that is neither here nor has an action, and is not
// open to anyone, fails endpoints.test.ts.

/** An action, or: anyone at all; whoever is signed in. */
export type Verdict = Action | 'open' | 'signed in'

const lines = (text: string) => text.trim().split(/\n\s*/)

/** Endpoints without an action of their own, by whom they are for. */
const VERDICTS: readonly (readonly [Verdict, readonly string[]])[] = [
  // The same for everyone, or for whoever knows a word that others do not.
  [
    'signed in',
    lines(`
    GET /account/rate-limits
    GET /addon-region-capabilities
    GET /regions/:region/addon-region-capabilities
    GET /dyno-sizes
    GET /dyno-sizes/:size
    GET /regions
    GET /regions/:region
    GET /stacks
    GET /stacks/:stack
    GET /github/repos/:owner/:repo/tarball/:ref
    GET /teams/invitations/:token
    GET /spaces
    GET /spaces/:space
    GET /enterprise-accounts
    GET /enterprise-accounts/:account
  `),
  ],
  [
    'pipeline.view',
    lines(`GET /pipeline-promotions/:promotion
    GET /pipeline-promotions/:promotion/promotion-targets
    GET /review-apps/:review
    GET /test-runs/:run
    GET /test-runs/:run/test-nodes
    GET /test-runs/:run/test-cases`),
  ],
  [
    'pipeline.develop',
    lines(`POST /review-apps
    DELETE /review-apps/:review
    POST /test-runs
    PATCH /test-runs/:run`),
  ],
  ['pipeline.edit', ['POST /pipeline-couplings']],
  ['pipeline.transfer', ['POST /pipeline-transfers']],
  ['team.pipelines', ['POST /pipelines']],
  ['app.couple', ['DELETE /pipeline-couplings/:coupling', 'PATCH /pipeline-couplings/:coupling']],
  ['app.promote', ['POST /pipeline-promotions']],
  ['team.apps', ['POST /teams/apps']],
  ['app.view', ['POST /favorites', 'GET /pipeline-couplings/:coupling']],
  ['app.transfer', ['POST /account/app-transfers']],
  [
    'addons.read',
    lines(`
    GET /addons/:addon
    GET /addons/:addon/addon-attachments
    GET /addons/:addon/config
    GET /addons/:addon/config/:namespace
    GET /addons/:addon/log-drains
    GET /addons/:addon/sso
    GET /addons/:addon/webhooks
    GET /addons/:addon/webhooks/:webhook
    GET /addons/:addon/webhook-deliveries
    GET /addons/:addon/webhook-deliveries/:delivery
    GET /addons/:addon/webhook-events
    GET /addons/:addon/webhook-events/:event
    GET /addon-attachments/:attachment
    POST /actions/addons/resolve
    POST /actions/addon-attachments/resolve
    GET /control/addons/:addon/billing
    GET /control/databases/:database/metrics
    GET /control/databases/:database/overview
    GET /control/databases/:database/queries
    GET /control/databases/:database/reports
    GET /control/databases/:database/transfers
    GET /client/v11/databases/:database
    GET /client/v11/databases/:database/bastion
    GET /client/v11/databases/:database/burst_status
    GET /client/v11/databases/:database/links
    GET /client/v11/databases/:database/metrics
    GET /client/v11/databases/:database/transfer-schedules
    GET /client/v11/databases/:database/upgrade/wait_status
    GET /client/v11/databases/:database/wait_status
    GET /data/maintenances/v1/:addon
    GET /data/maintenances/v1/:addon/history
    GET /data/maintenances/v1/:addon/window
    GET /postgres/v0/databases/:database/config
    GET /data/kafka/v0/clusters/:cluster
    GET /data/kafka/v0/clusters/:cluster/consumer_groups
    GET /data/kafka/v0/clusters/:cluster/topics
    GET /data/kafka/v0/clusters/:cluster/wait_status
    GET /control/redis/:store
    GET /redis/v0/databases/:database
    GET /redis/v0/databases/:database/config
    GET /redis/v0/databases/:database/wait
    GET /control/kafka/:cluster
    GET /control/kafka/:cluster/access
    GET /control/kafka/:cluster/consumer-groups
    GET /control/kafka/:cluster/consumer-groups/:group
    GET /control/kafka/:cluster/topics/:topic
    GET /control/kafka/:cluster/topics/:topic/messages
    POST /control/kafka/:cluster/topics/:topic/messages
  `),
  ],
  [
    'config.read',
    lines(`
    GET /control/databases/:addon/content
    POST /control/databases/:addon/measured
    POST /control/databases/:addon/ask
    GET /control/databases/:addon/dump
    GET /postgres/v0/databases/:database/credentials
    GET /postgres/v0/databases/:database/credentials/:name
    POST /reports
    GET /control/redis/:store/key
    GET /control/redis/:store/keys
    POST /control/redis/:store/commands
    POST /control/redis/:store/fill
    GET /reports/:report
    POST /control/dataclips
  `),
  ],
  [
    'addons.free',
    lines(`
    POST /addon-attachments
    DELETE /addon-attachments/:attachment
    PATCH /addons/:addon/config
    POST /addons/:addon/actions/provision
    POST /addons/:addon/actions/deprovision
    POST /addons/:addon/webhooks
    PATCH /addons/:addon/webhooks/:webhook
    DELETE /addons/:addon/webhooks/:webhook
    POST /client/v11/databases/:database/backups
    POST /client/v11/databases/:database/connection_reset
    POST /client/v11/databases/:database/connection-pooling
    PUT /client/v11/databases/:database/stats_reset
    POST /client/v11/databases/:database/links
    DELETE /client/v11/databases/:database/links/:link
    POST /client/v11/databases/:database/transfer-schedules
    DELETE /client/v11/databases/:database/transfer-schedules/:schedule
    PATCH /postgres/v0/databases/:database/config
    PATCH /redis/v0/databases/:database/config
    POST /redis/v0/databases/:database/credentials_rotation
    POST /redis/v0/databases/:database/stats/reset
    POST /redis/v0/databases/:database/upgrade
    POST /data/maintenances/v1/:addon/run
    POST /data/maintenances/v1/:addon/schedule
    POST /data/maintenances/v1/:addon/window
    POST /data/kafka/v0/clusters/:cluster/consumer_groups
    DELETE /data/kafka/v0/clusters/:cluster/consumer_groups
    POST /data/kafka/v0/clusters/:cluster/topics
    PUT /data/kafka/v0/clusters/:cluster/topics/:topic
    DELETE /data/kafka/v0/clusters/:cluster/topics/:topic
    POST /data/kafka/v0/clusters/:cluster/rotate-credentials
    PUT /data/kafka/v0/clusters/:cluster/upgrade
    POST /data/kafka/v0/clusters/:cluster/induce-failure
    POST /control/kafka/:cluster/topics/:topic/empty
    PATCH /control/kafka/:cluster/consumer-groups/:group
  `),
  ],
  // The database of the stage costs something.
  [
    'addons.paid',
    lines(`
    PUT /client/v11/databases/:database/reset
    PUT /client/v11/databases/:database/unfollow
    POST /client/v11/databases/:database/restores
    POST /client/v11/databases/:database/transfers
    POST /client/v11/databases/:database/upgrade/prepare
    POST /client/v11/databases/:database/upgrade/dry_run
    POST /client/v11/databases/:database/upgrade/run
    POST /client/v11/databases/:database/upgrade/cancel
    POST /postgres/v0/databases/:database/credentials
    DELETE /postgres/v0/databases/:database/credentials/:name
    POST /postgres/v0/databases/:database/credentials/:name/credentials_rotation
    POST /postgres/v0/databases/:database/credentials_rotation
    POST /postgres/v0/databases/:database/repair-default
  `),
  ],
  ['drains.edit', ['PUT /addons/:addon/log-drains/:drain']],
]

export const verdictOf = new Map(VERDICTS.flatMap(([verdict, endpoints]) => endpoints.map((endpoint) => [endpoint, verdict])))

import { ciRoutes } from './ci/handlers.ts'
import { onTestRunAlarm } from './ci/model.ts'
import type { Route } from './http/routes.ts'
import { pipelineRoutes } from './pipelines/handlers.ts'
import { pullRoutes } from './pulls/handlers.ts'
import { onPipelineAlarm, onPullAlarm } from './pulls/model.ts'
import { reviewRoutes } from './reviews/handlers.ts'
import { onReviewAlarm } from './reviews/model.ts'
import { peopleRoutes } from './teams/people/handlers.ts'
import { settingsRoutes } from './teams/settings/handlers.ts'
import type { Process } from './world.ts'

// Teams and pipelines; loaded as later.ts says.

export const teamsRoutes: readonly Route[] = [
  ...ciRoutes,
  ...pipelineRoutes,
  ...pullRoutes,
  ...reviewRoutes,
  ...peopleRoutes,
  ...settingsRoutes,
]

export const teamsProcesses: Readonly<Record<string, Process>> = {
  pipeline: onPipelineAlarm,
  'pull request': onPullAlarm,
  'review app': onReviewAlarm,
  'test run': onTestRunAlarm,
}

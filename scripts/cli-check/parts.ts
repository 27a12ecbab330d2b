import { accessSteps } from './access-steps.ts'
import { accountSteps } from './account-steps.ts'
import { addonsSteps } from './addons-steps.ts'
import { askSecondFactor, deploy, SAMPLE, type Api } from './api.ts'
import { appsSteps } from './apps-steps.ts'
import { dynosSteps } from './dynos-steps.ts'
import { kafkaSteps } from './kafka-steps.ts'
import { networkSteps } from './network-steps.ts'
import { pipelinesSteps } from './pipelines-steps.ts'
import { postgresSteps } from './postgres-steps.ts'
import { redisSteps } from './redis-steps.ts'
import { OUTSIDER, type Part } from './step.ts'
import { teamsSteps } from './teams-steps.ts'

const prepare = (api: Api) => deploy(api, 'cli-check', SAMPLE)

const prepareAccount = async (api: Api) => {
  await prepare(api)
  await askSecondFactor(api, OUTSIDER)
}

/** What is checked, the longest first, so that none is left alone at the end. */
export const parts: readonly Part[] = [
  { name: 'postgres', steps: postgresSteps },
  { name: 'apps', steps: appsSteps, prepare },
  { name: 'dynos', steps: dynosSteps, prepare },
  { name: 'teams', steps: teamsSteps },
  { name: 'network', steps: networkSteps, prepare },
  { name: 'pipelines', steps: pipelinesSteps },
  { name: 'account', steps: accountSteps, prepare: prepareAccount },
  { name: 'access', steps: accessSteps, prepare },
  { name: 'redis', steps: redisSteps },
  { name: 'addons', steps: addonsSteps, prepare },
  { name: 'kafka', steps: kafkaSteps },
]

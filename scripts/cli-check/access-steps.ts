import { OUTSIDER, type Step } from './step.ts'

const APP = '-a cli-check'
const TEAM_APP = '-a cli-check-team'

/** Who may do what on a person's app and on a team's, and whose they are. */
export const accessSteps: readonly Step[] = [
  { command: 'apps:create cli-check-two', shows: /done/ },
  { command: 'apps:create cli-check-eu --region eu', shows: /done/ },
  { command: 'apps:create cli-check-team --team fernwood', shows: /done/ },
  { command: `access ${APP}`, shows: /owner/ },
  { command: `access:add otto@example.com ${APP}`, shows: /Adding[^]*done/ },
  { command: `access:add nobody@example.com ${APP}`, exits: 2, shows: /Couldn't find that user[^]*not_found/ },
  { command: `access ${APP}`, shows: /otto@example\.com +collaborator/ },
  { command: `access ${APP} --json`, shows: /"role": ?"owner"|otto@example/ },
  { command: `access:add tom@example.com ${APP}`, as: OUTSIDER, exits: 2, shows: /forbidden/ },
  { command: `access:remove tom@example.com ${APP}`, exits: 2, shows: /Couldn't find that collaborator|not_found/ },
  { command: `access:remove otto@example.com ${APP}`, shows: /Removing[^]*done/ },
  { command: `access:add otto@example.com --permissions deploy,operate ${TEAM_APP}`, shows: /Adding[^]*permissions[^]*done/ },
  { command: `access:update otto@example.com --permissions deploy,manage ${TEAM_APP}`, shows: /Updating[^]*done/ },
  { command: `access ${TEAM_APP}`, shows: /otto@example\.com +collaborator +deploy, *manage, *view/ },
  { command: `apps:lock ${TEAM_APP}`, shows: /Locking[^]*done/ },
  { command: `apps:unlock ${TEAM_APP}`, shows: /Unlocking[^]*done/ },
  { command: `apps:join ${TEAM_APP}`, shows: /Joining[^]*done/ },
  { command: `apps:leave ${TEAM_APP}`, shows: /Leaving[^]*done/ },
  { command: 'apps:transfer otto@example.com -a cli-check-two', shows: /Initiating transfer[^]*email sent/ },
  { command: 'apps:transfer otto@example.com -a cli-check-two', exits: 2, shows: /conflict/ },
  { command: 'apps:transfer fernwood -a cli-check-eu', shows: /Transferring[^]*done/ },
  { command: 'apps:transfer nobody@example.com -a cli-check', exits: 2, shows: /Couldn't find that user|not_found/ },
]

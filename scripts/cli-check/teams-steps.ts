import type { Step } from './step.ts'

const TEAM = '--team fernwood'
const APP = '-a cli-check-locked'
const LUCIA = 'lucia@example.com'
const OTTO = 'otto@example.com'

/** On the team of the starting world. */
export const teamsSteps: readonly Step[] = [
  { command: 'teams', shows: /fernwood +admin/ },
  { command: 'teams', as: LUCIA, shows: /fernwood +member[^]*trailhead +admin/ },
  { command: 'orgs', shows: /fernwood +admin/ },
  { command: 'teams --json', as: OTTO, shows: /\[\]/ },
  {
    command: `members ${TEAM}`,
    shows: /ada@example\.com +admin[^]*priya@example\.com +member +pending[^]*tom@example\.com +viewer/,
  },
  { command: `members ${TEAM} --pending`, shows: /^(?![^]*ada@example)[^]*priya@example\.com/ },
  { command: `members ${TEAM} --role viewer`, shows: /^(?![^]*ada@example)[^]*tom@example\.com/ },
  { command: `members ${TEAM}`, as: OTTO, exits: 2, shows: /do not have access to the team[^]*forbidden/ },
  { command: 'members --team nothing', exits: 2, shows: /Couldn't find that team[^]*not_found/ },
  { command: `members:add ${OTTO} --role member ${TEAM}`, shows: /Inviting otto@example\.com to fernwood as member[^]*done/ },
  { command: `members:add ${OTTO} --role owner ${TEAM}`, exits: 2, shows: /admin, member and viewer[^]*invalid_params/ },
  { command: `members:add tom@example.com --role member ${TEAM}`, exits: 2, shows: /in the team fernwood already/ },
  { command: `members:add ${OTTO} --role member ${TEAM}`, as: LUCIA, exits: 2, shows: /need to be an admin[^]*forbidden/ },
  { command: `members:remove ${OTTO} ${TEAM}`, shows: /Revoking invite for otto@example\.com in fernwood[^]*done/ },
  {
    command: `members:set tom@example.com --role member ${TEAM}`,
    shows: /Adding tom@example\.com to fernwood as member[^]*done/,
  },
  { command: `members:set tom@example.com --role viewer ${TEAM}`, shows: /done/ },
  { command: `members:set ${OTTO} --role viewer ${TEAM}`, exits: 2, shows: /Couldn't find that team member/ },
  { command: `members:remove ${OTTO} ${TEAM}`, exits: 2, shows: /Couldn't find that team member/ },
  { command: `members:remove tom@example.com ${TEAM}`, as: LUCIA, exits: 2, shows: /need to be an admin/ },
  { command: `members:remove mei@example.com ${TEAM}`, shows: /Removing mei@example\.com from fernwood[^]*done/ },
  {
    command: 'members:set lucia@example.com --role member --team trailhead',
    as: LUCIA,
    exits: 2,
    shows: /last admin of trailhead/,
  },

  { command: `apps:create cli-check-locked ${TEAM}`, shows: /done/ },
  { command: `access:add ${OTTO} --permissions deploy ${APP}`, shows: /done/ },
  { command: `access:update ${OTTO} --permissions operate ${APP}`, as: LUCIA, exits: 2, shows: /need the manage permission/ },
  { command: `access:update ${OTTO} --permissions nonsense ${APP}`, exits: 2, shows: /view, deploy, operate and manage/ },
  { command: `apps:lock ${APP}`, as: LUCIA, exits: 2, shows: /need the manage permission[^]*forbidden/ },
  { command: `apps:lock ${APP}`, shows: /Locking[^]*done/ },
  { command: `apps:lock ${APP}`, exits: 1, shows: /already locked/ },
  { command: `apps:info ${APP}`, as: LUCIA, exits: 2, shows: /It is locked[^]*forbidden/ },
  { command: `apps:join ${APP}`, as: LUCIA, exits: 2, shows: /forbidden/ },
  { command: `apps:unlock ${APP}`, shows: /Unlocking[^]*done/ },
  { command: `apps:unlock ${APP}`, exits: 1, shows: /not locked/ },
  { command: `apps:join ${APP}`, as: LUCIA, shows: /Joining[^]*done/ },
  {
    command: `access ${APP}`,
    shows: /lucia@example\.com +member +deploy, *operate, *view[^]*otto@example\.com +collaborator +deploy, *view/,
  },
  { command: `apps:leave ${APP}`, as: LUCIA, shows: /Leaving[^]*done/ },
  { command: `apps:transfer ${LUCIA} ${APP} --confirm cli-check-locked`, as: LUCIA, exits: 2, shows: /forbidden|manage/ },
  { command: `apps:transfer trailhead ${APP}`, exits: 2, shows: /do not have access to the team trailhead/ },
  {
    command: `apps:transfer ${LUCIA} ${APP} --confirm cli-check-locked`,
    shows: /Transferring cli-check-locked to lucia@example\.com[^]*done/,
  },
  { command: `apps:transfer trailhead ${APP}`, as: LUCIA, shows: /Transferring cli-check-locked to trailhead[^]*done/ },
]

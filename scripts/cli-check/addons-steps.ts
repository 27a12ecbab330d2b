import type { Step } from './step.ts'

const APP = '-a cli-check'

/** The marketplace, and add-ons of the deployed `cli-check`. */
export const addonsSteps: readonly Step[] = [
  { command: 'addons:services', shows: /heroku-postgresql +Heroku Postgres +ga/ },
  { command: 'addons:plans heroku-redis', shows: /heroku-redis:mini[^]*\$3\/month/ },
  {
    command: `addons:create heroku-postgresql:essential-0 --name cli-db ${APP}`,
    shows: /cli-db is being created in the background/,
  },
  { command: `addons:create snagbox --as BUGS ${APP}`, shows: /Created snagbox-\S+ as BUGS_DSN/ },
  {
    command: `addons:create snagbox:nothing ${APP}`,
    exits: 2,
    shows: /Couldn't find either the add-on service[^]*invalid_params/,
  },
  { command: `addons ${APP}`, shows: /heroku-postgresql \(cli-db\)[^]*DATABASE[^]*BUGS/ },
  { command: `addons:info BUGS ${APP}`, shows: /Plan: +snagbox:box[^]*State: +created/ },
  { command: `addons:upgrade BUGS snagbox:crate ${APP}`, shows: /\$26\/month/ },
  { command: `addons:wait cli-db ${APP}`, endless: true, shows: /Creating cli-db/ },
  { command: `addons:attach cli-db --as SECOND ${APP}`, shows: /Attaching cli-db as SECOND[^]*done, v\d+/ },
  { command: `addons:detach SECOND ${APP}`, shows: /Detaching SECOND[^]*done, v\d+/ },
  { command: `addons:open BUGS --show-url ${APP}`, shows: /https:\/\/addons-sso\.heroku\.com\/apps\// },
  { command: 'addons:rename cli-db cli-store', shows: /successfully renamed to cli-store/ },
  { command: `addons:destroy cli-store --confirm cli-check ${APP}`, shows: /Destroying cli-store[^]*done/ },
]

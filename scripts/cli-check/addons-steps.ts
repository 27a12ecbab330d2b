import { OUTSIDER, type Step } from './step.ts'

const APP = '-a cli-check'

/** The marketplace, and add-ons of the deployed `cli-check`. */
export const addonsSteps: readonly Step[] = [
  { command: 'addons:services', shows: /heroku-postgresql +Heroku Postgres +ga/ },
  { command: 'addons:plans heroku-redis', shows: /heroku-redis:mini[^]*\$3\/month/ },
  {
    command: `addons:create heroku-postgresql:essential-0 --name cli-db ${APP}`,
    shows: /cli-db is being created in the background/,
  },
  { command: `addons:wait cli-db ${APP}`, endless: true, shows: /Creating cli-db/ },
  { command: `addons:create snagbox --as BUGS ${APP}`, shows: /Created snagbox-\S+ as BUGS_DSN/ },
  {
    command: `addons:create snagbox:nothing ${APP}`,
    exits: 2,
    shows: /Couldn't find either the add-on service[^]*invalid_params/,
  },
  { command: 'addons:plans nothing', exits: 2, shows: /Couldn't find that add-on service/ },
  { command: 'addons:services --json', shows: /"name": ?"heroku-redis"/ },
  { command: 'addons:docs snagbox --show-url', shows: /devcenter\.heroku\.com\/articles\/snagbox/ },
  { command: 'addons:docs nothing --show-url', exits: 2, shows: /Couldn't find that add-on[^]*not_found/ },
  { command: 'addons --all', shows: /cli-check[^]*cli-db/ },
  { command: `addons ${APP}`, shows: /heroku-postgresql \(cli-db\)[^]*DATABASE[^]*BUGS/ },
  { command: `addons:info BUGS ${APP}`, shows: /Plan: +snagbox:box[^]*State: +created/ },
  { command: `addons:info nothing ${APP}`, exits: 2, shows: /Couldn't find that add-on/ },
  { command: `addons:info BUGS ${APP}`, as: OUTSIDER, exits: 2, shows: /not_found|forbidden/ },
  { command: `addons:create snagbox ${APP}`, as: OUTSIDER, exits: 2, shows: /forbidden/ },
  { command: `addons:upgrade BUGS snagbox:nothing ${APP}`, exits: 1, shows: /Couldn't find/ },
  { command: `addons:upgrade BUGS snagbox:crate ${APP}`, shows: /\$26\/month/ },
  { command: `addons:downgrade BUGS snagbox:box ${APP}`, shows: /snagbox:box[^]*done|done/ },
  { command: `addons:attach cli-db --as SECOND ${APP}`, shows: /Attaching cli-db as SECOND[^]*done, v\d+/ },
  { command: `addons:detach SECOND ${APP}`, shows: /Detaching SECOND[^]*done, v\d+/ },
  { command: `addons:detach SECOND ${APP}`, exits: 2, shows: /Couldn't find that add-on attachment/ },
  { command: `addons:attach cli-db --as BUGS --confirm wrong ${APP}`, exits: 1, shows: /did not match/ },
  { command: `addons:open BUGS --show-url ${APP}`, shows: /https:\/\/addons-sso\.heroku\.com\/apps\// },
  { command: 'addons:rename cli-db cli-store', shows: /successfully renamed to cli-store/ },
  { command: 'addons:rename nothing cli-store', exits: 2, shows: /Couldn't find that add-on/ },
  { command: `usage:addons ${APP}`, shows: /No usage found for app/ },
  { command: 'usage:addons --team fernwood', shows: /No usage found for team/ },
  { command: 'usage:addons --team fernwood', as: OUTSIDER, exits: 2, shows: /forbidden/ },
  { command: `addons:destroy cli-store --confirm wrong ${APP}`, exits: 1, shows: /did not match/ },
  { command: `addons:destroy cli-store --confirm cli-check ${APP}`, shows: /Destroying cli-store[^]*done/ },
]

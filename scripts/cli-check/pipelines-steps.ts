import { OUTSIDER, type Step } from './step.ts'

const STAGING = '-a fernwood-shop-staging'
const DAY = 86_400_000

const hurry = (rate: number) => ({ method: 'PATCH', path: '/control/clock', body: { rate } })

/** On the pipelines of the starting world, and on one that is made and deleted here. */
export const pipelinesSteps: readonly Step[] = [
  { command: 'pipelines', shows: /My Pipelines[^]*fernwood-api[^]*fernwood-shop/ },
  {
    command: 'pipelines:info fernwood-shop',
    shows: /fernwood-shop[^]*owner: +fernwood \(team\)[^]*fernwood-shop-staging +staging[^]*fernwood-shop +production/,
  },
  { command: 'pipelines:info no-such-way', exits: 1, shows: /Pipeline not found/ },
  {
    command: 'pipelines:create cli-way -s production -a fernwood-blog --team fernwood',
    shows: /Creating cli-way[^]*Adding.*production/,
  },
  { command: 'pipelines:create cli-way -s staging -a fernwood-images', exits: 2, shows: /already taken/ },
  { command: 'pipelines:add cli-way -a fernwood-images -s staging', shows: /Adding.*to.*cli-way.*staging[^]*done/ },
  { command: 'pipelines:add cli-way -a fernwood-shop -s staging', exits: 2, shows: /in the pipeline fernwood-shop already/ },
  { command: 'pipelines:update -a fernwood-images -s development', shows: /Changing.*to.*development[^]*done/ },
  { command: 'pipelines:remove -a fernwood-images', shows: /Removing[^]*done/ },
  { command: 'pipelines:promote -a fernwood-images', exits: 2, shows: /Couldn't find that pipeline coupling/ },
  { command: 'pipelines:rename cli-way cli-road', shows: /Renaming[^]*done/ },
  { command: 'pipelines:transfer fernwood -p cli-road -c cli-road', shows: /Transferring[^]*done/ },
  { command: 'pipelines:destroy cli-road', shows: /Destroying[^]*done/ },
  {
    command: `pipelines:promote ${STAGING}`,
    shows: /Starting promotion to production[^]*Waiting for promotion[^]*Promotion successful[^]*fernwood-shop: +succeeded/,
  },
  { command: 'pipelines:promote -a fernwood-shop', exits: 1, shows: /Cannot promote fernwood-shop from 'production' stage/ },
  {
    command: `pipelines:promote ${STAGING} --to fernwood-api`,
    exits: 1,
    shows: /Cannot find app/,
  },

  { command: 'ci:config:set RAILS_ENV=test KEY=x -p fernwood-shop', shows: /Setting RAILS_ENV, KEY[^]*done/ },
  { command: 'ci:config:unset KEY -p fernwood-shop', shows: /Unsetting KEY[^]*done/ },
  { command: 'ci:config -p fernwood-shop', shows: /RAILS_ENV: +test/ },
  { command: 'ci:config:get RAILS_ENV -p fernwood-shop', shows: /^test$/m },
  { command: 'ci:config -p fernwood-shop', as: 'tom@example.com', exits: 2, shows: /forbidden/ },
  { command: 'pipelines:connect fernwood-shop -r fernwood/nothing', exits: 1, shows: /Couldn't access that repo/ },
  { command: 'pipelines:connect fernwood-shop -r nothing', exits: 2, shows: /organization\/repo/ },
  { command: 'pipelines:connect fernwood-shop -r fernwood/shop', as: OUTSIDER, exits: 1, shows: /Couldn't access that repo/ },
  { command: 'pipelines:connect fernwood-shop -r fernwood/shop', shows: /Linking to repo[^]*done/ },
  { command: 'pipelines:connect fernwood-shop -r fernwood/shop', exits: 1, shows: /connected to fernwood\/shop already/ },
  { command: `pipelines:diff ${STAGING}`, exits: 2, shows: /does not seem to be connected to GitHub/ },
  {
    command: `pipelines:diff ${STAGING}`,
    before: [
      { method: 'POST', path: '/apps/fernwood-shop/github', body: { repo: 'fernwood/shop' } },
      { method: 'POST', path: '/apps/fernwood-shop/github/push', body: { branch: 'main' } },
      { method: 'PATCH', path: '/control/clock', body: { advance: DAY } },
      { method: 'POST', path: '/apps/fernwood-shop-staging/github', body: { repo: 'fernwood/shop' } },
      { method: 'POST', path: '/apps/fernwood-shop-staging/github/push', body: { branch: 'main' } },
      { method: 'PATCH', path: '/control/clock', body: { advance: 600_000 } },
    ],
    shows:
      /fernwood-shop-staging is ahead of .*fernwood-shop.* by \d+ commits?[^]*SHA[^]*compare\/[0-9a-f]{40}\.\.\.[0-9a-f]{40}/,
  },
  {
    command: 'pipelines:setup cli-setup fernwood/shop -y --team fernwood',
    before: hurry(120),
    shows: /Creating production and staging apps[^]*done[^]*Configuring pipeline[^]*done/,
  },
  { command: 'pipelines:info cli-setup', shows: /cli-setup-staging +staging[^]*cli-setup +production/ },
  { command: 'pipelines:setup cli-setup fernwood/shop -y --team fernwood', exits: 2, shows: /already taken/ },
  {
    command: 'reviewapps:enable -p fernwood-shop',
    before: hurry(1),
    shows: /Configuring pipeline[^]*done/,
  },
  { command: 'reviewapps:enable -p fernwood-shop', as: 'tom@example.com', exits: 2, shows: /forbidden/ },
  { command: 'reviewapps:enable -p fernwood-shop', exits: 2, shows: /enabled for fernwood-shop already/ },
  {
    command: 'reviewapps:enable -p fernwood-shop --autodeploy --autodestroy',
    shows: /Enabling auto deployment[^]*Enabling auto destroy[^]*done/,
  },
  { command: 'reviewapps:create -b nowhere -p fernwood-shop', exits: 1, shows: /The branch nowhere doesn't exist/ },
  { command: 'reviewapps:create -b main -p fernwood-shop', shows: /Creating review app from main[^]*done/ },
  {
    command: 'reviewapps:wait fernwood-shop-br-main',
    before: { method: 'PATCH', path: '/control/clock', body: { advance: 600_000 } },
    shows: /^/,
  },
  { command: 'reviewapps:disable -p fernwood-shop --no-autodeploy', shows: /Disabling auto deployment[^]*done/ },
  { command: 'reviewapps:disable -p fernwood-shop', shows: /Configuring pipeline[^]*done/ },
  { command: 'ci -p fernwood-shop', shows: /Showing latest test runs for the/ },
  {
    command: 'ci:run -p fernwood-shop',
    inProject: true,
    before: hurry(60),
    shows: /Preparing source[^]*done[^]*Starting test run[^]*done[^]*#1 main:[0-9a-f]{7} succeeded/,
  },
  { command: 'ci:run -p fernwood-shop', exits: 2, shows: /outside of your app's git repository/ },
  { command: 'ci:run -p fernwood-shop', inProject: true, as: 'tom@example.com', exits: 2, shows: /forbidden/ },
  { command: 'ci:rerun 1 -p fernwood-shop', inProject: true, shows: /Rerunning test run #1[^]*#2 main:[0-9a-f]{7} succeeded/ },
  { command: 'ci:info 1 -p fernwood-shop', shows: /#1 main:[0-9a-f]{7} succeeded/ },
  { command: 'ci:last -p fernwood-shop', shows: /#2 main:[0-9a-f]{7} succeeded/ },
  { command: 'ci -p fernwood-shop', shows: /2 +main[^]*succeeded[^]*1 +main/ },
  { command: 'ci:last -p fernwood-api', before: hurry(1), shows: /# fail 0[^]*#2 retry-after:[0-9a-f]{7} succeeded/ },
  { command: 'ci:info 9 -p fernwood-shop', exits: 2, shows: /Couldn't find that test run/ },
  { command: 'ci:debug -p fernwood-shop', inProject: true, exits: 2, shows: /cannot be debugged here/ },
  { command: 'pipelines:info fernwood-shop', as: OUTSIDER, exits: 1, shows: /Pipeline not found/ },
  { command: 'pipelines:destroy fernwood-shop', as: 'tom@example.com', exits: 2, shows: /forbidden/ },
  { command: 'pipelines:transfer fernwood -p fernwood-shop -c wrong', shows: /did not match/ },
]

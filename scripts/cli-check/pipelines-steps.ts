import type { Step } from './step.ts'

const STAGING = '-a fernwood-shop-staging'

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
  {
    command: 'reviewapps:enable -p fernwood-shop',
    before: { method: 'POST', path: '/pipelines/fernwood-shop/repository', body: { repository: 'fernwood/shop' } },
    shows: /Configuring pipeline[^]*done/,
  },
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
  {
    command: 'ci -p fernwood-shop',
    before: {
      method: 'POST',
      path: '/test-runs',
      body: {
        pipeline: 'fernwood-shop',
        commit_branch: 'main',
        commit_sha: 'main',
        commit_message: 'Try',
        source_blob_url: 'resolve',
      },
    },
    shows: /Showing latest test runs for the[^]*1[^]*main[^]*(pending|creating|building)/,
  },
  { command: 'ci:last -p fernwood-api', shows: /No Heroku CI runs found/ },
  { command: 'ci:info 9 -p fernwood-shop', exits: 2, shows: /Couldn't find that test run/ },
]

import type { Step } from './steps.ts'

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
]

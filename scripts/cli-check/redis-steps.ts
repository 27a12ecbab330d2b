import { OUTSIDER, type Step } from './step.ts'

const APP = '-a fernwood-shop'
const SURE = '--confirm fernwood-shop'
const STAGING = '-a fernwood-shop-staging'

/** On the key-value stores of the starting world. */
export const redisSteps: readonly Step[] = [
  {
    command: `redis:info ${APP}`,
    shows:
      /=== redis-solid-20417 \(REDIS_URL\)[^]*Plan: +Premium 1[^]*Status: +available[^]*Version: +7\.2\.11[^]*Maxmemory: +allkeys-lru[^]*Persistence: +AOF/,
  },
  { command: `redis:info ${STAGING}`, shows: /Plan: +Mini[^]*Persistence: +None/ },
  { command: `redis:info ${APP} --json`, shows: /"resource_url": ?"redis:\/\/:p[0-9a-f]{64}@localhost:\d+"/ },
  { command: `redis:info nothing ${APP}`, shows: /^\s*$/ },
  { command: `redis:info ${APP}`, as: OUTSIDER, exits: 2, shows: /forbidden/ },
  { command: `redis:wait ${APP}`, shows: /^\s*$/ },
  { command: `redis:credentials ${APP}`, shows: /^redis:\/\/:p[0-9a-f]{64}@localhost:\d+$/m },
  {
    command: `redis:cli ${APP}`,
    input: 'SET from-cli "two words"\nGET from-cli\nTYPE bestsellers\n',
    shows: /Connecting to redis-solid-20417 \(REDIS_URL\)[^]*two words[^]*zset/,
  },
  { command: `redis:credentials ${APP}`, as: 'tom@example.com', exits: 2, shows: /forbidden/ },
  { command: `redis:maxmemory --policy volatile-ttl ${APP}`, as: 'tom@example.com', exits: 2, shows: /forbidden/ },
  {
    command: `redis:maxmemory --policy volatile-ttl ${APP}`,
    shows: /Maxmemory policy for redis-solid-20417 \(REDIS_URL\) set to volatile-ttl\.[^]*only evicts keys with an expiry/,
  },
  { command: `redis:maxmemory --policy oldest ${APP}`, exits: 2, shows: /There is no policy oldest/ },
  { command: `redis:timeout --seconds 60 ${APP}`, shows: /set to 60 seconds[^]*stopped after idling for 60 seconds/ },
  { command: `redis:timeout --seconds 0 ${APP}`, shows: /can idle indefinitely/ },
  { command: `redis:keyspace-notifications --config KEA ${APP}`, shows: /set to 'AKE'/ },
  { command: `redis:keyspace-notifications --config KQ ${APP}`, exits: 2, shows: /Q is no class of events/ },
  { command: `redis:stats-reset --confirm wrong ${APP}`, exits: 1, shows: /did not match/ },
  { command: `redis:stats-reset ${SURE} ${APP}`, shows: /Resetting stats[^]*Stats reset successful/ },
  { command: 'data:maintenances:info KAFKA -a fernwood-api', shows: /status: +none/ },
  { command: `data:maintenances ${APP}`, shows: /redis-solid-20417[^]*pending/ },
  { command: `data:maintenances:window:update REDIS Sunday 02:30 ${APP}`, shows: /window: +Sundays 02:30 to 06:30 UTC/ },
  { command: `data:maintenances:schedule REDIS --weeks 1 ${APP}`, shows: /changed from \S+ to \S+/ },
  {
    before: { method: 'PATCH', path: '/control/clock', body: { rate: 30 } },
    command: `data:maintenances:run REDIS ${SURE} --wait ${APP}`,
    shows: /maintenance completed/,
  },
  {
    before: { method: 'PATCH', path: '/control/clock', body: { rate: 1 } },
    command: `data:maintenances:history REDIS ${APP}`,
    shows: /Scheduled for[^]*completed/,
  },
  { command: `redis:upgrade --version 8.1 ${SURE} ${APP}`, shows: /Requesting upgrade[^]*Upgrading to 8\.1\.4/ },
  { command: `redis:upgrade --version 8.1 ${SURE} ${APP}`, exits: 2, shows: /is being upgraded/ },
  { command: `redis:credentials --reset ${APP}`, shows: /Resetting credentials for redis-solid-20417/ },
  { command: `addons:create heroku-redis:mini --name cli-store ${APP}`, shows: /cli-store/ },
  { command: `redis:promote cli-store ${APP}`, shows: /Promoting cli-store to REDIS_URL on fernwood-shop/ },
  { command: `redis:promote nothing ${APP}`, exits: 1, shows: /No Redis instances found|Couldn't find/ },
  { command: `addons:destroy cli-store --confirm wrong ${APP}`, exits: 1, shows: /did not match/ },
]

import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { OUTSIDER, type Step } from './step.ts'

/** Makes the plugin known to the CLI of this home, as `heroku plugins:link` does. */
export function linkPlugin(home: string, path: string): void {
  const folder = join(home, '.local', 'share', 'heroku')
  mkdirSync(folder, { recursive: true })
  const plugins = [{ type: 'link', name: 'heroku-kafka', root: resolve(path) }]
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, oclif: { schema: 1, plugins }, dependencies: {} }))
}

const APP = '-a fernwood-api'
const SURE = '--confirm fernwood-api'
const soon = { method: 'PATCH', path: '/control/clock', body: { advance: 20_000 } }

/** On the cluster of the starting world. */
export const kafkaSteps: readonly Step[] = (
  [
    {
      command: `kafka:info ${APP}`,
      shows: /KAFKA_URL[^]*heroku-kafka:basic-0[^]*Available[^]*7 \/ 40 topics[^]*144 \/ 240 partition replicas[^]*Data Size/,
    },
    { command: `kafka:wait ${APP}`, shows: /^/ },
    { command: `kafka:topics ${APP}`, shows: /prefix: \S+\.[^]*orders\.placed[^]*stock\.levels/ },
    { command: `kafka:topics:info orders.placed ${APP}`, shows: /8 partitions[^]*Compaction is disabled[^]*7 days/ },
    { command: `kafka:topics:info nothing ${APP}`, exits: 2, shows: /topic nothing not found/ },
    { command: `kafka:topics:create cli-topic --partitions 4 ${APP}`, shows: /retention time 1 day[^]*done[^]*using the prefix/ },
    { command: `kafka:topics:create cli-topic ${APP}`, exits: 2, shows: /There is a topic cli-topic already/ },
    { command: `kafka:topics:create big --partitions 99 ${APP}`, exits: 2, shows: /240 partition replicas/ },
    { command: `kafka:topics:retention-time cli-topic 2d ${APP}`, before: soon, shows: /done/ },
    { command: `kafka:topics:compaction cli-topic enable ${APP}`, before: soon, shows: /Enabling compaction[^]*done/ },
    { command: `kafka:topics:replication-factor cli-topic 3 ${APP}`, before: soon, shows: /done/ },
    { command: `kafka:topics:retention-time cli-topic disable ${APP}`, exits: 2, shows: /need a retention time/ },
    { command: `kafka:topics:destroy cli-topic --confirm wrong ${APP}`, exits: 1, shows: /did not match/ },
    { command: `kafka:topics:create other ${APP}`, as: 'tom@example.com', exits: 2, shows: /forbidden|permission/ },
    { command: `kafka:topics ${APP}`, as: OUTSIDER, exits: 2, shows: /forbidden|access/ },
    { command: `kafka:topics:destroy cli-topic ${SURE} ${APP}`, shows: /done[^]*marked for deletion/ },
    { command: `kafka:consumer-groups ${APP}`, shows: /inventory[^]*warehouse-export/ },
    { command: `kafka:consumer-groups:create word-counters ${APP}`, shows: /done/ },
    { command: `kafka:consumer-groups:destroy word-counters ${SURE} ${APP}`, shows: /has been deleted/ },
    { command: `kafka:consumer-groups:destroy inventory ${SURE} ${APP}`, exits: 2, shows: /Stop them first/ },
    { command: `kafka:credentials --reset ${APP}`, shows: /new credentials/ },
    { command: `kafka:upgrade --version 3.9 ${SURE} ${APP}`, exits: 2, shows: /upgraded by the platform/ },
    { command: `kafka:fail ${SURE} ${APP}`, exits: 2, shows: /shared clusters/ },
  ] satisfies Step[]
).map((step) => (step.command.startsWith('kafka:') ? { ...step, direct: true } : step))

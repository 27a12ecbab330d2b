import type { Step } from './steps.ts'

const APP = '-a fernwood-shop'
const SURE = '--confirm fernwood-shop'
const STAGING = '-a fernwood-shop-staging'
const UPKEEP = 'data:maintenances'
const MAIN = 'postgresql-curved-48213'

const hurry = (rate: number) => ({ method: 'PATCH', path: '/control/clock', body: { rate } })

/** On the databases of the starting world. */
export const postgresSteps: readonly Step[] = [
  {
    command: `pg:info ${APP}`,
    shows:
      /=== DATABASE_URL[^]*Plan: +Standard 0\s+Status: +Available[^]*PG Version: +17\.6[^]*Rollback: +earliest from[^]*Maintenance window:[^]*Add-on: +postgresql-curved-48213/,
  },
  { command: 'pg:info -a fernwood-backoffice', shows: /Billing App: +fernwood-shop/ },
  { command: `pg:info ${APP}`, as: 'outsider', exits: 2, shows: /forbidden/ },
  { command: `pg:wait ${APP}`, shows: /^\s*$/ },
  { command: `pg:credentials ${APP}`, shows: /default[^]*active[^]*office[^]*active/ },
  { command: `pg:credentials:create --name reports ${APP}`, shows: /Creating credential reports[^]*done/ },
  { command: `pg:credentials:create --name reports ${APP}`, exits: 2, shows: /already[^]*invalid_params/ },
  { command: `pg:credentials:create --name reports ${STAGING}`, exits: 1, shows: /Essential-tier/ },
  {
    command: `pg:credentials:url --name reports ${APP}`,
    shows: /dbname=d\w{14} host=\S+ port=\d+ user=u\w+ password=p[0-9a-f]{64}/,
  },
  {
    command: `addons:attach ${MAIN} --credential reports --as REPORTS ${APP}`,
    shows: /Attaching reports of .* as REPORTS[^]*done, v\d+/,
  },
  { command: `pg:credentials:rotate --name reports ${SURE} ${APP}`, shows: /Rotating reports on[^]*done/ },
  { command: `pg:credentials:destroy --name reports ${SURE} ${APP}`, exits: 1, shows: /must be detached/ },
  { command: `addons:detach REPORTS ${APP}`, shows: /Detaching REPORTS[^]*done/ },
  { command: `pg:credentials:destroy --name reports ${SURE} ${APP}`, shows: /Destroying credential reports[^]*done/ },
  { command: `pg:credentials:rotate --all ${SURE} ${APP}`, shows: /Rotating all credentials[^]*done/ },
  { command: `pg:credentials:repair-default ${SURE} ${APP}`, shows: /Resetting permissions[^]*done/ },
  { command: `pg:backups ${APP}`, shows: /=== Backups[^]*a0\d\d[^]*Completed[^]*DATABASE[^]*=== Restores[^]*No restores/ },
  { command: `pg:backups:schedules ${APP}`, shows: /DATABASE_URL: daily at \d+:00 UTC/ },
  {
    command: `pg:backups:schedule DATABASE --at '05:00 Europe/Berlin' ${APP}`,
    shows: /Scheduling automatic daily backups[^]*done/,
  },
  { command: `pg:backups:schedule DATABASE --at '05:00 Mars/Base' ${APP}`, exits: 2, shows: /no time zone/ },
  { command: `pg:backups:unschedule DATABASE ${APP}`, shows: /Unscheduling[^]*done/ },
  { before: hurry(30), command: `pg:backups:capture ${APP}`, shows: /Backing up DATABASE to (?<backup>b\d+)\.\.\.[^]*done/ },
  { command: `pg:backups:info {backup} ${APP}`, shows: /Status: +Completed[^]*Type: +Manual[^]*The backup is complete/ },
  { command: `pg:backups:url {backup} ${APP}`, shows: /^https:\/\/\S+\.dump/ },
  { command: `pg:backups:restore {backup} DATABASE ${SURE} ${APP}`, shows: /Restoring... done/ },
  { command: `pg:backups:delete {backup} ${SURE} ${APP}`, shows: /Deleting backup b\d+ on[^]*done/ },
  { command: `pg:backups:cancel ${APP}`, exits: 2, shows: /No active backups/ },
  { command: `pg:settings ${APP}`, shows: /auto-explain: +false[^]*log-statement: +ddl/ },
  { command: `pg:settings:log-statement DATABASE all ${APP}`, shows: /log-statement has been set to all[^]*All statements/ },
  { command: `pg:settings:log-min-duration-statement ${APP}`, shows: /is set to 2000/ },
  { command: `pg:settings:auto-explain:log-format DATABASE json ${APP}`, shows: /json format/ },
  { command: `pg:settings:log-lock-waits DATABASE true ${APP}`, shows: /log-lock-waits has been set to true/ },
  { command: `pg:settings:log-connections DATABASE false ${APP}`, shows: /log-connections has been set to false/ },
  {
    command: `pg:settings:log-min-error-statement DATABASE fatal ${APP}`,
    shows: /log-min-error-statement has been set to fatal/,
  },
  { command: `pg:settings:track-functions DATABASE pl ${APP}`, shows: /track-functions has been set to pl/ },
  { command: `pg:settings:auto-explain DATABASE on ${APP}`, shows: /auto-explain has been set to true/ },
  { command: `pg:settings:auto-explain:log-min-duration DATABASE 500 ${APP}`, shows: /500/ },
  { command: `pg:settings:auto-explain:log-analyze DATABASE on ${APP}`, shows: /log-analyze has been set to true/ },
  { command: `pg:stats-reset ${APP}`, shows: /Statistics reset successful/ },
  { command: `pg:stats-reset ${STAGING}`, exits: 1, shows: /Essential-tier|can't perform/ },
  { command: `pg:settings ${STAGING}`, exits: 2, shows: /Essential-tier/ },
  {
    command: `pg:connection-pooling:attach DATABASE ${APP}`,
    shows: /Setting DATABASE_CONNECTION_POOL config vars[^]*done, v\d+/,
  },
  {
    command: `pg:diagnose ${APP}`,
    shows: /Report (?<report>[0-9a-f-]{36}) for fernwood-shop::DATABASE_URL[^]*GREEN: Long Queries/,
  },
  { command: `pg:diagnose {report} ${APP}`, shows: /GREEN: Long Queries/ },
  { command: `pg:killall ${APP}`, shows: /Terminating connections[^]*done/ },
  {
    command: `addons:create heroku-postgresql:standard-0 --name cli-follower --as FOLLOWER --wait ${APP} -- --follow DATABASE`,
    shows: /cli-follower/,
  },
  { command: `addons:create heroku-postgresql:essential-0 ${APP} -- --fork DATABASE`, exits: 2, shows: /cannot be forked/ },
  { command: `pg:info cli-follower ${APP}`, shows: /Following: +DATABASE[^]*Behind By: +\d+ commits/ },
  { command: `pg:links:create cli-follower DATABASE --as other ${APP}`, shows: /Adding link[^]*done, other/ },
  { command: `pg:links ${APP}`, shows: /\* other/ },
  { command: `pg:links:destroy DATABASE other ${SURE} ${APP}`, shows: /Destroying link other[^]*done/ },
  { command: `pg:copy DATABASE cli-follower ${SURE} ${APP}`, exits: 1, shows: /did not match/ },
  { command: `pg:unfollow cli-follower ${SURE} ${APP}`, shows: /unfollowing... done/ },
  { command: `pg:unfollow cli-follower ${SURE} ${APP}`, exits: 2, shows: /is not a follower/ },
  { before: hurry(30), command: `pg:copy DATABASE cli-follower --confirm FOLLOWER ${APP}`, shows: /Copying[^]*done/ },
  { command: `pg:backups ${APP}`, shows: /=== Copies[^]*c\d\d\d[^]*Completed/ },
  { command: `pg:promote cli-follower ${APP}`, shows: /Promoting cli-follower to DATABASE_URL[^]*done/ },
  { command: `pg:promote cli-follower ${APP}`, exits: 2, shows: /already promoted/ },
  { command: `pg:reset cli-follower ${SURE} ${APP}`, shows: /Resetting cli-follower[^]*done/ },
  { command: 'pg:upgrade:dryrun DATABASE -a fernwood-payments --confirm fernwood-payments', shows: /test upgrade[^]*has begun/ },
  { command: 'pg:upgrade:wait DATABASE -a fernwood-payments', shows: /No upgrade is under way/ },
  { command: 'pg:upgrade:prepare DATABASE -a fernwood-payments --confirm fernwood-payments', shows: /is being prepared/ },
  { command: 'pg:upgrade:wait DATABASE -a fernwood-payments', shows: /\(2\/3\) The upgrade is prepared/ },
  { command: 'pg:upgrade:run DATABASE -a fernwood-payments --confirm fernwood-payments', shows: /has begun/ },
  {
    command: 'pg:upgrade:cancel DATABASE -a fernwood-payments --confirm fernwood-payments',
    exits: 2,
    shows: /cannot be cancelled/,
  },
  { command: `${UPKEEP} ${APP}`, shows: /postgresql-curved-48213[^]*pending/ },
  { command: `${UPKEEP}:info ${MAIN} ${APP}`, shows: /status: +pending[^]*addon_kind: +heroku-postgresql/ },
  { command: `${UPKEEP}:window ${MAIN} ${APP}`, shows: /window: +\w+days \d\d:\d\d to/ },
  { command: `${UPKEEP}:window:update ${MAIN} Sunday 02:30 ${APP}`, shows: /window: +Sundays 02:30 to 06:30 UTC/ },
  { command: `${UPKEEP}:schedule ${MAIN} --weeks 1 ${APP}`, shows: /changed from \S+ to \S+/ },
  { command: `${UPKEEP}:run ${MAIN} ${SURE} --wait ${APP}`, shows: /maintenance completed/ },
  { command: `${UPKEEP}:wait ${MAIN} ${APP}`, exits: 2, shows: /isn't any maintenance in progress/ },
  { command: `${UPKEEP}:history ${MAIN} ${APP}`, shows: /Scheduled for[^]*completed/ },
  { before: hurry(1), command: `${UPKEEP}:run ${MAIN} ${SURE} ${APP}`, exits: 2, shows: /No maintenance of/ },
]

/** A command of the CLI, and what it has to do. */
export interface Step {
  /** As typed after `heroku`. Words are split at spaces; a part in single quotes stays together. */
  readonly command: string
  /** What has to stand in its output, both streams together. */
  readonly shows: RegExp
  /** The exit code; 0 unless said otherwise. */
  readonly exits?: number
  /** For a command that goes on without end: it is ended once it has shown what it should. */
  readonly endless?: true
  /** A request to the API once the command runs, to make something happen that it should show. */
  readonly meanwhile?: string
  /** Carried out as someone else: the e-mail. */
  readonly as?: string
}

const APP = '-a cli-check'
const EMAIL = /[\w.]+@example\.com/
const UNKNOWN = /Couldn't find that app[^]*not_found/

/** On a fresh world, in this order. `cli-check` is an app with web and worker dynos, deployed before. */
export const steps: readonly Step[] = [
  { command: 'auth:whoami', shows: EMAIL },
  { command: 'auth:token', shows: /HRKU-/ },
  { command: 'apps', shows: /cli-check/ },
  { command: 'apps --all', shows: /cli-check/ },
  {
    command: 'apps:create cli-check-two',
    shows: /Creating cli-check-two... done[^]*https:\/\/cli-check-two-[0-9a-f]{12}\.herokuapp\.com\//,
  },
  { command: 'apps:create', shows: /Creating app... done, [a-z]+-[a-z]+-\d+/ },
  { command: 'apps:create cli-check', exits: 2, shows: /Name cli-check is already taken[^]*invalid_params/ },
  { command: 'apps:create Bad_Name', exits: 2, shows: /Name must start with a letter[^]*invalid_params/ },
  { command: 'apps:create cli-check-eu --region eu --stack heroku-22', shows: /done/ },
  { command: 'apps:create cli-check-team --team fernwood', shows: /done/ },
  { command: 'apps:create cli-check-mars --region mars', exits: 2, shows: /region/ },
  { command: `apps:info ${APP}`, shows: /=== .*cli-check[^]*Owner: +\S+@example\.com[^]*Stack: +heroku-24/ },
  { command: `apps:info ${APP} --json`, shows: /"generation": ?"cedar"/ },
  { command: `apps:info ${APP} --shell`, shows: /git_url=https:\/\/git\.heroku\.com\/cli-check\.git/ },
  { command: 'apps:info -a no-such-app', exits: 2, shows: UNKNOWN },
  {
    command: `config:set ONE=1 'TWO=two words' ${APP}`,
    shows: /Setting ONE, TWO and restarting[^]*done, v\d+[^]*TWO: +two words/,
  },
  { command: `config ${APP}`, shows: /ONE: +1/ },
  { command: `config ${APP} --json`, shows: /"TWO": ?"two words"/ },
  { command: `config:get TWO ${APP}`, shows: /^two words$/m },
  { command: `config:unset ONE ${APP}`, shows: /Unsetting ONE and restarting[^]*done, v\d+/ },
  { command: `config:set 1BAD=x ${APP}`, exits: 2, shows: /invalid_params/ },
  { command: `config ${APP}`, as: 'outsider', exits: 2, shows: /do not have access[^]*forbidden/ },
  { command: `ps ${APP}`, shows: /=== web[^]*web\.1: (starting|up)/ },
  { command: `ps:scale ${APP}`, shows: /web=1:Basic/ },
  { command: `ps:type web=standard-1x ${APP}`, shows: /Standard-1X/ },
  { command: `ps:scale web=2:standard-2x worker=1 ${APP}`, shows: /now running web at 2:Standard-2X, worker at 1/ },
  { command: `ps:scale web+1 ${APP}`, shows: /web at 3:Standard-2X/ },
  { command: `ps:scale web=101 ${APP}`, exits: 2, shows: /invalid_params/ },
  { command: `ps:scale nothing=1 ${APP}`, exits: 2, shows: /Couldn't find that process type \(nothing\)[^]*invalid_params/ },
  { command: `ps:type web=huge ${APP}`, exits: 2, shows: /Couldn't find that [a-z ]*size|not_found|invalid_params/ },
  { command: `ps:autoscale:enable --min 1 --max 4 ${APP}`, exits: 1, shows: /only available with Performance/ },
  { command: `ps:type web=performance-m ${APP}`, shows: /Performance-M/ },
  { command: `ps:autoscale:disable ${APP}`, exits: 1, shows: /does not have autoscale enabled/ },
  { command: `ps:autoscale:enable --min 1 --max 4 --p95 300 ${APP}`, shows: /Enabling dyno autoscaling\.\.\. done/ },
  { command: `ps:autoscale:enable --min 2 --max 5 --notifications ${APP}`, shows: /Enabling dyno autoscaling\.\.\. done/ },
  { command: `ps:autoscale:enable --min 9 --max 5 ${APP}`, exits: 2, shows: /invalid_params/ },
  { command: `ps:autoscale:disable ${APP}`, shows: /Disabling dyno autoscaling\.\.\. done/ },
  { command: `ps:scale web=3:standard-2x ${APP}`, shows: /web at 3:Standard-2X/ },
  { command: `ps:restart ${APP}`, shows: /Restarting all dynos[^]*done/ },
  { command: `ps:restart --process-type worker ${APP}`, shows: /done/ },
  { command: `ps:restart --dyno-name web.1 ${APP}`, shows: /done/ },
  { command: `ps:restart --dyno-name web.77 ${APP}`, exits: 2, shows: /Couldn't find that dyno[^]*not_found/ },
  { command: `ps:wait ${APP}`, shows: /^/ },
  { command: `ps:stop --dyno-name web.2 ${APP}`, shows: /done/ },
  { command: `releases ${APP}`, shows: /Set ONE, TWO config vars/ },
  { command: `releases ${APP} -n 1 --json`, shows: /"version": ?\d+/ },
  { command: `releases:info ${APP}`, shows: /=== Release v\d+[^]*Remove ONE config vars/ },
  { command: `releases:info v3 ${APP}`, shows: /=== Release v3/ },
  { command: `releases:info v99 ${APP}`, exits: 2, shows: /Couldn't find that release[^]*not_found/ },
  { command: `releases:output v3 ${APP}`, shows: /^/ },
  { command: `rollback v4 ${APP}`, shows: /Rolling back[^]*done, v\d+/ },
  { command: `rollback v99 ${APP}`, exits: 2, shows: /not_found|No release found/i },
  { command: `logs -n 50 ${APP}`, shows: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00 app\[api\]: / },
  { command: `logs -n 5 --source heroku ${APP}`, shows: /heroku\[/ },
  { command: `logs -n 5 --dyno-name web.1 ${APP}`, shows: /\[web\.1\]/ },
  {
    command: `logs --tail ${APP}`,
    endless: true,
    meanwhile: '/apps/cli-check/dynos/worker.1',
    shows: /Restart worker\.1 by user/,
  },
  { command: `run ls ${APP} --no-tty`, shows: /Procfile/ },
  { command: `run 'cat package.json' ${APP} --no-tty`, shows: /"name"/ },
  { command: `run --exit-code ${APP} --no-tty -- false`, exits: 1, shows: /exited with code 1/ },
  { command: `run:detached 'echo hello' ${APP}`, shows: /heroku logs --app cli-check --dyno run\.\d+/ },
  { command: `maintenance:on ${APP}`, shows: /Enabling maintenance mode[^]*done/ },
  { command: `maintenance ${APP}`, shows: /^on$/m },
  { command: `maintenance:off ${APP}`, shows: /Disabling maintenance mode[^]*done/ },
  { command: `apps:favorites:add ${APP}`, shows: /Adding[^]*done/ },
  { command: 'apps:favorites', shows: /cli-check/ },
  { command: `apps:favorites:remove ${APP}`, shows: /Removing[^]*done/ },
  { command: `buildpacks ${APP}`, shows: /has no Buildpacks/ },
  { command: `buildpacks:set heroku/nodejs ${APP}`, shows: /Buildpack set/ },
  { command: `buildpacks:add --index 1 heroku/ruby ${APP}`, shows: /Buildpack added/ },
  { command: `buildpacks ${APP}`, shows: /1\. heroku\/ruby[^]*2\. heroku\/nodejs/ },
  { command: `buildpacks:clear ${APP}`, shows: /Buildpacks cleared/ },
  { command: `labs ${APP}`, shows: /App Features/ },
  { command: `features ${APP}`, shows: /preboot/ },
  { command: `features:enable preboot ${APP}`, shows: /Enabling preboot[^]*done/ },
  { command: `features:info preboot ${APP}`, shows: /Enabled: +true/ },
  { command: `features:disable preboot ${APP}`, shows: /done/ },
  { command: `labs:enable runtime-dyno-metadata ${APP}`, shows: /done/ },
  { command: `domains ${APP}`, shows: /cli-check-[0-9a-f]{12}\.herokuapp\.com/ },
  { command: `access ${APP}`, shows: /owner/ },
  { command: 'teams', shows: /fernwood/ },
  { command: 'members --team fernwood', shows: /admin/ },
  { command: 'regions', shows: /eu +Europe/ },
  { command: `apps:stacks ${APP}`, shows: /\* heroku-24/ },
  { command: `apps:stacks:set heroku-22 ${APP}`, shows: /Setting stack to heroku-22[^]*done/ },
  { command: 'authorizations', shows: /global/ },
  { command: 'authorizations:create -d check', shows: /Token: +HRKU-/ },
  { command: `apps:rename cli-check-renamed ${APP}`, shows: /Renaming cli-check to cli-check-renamed[^]*done/ },
  { command: 'apps:rename cli-check-eu -a cli-check-renamed', exits: 2, shows: /already taken/ },
  { command: 'apps:destroy -a cli-check-renamed --confirm wrong', exits: 1, shows: /did not match/ },
  { command: 'apps:destroy -a cli-check-renamed --confirm cli-check-renamed', shows: /Destroying cli-check-renamed[^]*done/ },
  { command: 'apps:info -a cli-check-renamed', exits: 2, shows: UNKNOWN },
]

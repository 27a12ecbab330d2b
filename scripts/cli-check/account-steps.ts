import type { Step } from './step.ts'

/** A public key for a file of the CLI's home. */
export const SSH_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f cli@check\n'

/** What a person has of their own: tokens, clients, sessions, keys. */
export const accountSteps: readonly Step[] = [
  { command: 'authorizations', shows: /global/ },
  { command: 'authorizations:create -d check', shows: /ID: +(?<auth>[0-9a-f-]{36})[^]*Token: +HRKU-/ },
  { command: 'authorizations:info {auth}', shows: /Description: +check/ },
  { command: 'authorizations:update {auth} -d checked', shows: /Updating[^]*done[^]*Description: +checked/ },
  { command: 'authorizations:rotate {auth}', shows: /Rotating[^]*done[^]*Token: +HRKU-/ },
  { command: 'authorizations:revoke {auth}', shows: /Revoking[^]*done/ },
  { command: 'authorizations:info {auth}', exits: 2, shows: /not_found/ },
  { command: 'authorizations:create -s everything', exits: 2, shows: /Scopes are global, identity[^]*invalid_params/ },
  { command: 'authorizations:create -d reader -s read,identity -e 3600 --short', shows: /^(?<reader>HRKU-[0-9a-f]{40})$/m },
  { command: 'apps --all', as: '{reader}', shows: /cli-check/ },
  { command: 'maintenance:on -a cli-check', as: '{reader}', exits: 2, shows: /used for read, identity only[^]*forbidden/ },
  { command: 'config -a cli-check', as: '{reader}', exits: 2, shows: /needs one of these scopes[^]*forbidden/ },
  {
    command: 'apps --all',
    as: '{reader}',
    before: { method: 'PATCH', path: '/control/clock', body: { advance: 3_600_000 } },
    exits: 1,
    shows: /HEROKU_API_KEY is invalid/,
  },
  { command: 'clients', shows: /No OAuth clients/ },
  {
    command: 'clients:create cli-client https://client.example.com/back',
    shows: /HEROKU_OAUTH_ID=(?<client>[0-9a-f-]{36})[^]*HEROKU_OAUTH_SECRET=[0-9a-f]{40}/,
  },
  { command: 'clients', shows: /cli-client +[0-9a-f-]{36} +https:\/\/client\.example\.com\/back/ },
  { command: 'clients:info {client}', shows: /=== .*cli-client[^]*redirect_uri: +https/ },
  { command: 'clients:update {client} --url https://client.example.com/other', shows: /Updating[^]*done/ },
  { command: 'clients:update {client} --url http://client.example.com/', exits: 1, shows: /have to use HTTPS/ },
  { command: 'clients:rotate {client}', shows: /Updating[^]*done[^]*[0-9a-f]{40}/ },
  { command: 'clients:destroy {client}', shows: /Destroying[^]*done/ },
  { command: 'clients:info {client}', exits: 2, shows: /not_found/ },
  { command: 'sessions', shows: /Dashboard +(?<session>[0-9a-f-]{36})/ },
  {
    command: 'sessions',
    before: { method: 'POST', path: '/control/people/ada@example.com/sessions', body: {} },
    shows: /Dashboard[^]*Dashboard/,
  },
  { command: 'sessions:destroy 00000000-0000-4000-8000-000000000000', exits: 2, shows: /not_found/ },
  { command: 'keys', shows: /no SSH keys/i },
  { command: 'keys:add id_ed25519.pub', shows: /Uploading[^]*done/ },
  { command: 'keys:add id_ed25519.pub', exits: 2, shows: /added this key already[^]*invalid_params/ },
  { command: 'keys:add example.crt', exits: 2, shows: /one line[^]*invalid_params/ },
  { command: 'keys', shows: /ssh-ed25519[^]*cli@check/ },
  { command: 'keys --long', shows: /AAAAC3NzaC1lZDI1NTE5AAAAIAABAg/ },
  { command: 'keys:remove cli@check', shows: /Removing[^]*done/ },
  { command: 'keys:remove cli@check', exits: 1, shows: /No SSH keys on account/ },
  { command: 'keys:clear', shows: /Removing all SSH keys[^]*done/ },
  { command: 'auth:2fa', shows: /Two-factor authentication is not enabled/ },
]

import { expect, test } from 'vitest'
import { access } from '#platform/access/contract.ts'
import { apps } from '#platform/apps/contract.ts'
import { certificates } from '#platform/certificates/contract.ts'
import { config } from '#platform/config/contract.ts'
import { control } from '#platform/control/contract.ts'
import { domains } from '#platform/domains/contract.ts'
import { drains } from '#platform/drains/contract.ts'
import { dynos } from '#platform/dynos/contract.ts'
import { logs } from '#platform/logs/contract.ts'
import { monitors } from '#platform/monitors/contract.ts'
import { releases } from '#platform/releases/contract.ts'
import { teams } from '#platform/teams/contract.ts'
import { people } from '#platform/teams/people/contract.ts'
import { webhooks } from '#platform/webhooks/contract.ts'
import { cliCommand, curlCommand } from './cli.ts'
import { connectTo } from './connection.ts'

const params = { app: 'storefront' }

test('what one would type to share an app', () => {
  const user = 'otto@example.com'
  expect([
    cliCommand(access.add, { params, body: { user } }),
    cliCommand(access.teamAdd, { params, body: { user, permissions: ['view', 'deploy'] } }),
    cliCommand(access.teamUpdate, { params: { ...params, collaborator: user }, body: { permissions: ['manage'] } }),
    cliCommand(access.remove, { params: { ...params, collaborator: user } }),
    cliCommand(access.offer, { body: { app: 'storefront', recipient: user } }),
    cliCommand(teams.updateApp, { params, body: { locked: true } }),
    cliCommand(teams.updateApp, { params, body: { owner: 'fernwood' } }),
    cliCommand(teams.updateApp, { params, body: { owner: 'fernwood', locked: true } }),
  ]).toEqual([
    'heroku access:add otto@example.com -a storefront',
    'heroku access:add otto@example.com --permissions view,deploy -a storefront',
    'heroku access:update otto@example.com --permissions manage -a storefront',
    'heroku access:remove otto@example.com -a storefront',
    'heroku apps:transfer otto@example.com -a storefront',
    'heroku apps:lock -a storefront',
    'heroku apps:transfer fernwood -a storefront',
    null,
  ])
})

test('what one would type for the people of a team', () => {
  const team = { team: 'fernwood' }
  const body = { email: 'otto@example.com', role: 'viewer' as const }
  expect([
    cliCommand(teams.list),
    cliCommand(teams.members, { params: team }),
    cliCommand(people.invite, { params: team, body }),
    cliCommand(people.updateMember, { params: team, body }),
    cliCommand(people.removeMember, { params: { ...team, member: body.email } }),
    cliCommand(people.revoke, { params: { ...team, invitation: body.email } }),
  ]).toEqual([
    'heroku teams',
    'heroku members --team fernwood',
    'heroku members:add otto@example.com --role viewer --team fernwood',
    'heroku members:set otto@example.com --role viewer --team fernwood',
    'heroku members:remove otto@example.com --team fernwood',
    'heroku members:remove otto@example.com --team fernwood',
  ])
})

test('what one would type for domains and certificates', () => {
  const files = { certificate_chain: 'chain', private_key: 'key' }
  const named = { ...params, certificate: 'misty-harbor-48210' }
  expect([
    cliCommand(domains.create, { params, body: { hostname: 'www.example.com', sni_endpoint: null } }),
    cliCommand(domains.create, { params, body: { hostname: '*.example.com', sni_endpoint: 'misty-harbor-48210' } }),
    cliCommand(domains.delete, { params: { ...params, domain: 'www.example.com' } }),
    cliCommand(certificates.create, { params, body: files }),
    cliCommand(certificates.update, { params: named, body: files }),
    cliCommand(certificates.delete, { params: named }),
    cliCommand(certificates.enable, { params }),
    cliCommand(certificates.disable, { params }),
    cliCommand(certificates.refresh, { params }),
  ]).toEqual([
    'heroku domains:add www.example.com -a storefront',
    "heroku domains:add '*.example.com' --cert misty-harbor-48210 -a storefront",
    'heroku domains:remove www.example.com -a storefront',
    'heroku certs:add server.crt server.key -a storefront',
    'heroku certs:update server.crt server.key --name misty-harbor-48210 -a storefront --confirm storefront',
    'heroku certs:remove --name misty-harbor-48210 -a storefront --confirm storefront',
    'heroku certs:auto:enable -a storefront',
    'heroku certs:auto:disable -a storefront --confirm storefront',
    'heroku certs:auto:refresh -a storefront',
  ])
})

test('what one would type', () => {
  expect([
    cliCommand(apps.create, { body: { name: 'storefront', region: 'eu' } }),
    cliCommand(apps.update, { params, body: { maintenance: true } }),
    cliCommand(apps.update, { params, body: { name: 'shop' } }),
    cliCommand(apps.delete, { params }),
    cliCommand(config.update, { params, body: { GREETING: "it's me", MODE: 'b' } }),
    cliCommand(config.update, { params, body: { MODE: null } }),
    cliCommand(dynos.scale, {
      params,
      body: {
        updates: [
          { type: 'web', quantity: 2, size: 'standard-1x' },
          { type: 'worker', quantity: 0 },
        ],
      },
    }),
    cliCommand(dynos.scale, { params, body: { updates: [{ type: 'web', size: { name: 'standard-2x' } }] } }),
    cliCommand(dynos.scaleType, { params: { ...params, type: 'web' }, body: { quantity: '+1' } }),
    cliCommand(dynos.restart, { params: { ...params, dyno: 'web.1' } }),
    cliCommand(dynos.create, { params, body: { command: 'rails db:migrate' } }),
    cliCommand(logs.createSession, { params, body: { tail: true, source: 'app' } }),
    cliCommand(monitors.create, {
      params: { ...params, type: 'web' },
      body: { name: 'LATENCY_SCALE', min_quantity: 1, max_quantity: 5, value: 500, notification_channels: ['app'] },
    }),
    cliCommand(monitors.update, {
      params: { ...params, type: 'web', monitor: 'id' },
      body: { action_type: 'scale', is_active: false },
    }),
    cliCommand(releases.create, { params, body: { release: 'v12' } }),
  ]).toMatchInlineSnapshot(`
    [
      "heroku apps:create storefront --region eu",
      "heroku maintenance:on -a storefront",
      "heroku apps:rename shop -a storefront",
      "heroku apps:destroy -a storefront --confirm storefront",
      "heroku config:set 'GREETING=it'\\''s me' MODE=b -a storefront",
      "heroku config:unset MODE -a storefront",
      "heroku ps:scale web=2:standard-1x worker=0 -a storefront",
      "heroku ps:type web=standard-2x -a storefront",
      "heroku ps:scale web=+1 -a storefront",
      "heroku ps:restart --dyno-name web.1 -a storefront",
      "heroku run:detached -a storefront -- rails db:migrate",
      "heroku logs --tail --source app -a storefront",
      "heroku ps:autoscale:enable --min 1 --max 5 --p95 500 --notifications -a storefront",
      "heroku ps:autoscale:disable -a storefront",
      "heroku releases:rollback v12 -a storefront",
    ]
  `)
})

test('what the CLI cannot do in one command has none', () => {
  expect(cliCommand(config.update, { params, body: { A: 'b', C: null } })).toBeNull()
  expect(cliCommand(monitors.create, { params: { ...params, type: 'web' }, body: { name: 'LATENCY', value: 500 } })).toBeNull()
  expect(cliCommand(control.clock)).toBeNull()
})

test('the call itself', () => {
  connectTo('http://localhost:5100')
  expect(curlCommand(dynos.scaleType, { params: { app: 'storefront', type: 'web' }, body: { quantity: 2 } }))
    .toMatchInlineSnapshot(`
    "curl -X PATCH http://localhost:5100/apps/storefront/formation/web \\
      -H "Accept: application/vnd.heroku+json; version=3" \\
      -H "Authorization: Bearer $HEROKU_API_KEY" \\
      -H "Content-Type: application/json" \\
      -d '{"quantity":2}'"
  `)
})

test('what one would type for webhooks and drains', () => {
  const settings = { include: ['api:release', 'api:dyno'], level: 'sync' as const, url: 'https://example.com/hooks' }
  const one = { ...params, webhook: 'w-1' }
  expect([
    cliCommand(webhooks.create, { params, body: settings }),
    cliCommand(webhooks.create, { params, body: { ...settings, secret: 'two words' } }),
    cliCommand(webhooks.update, { params: one, body: settings }),
    cliCommand(webhooks.update, { params: one, body: { level: 'notify' } }),
    cliCommand(webhooks.delete, { params: one }),
    cliCommand(drains.create, { params, body: { url: 'syslog+tls://logs.example.com:6514' } }),
    cliCommand(drains.delete, { params: { ...params, drain: 'https://logs.example.com/in' } }),
  ]).toEqual([
    'heroku webhooks:add --include api:release,api:dyno --level sync --url https://example.com/hooks -a storefront',
    "heroku webhooks:add --include api:release,api:dyno --level sync --url https://example.com/hooks --secret 'two words' -a storefront",
    'heroku webhooks:update w-1 --include api:release,api:dyno --level sync --url https://example.com/hooks -a storefront',
    null,
    'heroku webhooks:remove w-1 -a storefront',
    'heroku drains:add syslog+tls://logs.example.com:6514 -a storefront',
    'heroku drains:remove https://logs.example.com/in -a storefront',
  ])
})

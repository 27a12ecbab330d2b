import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { api, begin, refused } from '#hosts/support/asking.testing.ts'
import { openHarness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import { add, attach, beginWithApps, descriptions, expectVarsOfAttachments, get, vars } from './addons.testing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

beforeEach(beginWithApps)

describe('an add-on', () => {
  it('of a partner is there at once, with its config vars in one release', async () => {
    const addon = await add('tidewatch')
    expect(addon).toMatchObject({
      state: 'provisioned',
      plan: { name: 'tidewatch:ripple' },
      billed_price: { cents: 0, unit: 'month' },
      billing_entity: { name: 'shop', type: 'app' },
      config_vars: ['TIDEWATCH_LICENSE_KEY'],
    })
    expect(await vars('shop')).toEqual(['TIDEWATCH_LICENSE_KEY'])
    expect(await descriptions('shop')).toEqual(['Initial release', 'Enable Logplex', `Attach TIDEWATCH (@ref:${addon.name})`])
    expect(await get('/apps/shop/releases/v3')).toMatchObject({ addon_plan_names: ['tidewatch:ripple'] })
  })

  it('that is a database takes its time, then sets its config var on every app that uses it', async () => {
    const addon = await add('heroku-postgresql:standard-0', { name: 'main-database' })
    expect(addon).toMatchObject({ state: 'provisioning', name: 'main-database', config_vars: [] })
    expect(addon.provision_message).toMatch(/2-6 minutes/)
    await attach('main-database', 'books', { confirm: 'books' })
    expect([await vars('shop'), await vars('books')]).toEqual([[], []])
    api.pass(7 * MINUTE)
    const { DATABASE_URL: url = '' } = (await get('/apps/shop/config-vars')) as Record<string, string>
    expect(url).toMatch(/^postgres:\/\/u[0-9a-f]{14}:p[0-9a-f]{64}@ec2-[\d-]+\.compute-1\.amazonaws\.com:5432\/d[0-9a-f]{14}$/)
    expect(await get('/apps/books/config-vars')).toEqual({ DATABASE_URL: url })
    expect((await descriptions('books')).slice(2)).toEqual([
      'Attach DATABASE (@ref:main-database)',
      '@ref:main-database completed provisioning, setting DATABASE_URL.',
    ])
  })

  it('is found by its name, its id, its attachments and their config vars, and shown whole when asked', async () => {
    const { id, name } = await add('heroku-redis:premium-0')
    api.pass(6 * MINUTE)
    for (const addon of [id, name, 'REDIS', 'REDIS_URL', 'heroku-redis'])
      expect((await api.as('ada', 'POST', '/actions/addons/resolve', { addon, app: 'shop' })).body).toMatchObject([{ id }])
    expect((await api.as('ada', 'POST', '/actions/addons/resolve', { addon: name, app: null })).body).toMatchObject([{ id }])
    await refused('POST', '/actions/addons/resolve', { addon: 'nothing', app: 'shop' }, 404, "Couldn't find that add-on.")
    expect(await get(`/addons/${name}`, 'ada', { 'accept-expansion': 'addon_service,plan' })).toMatchObject({
      addon_service: { human_name: 'Heroku Key-Value Store' },
      plan: { price: { cents: 1500 } },
    })
    expect(await get('/apps/shop/addon-attachments', 'ada', { 'accept-inclusion': 'addon:plan,config_vars' })).toMatchObject([
      { name: 'REDIS', config_vars: ['REDIS_URL'], addon: { plan: { name: 'heroku-redis:premium-0' } } },
    ])
  })

  it('is refused where it cannot be', async () => {
    await add('tidewatch', { name: 'taken' })
    const to = '/apps/shop/addons'
    for (const [body, words] of [
      [{ plan: 'nothing:at-all' }, 'add-on plan of "nothing:at-all"'],
      [{ plan: 'heroku-postgresql:huge' }, `Couldn't find either`],
      [{ plan: 'heroku-postgresql:private-0' }, 'only for apps in Private Spaces'],
      [{ plan: 'fixproxy' }, 'no longer offered'],
      [{ plan: 'tidewatch:swell' }, 'can have it only once'],
      [{ plan: 'snagbox', name: 'taken' }, 'Name taken is already taken'],
      [{ plan: 'snagbox', name: '1 bad' }, 'Name must start with a letter'],
      [{ plan: 'snagbox', attachment: { name: 'lower' } }, 'Attachment names'],
      [{ plan: 'snagbox', attachment: { name: 'TIDEWATCH' } }, 'has an attachment TIDEWATCH already'],
      [{ plan: 'heroku-postgresql:standard-0', config: { follow: 'TIDEWATCH' } }, 'is no Postgres database'],
    ] as const)
      await refused('POST', to, body, 422, words)
    await refused('POST', to, {}, 422, 'plan')
    await api.as('ada', 'PATCH', '/apps/shop/config-vars', { SNAGBOX_DSN: 'mine' })
    await refused('POST', to, { plan: 'snagbox', attachment: { name: 'SNAGBOX' } }, 422, 'SNAGBOX_DSN is set on shop')
    expect((await add('snagbox')).config_vars).toEqual([expect.stringMatching(/^SNAGBOX_[A-Z]+_DSN$/)])
  })

  it('is provisioned early, and ended, when its provider says so', async () => {
    const { name } = await add('heroku-kafka:standard-0')
    expect((await api.as('ada', 'POST', `/addons/${name}/actions/provision`)).body).toMatchObject({ state: 'provisioned' })
    expect(await vars('shop')).toEqual(['KAFKA_CLIENT_CERT', 'KAFKA_CLIENT_CERT_KEY', 'KAFKA_TRUSTED_CERT', 'KAFKA_URL'])
    await refused('POST', `/addons/${name}/actions/provision`, undefined, 422, 'provisioned already')
    expect((await api.as('ada', 'POST', `/addons/${name}/actions/deprovision`)).body).toMatchObject({ state: 'deprovisioned' })
    expect(await vars('shop')).toEqual([])
  })
})

describe('plans', () => {
  it('change within a service, and by the rules of each', async () => {
    const move = async (name: string, plan: string) => await api.as('ada', 'PATCH', `/apps/shop/addons/${name}`, { plan })
    const pg = (await add('heroku-postgresql:essential-0')).name
    await refused('PATCH', `/apps/shop/addons/${pg}`, { plan: 'heroku-postgresql:essential-1' }, 422, 'being provisioned')
    api.pass(2 * MINUTE)
    expect(await move(pg, 'heroku-postgresql:essential-1')).toMatchObject({ status: 200, body: { billed_price: { cents: 900 } } })
    for (const [plan, words] of [
      ['heroku-postgresql:standard-0', 'cannot move from essential to standard in place'],
      ['heroku-postgresql:essential-1', 'on the plan essential-1 already'],
      ['heroku-redis:mini', 'can only move to plans of it'],
      ['heroku-postgresql:none', "Couldn't find"],
    ] as const)
      await refused('PATCH', `/apps/shop/addons/${pg}`, { plan }, 422, words)
    const kafka = (await add('heroku-kafka:basic-2')).name
    api.pass(2 * MINUTE)
    await refused('PATCH', `/apps/shop/addons/${kafka}`, { plan: 'heroku-kafka:basic-0' }, 422, 'smaller plan')
    await refused('PATCH', `/apps/shop/addons/${kafka}`, { plan: 'heroku-kafka:standard-0' }, 422, 'shared and dedicated')
    await refused('POST', '/apps/shop/addons', { plan: 'heroku-postgresql:standard-0', config: { follow: pg } }, 422, 'followers')
  })

  it('are billed for as long as they were had', async () => {
    const { name } = await add('heroku-redis:premium-2')
    api.pass(72 * HOUR)
    await api.as('ada', 'PATCH', `/apps/shop/addons/${name}`, { plan: 'heroku-redis:premium-3' })
    api.pass(36 * HOUR)
    expect(await get(`/control/addons/${name}/billing`)).toMatchObject({
      monthly_cents: 12_000,
      so_far_cents: Math.round(((600 + 600) * 720) / 744),
      plans: [{ name: 'premium-3' }, { name: 'premium-2' }],
    })
  })

  it('have the names, prices and default that clients know', async () => {
    const plans = (await get('/addon-services/heroku-postgresql/plans', null)) as {
      name: string
      default: boolean
      price: { cents: number }
    }[]
    expect(plans.find((plan) => plan.default)?.name).toBe('heroku-postgresql:essential-0')
    expect(plans.find(({ name }) => name === 'heroku-postgresql:premium-6')?.price.cents).toBe(350_000)
    expect((await add('heroku-postgresql:hobby-basic')).plan.name).toBe('heroku-postgresql:essential-1')
    const services = (await get('/addon-services', null)) as { name: string }[]
    expect(services.length).toBeGreaterThanOrEqual(45)
    expect(new Set(services.map(({ name }) => name)).size).toBe(services.length)
  })
})

describe('permissions', () => {
  it('follow the roles of a team', async () => {
    await begin('company')
    const viewer = await api.as('tom', 'GET', '/apps/fernwood-shop/addons')
    expect(viewer).toMatchObject({ status: 403, body: { message: expect.stringContaining('deploy or operate') } })
    expect(await get('/addons', 'tom')).toEqual([])
    await refused('GET', '/addons/postgresql-curved-48213', undefined, 403, 'fernwood-shop', 'tom')
    // Priya may deploy the blog, and no more.
    await refused('POST', '/apps/fernwood-blog/addons', { plan: 'postpigeon:flock' }, 403, 'operate permission', 'priya')
    expect(await api.as('priya', 'POST', '/apps/fernwood-blog/addons', { plan: 'inkpress:draft' })).toMatchObject({ status: 201 })
    await refused(
      'POST',
      '/addon-attachments',
      { addon: 'postgresql-curved-48213', app: 'fernwood-blog' },
      403,
      'fernwood-shop',
      'priya',
    )
    await refused('POST', '/apps/fernwood-shop/addons', { plan: 'snagbox' }, 403, 'do not have access', 'otto')
    await refused('POST', '/apps/otto-records/addons', { plan: 'heroku-postgresql:private-0' }, 422, 'Private Spaces', 'otto')
    await refused(
      'POST',
      '/addon-attachments',
      { addon: 'postgresql-octagonal-17346', app: 'fernwood-shop' },
      403,
      'fernwood-payments',
      'jonas',
    )
  })

  it('leave what costs money on a personal app to its owner', async () => {
    await begin('company')
    await api.as('ada', 'POST', '/apps/ada-trail-log/collaborators', { user: 'otto@example.com' })
    await refused('POST', '/apps/ada-trail-log/addons', { plan: 'heroku-redis:mini' }, 403, 'Only the owner', 'otto')
    expect(await api.as('otto', 'POST', '/apps/ada-trail-log/addons', { plan: 'snagbox' })).toMatchObject({ status: 201 })
  })
})

describe('webhooks of an add-on', () => {
  it('tell of it alone', async () => {
    const { name, id } = await add('heroku-redis:mini')
    await add('snagbox')
    const hook = { include: ['api:addon', 'api:addon-attachment'], level: 'notify', url: 'https://hooks.example.com/a' }
    expect(await api.as('ada', 'POST', `/addons/${name}/webhooks`, hook)).toMatchObject({
      status: 201,
      body: { addon: { id, name } },
    })
    expect(await get('/apps/shop/webhooks')).toEqual([])
    api.pass(10 * MINUTE)
    await add('rabbitrun')
    await api.as('ada', 'PATCH', `/apps/shop/addons/${name}`, { plan: 'heroku-redis:premium-0' })
    api.pass(10 * MINUTE)
    const events = (await get(`/addons/${name}/webhook-events`)) as { payload: { resource: string; data: { id: string } } }[]
    expect(events.map(({ payload }) => [payload.resource, payload.data.id])).toEqual([
      ['addon', id],
      ['addon', id],
    ])
    await api.as('ada', 'DELETE', `/apps/shop/addons/${name}`)
    expect(api.world().tables.webhooks.size).toBe(0)
    api.pass(HOUR)
    expect(api.reports).toEqual([])
  })
})

it('whatever is done, config vars are those of the attachments, and a replay gives the same world', async () => {
  const plans = ['heroku-postgresql:essential-0', 'heroku-redis:mini', 'snagbox', 'memstash:drawer', 'heroku-kafka:basic-0']
  const act = fc.record({
    what: fc.constantFrom('add', 'attach', 'detach', 'destroy', 'move', 'wait', 'set', 'unset', 'rollback'),
    app: fc.constantFrom('shop', 'books'),
    nth: fc.nat(8),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      const run = await openHarness()
      for (const name of ['shop', 'books']) await run.as('ada', 'POST', '/apps', { name })
      for (const { what, app, nth } of acts) {
        const { tables } = run.world()
        const all = tables.addons.all()
        const addon = all[nth % Math.max(1, all.length)]
        const links = tables.attachments.all()
        const link = links[nth % Math.max(1, links.length)]
        const owner = addon ? tables.apps.must(addon.appId).name : app
        if (what === 'add') await run.as('ada', 'POST', `/apps/${app}/addons`, { plan: plans[nth % plans.length] })
        if (what === 'attach') await run.as('ada', 'POST', '/addon-attachments', { addon: addon?.name ?? '', app, confirm: app })
        if (what === 'detach') await run.as('ada', 'DELETE', `/addon-attachments/${link?.id}`)
        if (what === 'destroy') await run.as('ada', 'DELETE', `/apps/${owner}/addons/${addon?.id}`, { force: nth % 2 === 0 })
        if (what === 'move')
          await run.as('ada', 'PATCH', `/apps/${owner}/addons/${addon?.id}`, { plan: 'heroku-redis:premium-0' })
        if (what === 'wait') run.pass(nth * MINUTE)
        if (what === 'set') await run.as('ada', 'PATCH', `/apps/${app}/config-vars`, { OWN: String(nth) })
        if (what === 'unset') await run.as('ada', 'PATCH', `/apps/${app}/config-vars`, { OWN: null, REDIS_URL: null })
        if (what === 'rollback') await run.as('ada', 'POST', `/apps/${app}/releases`, { release: nth })
      }
      expectVarsOfAttachments(run.world())
      const world = run.world()
      const again = createWorld(world.origin, JSON.parse(JSON.stringify(world.journal)))
      again.advanceTo(world.now)
      expect(again.hash()).toBe(world.hash())
      expect(run.reports).toEqual([])
    }),
    { numRuns: 25 },
  )
}, 60_000)

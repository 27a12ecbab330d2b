import { describe, expect, it } from 'vitest'
import { permissionsOn } from '#platform/apps/access.ts'
import type { App } from '#platform/apps/model.ts'
import { stateOf } from '#platform/control/state.ts'
import { createWorld, DEFAULT_ORIGIN, type Command, type PlatformWorld } from '#platform/index.ts'
import { treeOf } from './tree.ts'

const DAY = 86_400_000

const begin = (seed = DEFAULT_ORIGIN.seed, epoch = DEFAULT_ORIGIN.epoch) => createWorld({ scenario: 'company', seed, epoch })
const person = ({ tables }: PlatformWorld, name: string) => {
  const account = tables.accounts.first('email', `${name}@example.com`)
  if (!account) throw new Error(`nobody is called ${name}`)
  return account
}
const appCalled = ({ tables }: PlatformWorld, name: string): App => {
  const app = tables.apps.first('name', name)
  if (!app) throw new Error(`no app is called ${name}`)
  return app
}
const healthOf = (world: PlatformWorld) =>
  new Map(world.tables.apps.all().map((app) => [app.name, stateOf(world, app, person(world, 'ada').id).health]))
const fernwood = ({ tables }: PlatformWorld) => tables.apps.all().filter((app) => app.teamId !== null)

/** What holds of every world, whatever happened in it. */
function expectWhole({ tables }: PlatformWorld): void {
  for (const app of tables.apps.all()) {
    const versions = tables.releases.by('app', app.id).map((release) => release.version)
    expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: app.version }, (_, i) => i + 1))
    if (app.releaseId !== null) expect(tables.releases.must(app.releaseId).status).toBe('succeeded')
    const wanted = tables.formations
      .by('app', app.id)
      .flatMap(({ type, quantity }) => Array.from({ length: quantity }, (_, i) => `${type}.${i + 1}`))
    const there = tables.dynos.by('app', app.id).filter((dyno) => !dyno.oneOff && dyno.type !== 'release')
    expect(there.map((dyno) => dyno.name).sort()).toEqual(wanted.sort())
    for (const dyno of there) {
      expect(dyno.releaseId).toBe(app.releaseId)
      expect(tables.runs.must(dyno.runId).end === null).toBe(dyno.state === 'up' || dyno.state === 'starting')
    }
  }
}

describe('the beginning', () => {
  const world = begin()

  it('is the same each time, and another with another seed', () => {
    expect(begin().hash()).toBe(world.hash())
    expect(begin('another').hash()).not.toBe(world.hash())
  })

  it('has fourteen apps in all eight languages, and one more under review', () => {
    const { tables } = world
    const reviewed = tables.reviewApps.all().map(({ appId }) => appId)
    expect(fernwood(world).filter(({ id }) => !reviewed.includes(id))).toHaveLength(14)
    expect(reviewed).toEqual([appCalled(world, 'fernwood-api-pr-2').id])
    const languages = new Set(world.tables.slugs.all().map((slug) => slug.runtime?.language))
    expect(languages).toEqual(new Set(['ruby', 'nodejs', 'python', 'php', 'java', 'scala', 'go', 'clojure']))
  })

  it('shows every state an app can be in', () => {
    expect(Object.fromEntries(healthOf(world))).toEqual({
      'ada-bread-timer': 'healthy',
      'ada-trail-log': 'idle',
      'fernwood-api': 'healthy',
      'fernwood-api-pr-2': 'healthy',
      'fernwood-api-staging': 'down',
      'fernwood-backoffice': 'idle',
      'fernwood-blog': 'healthy',
      'fernwood-images': 'healthy',
      'fernwood-inventory': 'maintenance',
      'fernwood-loyalty': 'empty',
      'fernwood-mailer': 'degraded',
      'fernwood-payments': 'healthy',
      'fernwood-recommend': 'degraded',
      'fernwood-search': 'deploying',
      'fernwood-shop': 'healthy',
      'fernwood-shop-staging': 'healthy',
      'fernwood-spring-sale': 'stopped',
      'otto-records': 'healthy',
    })
  })

  it('ends on a Monday morning with a deploy just done and a build just begun', () => {
    const { tables, now } = world
    expect(new Date(now).toISOString()).toBe('2026-11-02T09:40:00.000Z')
    const release = tables.releases.must(appCalled(world, 'fernwood-shop').releaseId ?? '')
    expect(now - release.createdAt).toBeLessThan(10 * 60_000)
    const pending = tables.builds.all().filter((build) => build.status === 'pending')
    expect(pending.map((build) => build.commitDescription)).toEqual(['Rank by what is in stock'])
    expect((world.alarmAt('build', pending[0]?.id ?? '') ?? 0) - now).toBeGreaterThan(20_000)
  })

  it('has three weeks of what happens in a company behind it', () => {
    const { tables } = world
    const builds = tables.builds.all()
    const failed = builds.filter((build) => build.status === 'failed')
    expect(new Set(failed.map((build) => build.commitDescription))).toEqual(
      new Set([
        'Print packing slips as PDF',
        'Trace requests',
        'Compile for Java 25',
        'Tidy the build files',
        'Write AVIF',
        'Write an RSS feed',
        'Read settings by environs',
      ]),
    )
    expect(new Set(builds.map((build) => build.userId)).size).toBe(7)
    expect(
      Math.max(...builds.map((build) => build.createdAt)) - Math.min(...builds.map((build) => build.createdAt)),
    ).toBeGreaterThan(20 * DAY)
    const releases = tables.releases.all()
    expect(releases.filter((release) => release.status === 'failed')).toHaveLength(1)
    expect(releases.filter((release) => release.description.startsWith('Rollback to'))).toHaveLength(2)
    const kinds = new Set(tables.activities.all().map((activity) => activity.kind))
    expect([...kinds].sort()).toEqual([
      'access',
      'addon',
      'app',
      'build',
      'config',
      'maintenance',
      'release',
      'restart',
      'run',
      'scale',
    ])
    expect(tables.runs.all().some((run) => run.end?.reason === 'memory')).toBe(true)
    expect(tables.runs.all().some((run) => run.end?.reason === 'idle')).toBe(true)
  })

  it('is whole', () => expectWhole(world))
})

describe('people', () => {
  const world = begin()
  const { tables } = world
  const may = (name: string, app: string) => permissionsOn(tables, appCalled(world, app), person(world, name).id)
  const attempt = (name: string, command: Omit<Command, 'actor'>) => () =>
    world.execute({ ...command, actor: person(world, name).id })

  it('are led by an admin', () => {
    const [first] = tables.accounts.all().sort((a, b) => a.createdAt - b.createdAt)
    expect(first?.name).toBe('Ada Nilsen')
    expect(tables.favorites.by('account', first?.id ?? '')).toHaveLength(3)
  })

  it('may do what their roles let them', () => {
    const rows = ['ada', 'marcus', 'lucia', 'tom', 'priya', 'otto'].map((name) => [
      name,
      ...['fernwood-shop', 'fernwood-payments', 'fernwood-blog', 'ada-trail-log'].map((app) => may(name, app).join(' ')),
    ])
    const [all, member] = ['deploy manage operate view', 'deploy operate view']
    expect(rows).toEqual([
      ['ada', all, all, all, all],
      ['marcus', all, all, all, ''],
      ['lucia', member, '', member, ''],
      ['tom', 'view', 'view', 'view', ''],
      ['priya', '', '', 'deploy view', ''],
      ['otto', '', '', '', ''],
    ])
  })

  it('are refused the rest', () => {
    const before = world.hash()
    const scaling = {
      method: 'PATCH',
      path: '/apps/fernwood-shop/formation',
      body: { updates: [{ type: 'web', quantity: 4 }] },
    } as const
    expect(attempt('tom', scaling)).toThrow('deploy or operate')
    expect(attempt('otto', scaling)).toThrow('You do not have access')
    expect(attempt('priya', { method: 'DELETE', path: '/apps/fernwood-blog/dynos' })).not.toThrow('You do not have access')
    expect(attempt('lucia', { method: 'DELETE', path: '/apps/fernwood-shop' })).toThrow('manage')
    expect(world.hash()).not.toBe(before)
  })
})

describe('the story', () => {
  it('is refused nothing, whatever the seed and the epoch', () => {
    for (const seed of ['a', 'b', 'c']) expectWhole(begin(seed, DEFAULT_ORIGIN.epoch + seed.length * 3 * DAY))
  })

  it('goes on', () => {
    const world = begin()
    world.advanceTo(world.now + 60_000)
    expect(healthOf(world).get('fernwood-search')).toBe('healthy')
    world.advanceTo(world.now + 30 * DAY)
    expectWhole(world)
    const health = healthOf(world)
    expect(health.get('fernwood-shop')).toBe('healthy')
    expect(health.get('fernwood-recommend')).toBe('degraded')
    expect(health.get('fernwood-api-staging')).toBe('down')
    expect(health.get('fernwood-inventory')).toBe('maintenance')
    // Where dynos start now and then, old runs are forgotten; and what keeps crashing is tried once a day.
    const { runs, dynos } = world.tables
    const ends = runs
      .all()
      .flatMap((run) => (run.end && run.type !== 'release' && dynos.count('app', run.appId) > 0 ? [run.end.at] : []))
    expect(Math.min(...ends)).toBeGreaterThan(world.now - 11 * DAY)
    expect(runs.count('app', appCalled(world, 'fernwood-api-staging').id)).toBeLessThan(15)
  })

  it('is put right by scaling what is too small', () => {
    const world = begin()
    const app = appCalled(world, 'fernwood-recommend')
    world.execute({
      method: 'PATCH',
      path: `/apps/${app.id}/formation`,
      body: { updates: [{ type: 'web', quantity: 2 }] },
      actor: person(world, 'mei').id,
    })
    world.advanceTo(world.now + 60_000)
    expect(healthOf(world).get('fernwood-recommend')).toBe('healthy')
  })

  it('lets an Eco dyno sleep on for as long as nobody asks', () => {
    const world = begin()
    const app = appCalled(world, 'fernwood-backoffice')
    world.execute({
      method: 'PUT',
      path: `/control/apps/${app.id}/traffic`,
      body: { peak_rps: 0, shape: 'steady' },
      actor: person(world, 'ada').id,
    })
    const runs = world.tables.runs.count('app', app.id)
    world.advanceTo(world.now + 5 * DAY)
    expect(healthOf(world).get('fernwood-backoffice')).toBe('idle')
    expect(world.tables.runs.count('app', app.id)).toBe(runs)
  })
})

describe('a tree', () => {
  it('is what reading an archive would leave', () => {
    const lock = { packages: { serve: '14.2.5' }, dev: [], count: 87, about: {} }
    const tree = treeOf({ 'server.js': 1200, Procfile: 'web: node server.js\n', 'package-lock.json': lock })
    expect(tree.files.map((file) => file.path)).toEqual(['Procfile', 'package-lock.json', 'server.js'])
    expect(tree.texts).toEqual({ Procfile: 'web: node server.js\n' })
    expect(tree.locks).toEqual({ 'package-lock.json': lock })
    expect(tree.size).toBe(tree.files.reduce((sum, file) => sum + file.size, 0))
    expect(treeOf({ 'server.js': 1201 }).checksum).not.toBe(treeOf({ 'server.js': 1200 }).checksum)
  })
})

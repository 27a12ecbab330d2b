import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import type { Board, Coupling, ListedPipeline, Pipeline, Preview } from './contract.ts'

const MINUTE = 60_000
const [STAGING, LIVE] = ['fernwood-shop-staging', 'fernwood-shop']

let api: Harness
beforeEach(async () => {
  api = await openHarness('company')
})

async function ask<T>(method: string, path: string, body?: unknown, as = 'ada'): Promise<T> {
  const reply = await api.as(as, method, path, body)
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300)
  return reply.body as T
}

/** Asks for something that has to be refused, and proves that it left no trace. */
async function refused(person: string, method: string, path: string, body: object | undefined, status: number, words: string) {
  const before = api.world().hash()
  const reply = await api.as(person, method, path, body)
  expect(reply).toMatchObject({ status, body: { message: expect.stringContaining(words) } })
  expect(api.world().hash()).toBe(before)
}

const appId = async (name: string) => (await ask<{ id: string }>('GET', `/apps/${name}`)).id
const board = (name: string, as = 'ada') => ask<Board>('GET', `/control/pipelines/${name}`, undefined, as)
const create = (name: string, body: object = {}) => ask<Pipeline>('POST', '/pipelines', { name, ...body })
const couple = (pipeline: string, app: string, stage: string) =>
  ask<Coupling>('POST', '/pipeline-couplings', { pipeline, app, stage })

async function promotion(source: string, ...targets: string[]) {
  const { pipeline } = await ask<Coupling>('GET', `/apps/${source}/pipeline-couplings`)
  return {
    pipeline: { id: pipeline.id },
    source: { app: { id: await appId(source) } },
    targets: await Promise.all(targets.map(async (name) => ({ app: { id: await appId(name) } }))),
  }
}
const promote = async (source: string, ...targets: string[]) =>
  await ask<{ id: string; status: string }>('POST', '/pipeline-promotions', await promotion(source, ...targets))

interface WireRelease {
  version: number
  description: string
  slug: { id: string } | null
  current: boolean
}
const current = async (app: string) =>
  (await ask<WireRelease[]>('GET', `/apps/${app}/releases`)).find((release) => release.current)
const commitOf = async (app: string) =>
  (await ask<{ commit: string }>('GET', `/apps/${app}/slugs/${(await current(app))?.slug?.id}`)).commit

/** Releases other code to an app, without a build. */
async function release(app: string, commit: string, more: object = {}) {
  const slug = await ask<{ id: string }>('POST', `/apps/${app}/slugs`, {
    process_types: { web: 'true' },
    commit,
    commit_description: `Change ${commit.slice(0, 4)}`,
    ...more,
  })
  await ask('POST', `/apps/${app}/releases`, { slug: slug.id })
}

describe('a pipeline', () => {
  it('is made by its owner, renamed, listed by name, and deleted without its apps', async () => {
    const { id } = await create('own-way')
    expect(await ask('PATCH', `/pipelines/${id}`, { name: 'other-way' })).toMatchObject({ name: 'other-way' })
    expect(await ask('GET', '/pipelines?eq[name]=other-way')).toHaveLength(1)
    expect(await ask('GET', '/pipelines?eq[name]=own-way')).toHaveLength(0)
    expect(await ask('GET', `/pipelines/${id}/pipeline-stack`)).toMatchObject({ stack: { name: 'heroku-24' } })
    await couple(id, 'ada-trail-log', 'production')
    await refused('otto', 'GET', `/pipelines/${id}`, undefined, 403, 'do not have access')
    await ask('DELETE', '/pipelines/other-way')
    await refused('ada', 'GET', '/pipelines/other-way', undefined, 404, "Couldn't find that pipeline")
    await refused('ada', 'GET', '/apps/ada-trail-log/pipeline-couplings', undefined, 404, 'pipeline coupling')
    expect(await ask('GET', '/control/apps/ada-trail-log/pipeline')).toEqual({ coupling: null })
  })

  it('is refused with a name that is taken or wrong, and to a team that one is not in', async () => {
    await refused('ada', 'POST', '/pipelines', { name: 'fernwood-shop' }, 422, 'already taken')
    await refused('ada', 'POST', '/pipelines', { name: 'Bad Name' }, 422, 'Name must be 3 to 30')
    const owner = { type: 'team', id: 'fernwood' }
    await refused('otto', 'POST', '/pipelines', { name: 'my-way', owner }, 403, 'do not have access to the team')
    await refused('tom', 'POST', '/pipelines', { name: 'my-way', owner }, 403, 'need to be an admin or a member')
    expect(await create('team-way', { owner })).toMatchObject({ owner: { type: 'team' } })
  })

  it('shows what each may do: members change it, viewers look on, outsiders see nothing', async () => {
    const seen = (await ask<ListedPipeline[]>('GET', '/control/pipelines', undefined, 'tom')).map(({ name }) => name)
    expect(seen).toEqual(['fernwood-api', 'fernwood-shop'])
    expect(await ask('GET', '/control/pipelines', undefined, 'otto')).toEqual([])
    await ask('PATCH', '/pipelines/fernwood-shop', { name: 'the-shop' }, 'lucia')
    await refused('tom', 'PATCH', '/pipelines/the-shop', { name: 'my-shop' }, 403, 'on this pipeline to change it')
    await refused('tom', 'DELETE', '/pipelines/the-shop', undefined, 403, 'on this pipeline')
    await refused('tom', 'GET', '/pipelines/the-shop/stage/test/config-vars', undefined, 403, 'config vars')
    const people = await ask<{ user: { email: string }; permissions: string[] }[]>('GET', '/control/pipelines/the-shop/people')
    expect(people.map(({ user }) => user.email)).toEqual([
      'ada@example.com',
      'marcus@example.com',
      'jonas@example.com',
      'lucia@example.com',
      'mei@example.com',
      'tom@example.com',
    ])
    // Who may see one of its apps sees the pipeline, and of its apps that one.
    await ask('POST', `/teams/apps/${STAGING}/collaborators`, { user: 'priya@example.com', permissions: ['view', 'deploy'] })
    expect(await board('the-shop', 'priya')).toMatchObject({ hidden: 1, permissions: ['view'], apps: [{ stage: 'staging' }] })
  })

  it('has config vars for reviews and tests', async () => {
    const path = '/pipelines/fernwood-shop/stage/test/config-vars'
    expect(await ask('PATCH', path, { RAILS_ENV: 'test', KEY: 'x' })).toEqual({ RAILS_ENV: 'test', KEY: 'x' })
    expect(await ask('PATCH', path, { KEY: null })).toEqual({ RAILS_ENV: 'test' })
    expect(await ask('GET', '/pipelines/fernwood-shop/stage/review/config-vars')).toEqual({})
    await refused('ada', 'PATCH', path, { '1X': 'y' }, 422, '1X')
    await refused('ada', 'GET', '/pipelines/fernwood-shop/stage/staging/config-vars', undefined, 422, 'Only the stages')
  })

  it('is given to a person by those who may manage it', async () => {
    const { id } = await ask<Pipeline>('GET', '/pipelines/fernwood-shop')
    const body = { pipeline: { id }, new_owner: { type: 'user', id: 'marcus@example.com' } }
    await refused('lucia', 'POST', '/pipeline-transfers', body, 403, 'manage permission')
    expect(await ask('POST', '/pipeline-transfers', body)).toMatchObject({ previous_owner: { type: 'team' } })
    await refused('ada', 'POST', '/pipeline-transfers', body, 403, 'manage permission')
  })
})

describe('the place of an app', () => {
  it('is in one pipeline at most, and can be changed and left', async () => {
    const { id } = await create('own-way')
    await refused('ada', 'POST', '/pipeline-couplings', { pipeline: id, app: LIVE, stage: 'staging' }, 409, 'already')
    const there = await couple(id, 'fernwood-blog', 'development')
    expect(await ask('PATCH', `/pipeline-couplings/${there.id}`, { stage: 'staging' })).toMatchObject({ stage: 'staging' })
    await refused('ada', 'PATCH', `/pipeline-couplings/${there.id}`, { stage: 'moon' }, 422, 'Stage must be')
    await refused('tom', 'DELETE', `/pipeline-couplings/${there.id}`, undefined, 403, 'place in a pipeline')
    await ask('DELETE', `/pipeline-couplings/${there.id}`)
    const others = (await ask<Coupling[]>('GET', '/pipelines/fernwood-api/pipeline-couplings')).length
    expect(await ask('GET', '/users/~/pipeline-couplings')).toHaveLength(others + 2)
    expect(await ask('GET', '/teams/fernwood/pipeline-couplings')).toHaveLength(others + 2)
    expect(await ask('GET', '/pipelines/fernwood-shop/pipeline-couplings')).toHaveLength(2)
    await ask('DELETE', `/apps/${STAGING}`)
    expect(await ask('GET', '/pipelines/fernwood-shop/pipeline-couplings')).toHaveLength(1)
  })

  it('tells how far an app is ahead of the next', async () => {
    await release(STAGING, 'a'.repeat(40))
    await release(STAGING, 'b'.repeat(40))
    const [card] = (await board('fernwood-shop')).apps
    const before = card?.next?.ahead ?? 0
    expect(before).toBeGreaterThanOrEqual(2)
    const [preview] = await ask<Preview[]>('GET', `/control/apps/${STAGING}/promotion`)
    expect(preview).toMatchObject({ app: { name: LIVE }, refused: null, ahead: before })
    expect(preview?.commits.slice(0, 2)).toMatchObject([{ message: 'Change bbbb' }, { message: 'Change aaaa' }])
    expect(preview?.config?.extra.length).toBeGreaterThan(0)
    const [looking] = await ask<Preview[]>('GET', `/control/apps/${STAGING}/promotion`, undefined, 'tom')
    expect(looking).toMatchObject({ config: null, refused: expect.stringContaining('deploy permission') })
  })
})

describe('a promotion', () => {
  it('releases the same code, keeps config vars, and is told of', async () => {
    await release(STAGING, 'c'.repeat(40))
    const config = await ask('GET', `/apps/${LIVE}/config-vars`)
    const version = (await current(STAGING))?.version
    const { id, status } = await promote(STAGING, LIVE)
    expect(status).toBe('completed')
    expect(await commitOf(LIVE)).toBe('c'.repeat(40))
    expect((await current(LIVE))?.description).toBe(`Promote ${STAGING} v${version} ccccccc`)
    expect(await ask('GET', `/apps/${LIVE}/config-vars`)).toEqual(config)
    expect(await ask('GET', `/pipeline-promotions/${id}/promotion-targets`)).toMatchObject([{ status: 'succeeded' }])
    const [card] = (await board('fernwood-shop')).apps
    expect(card?.next).toMatchObject({ ahead: 0 })
    const activity = await ask<{ text: string }[]>('GET', `/control/apps/${LIVE}/activity`)
    expect(activity.map(({ text }) => text)).toContain(`promoted ${STAGING} v${version} ccccccc to this app`)
    // The code lives on without the app that it came from.
    await ask('DELETE', `/apps/${STAGING}`)
    api.pass(5 * MINUTE)
    expect(await commitOf(LIVE)).toBe('c'.repeat(40))
    expect(await ask('GET', '/pipelines/fernwood-shop/latest-deployments')).toMatchObject([{ status: 'succeeded' }])
  })

  it('waits for the release command of each target, and fails with it', async () => {
    await couple('fernwood-shop', 'fernwood-blog', 'production')
    await release(STAGING, 'd'.repeat(40), { process_types: { web: 'true', release: 'exit 3' } })
    api.pass(5 * MINUTE)
    // It failed where it came from too; what ran before is what is promoted.
    expect(await commitOf(STAGING)).not.toBe('d'.repeat(40))
    await release(STAGING, 'e'.repeat(40), { process_types: { web: 'true', release: 'true' } })
    api.pass(5 * MINUTE)
    const { id, status } = await promote(STAGING, LIVE, 'fernwood-blog')
    expect(status).toBe('pending')
    expect(await ask('GET', `/pipeline-promotions/${id}/promotion-targets`)).toMatchObject([
      { status: 'pending', release: {} },
      { status: 'pending' },
    ])
    await ask('DELETE', '/apps/fernwood-blog')
    api.pass(5 * MINUTE)
    const targets = await ask<{ status: string; error_message: string | null }[]>(
      'GET',
      `/pipeline-promotions/${id}/promotion-targets`,
    )
    expect(targets.map(({ status: each, error_message: why }) => [each, why])).toEqual([
      ['succeeded', null],
      ['failed', 'The app was deleted.'],
    ])
    expect(await ask('GET', `/pipeline-promotions/${id}`)).toMatchObject({ status: 'completed' })
  })

  it('is refused without permission, without code, upstream, to another stack or pipeline', async () => {
    const to = async (source: string, ...targets: string[]) => await promotion(source, ...targets)
    const path = '/pipeline-promotions'
    await refused('tom', 'POST', path, await to(STAGING, LIVE), 403, `${LIVE}: You need the deploy permission`)
    await refused('ada', 'POST', path, await to(LIVE, STAGING), 422, 'not downstream')
    await refused('ada', 'POST', path, await to(STAGING, STAGING), 422, 'itself')
    await refused('ada', 'POST', path, await to(STAGING, 'fernwood-api'), 422, 'is not in the pipeline')
    await refused('otto', 'POST', path, await to(STAGING, LIVE), 403, 'do not have access')
    await couple('fernwood-shop', 'fernwood-loyalty', 'development')
    await refused('ada', 'POST', path, await to('fernwood-loyalty', LIVE), 422, 'no code to promote')
    await ask('PATCH', `/apps/${LIVE}`, { build_stack: 'heroku-22' })
    await refused('ada', 'POST', path, await to(STAGING, LIVE), 422, 'it was built for')
  })
})

it('holds together whatever is coupled, promoted and deleted, and replays', async () => {
  const apps = [STAGING, LIVE, 'fernwood-api-staging', 'fernwood-api', 'fernwood-blog', 'fernwood-images']
  const app = fc.constantFrom(...apps)
  const act = fc.oneof(
    fc.record({
      do: fc.constant('couple'),
      app,
      to: fc.constantFrom('fernwood-shop', 'fernwood-api'),
      stage: fc.constantFrom('staging', 'production'),
    }),
    fc.record({ do: fc.constant('promote'), app, to: app, stage: fc.constant('') }),
    fc.record({ do: fc.constant('uncouple'), app, to: fc.constant(''), stage: fc.constant('') }),
    fc.record({ do: fc.constant('delete'), app, to: fc.constant(''), stage: fc.constant('') }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
      api = await openHarness('company')
      const { tables } = api.world()
      const rowOf = (name: string) => api.world().tables.apps.first('name', name)
      for (const { do: what, app: name, to, stage } of acts) {
        const [one, other] = [rowOf(name), rowOf(to)]
        const coupling = one && tables.couplings.first('app', one.id)
        if (what === 'couple') await api.as('ada', 'POST', '/pipeline-couplings', { app: name, pipeline: to, stage })
        if (what === 'delete') await api.as('ada', 'DELETE', `/apps/${name}`)
        if (what === 'uncouple' && coupling) await api.as('ada', 'DELETE', `/pipeline-couplings/${coupling.id}`)
        if (what === 'promote' && one && other && coupling) {
          const reply = await api.as('ada', 'POST', '/pipeline-promotions', {
            pipeline: { id: coupling.pipelineId },
            source: { app: { id: one.id } },
            targets: [{ app: { id: other.id } }],
          })
          expect([201, 422]).toContain(reply.status)
          if (reply.status === 201) {
            const [promoted] = tables.releases.by('app', other.id).sort((a, b) => b.version - a.version)
            const slug = tables.slugs.must(promoted?.slugId ?? '')
            const from = tables.slugs.must(tables.releases.must(one.releaseId ?? '').slugId ?? '')
            expect({ ...slug, id: '', appId: '', sourceId: '', createdAt: 0 }).toEqual({
              ...from,
              id: '',
              appId: '',
              sourceId: '',
              createdAt: 0,
            })
          }
        }
        api.pass(MINUTE)
      }
      const coupled = tables.couplings.all().map(({ appId: id }) => id)
      expect(new Set(coupled).size).toBe(coupled.length)
      expect(coupled.every((id) => tables.apps.get(id))).toBe(true)
      expect(tables.slugs.all().every(({ appId: id }) => tables.apps.get(id))).toBe(true)
      const world = api.world()
      const again = createWorld(world.origin, world.journal)
      again.advanceTo(world.now)
      expect(again.hash()).toBe(world.hash())
      expect(api.reports).toEqual([])
    }),
    { numRuns: 6 },
  )
}, 60_000)

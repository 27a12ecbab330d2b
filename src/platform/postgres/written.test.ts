import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import type { Content } from './contract.ts'
import type { Transfer } from './backups/contract.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let api: Harness
async function begin(): Promise<void> {
  api = await openHarness()
  await api.as('ada', 'POST', '/apps', { name: 'shop' })
  for (const name of ['one', 'two'])
    await api.as('ada', 'POST', '/apps/shop/addons', { plan: 'heroku-postgresql:standard-0', name })
  api.pass(HOUR)
}
beforeEach(begin)

const contentOf = async (name: string) => (await api.as('ada', 'GET', `/control/databases/${name}/content`)).body as Content

const at = (timeline: string, position: number) => `kept ${timeline.repeat(32)} ${position}`
/** Tells what was written, as an engine does, or something else in the place of parts of that. */
async function tell(database: string, name: string, other: object = {}): Promise<number> {
  const { credentials, names, since } = await contentOf(database)
  const body = { password: credentials[0]?.password, name, from: names[0], since, ...other }
  return api.statusOf(null, 'POST', `/control/databases/${database}/written`, body)
}
async function urlOf(database: string): Promise<string> {
  const { credentials, host, port, database: name } = await contentOf(database)
  return `postgres://${credentials[0]?.user}:${credentials[0]?.password}@${host}:${port}/${name}`
}
const holds = async (database: string) => (await contentOf(database)).names[0]

it('is told by whoever has a password, and named as it has to be', async () => {
  expect(await tell('one', at('a', 1), { password: 'wrong' })).toBe(401)
  expect(await tell('one', 'sample shop 1')).toBe(422)
  expect(await tell('one', `${at('a', 1)}0000000000000000`)).toBe(422)
  expect(await tell('one', at('a', 1))).toBe(200)
  expect((await contentOf('one')).names).toEqual([at('a', 1), 'empty'])
  await api.as('ada', 'POST', '/postgres/v0/databases/one/credentials', { name: 'reports' })
  expect(await tell('one', at('a', 2), { password: (await contentOf('one')).credentials[1]?.password })).toBe(200)
  expect((await contentOf('one')).names).toEqual([at('a', 2), 'empty'])
})

it('counts by how far it is, in whatever order sessions tell it', async () => {
  const { names, since } = await contentOf('one')
  expect(await tell('one', at('a', 2))).toBe(200)
  expect(await tell('one', at('a', 1), { from: names[0], since })).toBe(200)
  expect(await holds('one')).toBe(at('a', 2))
  const before = api.world().hash()
  await tell('one', at('a', 2))
  expect(api.world().hash()).toBe(before)
})

it('is refused where something else was put in its place meanwhile', async () => {
  await tell('one', at('a', 1))
  const { names, since } = await contentOf('one')
  await tell('one', at('b', 1))
  expect(await tell('one', at('c', 1), { from: names[0], since })).toBe(409)
  await api.as('ada', 'PUT', '/client/v11/databases/one/reset', {})
  expect(await tell('one', at('b', 2), { since })).toBe(409)
  expect(await holds('one')).toBe('empty')
})

it('is refused of a follower', async () => {
  await api.as('ada', 'POST', '/apps/shop/addons', {
    plan: 'heroku-postgresql:standard-0',
    name: 'follower',
    config: { follow: 'one' },
  })
  api.pass(HOUR)
  expect(await tell('follower', at('a', 1))).toBe(422)
})

it('goes with a world that is begun anew', async () => {
  await tell('one', at('a', 1))
  const { body: file } = await api.as(null, 'GET', '/control/world/file')
  const { era } = await contentOf('one')
  await api.as(null, 'PATCH', '/control/clock', { back_to: new Date(api.world().now - MINUTE).toISOString() })
  expect(await holds('one')).toBe('empty')
  expect((await contentOf('one')).era).not.toBe(era)
  await api.as(null, 'PUT', '/control/world/file', file)
  expect(await holds('one')).toBe(at('a', 1))
})

type Step =
  | { readonly kind: 'write' | 'capture' | 'reset' | 'copy'; readonly on: 'one' | 'two' }
  | { readonly kind: 'restore'; readonly on: 'one' | 'two'; readonly nth: number }
  | { readonly kind: 'back'; readonly nth: number }
  | { readonly kind: 'wait' }

const on = fc.constantFrom('one' as const, 'two' as const)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('write' as const, 'capture' as const, 'reset' as const, 'copy' as const), on }),
  fc.record({ kind: fc.constant('restore' as const), on, nth: fc.nat() }),
  fc.record({ kind: fc.constant('back' as const), nth: fc.nat() }),
  fc.constant({ kind: 'wait' as const }),
)

/** What there should be: a text for each database and each backup. */
interface Model {
  readonly one: string
  readonly two: string
  readonly backups: Readonly<Record<string, string>>
}

it('is what a simple model says, whatever happens, and the same again after going back and on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      await begin()
      let model: Model = { one: 'empty', two: 'empty', backups: {} }
      let past: { readonly at: number; readonly model: Model }[] = [{ at: api.world().now, model }]
      let nth = 0
      for (const each of steps) {
        api.pass(HOUR)
        nth += 1
        if (each.kind === 'write') {
          const name = at(nth.toString(16).slice(-1), nth)
          expect(await tell(each.on, name)).toBe(200)
          model = { ...model, [each.on]: name }
        } else if (each.kind === 'capture') {
          const { body } = await api.as('ada', 'POST', `/client/v11/databases/${each.on}/backups`)
          const { uuid } = body as Transfer
          model = { ...model, backups: { ...model.backups, [uuid]: model[each.on] } }
        } else if (each.kind === 'reset') {
          await api.as('ada', 'PUT', `/client/v11/databases/${each.on}/reset`, {})
          model = { ...model, [each.on]: 'empty' }
        } else if (each.kind === 'copy') {
          const from = each.on === 'one' ? 'two' : 'one'
          const urls = { from_url: await urlOf(from), to_url: await urlOf(each.on) }
          const body = { from_name: 'FROM', to_name: 'TO', ...urls }
          expect(await api.statusOf('ada', 'POST', `/client/v11/databases/${each.on}/transfers`, body)).toBeLessThan(300)
          // What is written while it runs does not come along.
          expect(await tell(from, at(nth.toString(16).slice(-1), nth))).toBe(200)
          model = { ...model, [each.on]: model[from], [from]: at(nth.toString(16).slice(-1), nth) }
        } else if (each.kind === 'restore') {
          const ids = Object.keys(model.backups)
          const id = ids[each.nth % ids.length]
          if (id === undefined) continue
          const url = `https://backups.data.heroku.example.com/${id}.dump`
          const { status } = await api.as('ada', 'POST', `/client/v11/databases/${each.on}/restores`, { backup_url: url })
          // The plan keeps only so many of them.
          if (status < 300) model = { ...model, [each.on]: model.backups[id] ?? '' }
        } else if (each.kind === 'back') {
          const then = past[each.nth % past.length]
          if (!then) continue
          await api.as(null, 'PATCH', '/control/clock', { back_to: new Date(then.at).toISOString() })
          expect({ one: await holds('one'), two: await holds('two') }).toMatchObject({ one: then.model.one, two: then.model.two })
          // What was done since is done again as time passes.
          const last = past.at(-1)
          if (last) api.pass(last.at - then.at)
          if (last) model = last.model
        }
        api.pass(HOUR)
        past = [...past, { at: api.world().now, model }]
        expect({ one: await holds('one'), two: await holds('two') }).toEqual({ one: model.one, two: model.two })
        const { backups } = await contentOf('one')
        for (const [id, names] of Object.entries(backups)) expect(names[0]).toBe(model.backups[id])
      }
      const world = api.world()
      const replayed = createWorld(world.origin, world.journal)
      replayed.advanceTo(world.now)
      expect(replayed.hash()).toBe(world.hash())
      expect(api.reports).toEqual([])
    }),
    { numRuns: 30 },
  )
}, 60_000)

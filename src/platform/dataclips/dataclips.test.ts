import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import { toCsv, toRecords, type Dataclip, type ListedClip, type SharedClip } from './contract.ts'

const DATABASE = 'postgresql-angular-75190'
const CLIPS = '/control/dataclips'

let api: Harness
beforeEach(async () => {
  api = await openHarness('company')
})

async function ask<T>(method: string, path: string, body?: object, who: string | null = 'mei'): Promise<T> {
  const reply = await api.as(who, method, path, body)
  expect(reply.status, `${method} ${path}: ${JSON.stringify(reply.body)}`).toBeLessThan(300)
  // The harness has checked it against the contract.
  return reply.body as T
}

/** Asks for something that has to be refused, and proves that it left no trace. */
async function refused(
  who: string | null,
  method: string,
  path: string,
  body: object | undefined,
  status: number,
  words: string,
): Promise<void> {
  const before = api.world().hash()
  expect(await api.as(who, method, path, body)).toMatchObject({ status, body: { message: expect.stringContaining(words) } })
  expect(api.world().hash()).toBe(before)
}

const save = (more: object = {}) =>
  ask<Dataclip>('POST', CLIPS, { title: 'Busy items', sql: 'select 1', database: DATABASE, ...more })
const outcome = {
  version: 1,
  ms: 12.5,
  columns: [
    { name: 'item', type: 'text', numeric: false },
    { name: 'clicks', type: 'bigint', numeric: true },
  ],
  rows: [
    ['a "lamp"', '12'],
    [null, '3'],
  ],
  count: 2,
  error: null,
}
const titles = async (who: string) => (await ask<ListedClip[]>('GET', CLIPS, undefined, who)).map(({ title }) => title)

describe('a dataclip', () => {
  it('is its owner’s alone, and each change of its SQL a version', async () => {
    const made = await save()
    expect(made).toMatchObject({
      role: 'owner',
      database: { name: DATABASE, app: { name: 'fernwood-recommend' } },
      versions: [{ number: 1, sql: 'select 1' }],
      result: null,
      refusals: { run: null, edit: null, share: null },
    })
    const at = `${CLIPS}/${made.id}`
    api.pass(60_000)
    await ask('PATCH', at, { title: ' Busiest items ' })
    await ask('PATCH', at, { sql: 'select 1' })
    const changed = await ask<Dataclip>('PATCH', at, { sql: 'select 2' })
    expect(changed).toMatchObject({
      title: 'Busiest items',
      version: 2,
      versions: [{ number: 1 }, { number: 2, sql: 'select 2' }],
    })
    expect(await titles('mei')).toContain('Busiest items')
    expect(await titles('ada')).not.toContain('Busiest items')
    for (const method of ['GET', 'PATCH', 'DELETE'])
      await refused('ada', method, at, method === 'PATCH' ? {} : undefined, 404, "Couldn't find that dataclip")
    await ask('DELETE', at)
    await refused('mei', 'GET', at, undefined, 404, "Couldn't find")
  })

  it.each([
    [{ title: '  ' }, 422, 'Give it a title'],
    [{ title: 'x'.repeat(101) }, 422, 'at most 100 characters'],
    [{ sql: ' \n' }, 422, 'cannot be empty'],
    [{ sql: 'x'.repeat(20_001) }, 422, 'at most 20000'],
    [{ database: 'nope' }, 404, "Couldn't find that add-on"],
    [{ database: 'kafka-spherical-57302' }, 404, "Couldn't find that database"],
    [{ database: 'postgresql-octagonal-17346' }, 403, 'permission on fernwood-payments'],
  ])('is not saved with %j', async (more, status, words) => {
    await refused('mei', 'POST', CLIPS, { title: 'A', sql: 'select 1', database: DATABASE, ...more }, status, words)
  })

  it('keeps what it gave when it was last run', async () => {
    const { id } = await save()
    const at = `${CLIPS}/${id}/result`
    const { result } = await ask<Dataclip>('PUT', at, outcome)
    expect(result).toMatchObject({ ...outcome, ran_at: expect.any(String) })
    await refused('mei', 'PUT', at, { ...outcome, version: 2 }, 409, 'no version 2')
    await refused('mei', 'PUT', at, { ...outcome, count: 1 }, 422, 'more rows than were counted')
    await refused('mei', 'PUT', at, { ...outcome, rows: [['a']] }, 422, 'a value for each column')
    await refused('mei', 'PUT', at, { ...outcome, count: 2000, rows: Array(1001).fill(['a', '1']) }, 422, 'At most 1000 rows')
    await refused('mei', 'PUT', at, { ...outcome, rows: Array(3).fill(['x'.repeat(70_000), '1']), count: 3 }, 422, 'characters')
    const error = { code: '42P01', message: 'relation "nope" does not exist', position: 14 }
    await ask('PUT', at, { ...outcome, columns: [], rows: [], count: 0, error })
    expect(await ask<Dataclip>('GET', `${CLIPS}/${id}`)).toMatchObject({ result: { error }, last_run: { failed: true } })
  })

  it('outlives its database, and moves to another one', async () => {
    const { id } = await save()
    await ask('PUT', `${CLIPS}/${id}/result`, outcome)
    await ask('DELETE', `/apps/fernwood-recommend/addons/${DATABASE}`, { confirm: 'fernwood-recommend' })
    const orphan = await ask<Dataclip>('GET', `${CLIPS}/${id}`)
    expect(orphan).toMatchObject({ database: null, database_name: DATABASE, result: { count: 2 } })
    expect(orphan.refusals.run).toContain('is gone. Choose another one')
    await refused('mei', 'PUT', `${CLIPS}/${id}/result`, outcome, 403, 'is gone')
    const other = api
      .world()
      .tables.addons.all()
      .find(({ service, name }) => service === 'heroku-postgresql' && !name.endsWith('17346'))
    expect(await ask('PATCH', `${CLIPS}/${id}`, { database: other?.name })).toMatchObject({
      database: { name: other?.name },
      result: null,
      refusals: { run: null },
    })
  })
})

describe('sharing', () => {
  it('lets people read, and edit and run where they may open the database', async () => {
    const { id } = await save()
    const at = `${CLIPS}/${id}`
    await ask('PATCH', `${at}/sharing`, { people: ['jonas@example.com', 'otto@example.com', 'mei@example.com'] })
    expect(await ask<Dataclip>('GET', at, undefined, 'jonas')).toMatchObject({ role: 'editor', people: [{}, {}] })
    await ask('PATCH', at, { sql: 'select 3' }, 'jonas')
    await ask('PUT', `${at}/result`, { ...outcome, version: 2 }, 'jonas')
    const seen = await ask<Dataclip>('GET', at, undefined, 'otto')
    expect(seen).toMatchObject({
      role: 'viewer',
      result: { count: 2 },
      versions: [{}, { author: { email: 'jonas@example.com' } }],
    })
    expect(seen.refusals.run).toContain('permission on fernwood-recommend')
    await refused('otto', 'PATCH', at, { sql: 'select 4' }, 403, 'permission on fernwood-recommend')
    await refused('otto', 'PUT', `${at}/result`, outcome, 403, 'permission on fernwood-recommend')
    for (const who of ['jonas', 'otto']) {
      await refused(who, 'PATCH', `${at}/sharing`, { link: true }, 403, 'Only mei@example.com')
      await refused(who, 'DELETE', at, undefined, 403, 'Only mei@example.com')
    }
    await ask('PATCH', `${at}/sharing`, { people: [] })
    await refused('jonas', 'GET', at, undefined, 404, "Couldn't find")
  })

  it('with a team goes by who is in it', async () => {
    const { id } = await save()
    await refused('mei', 'PATCH', `${CLIPS}/${id}/sharing`, { teams: ['nobodys'] }, 422, 'in no team nobodys')
    await refused('mei', 'PATCH', `${CLIPS}/${id}/sharing`, { people: ['nobody@example.com'] }, 404, "Couldn't find that user")
    await ask('PATCH', `${CLIPS}/${id}/sharing`, { teams: ['fernwood'] })
    expect(await ask<Dataclip>('GET', `${CLIPS}/${id}`, undefined, 'tom')).toMatchObject({ role: 'viewer' })
    expect(await ask<Dataclip>('GET', `${CLIPS}/${id}`, undefined, 'lucia')).toMatchObject({ role: 'editor' })
    await refused('otto', 'GET', `${CLIPS}/${id}`, undefined, 404, "Couldn't find")
  })

  it('by link lets anybody read what was kept, until it is switched off', async () => {
    const { id } = await save()
    await ask('PUT', `${CLIPS}/${id}/result`, outcome)
    const { link } = await ask<Dataclip>('PATCH', `${CLIPS}/${id}/sharing`, { link: true })
    expect(link?.enabled_by.email).toBe('mei@example.com')
    const shared = `/control/shared-dataclips/${link?.token}`
    expect(await ask<SharedClip>('GET', shared, undefined, null)).toMatchObject({
      title: 'Busy items',
      result: { rows: outcome.rows },
    })
    expect(await ask('GET', `${shared}/json`, undefined, null)).toEqual([
      { item: 'a "lamp"', clicks: 12 },
      { item: null, clicks: 3 },
    ])
    expect(await ask('GET', `${shared}/csv`, undefined, null)).toBe('item,clicks\r\n"a ""lamp""",12\r\n,3\r\n')
    await ask('PATCH', `${CLIPS}/${id}/sharing`, { link: false })
    for (const path of [shared, `${shared}/json`, `${shared}/csv`])
      await refused(null, 'GET', path, undefined, 404, "Couldn't find that dataclip")
    const again = await ask<Dataclip>('PATCH', `${CLIPS}/${id}/sharing`, { link: true })
    expect(again.link?.token).not.toBe(link?.token)
  })
})

describe('export', () => {
  const cell = fc.option(fc.string())
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }))

  it('as CSV can be read again, whatever the values hold', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const columns = (rows[0] ?? ['']).map((_, nth) => ({ name: `c${nth}`, type: 'text', numeric: false }))
        expect(readCsv(toCsv({ columns, rows }))).toEqual([columns.map(({ name }) => name), ...rows])
      }),
    )
  })

  it('as JSON loses no digit', () => {
    const columns = [{ name: 'n', type: 'numeric', numeric: true }]
    const rows = [['12.50'], ['9007199254740993'], ['NaN'], [null]]
    expect(toRecords({ columns, rows }).map(({ n }) => n)).toEqual([12.5, '9007199254740993', 'NaN', null])
  })
})

/** RFC 4180, where a field without quotes may be null. */
function readCsv(text: string): (string | null)[][] {
  const rows: (string | null)[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain || null : quoted.replaceAll('""', '"'))
    if (end !== ',') rows.push([])
  }
  return rows.slice(0, -1)
}

it('whatever is done, a replayed journal gives the same', { timeout: 60_000 }, async () => {
  const act = fc.constantFrom('save', 'edit', 'run', 'link', 'unlink', 'share', 'delete')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(act, fc.constantFrom('ada', 'otto')), { maxLength: 20 }), async (acts) => {
      api = await openHarness()
      await ask('POST', '/apps', { name: 'shop' }, 'ada')
      await ask('POST', '/apps/shop/addons', { plan: 'heroku-postgresql:essential-0', name: DATABASE }, 'ada')
      const { id } = await ask<Dataclip>('POST', CLIPS, { title: 'A', sql: 'select 1', database: DATABASE }, 'ada')
      const at = `${CLIPS}/${id}`
      for (const [what, who] of acts) {
        api.pass(1000)
        const replies = {
          save: () => api.as(who, 'POST', CLIPS, { title: 'A', sql: 'select 1', database: DATABASE }),
          edit: () => api.as(who, 'PATCH', at, { sql: `select ${api.world().now}` }),
          run: () => api.as(who, 'PUT', `${at}/result`, outcome),
          link: () => api.as(who, 'PATCH', `${at}/sharing`, { link: true }),
          unlink: () => api.as(who, 'PATCH', `${at}/sharing`, { link: false }),
          share: () => api.as(who, 'PATCH', `${at}/sharing`, { people: ['otto@example.com'] }),
          delete: () => api.as(who, 'DELETE', at),
        }
        expect((await replies[what]()).status).toBeLessThan(500)
      }
      expect(api.reports).toEqual([])
      const world = api.world()
      const again = createWorld(world.origin, world.journal)
      again.advanceTo(world.now)
      expect(again.hash()).toBe(world.hash())
    }),
    { numRuns: 20 },
  )
})

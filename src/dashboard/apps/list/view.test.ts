import { describe, expect, test } from 'vitest'
import type { Health } from '#dashboard/shared/health.ts'
import type { Row } from './rows.ts'
import { arrange, readView, sortBy, writeView } from './view.ts'

const row = (name: string, more: Partial<Row> & { health?: Health } = {}): Row => {
  const { health = 'healthy', language = 'Ruby', region = 'us', team = null, ...rest } = more
  const owner = team ?? 'ada@example.com'
  return {
    id: name,
    name,
    language,
    region,
    team,
    owner,
    releasedAt: null,
    favorite: false,
    state: { app: name, health, summary: '', dynos_up: 1, dynos_wanted: 1, release: 1, permissions: [] },
    text: `${name} ${language ?? ''} ${owner} ${region}`.toLowerCase(),
    ...rest,
  }
}

const rows = [
  row('orders', { language: 'Go', team: 'shop', releasedAt: 30 }),
  row('billing', { health: 'down', team: 'shop', releasedAt: 20 }),
  row('atlas', { region: 'eu', favorite: true, releasedAt: 10 }),
  row('zebra', { language: null, health: 'empty', state: null }),
]

const names = (query: string) => {
  const { favorites, others } = arrange(rows, readView(new URLSearchParams(query)))
  return [favorites.map(({ name }) => name), others.map(({ name }) => name)]
}

describe('the rows of an address', () => {
  test('favourites stand apart, the rest by name', () => {
    expect(names('')).toEqual([['atlas'], ['billing', 'orders', 'zebra']])
  })

  test('all words of a search must occur, in any field', () => {
    expect(names('q=SHOP+go')).toEqual([[], ['orders']])
    expect(names('q=eu')).toEqual([['atlas'], []])
  })

  test.each([
    ['context=shop', [[], ['billing', 'orders']]],
    ['context=personal', [['atlas'], ['zebra']]],
    ['health=down', [[], ['billing']]],
    ['language=Ruby', [['atlas'], ['billing']]],
    ['region=eu', [['atlas'], []]],
    ['region=eu&language=Go', [[], []]],
  ])('%s', (query, expected) => {
    expect(names(query)).toEqual(expected)
  })

  test('sorted by release and by health; what is unknown comes last either way', () => {
    expect(names('sort=released')).toEqual([['atlas'], ['orders', 'billing', 'zebra']])
    expect(names('sort=released&direction=asc')).toEqual([['atlas'], ['billing', 'orders', 'zebra']])
    expect(names('sort=health')).toEqual([['atlas'], ['billing', 'orders', 'zebra']])
    expect(names('sort=health&direction=desc')).toEqual([['atlas'], ['orders', 'billing', 'zebra']])
  })

  test('counts stay when a health is chosen', () => {
    const { healths, found, total } = arrange(rows, readView(new URLSearchParams('health=down&context=shop')))
    expect(Object.fromEntries(healths)).toEqual({ down: 1, healthy: 1 })
    expect([found, total]).toEqual([2, 2])
  })
})

describe('the address of a view', () => {
  test('holds only what is not usual', () => {
    const params = writeView(new URLSearchParams('q=x&sort=health'), { q: '', sort: 'released', direction: 'asc' })
    expect(params.toString()).toBe('sort=released&direction=asc')
    expect(writeView(params, { direction: 'desc' }).toString()).toBe('sort=released')
    expect(writeView(params, { sort: 'name', direction: 'asc' }).toString()).toBe('')
  })

  test('leaves alone what is not its own', () => {
    expect(writeView(new URLSearchParams('other=1'), { q: 'a b' }).toString()).toBe('other=1&q=a+b')
  })

  test('what cannot be is not believed', () => {
    expect(readView(new URLSearchParams('sort=size&direction=up&health=fine'))).toMatchObject({
      sort: 'name',
      direction: 'asc',
      health: null,
    })
  })

  test('a second click on a column turns it round', () => {
    const view = readView(new URLSearchParams('sort=released'))
    expect(sortBy(view, 'released')).toEqual({ sort: 'released', direction: 'asc' })
    expect(sortBy(view, 'health')).toEqual({ sort: 'health', direction: 'asc' })
  })
})

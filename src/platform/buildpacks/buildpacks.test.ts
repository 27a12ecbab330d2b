import { describe, expect, test } from 'vitest'
import { openHarness } from '#hosts/support/harness.ts'
import { referenceTo, searchRegistry } from './registry.ts'

const NOW = Date.UTC(2026, 0, 5)
const ids = (query: Parameters<typeof searchRegistry>[0]) => searchRegistry(query, NOW).map(({ id }) => id)

describe('the registry', () => {
  test('is searched by words of name and description, the most used first', () => {
    expect(ids({ search: 'pdf' })).toEqual(['quillstone/pdf'])
    expect(ids({ search: 'HEROKU node' })).toEqual(['heroku/nodejs'])
    expect(ids({ search: 'no such thing' })).toEqual([])
    const installs = searchRegistry({}, NOW).map((each) => each.installs)
    expect(installs).toEqual(installs.toSorted((a, b) => b - a))
  })

  test('is searched as the CLI does', () => {
    expect(ids({ 'in[namespace][]': 'harebell', 'in[name][]': 'rust,dart' }).toSorted()).toEqual([
      'harebell/dart',
      'harebell/rust',
    ])
    expect(ids({ 'like[description]': 'aptfile' })).toEqual(['larkfield/apt'])
  })

  test('tells versions, the newest first, and what a buildpack says of itself', async () => {
    const { as } = await openHarness()
    const { body } = await as(null, 'GET', '/buildpacks/heroku%2Fruby/revisions')
    const releases = (body as { release: number }[]).map(({ release }) => release)
    expect(releases.length).toBeGreaterThan(1)
    expect(releases).toEqual(releases.toSorted((a, b) => b - a))
    expect(await as(null, 'GET', '/buildpacks/heroku%2Fruby/readme')).toMatchObject({
      status: 200,
      body: { content: expect.stringContaining('heroku buildpacks:add heroku/ruby') },
    })
    expect(await as(null, 'GET', '/buildpacks/heroku%2Fnothing/revisions')).toMatchObject({ status: 404 })
  })
})

test.each([
  ['heroku/go', 'heroku/go'],
  ['urn:buildpack:heroku/go', 'heroku/go'],
  ['https://github.com/heroku/heroku-buildpack-go', 'heroku/go'],
  [' larkfield/apt ', 'larkfield/apt'],
  ['https://buildpack-registry.s3.amazonaws.com/buildpacks/larkfield/apt.tgz', 'larkfield/apt'],
  ['https://code.example.com/team/pack.git#v2', 'https://code.example.com/team/pack.git#v2'],
  ['git@code.example.com:team/pack.git', 'git@code.example.com:team/pack.git'],
])('%s is kept as %s', (given, kept) => {
  expect(referenceTo(given)).toBe(kept)
})

test('what is no buildpack is refused in a sentence, and changes nothing', async () => {
  const { as, reports, world } = await openHarness()
  await as('ada', 'POST', '/apps', { name: 'shop' })
  const set = (...names: string[]) =>
    as('ada', 'PUT', '/apps/shop/buildpack-installations', { updates: names.map((buildpack) => ({ buildpack })) })
  expect((await set('heroku/nodejs', 'larkfield/apt')).body).toMatchObject([
    { ordinal: 0, buildpack: { name: 'heroku/nodejs' } },
    { ordinal: 1, buildpack: { name: 'larkfield/apt' } },
  ])
  const before = world().hash()
  for (const [names, message] of [
    [['nobody/nothing'], /Could not find the buildpack nobody\/nothing/],
    [['nothing at all'], /is no buildpack/],
    [['ftp://code.example.com/pack'], /is no buildpack/],
    [['https://localhost'], /is no buildpack/],
    [[''], /needs a name or a URL/],
    [['heroku/go', 'urn:buildpack:heroku/go'], /named twice/],
  ] as const) {
    const { status, body } = await set(...names)
    expect({ status, body }).toMatchObject({
      status: 422,
      body: { id: 'invalid_params', message: expect.stringMatching(message) },
    })
  }
  expect(world().hash()).toBe(before)
  expect((await as('ada', 'GET', '/buildpacks/nobody%2Fnothing')).status).toBe(404)
  expect(reports).toEqual([])
})

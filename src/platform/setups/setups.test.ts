import { createTar } from 'nanotar'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { openHarness, type Harness } from '#hosts/support/harness.ts'
import { createWorld } from '#platform/index.ts'
import type { AppSetup } from './contract.ts'

const MINUTE = 60_000

let api: Harness
beforeEach(async () => {
  api = await openHarness()
})

const FILES = {
  Procfile: 'web: ruby app.rb\nworker: ruby work.rb\n',
  Gemfile: "source 'https://rubygems.org'\n",
  'Gemfile.lock':
    'GEM\n  remote: https://rubygems.org/\n  specs:\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n\nBUNDLED WITH\n   2.7.1\n',
  'app.rb': 'puts ENV["PORT"]\n',
}

/** Uploads a project and answers where it is. */
async function upload(files: Readonly<Record<string, string>>): Promise<string> {
  const { body } = await api.as('ada', 'POST', '/sources')
  // The harness has checked it against the contract.
  const { source_blob: blob } = body as { source_blob: { put_url: string; get_url: string } }
  const bytes = gzipSync(createTar(Object.entries(files).map(([name, data]) => ({ name, data }))))
  const { status } = await api.as('ada', 'PUT', new URL(blob.put_url).pathname, new Uint8Array(bytes))
  expect(status).toBe(200)
  return blob.get_url
}

async function begin(manifest: object | string | null, more: object = {}, files: Readonly<Record<string, string>> = FILES) {
  const text = typeof manifest === 'string' ? manifest : JSON.stringify(manifest)
  const url = await upload(manifest === null ? files : { ...files, 'app.json': text })
  const { status, body } = await api.as('ada', 'POST', '/app-setups', { source_blob: { url }, ...more })
  expect(status, JSON.stringify(body)).toBe(202)
  return body as AppSetup
}

const look = async ({ id }: AppSetup) => (await api.as('ada', 'GET', `/app-setups/${id}`)).body as AppSetup
const apps = async () => ((await api.as('ada', 'GET', '/apps')).body as { name: string }[]).map(({ name }) => name)

describe('the setup of an app', () => {
  it('gives it config vars, add-ons, code and dynos, over time', async () => {
    const setup = await begin(
      {
        env: { PLAIN: 'text', KEY: { generator: 'secret' }, WHO: { description: 'Who' }, MAYBE: { required: false } },
        addons: ['heroku-redis:mini', { plan: 'snagbox:box', as: 'BUGS' }],
        formation: { web: { quantity: 1, size: 'standard-1x' }, worker: { quantity: 2, size: 'standard-1x' } },
        scripts: { postdeploy: 'rake setup' },
        success_url: '/welcome',
      },
      { app: { name: 'guest-book', region: 'eu' }, overrides: { env: { WHO: 'Ada' } } },
    )
    expect(setup).toMatchObject({ status: 'pending', app: { name: 'guest-book' }, build: null, manifest_errors: [] })
    api.pass(10_000)
    expect(await look(setup)).toMatchObject({ status: 'pending', build: null })
    api.pass(20 * MINUTE)
    const done = await look(setup)
    expect(done).toMatchObject({
      status: 'succeeded',
      failure_message: null,
      build: { status: 'succeeded' },
      postdeploy: { exit_code: 0, output: expect.stringContaining('rake setup') },
      resolved_success_url: expect.stringMatching(/^https:\/\/guest-book-[0-9a-f]+\.herokuapp\.com\/welcome$/),
    })
    const { body: config } = await api.as('ada', 'GET', '/apps/guest-book/config-vars')
    expect(config).toMatchObject({
      PLAIN: 'text',
      KEY: expect.stringMatching(/^[0-9a-f]{64}$/),
      WHO: 'Ada',
      REDIS_URL: /^rediss/,
    })
    expect(Object.keys(config as object)).toEqual(expect.arrayContaining(['BUGS_DSN']))
    expect(Object.keys(config as object)).not.toContain('MAYBE')
    const { body: formation } = await api.as('ada', 'GET', '/apps/guest-book/formation')
    expect(formation).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'worker', quantity: 2, size: 'Standard-1X' })]),
    )
    const world = api.world()
    const again = createWorld(world.origin, world.journal)
    again.advanceTo(world.now)
    expect(again.hash()).toBe(world.hash())
  })

  it.each([
    ['no app.json', null, 'There is no app.json'],
    ['one that is no JSON', '{"name": ', 'not valid JSON'],
    ['a config var without a value', { env: { WHO: { description: 'Who' } } }, 'config var WHO is required'],
    ['an add-on that there is not', { addons: ['nothing:free'] }, "Couldn't find either the add-on service"],
    ['a size that there is not', { formation: { web: { quantity: 1, size: 'huge' } } }, 'size'],
  ])('fails with %s, and leaves no app', async (_, manifest, words) => {
    const setup = await begin(manifest, { app: { name: 'guest-book' } })
    api.pass(MINUTE)
    const failed = await look(setup)
    expect(failed).toMatchObject({ status: 'failed', failure_message: 'invalid app.json', build: null })
    expect(failed.manifest_errors.join()).toContain(words)
    expect(await apps()).toEqual([])
  })

  it('fails with its build, its postdeploy script or a refused add-on, and takes everything back', async () => {
    const build = await begin({}, { app: { name: 'no-build' } }, { 'notes.txt': 'nothing to build' })
    const script = await begin(
      { addons: ['heroku-redis:mini'], scripts: { postdeploy: 'rake db && exit 1' } },
      { app: { name: 'no-script' } },
    )
    const space = await begin({ addons: ['heroku-redis:private-3'] }, { app: { name: 'no-addon' } })
    api.pass(30 * MINUTE)
    expect(await look(build)).toMatchObject({ status: 'failed', failure_message: expect.stringContaining('build failed') })
    expect(await look(script)).toMatchObject({
      status: 'failed',
      failure_message: 'postdeploy exit code was not 0',
      postdeploy: { exit_code: 1 },
    })
    expect(await look(space)).toMatchObject({ status: 'failed', failure_message: expect.stringContaining('Private Spaces') })
    expect(await apps()).toEqual([])
    expect(api.world().tables.addons.size).toBe(0)
    expect(api.reports).toEqual([])
  })

  it('takes a commit on GitHub, and a place in a pipeline whose repository automatic deploys then follow', async () => {
    api = await openHarness('company')
    await api.as('ada', 'POST', '/pipelines', { name: 'second-shop' })
    await api.as('ada', 'POST', '/pipelines/second-shop/repository', { repository: 'fernwood/shop' })
    const { body } = await api.as('ada', 'GET', '/github/repos/fernwood/shop/tarball/main')
    const { archive_link: url } = body as { archive_link: string }
    const ask = (who: string, name: string) =>
      api.as(who, 'POST', '/app-setups', {
        source_blob: { url },
        app: { name },
        pipeline_coupling: { pipeline: 'second-shop', stage: 'staging' },
      })
    expect(await ask('ada', 'second-staging')).toMatchObject({ status: 202 })
    api.pass(10 * MINUTE)
    expect((await api.as('ada', 'GET', '/apps/second-staging/pipeline-couplings')).body).toMatchObject({ stage: 'staging' })
    expect((await api.as('ada', 'GET', '/apps/second-staging/builds')).body).toMatchObject([{ source_blob: { url } }])
    const follow = await api.as('ada', 'PATCH', '/apps/second-staging/github', { auto_deploy: true, wait_for_ci: true })
    expect(follow).toMatchObject({ status: 200, body: { repo: 'fernwood/shop', branch: 'main', auto_deploy: true } })
    const before = api.world().hash()
    expect(await ask('otto', 'ottos')).toMatchObject({ status: 422 })
    expect(api.world().hash()).toBe(before)
  })

  it('is refused without a source, with a name that is taken, and shown to nobody else', async () => {
    const url = await upload(FILES)
    await api.as('ada', 'POST', '/apps', { name: 'taken' })
    const before = api.world().hash()
    const ask = (body: object) => api.as('ada', 'POST', '/app-setups', body)
    expect(await ask({ source_blob: { url: 'https://example.com/a.tgz' } })).toMatchObject({ status: 422 })
    expect(await ask({ source_blob: { url }, app: { name: 'taken' } })).toMatchObject({ status: 422 })
    expect(await ask({ source_blob: { url }, app: { organization: 'nobody' } })).toMatchObject({ status: 404 })
    expect(await ask({ source_blob: { url, checksum: 'SHA256:0' } })).toMatchObject({ status: 422 })
    expect(api.world().hash()).toBe(before)
    const setup = await begin({})
    expect(await api.as('otto', 'GET', `/app-setups/${setup.id}`)).toMatchObject({ status: 404 })
  })
})

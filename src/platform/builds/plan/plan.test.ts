import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Files, LANGUAGES, sample, tarGz, zip } from '#platform/builds/source/archives.testing.ts'
import { readSource } from '#platform/builds/source/read.ts'
import { plan, build, textOf, failure, success, pkg } from './plan.testing.ts'

describe('the samples', () => {
  it.each([
    [
      'nodejs',
      'Node.js',
      'hono',
      '24.19.0',
      ['release', 'web', 'worker'],
      ['Resolving node version 24.x...', 'added 2 packages', '> node build.js'],
    ],
    ['ruby', 'Ruby', 'sinatra', '3.3.9', ['console', 'rake', 'web'], ['Compiling Ruby/Rack', 'Installing puma 6.6.0']],
    [
      'python',
      'Python',
      'flask',
      '3.13.12',
      ['clock', 'web'],
      ['Using Python 3.13 specified in .python-version', 'Collecting flask==3.1.3 (from -r requirements.txt (line 1))'],
    ],
    ['php', 'PHP', '', '8.5.5', ['web'], ['- php (8.5.5)', '- ext-mbstring (bundled with php)']],
    [
      'java',
      'Java',
      'spring-boot',
      '21.0.11',
      ['web'],
      ['Installing Maven 3.9.4...', 'Building jar: /tmp/build/target/greeter-1.0.0.jar'],
    ],
    ['scala', 'Scala', '', '21.0.11', ['web'], ['Running: sbt compile stage', 'set current project to counter']],
    ['go', 'Go', '', '1.25.12', ['web'], ['Detected Module Name: example.com/pinger', './bin/pinger']],
    [
      'clojure',
      'Clojure (Leiningen 2)',
      'ring',
      '21.0.11',
      ['web'],
      ['Running: lein uberjar', 'Created /tmp/build/target/hello-standalone.jar'],
    ],
  ] as const)('%s builds as itself', async (language, label, framework, version, types, lines) => {
    for (const archive of [tarGz(sample(language)), zip(sample(language))]) {
      const built = plan(await readSource(archive))
      expect(textOf(built)).toContain(`-----> ${label} app detected`)
      for (const line of lines) expect(textOf(built)).toContain(line)
      if (built.result.status !== 'succeeded') throw new Error(textOf(built))
      const { slug } = built.result
      expect(Object.keys(slug.processTypes).sort()).toEqual(types)
      expect(slug.runtime).toMatchObject({ language, framework, version })
      expect(built.duration).toBeGreaterThan(8000)
      expect(built.duration).toBeLessThan(60_000)
      expect(slug.size).toBeGreaterThan(3e6)
      expect(textOf(built)).not.toContain('Warning')
    }
  })

  it.each(LANGUAGES)('%s builds faster from its cache', async (language) => {
    const [fresh, cached] = [await build(sample(language)), await build(sample(language), { cached: true, first: false })]
    expect(cached.duration).toBeLessThan(fresh.duration)
  })
})

describe('the frame of a build', () => {
  it('is that of a platform build, from stack to address', async () => {
    const { plan: built } = await success(sample('nodejs'))
    const texts = built.lines.map(({ text }) => text)
    expect(texts.slice(0, 3)).toEqual([
      '-----> Building on the Heroku-24 stack',
      '-----> Determining which buildpack to use for this app',
      '-----> Node.js app detected',
    ])
    const at = texts.indexOf('-----> Discovering process types')
    expect(texts.slice(at)).toEqual([
      '-----> Discovering process types',
      '       Procfile declares types     -> release, web, worker',
      '',
      '-----> Compressing...',
      expect.stringMatching(/^ {7}Done: \d+\.\dM$/),
      '-----> Launching...',
      ' !     Release command declared: this new release will not be available until the command succeeds.',
      '       Released v12',
      '       https://calm-river-12345-0123456789ab.herokuapp.com/ deployed to Heroku',
    ])
    expect(built.buildpacks).toEqual([{ name: 'heroku/nodejs', url: expect.stringContaining('heroku/nodejs.tgz') }])
  })

  it('names the buildpack on later deploys', async () => {
    const { log } = await success(sample('go'), { first: false })
    expect(log).toContain('-----> Using buildpack: heroku/go\n-----> Go app detected')
    expect(log).not.toContain('Determining which')
  })

  it('tells of a newer stack', async () => {
    expect((await success(sample('go'), { stack: 'heroku-22' })).log).toContain(
      'This app is using the Heroku-22 stack, but a newer one',
    )
    expect((await success(sample('go'), { stack: 'heroku-26' })).log).not.toContain('newer one')
  })

  it('takes time line by line and is the same every time', async () => {
    const tree = await readSource(tarGz(sample('java')))
    const built = plan(tree)
    expect(plan(tree)).toEqual(built)
    expect(plan(tree, { seed: 'other' }).lines).not.toEqual(built.lines)
    for (const [index, { at }] of built.lines.entries()) expect(at).toBeGreaterThan(built.lines[index - 1]?.at ?? 0)
    expect(built.duration).toBeGreaterThanOrEqual(built.lines.at(-1)?.at ?? 0)
  })
})

describe('choosing buildpacks', () => {
  it('tries Ruby before Node.js, and says that both would do', async () => {
    const { log } = await success({ ...sample('ruby'), 'package.json': '{}' })
    expect(log).toContain('-----> Ruby app detected')
    expect(log).toContain('Ruby, Node.js')
  })

  it('runs several in order; the last one gives the defaults', async () => {
    const { Procfile: _, ...ruby } = sample('ruby')
    const {
      log,
      slug,
      plan: built,
    } = await success({ ...ruby, 'package.json': pkg({}) }, { buildpacks: ['heroku/nodejs', 'heroku/ruby'] })
    expect(log.indexOf('Using buildpack: heroku/nodejs')).toBeLessThan(log.indexOf('Using buildpack: heroku/ruby'))
    expect(slug.processTypes).toEqual({
      console: 'bundle exec irb',
      rake: 'bundle exec rake',
      web: 'bundle exec rackup config.ru -p ${PORT:-5000}',
    })
    expect(slug.runtime.language).toBe('ruby')
    expect(built.buildpacks.map(({ name }) => name)).toEqual(['heroku/nodejs', 'heroku/ruby'])
  })

  it('knows official ones by address, and names the others without running them', async () => {
    const given = {
      buildpacks: ['https://github.com/example/buildpack-fonts', 'https://github.com/heroku/heroku-buildpack-go.git'],
    }
    const { log, plan: built } = await success(sample('go'), given)
    expect(log).toContain('-----> Using buildpack: https://github.com/example/buildpack-fonts')
    expect(built.buildpacks[1]?.name).toBe('heroku/go')
  })

  it('takes those of app.json while the app has none', async () => {
    const files = { ...sample('go'), 'package.json': pkg({}), 'app.json': '{"buildpacks":[{"url":"heroku/go"}]}' }
    expect((await success(files)).log).toContain('Using buildpack: heroku/go')
    expect((await success(files, { buildpacks: ['heroku/nodejs'] })).log).not.toContain('heroku/go')
  })

  it('fails where none fits', async () => {
    const log = await failure({ 'notes.txt': 'hello', 'docs/a.md': '' })
    expect(log).toContain(' !     Error: No default language could be detected for this app.')
    expect(log).toMatch(/HINT: This occurs when/)
    expect(log).toContain(' !       docs/')
    expect(log.endsWith(' !     Push rejected, failed to compile app app.\n\n !     Push failed')).toBe(true)
  })

  it('fails where the configured one does not fit', async () => {
    const log = await failure(sample('go'), { buildpacks: ['heroku/python'] })
    expect(log).toContain('-----> App not compatible with buildpack: https://buildpack-registry')
    expect(log).toContain("Your app is configured to use the Python buildpack, but we couldn't find")
    expect(log).toContain(' !       main.go')
  })
})

describe('process types', () => {
  it('reads comments, blank lines, CRLF and a byte order mark', async () => {
    const { slug } = await success({
      ...sample('go'),
      Procfile: '\uFEFF# my app\r\n\r\nweb: bin/pinger -x\r\nworker-1:bin/pinger\r\n',
    })
    expect(slug.processTypes).toEqual({ web: 'bin/pinger -x', 'worker-1': 'bin/pinger' })
  })

  it('reports bad lines and uses the others', async () => {
    const { log, slug } = await success({ ...sample('go'), Procfile: 'web: a\nnonsense\nbad.name: x\nempty:\nweb: b' })
    expect(slug.processTypes).toEqual({ web: 'b' })
    for (const line of ['line 2 is not', '"bad.name" is not a valid', '"empty" has no command', 'declared twice'])
      expect(log).toContain(line)
  })

  it('fails when no line is valid', async () => {
    expect(await failure({ ...sample('go'), Procfile: 'npm start\n' })).toContain('Error: The Procfile is not valid.')
  })

  it.each([
    ['nodejs', { 'package.json': pkg({ scripts: { start: 'node .' } }) }, { web: 'npm start' }],
    [
      'go',
      { 'go.mod': 'module example.com/x\n\ngo 1.26\n', 'cmd/api/main.go': '', 'cmd/job/main.go': '' },
      { web: 'bin/api', job: 'bin/job' },
    ],
    ['php', { 'index.php': '' }, { web: 'heroku-php-apache2' }],
    ['python', { 'requirements.txt': 'flask==3.1.3\n', 'app.py': '' }, {}],
  ])('%s has its defaults', async (_, files, types) => {
    expect((await success(files as Files)).slug.processTypes).toEqual(types)
  })

  it('a Spring Boot app needs no Procfile', async () => {
    const { Procfile: _, ...files } = sample('java')
    expect((await success(files)).slug.processTypes).toEqual({
      web: 'java -Dserver.port=$PORT $JAVA_OPTS -jar target/greeter-1.0.0.jar',
    })
  })

  it('warns when nothing would serve, or the Procfile has another name', async () => {
    const { log } = await success({ 'requirements.txt': 'flask==3.1.3', 'app.py': '', 'procfile.txt': 'web: x' })
    expect(log).toContain('No web process type was found')
    expect(log).toContain('The file procfile.txt is not used')
  })
})

describe('any source', () => {
  it('is planned quickly whatever it repeats', async () => {
    const texts = ['\n', ' ', '[', '{"a":1,', '(', '<a ', 'a = ', 'serve(', '\n\n  '].map((unit) =>
      unit.repeat(40_000 / unit.length),
    )
    for (const path of [
      'build.gradle',
      'pyproject.toml',
      'project.clj',
      'package.json',
      'system.properties',
      'pom.xml',
      'a.js',
    ]) {
      for (const text of texts) expect((await build({ [path]: text, 'uv.lock': '' })).lines.length).toBeGreaterThan(2)
    }
  })

  const MANIFESTS =
    `Procfile app.json package.json package-lock.json yarn.lock pnpm-lock.yaml Gemfile Gemfile.lock requirements.txt .python-version runtime.txt
    pyproject.toml Pipfile Pipfile.lock uv.lock pom.xml system.properties build.gradle gradlew build.sbt project/build.properties project/plugins.sbt
    composer.json composer.lock go.mod go.sum main.go project.clj manage.py .slugignore`.split(/\s+/)
  const samples = LANGUAGES.flatMap((language) => Object.values(sample(language)))
  const json = fc.json({ maxDepth: 3 })
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    json,
    fc.constantFrom(...samples),
    fc.constantFrom(
      '{"require":{"__proto__":"x"},"scripts":{"constructor":"a && b"}}',
      'ruby "constructor"\ngem "toString"',
      '__proto__: x',
    ),
  )
  const files = fc.dictionary(fc.constantFrom(...MANIFESTS), text, { minKeys: 1, maxKeys: 12 })

  it('gives a plan, never an exception', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.boolean(), fc.string(), async (given, cached, seed) => {
        const built = await build(given, { cached, first: !cached, seed })
        expect(['succeeded', 'failed']).toContain(built.result.status)
        expect(built.duration).toBeLessThan(90_000)
        expect(JSON.parse(JSON.stringify(built))).toEqual(built)
      }),
      { numRuns: 400 },
    )
  })

  it('gives a plan for cut and changed samples', { timeout: 60_000 }, async () => {
    const language = fc.constantFrom(...LANGUAGES)
    await fc.assert(
      fc.asyncProperty(language, fc.nat(), fc.nat(), fc.string({ maxLength: 3 }), async (name, which, where, insert) => {
        const entries = Object.entries(sample(name))
        const [path, content] = entries[which % entries.length] ?? ['a', '']
        const at = where % (content.length + 1)
        for (const changed of [content.slice(0, at), content.slice(0, at) + insert + content.slice(at + 1)]) {
          expect((await build({ ...sample(name), [path]: changed })).lines.length).toBeGreaterThan(3)
        }
      }),
      { numRuns: 200 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Files, LANGUAGES, sample, tarGz, zip } from '#platform/builds/source/archives.testing.ts'
import { readSource } from '#platform/builds/source/read.ts'
import type { BuildInput, BuildPlan, SourceTree } from '#platform/builds/types.ts'
import { planBuild } from './index.ts'

type Given = Partial<Omit<BuildInput, 'tree'>>

function plan(tree: SourceTree, given: Given = {}): BuildPlan {
  return planBuild({
    tree,
    stack: 'heroku-24',
    buildpacks: [],
    config: {},
    cached: false,
    appName: 'calm-river-12345',
    webUrl: 'https://calm-river-12345-0123456789ab.herokuapp.com/',
    version: 12,
    first: true,
    seed: 'test',
    ...given,
  })
}

const build = async (files: Files, given: Given = {}) => plan(await readSource(tarGz(files)), given)
const textOf = ({ lines }: BuildPlan) => lines.map(({ text }) => text).join('\n')

/** The log of a build that has to fail. */
async function failure(files: Files, given: Given = {}): Promise<string> {
  const result = await build(files, given)
  expect(result.result.status).toBe('failed')
  return textOf(result)
}

/** Log and slug of a build that has to succeed. */
async function success(files: Files, given: Given = {}) {
  const built = await build(files, given)
  if (built.result.status !== 'succeeded') throw new Error(textOf(built))
  return { log: textOf(built), slug: built.result.slug, plan: built }
}

const pkg = (json: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ name: 'app', version: '1.0.0', engines: { node: '24.x' }, ...json })
const npmLock = (packages: Readonly<Record<string, string>>) =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: Object.fromEntries(Object.entries(packages).map(([name, version]) => [`node_modules/${name}`, { version }])),
  })

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

describe('Node.js', () => {
  const app = {
    'package.json': pkg({ dependencies: { express: '^5.0.0' } }),
    'package-lock.json': npmLock({ express: '5.1.0' }),
    'server.js': '',
  }

  it.each([
    ['22', '22.23.2'],
    ['>=18', '26.7.0'],
    ['18 || 20', '20.20.0'],
    ['22.3.0', '22.3.0'],
    ['~22.23.0', '22.23.2'],
    ['lts/*', '24.19.0'],
  ])('engines.node %s gives %s', async (node, version) => {
    expect((await success({ 'package.json': pkg({ engines: { node } }) })).slug.runtime.version).toBe(version)
  })

  it.each(['>=99', '22 - 18', 'banana', '99.1.0'])('refuses the version %s', async (node) => {
    expect(await failure({ 'package.json': pkg({ engines: { node } }) })).toContain('Error: Invalid Node.js version requirement.')
  })

  it('takes yarn and pnpm by their lock files', async () => {
    const yarn = await success({
      'package.json': pkg({ dependencies: { a: '1' } }),
      'yarn.lock': '# yarn lockfile v1\na@1:\n  version "1.0.0"\n',
    })
    expect(yarn.log).toContain('[1/4] Resolving packages...')
    expect(yarn.slug.processTypes.web).toBe('yarn start')
    const pnpm = await success({
      'package.json': pkg({ packageManager: 'pnpm@10.2.1' }),
      'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
    })
    expect(pnpm.log).toContain('installing pnpm (10.2.1)')
  })

  it('warns of what is not pinned', async () => {
    const { log } = await success({ 'package.json': JSON.stringify({ dependencies: { express: '*' } }) })
    expect(log).toContain('No Node.js version is specified')
    expect(log).toContain('No lockfile was found')
  })

  it.each([
    [
      'broken JSON',
      { ...app, 'package.json': '{\n  "name": "x",\n}' },
      /Unable to parse package\.json[\s\S]*unexpected "}" after a comma at line 3/,
    ],
    ['comments in JSON', { ...app, 'package.json': '{ // hi\n}' }, /comments are not allowed at line 1/],
    ['no object', { ...app, 'package.json': '[]' }, /does not hold an object/],
    [
      'several lock files',
      { ...app, 'yarn.lock': '' },
      /Error: Multiple lockfiles found\.[\s\S]*- package-lock\.json[\s\S]*- yarn\.lock/,
    ],
    [
      'a lock without a dependency',
      { ...app, 'package-lock.json': npmLock({}) },
      /Error: npm lockfile is not in sync\.[\s\S]*Missing: express@\^5\.0\.0/,
    ],
    [
      'a lock with an old version',
      { ...app, 'package-lock.json': npmLock({ express: '4.18.0' }) },
      /express@4\.18\.0 does not satisfy express@\^5/,
    ],
    ['a broken lock', { ...app, 'package-lock.json': '<<<<<<< HEAD' }, /Unable to read the lockfile/],
    [
      'a build script without its file',
      { ...app, 'package.json': pkg({ scripts: { build: 'node build.js' } }) },
      /Cannot find module '\/app\/build\.js'[\s\S]*Error: A build script exited with a non-zero exit code\./,
    ],
    [
      'a build script without its program',
      { ...app, 'package.json': pkg({ scripts: { build: 'vite build' } }) },
      /sh: 1: vite: not found/,
    ],
    [
      'a build script that names another that is missing',
      { ...app, 'package.json': pkg({ scripts: { build: 'npm run compile' } }) },
      /Missing script: "compile"/,
    ],
    [
      'a failing postbuild',
      { ...app, 'package.json': pkg({ scripts: { 'heroku-postbuild': './tools/pack.sh' } }) },
      /\.\/tools\/pack\.sh: not found/,
    ],
  ])('fails on %s', async (_, files, message) => {
    const log = await failure(files)
    expect(log).toMatch(message)
    expect(log).toContain(' !     Push rejected, failed to compile Node.js app.')
    expect(log).not.toContain('Launching')
  })

  it('lets workspaces and other tools be', async () => {
    const files = {
      'package.json': pkg({
        workspaces: ['packages/*'],
        dependencies: { shared: '*' },
        scripts: { build: 'tsc -b && node dist/gen.js' },
        devDependencies: { typescript: '^5' },
      }),
      'packages/shared/package.json': '{"name":"shared"}',
      'package-lock.json': JSON.stringify({
        packages: { 'node_modules/shared': { link: true }, 'node_modules/typescript': { version: '5.9.0', dev: true } },
      }),
    }
    await success(files)
  })
})

describe('Python', () => {
  it('reads pinned and unpinned requirements, and those that are included', async () => {
    const { log, slug } = await success({
      'requirements.txt': '-r base.txt\n-r requirements/prod.txt\nuvicorn[standard]  # server\n',
      'requirements/prod.txt': 'FastAPI==0.119.0 ; python_version > "3"\n',
    })
    expect(log).toContain('Collecting fastapi==0.119.0')
    expect(log).toContain('have no version:\n !     uvicorn')
    expect(slug.runtime.framework).toBe('fastapi')
  })

  it('reads pyproject.toml past arrays, comments and texts of several lines', async () => {
    const pyproject =
      '# x\n[project]\nname = "x" # [y\ndependencies = [\n  "flask[async]>=3",\n  # comment\n]\ndescription = """\n[not a table\nnor = this\n"""\n[[tool.x.y]]\na.b = { c = ["]"] }\n'
    await success({ 'uv.lock': '', 'pyproject.toml': pyproject })
    expect(
      await failure({
        'uv.lock': '',
        'pyproject.toml': `${pyproject.replace('[project]', '[project]\nrequires-python = "<3.10"')}[project.more]\nrequires-python = 1\n`,
      }),
    ).toContain('<3.10')
  })

  it('collects static files of Django projects', async () => {
    const files = {
      'requirements.txt': 'Django==5.2.7\ngunicorn==26.2.0\n',
      'manage.py': '',
      'site/static/a.css': '',
      '.python-version': '3.12\n',
    }
    expect((await success(files)).log).toMatch(
      /\$ python manage\.py collectstatic --noinput\n {7}129 static files copied to '\/tmp\/build_[0-9a-f]{8}\/staticfiles'\./,
    )
    expect((await success(files, { config: { DISABLE_COLLECTSTATIC: '1' } })).log).toContain('Skipping Django collectstatic')
  })

  it.each([
    [
      'uv',
      {
        'uv.lock': '[[package]]\nname = "flask"\nversion = "3.1.3"\n',
        'pyproject.toml': '[project]\nname = "x"\nrequires-python = ">=3.12"\n',
      },
      "'uv sync --locked --no-default-groups'",
    ],
    [
      'Poetry',
      {
        'poetry.lock': '[[package]]\nname = "flask"\nversion = "3.1.3"\n',
        'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.12"\n',
      },
      "'poetry sync --only main'",
    ],
    [
      'Pipenv',
      { 'Pipfile.lock': '{"_meta":{"requires":{"python_version":"3.12"}},"default":{}}', Pipfile: '' },
      "'pipenv install --deploy'",
    ],
  ])('installs by %s', async (_, files, command) => {
    expect((await success(files as Files)).log).toContain(`Installing dependencies using ${command}`)
  })

  it.each([
    ['nothing to install from', { 'app.py': '' }, /Couldn't find any supported Python package manager files/],
    ['a pyproject.toml alone', { 'pyproject.toml': '[project]\nname = "x"\n' }, /pyproject\.toml alone is not enough/],
    [
      'Python 2',
      { 'requirements.txt': '', 'runtime.txt': 'python-2.7.18\n' },
      /has reached end-of-life[\s\S]*runtime\.txt asks for Python 2\.7\.18/,
    ],
    ['a version that does not exist', { 'requirements.txt': '', '.python-version': '3.99\n' }, /isn't available/],
    [
      'nonsense for a version',
      { 'requirements.txt': '', '.python-version': 'latest\n' },
      /Invalid Python version in \.python-version/,
    ],
    ['an uploaded .venv', { 'requirements.txt': '', '.venv/bin/python': '' }, /Existing '\.venv\/' directory found/],
    ['a broken requirement', { 'requirements.txt': 'flask==3.1.3\nfoo bar\n' }, /Invalid requirement: 'foo bar' \(from line 2/],
    ['broken TOML', { 'uv.lock': '', 'pyproject.toml': '[project\nname=' }, /Unable to parse pyproject\.toml/],
    [
      'a project that excludes the Python used',
      { 'uv.lock': '', 'pyproject.toml': '[project]\nrequires-python = "<3.12"\n' },
      /does not fit the project's own requirement: <3\.12/,
    ],
  ])('fails on %s', async (_, files, message) => {
    const log = await failure(files as Files)
    expect(log).toMatch(message)
    expect(log).toContain('failed to compile Python app.')
  })

  it('fails when the slug gets too large, and warns when it gets large', async () => {
    expect(await failure({ 'requirements.txt': 'torch==2.9.0\n' })).toMatch(
      /Compiled slug size: 5\d\d\.\dM is too large \(max is 500M\)/,
    )
    expect((await success({ 'requirements.txt': 'tensorflow==2.20.0\n' })).log).toMatch(
      /Your slug size \(3\d\d MB\) exceeds our soft limit \(300 MB\)/,
    )
  })
})

describe('Ruby', () => {
  const lock = (gems: string, rest = '') =>
    `GEM\n  remote: https://rubygems.org/\n  specs:\n${gems}\nPLATFORMS\n  x86_64-linux\n\n${rest}`
  const rails = {
    Gemfile:
      'source "https://rubygems.org"\nruby "3.4.9"\ngem "rails", "~> 8.0"\ngem "propshaft"\ngroup :development do\n  gem "sqlite3"\nend\n',
    'Gemfile.lock': lock('    propshaft (1.3.1)\n    rails (8.0.3)\n    railties (8.0.3)\n    sqlite3 (2.7.4)\n'),
    'app/assets/a.css': '',
    Rakefile: '',
    'config.ru': '',
  }

  it('compiles the assets of a Rails app and knows its processes', async () => {
    const { log, slug } = await success(rails)
    expect(log).toContain('Running: rake assets:precompile')
    expect(log).not.toContain('sqlite3')
    expect(slug.description).toBe('Ruby/Rails')
    expect(slug.processTypes.web).toBe('bin/rails server -p ${PORT:-5000} -e $RAILS_ENV')
  })

  it.each([
    ['no lock file', { Gemfile: rails.Gemfile }, /Gemfile\.lock is required/],
    [
      'sqlite3 in production',
      { ...rails, Gemfile: 'ruby "3.4.9"\ngem "rails"\ngem "sqlite3"\n' },
      /installing sqlite3[\s\S]*Failed to install gems via Bundler/,
    ],
    ['a gem that is not locked', { ...rails, Gemfile: `${rails.Gemfile}gem "puma"\n` }, /\* puma/],
    [
      'a lock for another platform',
      { ...rails, 'Gemfile.lock': rails['Gemfile.lock'].replace('x86_64-linux', 'arm64-darwin-24') },
      /only supports the platforms arm64-darwin-24/,
    ],
    ['an old Ruby', { ...rails, Gemfile: 'ruby "2.5.1"\n' }, /Ruby 2\.5\.1 is not available/],
    [
      'another Ruby in the lock',
      { ...rails, 'Gemfile.lock': `${rails['Gemfile.lock']}RUBY VERSION\n   ruby 3.3.9p1\n` },
      /Your Ruby version is 3\.3\.9, but your Gemfile specified 3\.4\.9/,
    ],
    ['merge conflicts', { ...rails, 'Gemfile.lock': '<<<<<<< HEAD\n' }, /merge conflict/],
  ])('fails on %s', async (_, files, message) => {
    expect(await failure(files as Files)).toMatch(message)
  })
})

describe('PHP', () => {
  const laravel = {
    'composer.json': '{"require":{"php":"^8.2","laravel/framework":"^12.0"},"scripts":{"compile":"x"}}',
    'composer.lock': '{"packages":[{"name":"laravel/framework","version":"v12.1.0"}],"platform":{"php":"~8.3.0"}}',
  }

  it('installs what is locked and runs the compile script', async () => {
    const { log, slug } = await success(laravel)
    expect(log).toContain('- Installing laravel/framework (12.1.0)')
    expect(log).toContain("Running 'composer compile'...")
    expect(slug.runtime).toMatchObject({ framework: 'laravel', version: '8.3.30' })
  })

  it('warns without a lock file', async () => {
    expect((await success({ 'composer.json': laravel['composer.json'] })).log).toContain('No composer.lock was found')
  })

  it.each([
    ['broken JSON', { 'composer.json': '{"require": {' }, /Unable to parse composer\.json[\s\S]*unexpected end of file/],
    [
      'a package that is not locked',
      { ...laravel, 'composer.lock': '{"packages":[]}' },
      /"laravel\/framework" is not present in the lock file/,
    ],
    ['an old PHP', { 'composer.json': '{"require":{"php":"^7.4"}}' }, /No available PHP version fits "\^7\.4"/],
    ['an unknown extension', { 'composer.json': '{"require":{"ext-oci8":"*"}}' }, /extension ext-oci8/],
  ])('fails on %s', async (_, files, message) => {
    expect(await failure(files as Files)).toMatch(message)
  })
})

describe('the JVM languages', () => {
  const gradle = {
    'build.gradle':
      "plugins { id 'org.springframework.boot' version '3.5.6' }\nversion = '0.1.0'\njava { toolchain { languageVersion = JavaLanguageVersion.of(17) } }\n",
    'settings.gradle': "rootProject.name = 'shop'",
    gradlew: '',
    'gradle/wrapper/gradle-wrapper.jar': 'x',
    'system.properties': 'java.runtime.version=17',
  }

  it('builds with Gradle', async () => {
    const { log, slug } = await success(gradle)
    expect(log).toContain('> Task :bootJar')
    expect(slug.processTypes.web).toContain('-jar build/libs/shop-0.1.0.jar')
    expect(slug.runtime.version).toBe('17.0.19')
  })

  it('takes the Java version that a pom.xml needs', async () => {
    const { 'system.properties': _, ...files } = sample('java')
    const pom = files['pom.xml'] ?? ''
    expect(
      (await success({ ...files, 'pom.xml': pom.replace('<java.version>21', '<java.version>25') })).slug.runtime.version,
    ).toBe('25.0.3')
  })

  it.each([
    [
      'a broken pom.xml',
      { 'pom.xml': '<project>\n<artifactId>x</project>' },
      /Non-parseable POM [^\n]*artifactId[^\n]*\(line 2, column \d+\)[\s\S]*failed to compile Java app/,
    ],
    ['a missing module', { 'pom.xml': '<project><modules><module>web</module></modules></project>' }, /Child module .*web/],
    [
      'too old a Java',
      { ...sample('java'), 'system.properties': 'java.runtime.version=17\n' },
      /release version 21 not supported/,
    ],
    ['an unknown Java', { ...sample('java'), 'system.properties': 'java.runtime.version=13\n' }, /Unsupported Java version/],
    ['a missing Gradle wrapper jar', { ...gradle, 'gradle/wrapper/gradle-wrapper.jar': undefined }, /GradleWrapperMain/],
    ['sbt without a version', { ...sample('scala'), 'project/build.properties': '' }, /No sbt version is specified/],
    [
      'sbt without a stage task',
      { ...sample('scala'), 'project/plugins.sbt': '', 'build.sbt': 'name := "x"\n' },
      /Not a valid key: stage/,
    ],
    ['an unbalanced project.clj', { ...sample('clojure'), 'project.clj': '(defproject x "1.0"' }, /not a valid \(defproject/],
  ])('fails on %s', async (_, files, message) => {
    const present = Object.fromEntries(
      Object.entries(files).flatMap(([path, content]) => (content === undefined ? [] : [[path, content]])),
    )
    expect(await failure(present)).toMatch(message)
  })
})

describe('Go', () => {
  it.each([
    ['go 1.26', '1.26.5'],
    ['go 1.24.0', '1.24.13'],
    ['go 1.25.3', '1.25.3'],
    ['go 1.24\n\ntoolchain go1.25.12', '1.25.12'],
    ['', '1.25.12'],
  ])('%s gives %s', async (directive, version) => {
    expect((await success({ 'go.mod': `module example.com/x\n\n${directive}\n`, 'main.go': '' })).slug.runtime.version).toBe(
      version,
    )
  })

  it.each([
    ['another way of managing dependencies', { 'Gopkg.lock': '', 'main.go': '' }, /Go modules are required[\s\S]*Gopkg\.lock/],
    ['a Go that does not exist', { 'go.mod': 'module x\n\ngo 1.99\n', 'main.go': '' }, /Unsupported Go version/],
    ['nothing to install', { 'go.mod': 'module x\n\ngo 1.25\n', 'internal/a.go': '' }, /No main packages were found/],
    [
      'a module that go.sum does not know',
      { 'go.mod': 'module x\n\ngo 1.25\n\nrequire github.com/a/b v1.0.0\n', 'main.go': '', 'go.sum': '' },
      /missing go\.sum entry.*github\.com\/a\/b/,
    ],
  ])('fails on %s', async (_, files, message) => {
    expect(await failure(files as Files)).toMatch(message)
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

  it('gives a plan, never an exception', async () => {
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

  it('gives a plan for cut and changed samples', async () => {
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

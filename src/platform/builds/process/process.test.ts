import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, sample, tarGz } from '#platform/builds/source/archives.testing.ts'
import { readSource } from '#platform/builds/source/read.ts'
import { planProcess } from './index.ts'
import { start, printed, status, node, django } from './process.testing.ts'
import { parseCommand } from './shell.ts'

describe('the samples', () => {
  it.each(LANGUAGES)('%s serves', async (language) => {
    const plan = await start(sample(language))
    expect(plan.outcome).toEqual({ kind: 'serves', bootMs: expect.any(Number) })
    expect(printed(plan)).toContain('34567')
    const bootMs = plan.outcome.kind === 'serves' ? plan.outcome.bootMs : 0
    const [low, high] = ['java', 'scala', 'clojure'].includes(language) ? [4000, 40_000] : [2000, 15_000]
    expect(bootMs).toBeGreaterThanOrEqual(low)
    expect(bootMs).toBeLessThanOrEqual(high)
    for (const { at } of plan.lines) expect(at).toBeLessThanOrEqual(bootMs)
  })

  it('workers run, and release commands end', async () => {
    expect((await start(sample('nodejs'), 'worker')).outcome.kind).toBe('runs')
    expect((await start(sample('python'), 'clock')).outcome.kind).toBe('runs')
    expect((await start(sample('nodejs'), 'release')).outcome).toMatchObject({ kind: 'exits', status: 0 })
  })

  it('start in the same way every time, and another dyno a little differently', async () => {
    const [one, same, other] = [
      await start(sample('ruby')),
      await start(sample('ruby')),
      await start(sample('ruby'), 'web', undefined, { seed: 'e' }),
    ]
    expect(same).toEqual(one)
    expect(other.outcome).not.toEqual(one.outcome)
  })
})

describe('what goes wrong at start', () => {
  it.each([
    ['a file that is not there', node({}), 'node server.js', 1, "Error: Cannot find module '/app/server.js'"],
    ['a script that is not there', node({}), 'npm start', 1, 'npm error Missing script: "start"'],
    [
      'a script whose file is not there',
      node({ start: 'node app/main.js' }),
      'npm start',
      1,
      "Cannot find module '/app/app/main.js'",
    ],
    [
      'a program that was only for development',
      node({ start: 'nodemon a.js' }, { 'a.js': '' }, { devDependencies: { nodemon: '^3' } }),
      'npm start',
      127,
      'sh: 1: nodemon: not found',
    ],
    ['a build output without a build', node({}), 'node dist/index.js', 1, "Cannot find module '/app/dist/index.js'"],
    [
      'a module that is not there',
      { 'requirements.txt': 'gunicorn==26.2.0' },
      'gunicorn app:app',
      3,
      "ModuleNotFoundError: No module named 'app'",
    ],
    ['a module below a package', django, 'gunicorn shop.asgi', 3, "ModuleNotFoundError: No module named 'shop.asgi'"],
    [
      'gunicorn that is not installed',
      { 'requirements.txt': 'flask==3.1.3', 'app.py': '' },
      'gunicorn app:app',
      127,
      'bash: line 1: gunicorn: command not found',
    ],
    ['a Python file', { 'requirements.txt': '' }, 'python bot.py', 2, "python: can't open file '/app/bot.py'"],
    ['a Ruby file', sample('ruby'), 'ruby bot.rb', 1, 'No such file or directory -- bot.rb'],
    ['a Puma configuration', sample('ruby'), 'bundle exec puma -C config/puma.rb', 1, 'config/puma.rb'],
    ['a document root', sample('php'), 'heroku-php-apache2 web/', 1, "Document root 'web/' does not exist"],
    ['a jar under another name', sample('clojure'), 'java -jar target/other.jar', 1, 'Unable to access jarfile target/other.jar'],
    ['a jar outside build folders', sample('java'), 'java -jar app.jar', 1, 'Unable to access jarfile app.jar'],
    ['a binary that was not built', sample('go'), 'bin/other', 127, 'bash: line 1: bin/other: No such file or directory'],
    ['the Go toolchain', sample('go'), 'go run .', 127, 'bash: line 1: go: command not found'],
    ['another language', sample('go'), 'npm start', 127, 'bash: line 1: npm: command not found'],
    ['a quote that is not closed', sample('go'), 'bin/pinger "x', 2, 'unexpected EOF'],
  ] as const)('%s', async (_, files, command, code, text) => {
    const plan = await start(files, 'web', command)
    expect(printed(plan)).toContain(text)
    expect(plan.outcome).toMatchObject({ kind: 'exits', status: code })
  })

  it.each([
    ['code that listens on a port of its own', node({ start: 'node a.js' }, { 'a.js': 'app.listen(3000)' }), 'npm start'],
    ['a flag', django, 'gunicorn shop.wsgi --bind 0.0.0.0:8000'],
    ['a default', django, 'python manage.py runserver'],
    ['Spring Boot left to itself', sample('java'), 'java -jar target/greeter-1.0.0.jar'],
    ['something that waits', sample('go'), 'sleep 3600'],
  ] as const)('never binds: %s', async (_, files, command) => {
    const { Procfile: __, ...others } = files as Record<string, string>
    expect((await start(others, 'web', command)).outcome).toEqual({ kind: 'never-binds' })
  })

  it.each([
    ['PORT in the code', node({}, { 'a.js': 'app.listen(process.env.PORT || 3000)' }), 'node a'],
    ['PORT in the command', django, 'gunicorn shop.wsgi -b 0.0.0.0:$PORT'],
    ['PORT with a default', django, 'python manage.py runserver 0.0.0.0:${PORT:-8000}'],
    ['a build output', node({ build: 'tsc' }, {}, { devDependencies: { typescript: '5' } }), 'node dist/index.js'],
    ['several commands', django, 'python manage.py migrate && gunicorn shop.wsgi'],
    [
      'a folder of a monorepo',
      node({}, { 'api/package.json': '{"scripts":{"start":"node ."},"main":"main.js"}', 'api/main.js': '' }),
      'cd api && npm start',
    ],
    [
      'a prefix',
      node({}, { 'api/package.json': '{"scripts":{"start":"node main"}}', 'api/main.js': '' }),
      'npm --prefix api start',
    ],
    ['an assignment', node({}, { 'a.js': '' }), 'NODE_OPTIONS=--max-old-space-size=400 node --enable-source-maps a.js'],
    ['a binary on the PATH', { 'go.mod': 'module example.com/x', 'main.go': '' }, 'x'],
    ['a shell', node({}, { 'a.js': '' }), "bash -c 'exec node a.js'"],
  ] as const)('serves: %s', async (_, files, command) => {
    expect((await start(files, 'web', command)).outcome.kind).toBe('serves')
  })

  it('goes through the scripts of package.json', async () => {
    const plan = await start(
      node({ prestart: 'echo ready', start: 'npm run serve', serve: 'node a.js' }, { 'a.js': '' }),
      'web',
      'npm start',
    )
    expect(printed(plan)).toMatch(
      /> app@1\.0\.0 prestart\n> echo ready\n\nready\n\n> app@1\.0\.0 start\n> npm run serve\n[\s\S]*> app@1\.0\.0 serve\n> node a\.js/,
    )
    expect(plan.outcome.kind).toBe('serves')
    expect(status(await start(node({ start: 'npm start' }), 'web', 'npm start'))).toBe(1)
  })
})

describe('any command', () => {
  it('has a plan, never an exception', { timeout: 60_000 }, async () => {
    const tree = await readSource(
      tarGz({
        ...sample('nodejs'),
        'requirements.txt': 'django\ngunicorn',
        'manage.py': '',
        'go.mod': 'module x',
        'main.go': '',
      }),
    )
    const runtime = {
      language: 'nodejs',
      framework: 'express',
      version: '24.19.0',
      serviceMs: 1,
      concurrency: 1,
      memoryMb: 1,
    } as const
    const word = fc.constantFrom(
      'node',
      'npm',
      'run',
      'start',
      'python',
      '-m',
      'manage.py',
      'gunicorn',
      'a:b',
      '--bind',
      ':80',
      '&&',
      '||',
      ';',
      '|',
      '&',
      '>',
      '2>&1',
      '"',
      "'",
      '$',
      '${',
      '$(',
      '\\',
      '#',
      'bash',
      '-c',
      'cd',
      '..',
      'env',
      'A=b',
      'exec',
      '__proto__',
      'constructor',
      'server.js',
    )
    const command = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(word, fc.string({ maxLength: 4 })), { maxLength: 12 }).map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(command, fc.constantFrom('web', 'worker', 'run', 'release'), (line, type) => {
        const plan = planProcess({
          slug: { processTypes: { web: line }, runtime },
          tree,
          type,
          command: line,
          env: {},
          seed: 's',
          port: 5000,
        })
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
      }),
      { numRuns: 3000 },
    )
  })

  it('is split as a shell does', () => {
    expect(parseCommand(`A=1 B='x y' a "b $V" c\\ d>out 2>&1 && e|f & g # no`, { V: '$V "' })).toEqual([
      { argv: ['a', 'b $V "', 'c d'], assigned: { A: '1', B: 'x y' }, joiner: '' },
      { argv: ['e'], assigned: {}, joiner: '&&' },
      { argv: ['f'], assigned: {}, joiner: '|' },
      { argv: ['g'], assigned: {}, joiner: '&' },
    ])
    expect(parseCommand('a $(b $(c)) ${D:=d} $1', {})).toEqual([{ argv: ['a', '', 'd', ''], assigned: {}, joiner: '' }])
    expect(parseCommand(`a 'b`, {})).toBeUndefined()
  })
})

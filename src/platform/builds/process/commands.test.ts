import { describe, expect, it } from 'vitest'
import { sample } from '#platform/builds/source/archives.testing.ts'
import { start, run, printed, status, node, django, rails } from './process.testing.ts'

describe('one-off commands', () => {
  const env = { GREETING: 'hi there', SECRET: 's3cret' }

  it.each([
    ['echo hello  world', 0, 'hello world'],
    ['echo "$GREETING" \'$GREETING\' ${MISSING:-none}', 0, 'hi there $GREETING none'],
    ['pwd', 0, '/app'],
    ['cd src && pwd; ls', 0, '/app/src\na.js'],
    ['ls', 0, 'a.js\npackage.json\nsrc'],
    ['ls nowhere', 2, "ls: cannot access 'nowhere': No such file or directory"],
    ['cat package.json | head -1', 0, '{"name":"app","version":"1.0.0","scripts":{}}'],
    ['printenv GREETING', 0, 'hi there'],
    ['FOO=1 env | sort', 0, 'FOO=1\nGREETING=hi there\nHOME=/app\nPORT=34567\nPWD=/app\nSECRET=s3cret'],
    ['node -v', 0, 'v24.19.0'],
    ['true', 0, ''],
    ['false', 1, ''],
    ['exit 3', 3, ''],
    ['false || echo saved', 0, 'saved'],
    ['false && echo no', 1, ''],
    ['exit 4; echo no', 4, ''],
    ["bash -c 'echo a && false'", 1, 'a'],
    ['node a.js', 0, ''],
    ['nonsense --now', 127, 'bash: line 1: nonsense: command not found'],
    ['', 0, ''],
  ])('%s', async (command, code, text) => {
    const plan = await run(node({}, { 'a.js': '', 'src/a.js': '' }), command, { env })
    expect(printed(plan)).toBe(text)
    expect(plan.outcome).toMatchObject({ kind: 'exits', status: code })
  })

  it('takes the time that it says', async () => {
    expect((await run(sample('go'), 'sleep 2 && sleep 1m')).outcome).toEqual({ kind: 'exits', afterMs: 62_000, status: 0 })
  })

  it('keeps config vars to itself otherwise', async () => {
    for (const command of ['ls', 'npm start', 'node x.js', 'nonsense', 'cat package.json']) {
      expect(printed(await run(node({ start: 'node a.js' }, { 'a.js': '' }), command, { env }))).not.toContain('s3cret')
    }
  })

  it.each([
    [django, 'python -V', 0, 'Python 3.14.7'],
    [django, 'python manage.py migrate', 0, '  Apply all migrations: admin, auth, contenttypes, sessions, shop'],
    [django, 'python manage.py frobnicate', 1, "Unknown command: 'frobnicate'"],
    [rails, 'rails db:migrate', 1, 'ActiveRecord::ConnectionNotEstablished'],
    [rails, 'bin/rake -T', 0, 'rake db:migrate'],
    [rails, 'bundle exec rake nonsense', 1, "Don't know how to build task 'nonsense'"],
    [sample('php'), 'php -v', 0, 'PHP 8.5.5'],
  ] as const)('knows the tools of %#', async (files, command, code, text) => {
    const plan = await run(files, command)
    expect(printed(plan)).toContain(text)
    expect(status(plan)).toBe(code)
  })

  it('migrates once there is a database', async () => {
    expect(status(await start(rails, 'release', 'rails db:migrate', { env: { DATABASE_URL: 'postgres://x' } }))).toBe(0)
  })

  it('a console stays open for whoever is attached', async () => {
    for (const command of ['bash', 'rails console']) expect((await run(rails, command)).outcome.kind).toBe('runs')
    expect((await start(rails, 'console')).outcome.kind).toBe('exits')
  })

  it('a server that is run by hand stays', async () => {
    expect((await run(sample('nodejs'), 'npm start')).outcome.kind).toBe('runs')
  })
})

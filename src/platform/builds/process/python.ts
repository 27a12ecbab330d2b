import { pythonPackages } from '#platform/builds/plan/python-manifests.ts'
import { findFiles, hasFile } from '#platform/builds/source/tree.ts'
import { interactive, quote } from './coreutils.ts'
import { gunicorn, missingModule, moduleFile, uvicorn } from './python-servers.ts'
import {
  bootTime,
  exits,
  fileExists,
  hasRuntime,
  inSource,
  isOneOff,
  listensByFlag,
  notFound,
  ownProgram,
  type ProcessContext,
  type Program,
  server,
  type Step,
} from './step.ts'

const needsPython =
  (program: Program): Program =>
  (argv, context) =>
    hasRuntime(context, 'python') ? program(argv, context) : notFound(argv[0] ?? '')

/** A program that comes with a package, or with another one that brings it along. */
const packaged =
  (providers: readonly string[], program: Program): Program =>
  (argv, context) => {
    const installed = pythonPackages(context.tree)
    return providers.some((name) => installed.has(name)) ? program(argv, context) : notFound(argv[0] ?? '')
  }

const python: Program = (argv, context) => {
  const version = context.runtime.language === 'python' ? context.runtime.version : '3.14.7'
  const args = argv.slice(1)
  if (args.some((arg) => /^(-V|--version)$/.test(arg))) return exits(0, 40, `Python ${version}`)
  const words = args.filter((arg) => !/^-[uBOISE]+$/.test(arg))
  if (words[0] === '-c') return exits(0, 200)
  if (words[0] === '-m') return module(words.slice(1), context)
  const [file] = words
  if (file === undefined) return interactive(context, `Python ${version}`)
  if (!fileExists(context, file)) {
    return exits(2, 60, `${argv[0]}: can't open file '/app/${inSource(context, file)}': [Errno 2] No such file or directory`)
  }
  if (file.endsWith('manage.py')) return manage(words.slice(1), context)
  const ms = bootTime(context, 2000, 5000)
  const banner =
    context.runtime.framework === 'flask'
      ? [" * Serving Flask app '" + file.replace(/\.py$/, '') + "'", ' * Debug mode: off']
      : []
  return ownProgram(context, ms, inSource(context, file), ...banner, ` * Running on http://0.0.0.0:${context.port}`)
}

function module([name = '', ...args]: readonly string[], context: ProcessContext): Step {
  if (PYTHON_NAMES.has(name)) return context.run(quote([name, ...args]), context)
  if (name === 'http.server')
    return server(
      context,
      800,
      args.includes(String(context.port)) ? 'port' : 'elsewhere',
      `Serving HTTP on 0.0.0.0 port ${args[0] ?? 8000}`,
    )
  if (/^(pip|venv|compileall|json\.tool|alembic)$/.test(name)) return exits(0, 1200)
  const file = moduleFile(context, name, ['', 'src/'])
  if (file === undefined) return exits(1, 120, `/app/.heroku/python/bin/python: No module named ${name}`)
  return ownProgram(context, bootTime(context, 2000, 5000), file, `Listening on port ${context.port}`)
}

const MANAGE: Readonly<Record<string, (context: ProcessContext) => Step>> = {
  migrate: (context) =>
    exits(
      0,
      2200,
      'Operations to perform:',
      `  Apply all migrations: ${djangoApps(context).join(', ')}`,
      'Running migrations:',
      '  No migrations to apply.',
    ),
  check: () => exits(0, 1200, 'System check identified no issues (0 silenced).'),
  collectstatic: () => exits(0, 2000, '0 static files copied, 130 unmodified.'),
  showmigrations: (context) => exits(0, 1500, ...djangoApps(context).flatMap((app) => [app, ' [X] 0001_initial'])),
  createsuperuser: () => exits(1, 1200, 'Superuser creation skipped due to not running in a TTY.'),
  shell: (context) => interactive(context, '(InteractiveConsole)'),
  dbshell: (context) => interactive(context, '=> '),
  makemigrations: () => exits(0, 1400, 'No changes detected'),
}

function djangoApps({ tree }: ProcessContext): string[] {
  const own = findFiles(tree, /(^|\/)migrations\/0001_\w+\.py$/).map((path) => path.split('/').at(-3) ?? '')
  return [...new Set(['admin', 'auth', 'contenttypes', 'sessions', ...own])].sort()
}

function manage([command = 'help', ...args]: readonly string[], context: ProcessContext): Step {
  if (!pythonPackages(context.tree).has('django') && context.tree.omitted === 0) return missingModule('django', 1)
  if (command === 'runserver') {
    const listens = listensByFlag(
      ['--address', args.find((arg) => /\d/.test(arg)) ?? '8000'],
      ['--address'],
      context.port,
      'elsewhere',
    )
    return server(
      context,
      bootTime(context, 2500, 5000),
      listens,
      'Performing system checks...',
      '',
      `Starting development server at http://${args[0] ?? '127.0.0.1:8000'}/`,
    )
  }
  const known = Object.hasOwn(MANAGE, command) ? MANAGE[command] : undefined
  if (known !== undefined) return known(context)
  const own = findFiles(context.tree, /(^|\/)management\/commands\/\w+\.py$/).some((path) => path.endsWith(`/${command}.py`))
  if (own) return isOneOff(context) ? exits(0, 2500) : server(context, 2500, 'by-code')
  if (
    /^(help|test|flush|loaddata|dumpdata|clearsessions|compilemessages|createcachetable|sendtestemail|tailwind|compress|crontab)$/.test(
      command,
    )
  )
    return exits(0, 1800)
  return exits(1, 900, `Unknown command: '${command}'`, "Type 'manage.py help' for usage.")
}

const flask: Program = (argv, context) => {
  if (!argv.includes('run')) return exits(0, 1200)
  const fallback = context.env.FLASK_RUN_PORT === String(context.port) ? 'port' : 'elsewhere'
  return server(
    context,
    bootTime(context, 2000, 4000),
    listensByFlag(argv, ['-p', '--port'], context.port, fallback),
    ' * Debug mode: off',
    ' * Running on http://0.0.0.0',
  )
}

const celery: Program = (argv, context) => {
  if (isOneOff(context) && !argv.includes('worker')) return exits(0, 1500)
  const intro = [
    ' -------------- celery@dyno',
    '--- ***** -----',
    ' -- [queues]',
    '                .> celery           exchange=celery(direct) key=celery',
    'celery@dyno ready.',
  ]
  return server(context, bootTime(context, 3000, 6000), 'elsewhere', ...intro)
}

const flagServer =
  (flags: readonly string[], text: string): Program =>
  (argv, context) =>
    server(context, bootTime(context, 2500, 5000), listensByFlag(argv, flags, context.port, 'elsewhere'), text)

const rest: Program = (argv, context) => {
  const words = argv.slice(argv[1] === 'run' ? 2 : 1)
  const from = words.findIndex((word) => !word.startsWith('-'))
  return argv[1] === 'run' && from !== -1 ? context.run(quote(words.slice(from)), context) : exits(0, 1500)
}

const PROGRAMS: readonly (readonly [name: string, program: Program])[] = [
  ['python', python],
  ['python3', python],
  ['pip', (_, context) => exits(0, bootTime(context, 800, 1500))],
  ['gunicorn', packaged(['gunicorn'], gunicorn)],
  ['uvicorn', packaged(['uvicorn', 'fastapi-cli', 'fastapi'], uvicorn)],
  ['hypercorn', packaged(['hypercorn'], uvicorn)],
  ['daphne', packaged(['daphne', 'channels'], uvicorn)],
  ['fastapi', packaged(['fastapi', 'fastapi-cli'], flagServer(['--port'], 'FastAPI   Starting production server'))],
  ['waitress-serve', packaged(['waitress'], flagServer(['--port', '--listen'], 'INFO:waitress:Serving'))],
  ['streamlit', packaged(['streamlit'], flagServer(['--server.port'], '  You can now view your Streamlit app in your browser.'))],
  ['flask', packaged(['flask'], flask)],
  ['celery', packaged(['celery'], celery)],
  ['rq', packaged(['rq', 'django-rq'], celery)],
  ['django-admin', packaged(['django'], (argv, context) => manage(argv.slice(1), context))],
  [
    'alembic',
    packaged(['alembic', 'flask-migrate'], () =>
      exits(
        0,
        1800,
        'INFO  [alembic.runtime.migration] Context impl PostgresqlImpl.',
        'INFO  [alembic.runtime.migration] Will assume transactional DDL.',
      ),
    ),
  ],
  ['uv', packaged(['uv'], rest)],
  ['poetry', rest],
  ['pipenv', rest],
]

const PYTHON_NAMES: ReadonlySet<string> = new Set(PROGRAMS.map(([name]) => name).filter((name) => !/^(python|pip)/.test(name)))

export const PYTHON: readonly (readonly [name: string, program: Program])[] = PROGRAMS.map(([name, program]) => [
  name,
  // uv stays in the slug when it installed the dependencies.
  name === 'uv'
    ? needsPython((argv, context) => (hasFile(context.tree, 'uv.lock') ? rest(argv, context) : program(argv, context)))
    : needsPython(program),
])

import { pythonDependencies } from '#platform/builds/plan/python-manifests.ts'
import { hasFile, hasFolder } from '#platform/builds/source/tree.ts'
import {
  bootTime,
  exits,
  fileExists,
  inSource,
  listensByFlag,
  type ProcessContext,
  type Program,
  server,
  type Step,
} from './step.ts'

const PID = 2

/** The file of a dotted module, looked for in the folders that are on Python's path. */
export function moduleFile(context: ProcessContext, module: string, folders: readonly string[]): string | undefined {
  const path = module.replaceAll('.', '/')
  for (const folder of folders) {
    const base = inSource(context, `${folder}${path}`)
    for (const file of [`${base}.py`, `${base}/__init__.py`, `${base}/__main__.py`]) if (hasFile(context.tree, file)) return file
    // Installed as a package of the project itself, or a namespace without __init__.
    if (hasFolder(context.tree, base)) return base
  }
  return context.tree.omitted > 0 ? path : undefined
}

export function missingModule(module: string, status: number, ...after: readonly string[]): Step {
  // Python reports the first part of the path that it cannot find.
  return exits(
    status,
    900,
    'Traceback (most recent call last):',
    '  File "<frozen importlib._bootstrap>", in _find_and_load_unlocked',
    `ModuleNotFoundError: No module named '${module}'`,
    ...after,
  )
}

/** The last argument that names an app: "module:variable" or "module". */
function target(argv: readonly string[], valued: RegExp): string | undefined {
  return argv.slice(1).find((word, index) => !word.startsWith('-') && !valued.test(argv[index] ?? ''))
}

function folderFlag(argv: readonly string[], ...flags: readonly string[]): string[] {
  const at = argv.findIndex((word) => flags.includes(word))
  const value =
    at === -1
      ? flags.flatMap((flag) => argv.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1) ?? [])[0]
      : argv[at + 1]
  return value === undefined ? [''] : [...value.split(',').map((folder) => `${folder}/`), '']
}

export const gunicorn: Program = (argv, context) => {
  if (argv.includes('--version')) return exits(0, 200, 'gunicorn')
  const app = target(
    argv,
    /^(-[bwktcnup]|--(bind|workers|worker-class|threads|timeout|config|chdir|pythonpath|log-file|log-level|access-logfile|error-logfile|name|env|keep-alive|max-requests|max-requests-jitter|worker-tmp-dir|graceful-timeout|user|group|access-logformat|forwarded-allow-ips))$/,
  )
  const version = pythonDependencies(context.tree)?.packages.find(({ name }) => name === 'gunicorn')?.version || '25.0.0'
  const log = (level: string, text: string) => `[${PID}] [${level}] ${text}`
  const intro = [
    log('INFO', `Starting gunicorn ${version}`),
    log('INFO', `Listening at: http://0.0.0.0:${context.port} (${PID})`),
    log('INFO', `Using worker: ${argv.join(' ').includes('uvicorn') ? 'uvicorn.workers.UvicornWorker' : 'sync'}`),
  ]
  const configured = argv.some((word) => /^(-c|--config)/.test(word)) || fileExists(context, 'gunicorn.conf.py')
  if (app === undefined)
    return configured
      ? server(context, bootTime(context, 2500, 5000), 'port', ...intro)
      : exits(1, 300, 'Error: No application module specified.')
  const name = app.split(':')[0] ?? ''
  const file = moduleFile(context, name, folderFlag(argv, '--chdir', '--pythonpath'))
  if (file === undefined) {
    const step = missingModule(
      firstMissing(context, name),
      3,
      log('INFO', 'Worker exiting (pid: 9)'),
      log('ERROR', 'Worker (pid:9) exited with code 3'),
      log('ERROR', 'Shutting down: Master'),
      log('ERROR', 'Reason: Worker failed to boot.'),
    )
    return { ...step, ms: step.ms + 900, lines: [...intro.map((text, index) => ({ at: index * 20, text })), ...step.lines] }
  }
  const workers = /^\d+$/.test(context.env.WEB_CONCURRENCY ?? '') ? Math.min(Number(context.env.WEB_CONCURRENCY), 16) : 2
  const booting = Array.from({ length: workers }, (_, index) => log('INFO', `Booting worker with pid: ${9 + index}`))
  const listens = listensByFlag(argv, ['-b', '--bind'], context.port, 'port')
  return server(context, bootTime(context, 2000, 5000), listens, ...intro, ...booting)
}

/** Of a.b.c the part that is missing: "a" when there is no such folder or file, else the whole. */
function firstMissing(context: ProcessContext, module: string): string {
  const [first = module] = module.split('.')
  return moduleFile(context, first, ['']) === undefined ? first : module
}

export const uvicorn: Program = (argv, context) => {
  const app =
    target(
      argv,
      /^(-|--(host|port|workers|log-level|app-dir|loop|http|env-file|reload-dir|root-path|timeout-keep-alive|bind|worker-class|forwarded-allow-ips)$)/,
    ) ?? ''
  const name = app.split(':')[0] ?? ''
  if (name === '') return exits(2, 300, `Usage: ${argv[0]} [OPTIONS] APP`)
  if (moduleFile(context, name, folderFlag(argv, '--app-dir')) === undefined) {
    return exits(1, 700, `ERROR:    Error loading ASGI app. Could not import module "${name}".`)
  }
  const fallback =
    argv[0] === 'hypercorn' || argv[0] === 'daphne'
      ? 'elsewhere'
      : context.env.UVICORN_PORT === String(context.port)
        ? 'port'
        : 'elsewhere'
  const listens = listensByFlag(argv, ['--port', '-p', '-b', '--bind'], context.port, fallback)
  const texts = [
    `INFO:     Started server process [${PID}]`,
    'INFO:     Waiting for application startup.',
    'INFO:     Application startup complete.',
  ]
  return server(
    context,
    bootTime(context, 2000, 4500),
    listens,
    ...texts,
    `INFO:     Uvicorn running on http://0.0.0.0:${listens === 'port' ? context.port : 8000} (Press CTRL+C to quit)`,
  )
}

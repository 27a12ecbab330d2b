import { rubyPackages } from '#platform/builds/plan/gemfile.ts'
import { findFiles, lockOf } from '#platform/builds/source/tree.ts'
import { interactive, quote } from './coreutils.ts'
import {
  bootTime,
  exits,
  fileExists,
  hasRuntime,
  inSource,
  listensByFlag,
  notFound,
  ownProgram,
  type ProcessContext,
  type Program,
  server,
  type Step,
} from './step.ts'

const gems = ({ tree }: ProcessContext) => rubyPackages(tree, lockOf(tree, 'Gemfile.lock'))

const gem =
  (providers: readonly string[], program: Program): Program =>
  (argv, context) => {
    const installed = gems(context)
    if (providers.some((name) => installed.has(name))) return program(argv, context)
    const [name = ''] = argv
    return context.command.includes('bundle exec')
      ? exits(127, 700, `bundler: command not found: ${name}`, 'Install missing gem executables with `bundle install`')
      : notFound(name)
  }

const ruby: Program = (argv, context) => {
  const version = context.runtime.language === 'ruby' ? context.runtime.version : '3.3.9'
  if (/^(-v|--version)$/.test(argv[1] ?? '')) return exits(0, 40, `ruby ${version} [x86_64-linux]`)
  if (argv.includes('-e')) return exits(0, 200)
  const file = argv.slice(1).find((word) => !word.startsWith('-'))
  if (file === undefined) return interactive(context, 'irb(main):001> ')
  if (!fileExists(context, file)) return exits(1, 80, `ruby: No such file or directory -- ${file} (LoadError)`)
  const path = inSource(context, file)
  return ownProgram(
    context,
    bootTime(context, 2500, 5000),
    path,
    `* Listening on http://0.0.0.0:${context.port}`,
    'Use Ctrl-C to stop',
  )
}

const bundle: Program = (argv, context) => {
  const [, verb, ...rest] = argv
  if (verb === 'exec') return context.run(quote(rest), context)
  return verb === '-v' || verb === '--version' ? exits(0, 200, 'Bundler version 2.5.23') : exits(0, 1500)
}

const puma: Program = (argv, context) => {
  const at = argv.findIndex((word) => word === '-C' || word === '--config')
  const config = argv[at + 1]
  if (at !== -1 && config !== undefined && config !== '-' && !fileExists(context, config)) {
    return exits(1, 900, `config file not found: ${config} (Errno::ENOENT)`)
  }
  if (!context.tree.files.some(({ path }) => path === 'config.ru' || path.endsWith('/config.ru')) && context.tree.omitted === 0) {
    return exits(1, 900, 'ERROR: No application configured, nothing to run')
  }
  const rails = context.runtime.framework === 'rails'
  const ms = rails ? bootTime(context, 6000, 13_000) : bootTime(context, 2500, 5000)
  const threads = /^\d+$/.test(context.env.RAILS_MAX_THREADS ?? '') ? context.env.RAILS_MAX_THREADS : rails ? '3' : '5'
  return server(
    context,
    ms,
    listensByFlag(argv, ['-p', '--port', '-b', '--bind'], context.port, 'port'),
    'Puma starting in single mode...',
    `* Puma version: ${lockOf(context.tree, 'Gemfile.lock')?.packages.puma ?? '7.1.0'}`,
    `* Ruby version: ruby ${context.runtime.version}`,
    `*  Min threads: ${threads}`,
    `*  Max threads: ${threads}`,
    `*  Environment: ${context.env.RAILS_ENV ?? context.env.RACK_ENV ?? 'production'}`,
    '*          PID: 2',
    `* Listening on http://0.0.0.0:${context.port}`,
    'Use Ctrl-C to stop',
  )
}

const rails: Program = (argv, context) => {
  const [, verb = '', ...args] = argv
  if (/^(server|s)$/.test(verb)) {
    const step = puma(['puma', ...args], context)
    const intro = [
      '=> Booting Puma',
      `=> Rails application starting in ${context.env.RAILS_ENV ?? 'production'}`,
      '=> Run `bin/rails server --help` for more startup options',
    ]
    return step.kind === 'exits'
      ? step
      : {
          ...step,
          lines: [
            ...intro.map((text, index) => ({ at: 1500 + index, text })),
            ...step.lines.map(({ at, text }) => ({ at: Math.max(at, 1503), text })),
          ],
        }
  }
  if (/^(console|c)$/.test(verb)) return interactive(context, `Loading ${context.env.RAILS_ENV ?? 'production'} environment`)
  if (/^(-v|--version|version)$/.test(verb))
    return exits(0, 900, `Rails ${lockOf(context.tree, 'Gemfile.lock')?.packages.rails ?? '8.1.0'}`)
  if (/^(runner|r|routes|about|stats|notes|credentials:\w+|dbconsole|db)$/.test(verb)) return exits(0, 4500)
  return rake(['rake', verb, ...args], context)
}

const TASKS: readonly (readonly [task: string, what: string])[] = [
  ['about', 'List versions of all Rails frameworks and the environment'],
  ['assets:precompile', 'Compile all the assets named in config.assets.precompile'],
  ['db:migrate', 'Migrate the database'],
  ['db:rollback', 'Roll the schema back to the previous version'],
  ['db:seed', 'Load the seed data from db/seeds.rb'],
  ['log:clear', 'Truncate log files'],
]

const rake: Program = (argv, context) => {
  const tasks = argv.slice(1).filter((word) => !word.startsWith('-') && !word.includes('='))
  const isRails = context.runtime.framework === 'rails' || gems(context).has('railties')
  if (!isRails && findFiles(context.tree, /^rakefile(\.rb)?$/i).length === 0)
    return exits(1, 900, 'rake aborted!', 'No Rakefile found (looking for: rakefile, Rakefile, rakefile.rb, Rakefile.rb)')
  if (argv.includes('-T') || argv.includes('--tasks'))
    return exits(0, 3500, ...(isRails ? TASKS : []).map(([task, what]) => `rake ${task.padEnd(20)} # ${what}`))
  const own = findFiles(context.tree, /^(lib\/tasks\/.*\.rake|rakefile(\.rb)?)$/i).some(
    (path) => path.endsWith('.rake') || !isRails,
  )
  for (const task of tasks) {
    const known =
      isRails &&
      /^(db|assets|tmp|log|cache|jobs|active_storage|action_mailbox|zeitwerk|app|about|stats|environment|resque|sidekiq)(:|$)/.test(
        task,
      )
    if (!known && !own)
      return exits(
        1,
        3500,
        'rake aborted!',
        `Don't know how to build task '${task}' (See the list of available tasks with \`rake --tasks\`)`,
      )
    if (task.startsWith('db:')) return database(task, context)
  }
  return exits(0, tasks.length === 0 ? 1200 : 4500)
}

function database(task: string, context: ProcessContext): Step {
  const ms = bootTime(context, 4000, 7000)
  if (gems(context).has('pg') && context.env.DATABASE_URL === undefined) {
    return exits(
      1,
      ms,
      'bin/rails aborted!',
      'ActiveRecord::ConnectionNotEstablished: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory',
      '\tIs the server running locally and accepting connections on that socket?',
      '',
      `Tasks: TOP => ${task}`,
    )
  }
  return exits(0, ms)
}

const sidekiq: Program = (_, context) =>
  server(
    context,
    bootTime(context, 5000, 10_000),
    'elsewhere',
    'INFO: Booted Rails application in production environment',
    `INFO: Running in ruby ${context.runtime.version}`,
    'INFO: Starting processing, hit Ctrl-C to stop',
  )

const PROGRAMS: readonly (readonly [name: string, program: Program])[] = [
  ['ruby', ruby],
  ['irb', (_, context) => interactive(context, 'irb(main):001> ')],
  ['bundle', bundle],
  ['puma', gem(['puma'], puma)],
  ['rackup', gem(['rackup', 'rack'], puma)],
  ['thin', gem(['thin'], puma)],
  ['unicorn', gem(['unicorn'], puma)],
  ['falcon', gem(['falcon'], puma)],
  ['rails', gem(['railties', 'rails'], rails)],
  ['rake', gem(['rake', 'rails'], rake)],
  ['sidekiq', gem(['sidekiq'], sidekiq)],
  ['good_job', gem(['good_job'], sidekiq)],
  ['resque', gem(['resque'], sidekiq)],
]

export const RUBY: readonly (readonly [name: string, program: Program])[] = PROGRAMS.map(([name, program]) => [
  name,
  (argv, context) => (hasRuntime(context, 'ruby') ? program(argv, context) : notFound(name)),
])

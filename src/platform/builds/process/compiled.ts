// PHP's web servers, what runs on the JVM, and files that are run by their path: Go's binaries, scripts, staged apps.
import { leinProject } from '#platform/builds/plan/clojure.ts'
import { mainPackages } from '#platform/builds/plan/go.ts'
import { sbtProject } from '#platform/builds/plan/scala.ts'
import { hasFile } from '#platform/builds/source/tree.ts'
import { interactive } from './coreutils.ts'
import {
  bootTime,
  exits,
  fileExists,
  folderExists,
  hasRuntime,
  inSource,
  isOneOff,
  listensByFlag,
  listensElsewhere,
  notFound,
  ownProgram,
  type ProcessContext,
  type Program,
  server,
  type Step,
} from './step.ts'

type Programs = readonly (readonly [name: string, program: Program])[]

const phpServer: Program = (argv, context) => {
  const valued = /^-[CFiclp]$/
  const docroot = argv.slice(1).find((word, index) => !word.startsWith('-') && !valued.test(argv[index] ?? ''))
  if (docroot !== undefined && !folderExists(context, docroot)) {
    return exits(1, 300, `Document root '${docroot}' does not exist. Give one that is in the repository.`)
  }
  const config = argv.find((_, index) => /^-[CFic]$/.test(argv[index - 1] ?? ''))
  if (config !== undefined && !fileExists(context, config)) return exits(1, 300, `Configuration file '${config}' does not exist.`)
  const which = argv[0]?.includes('nginx') === true ? 'nginx' : 'httpd'
  const workers = 'Optimizing defaults for 1X dyno...'
  return server(
    context,
    bootTime(context, 2000, 4000),
    'port',
    `DOCUMENT_ROOT changed to '${inSource(context, docroot ?? '')}/'`,
    workers,
    '4 processes at 128MB memory limit.',
    'Starting php-fpm...',
    `Starting ${which}...`,
    'Application ready for connections on port ' + context.port + '.',
  )
}

const php: Program = (argv, context) => {
  const args = argv.slice(1)
  if (/^(-v|--version)$/.test(args[0] ?? '')) return exits(0, 60, `PHP ${context.runtime.version} (cli) (NTS)`)
  if (args.includes('-S')) {
    return server(
      context,
      900,
      listensByFlag(argv, ['-S'], context.port, 'elsewhere'),
      `PHP ${context.runtime.version} Development Server (http://${args[args.indexOf('-S') + 1]}) started`,
    )
  }
  const at = args.findIndex((arg) => !arg.startsWith('-'))
  const file = args[at]
  if (file === undefined) return args.length > 0 ? exits(0, 150) : interactive(context, 'Interactive shell')
  if (!fileExists(context, file)) return exits(1, 80, `Could not open input file: ${file}`)
  return file === 'artisan' ? artisan(args.slice(at + 1), context) : ownProgram(context, 1500, inSource(context, file))
}

function artisan([command = 'list', ...args]: readonly string[], context: ProcessContext): Step {
  if (command === 'serve')
    return server(context, 1800, listensByFlag(args, ['--port'], context.port, 'elsewhere'), '   INFO  Server running.')
  if (/^(queue:work|queue:listen|horizon|schedule:work|octane:start|reverb:start)$/.test(command)) {
    return server(
      context,
      1800,
      listensByFlag(args, ['--port'], context.port, 'elsewhere'),
      `   INFO  ${command === 'horizon' ? 'Horizon started successfully.' : 'Processing jobs from the [default] queue.'}`,
    )
  }
  if (command === 'migrate') {
    if (context.env.APP_ENV !== 'local' && !args.includes('--force') && !isOneOff(context))
      return exits(1, 1200, '   WARN  Command cancelled.')
    return exits(0, 1800, '', '   INFO  Nothing to migrate.')
  }
  if (command === 'tinker') return interactive(context, 'Psy Shell')
  return /^[a-z-]+(:[a-z-]+)?$/.test(command) ? exits(0, 1500) : exits(1, 900, `   ERROR  Command "${command}" is not defined.`)
}

export const PHP: Programs = (
  [
    ['php', php],
    ['composer', () => exits(0, 1500)],
    ['heroku-php-apache2', phpServer],
    ['heroku-php-nginx', phpServer],
  ] as const
).map(
  ([name, program]) => [name, (argv, context) => (hasRuntime(context, 'php') ? program(argv, context) : notFound(name))] as const,
)

const java: Program = (argv, context) => {
  if (argv.some((word) => /^--?version$/.test(word))) return exits(0, 150, `openjdk version "${context.runtime.version}"`)
  const at = argv.indexOf('-jar')
  const jar = argv[at + 1] ?? ''
  if (at !== -1 && !isJar(context, jar)) return exits(1, 150, `Error: Unable to access jarfile ${jar}`)
  if (at === -1 && argv.length < 2) return exits(1, 100, 'Usage: java [options] <mainclass> [args...]')
  return jvmApp(argv, context, jar)
}

/** A jar of the source, or one where builds of this source put theirs. */
function isJar(context: ProcessContext, path: string): boolean {
  const file = inSource(context, path)
  if (hasFile(context.tree, file) || context.tree.omitted > 0) return true
  if (!/(^|\/)(target|build\/libs|build\/install)\/.*\.jar$/.test(file)) return false
  const lein = hasFile(context.tree, 'project.clj') ? leinProject(context.tree)?.uberjar : undefined
  return lein === undefined || file === `target/${lein}`
}

function jvmApp(argv: readonly string[], context: ProcessContext, jar: string): Step {
  const { framework, version } = context.runtime
  const [low, high] = framework === '' ? [4000, 9000] : [8000, 17_000]
  const ms = framework === 'quarkus' || framework === 'micronaut' ? bootTime(context, 4000, 8000) : bootTime(context, low, high)
  if (isOneOff(context)) return exits(0, ms)
  const flags = ['-Dserver.port', '--server.port', '-Dhttp.port', '-Dquarkus.http.port', '-Dmicronaut.server.port']
  const own = context.tree.signals.mentionsPort || context.env.SERVER_PORT === String(context.port) ? 'port' : 'elsewhere'
  // These listen on 8080 or the like unless they are told; other programs do as their code says.
  const fixed = ['spring-boot', 'quarkus', 'micronaut', 'play'].includes(framework)
  const listens = listensByFlag(argv, flags, context.port, fixed ? own : 'by-code')
  const name = jar.split('/').at(-1) ?? ''
  const port = listens === 'port' || (listens === 'by-code' && !listensElsewhere(context)) ? context.port : 8080
  return server(
    context,
    ms,
    listens,
    ...(BANNERS[framework]?.(port, version, (ms / 1000).toFixed(3)) ?? [
      `Started ${name === '' ? 'application' : name} on port ${port}`,
    ]),
  )
}

const BANNERS: Readonly<Record<string, (port: number, version: string, seconds: string) => string[]>> = {
  'spring-boot': (port, version, seconds) => [
    '  ~~ Spring Boot ~~',
    `INFO 2 --- [           main] Application        : Starting Application using Java ${version} with PID 2`,
    'INFO 2 --- [           main] Application        : No active profile set, falling back to 1 default profile: "default"',
    `INFO 2 --- [           main] TomcatWebServer    : Tomcat initialized with port ${port} (http)`,
    `INFO 2 --- [           main] TomcatWebServer    : Tomcat started on port ${port} (http) with context path '/'`,
    `INFO 2 --- [           main] Application        : Started Application in ${seconds} seconds`,
  ],
  quarkus: (port, _, seconds) => [`INFO  [io.quarkus] (main) started in ${seconds}s. Listening on: http://0.0.0.0:${port}`],
  micronaut: (port, _, seconds) => [
    `INFO  io.micronaut.runtime.Micronaut - Startup completed in ${seconds}s. Server Running: http://localhost:${port}`,
  ],
  play: (port) => [
    '[info] play.api.Play - Application started (Prod)',
    `[info] p.c.s.PekkoHttpServer - Listening for HTTP on /[0:0:0:0:0:0:0:0]:${port}`,
  ],
  ring: (port) => [`INFO org.eclipse.jetty.server.Server - Started server on port ${port}`],
}

const lein: Program = (argv, context) => {
  if (!argv.includes('run') && !argv.includes('trampoline')) return exits(0, 6000)
  return isOneOff(context)
    ? exits(0, 9000)
    : server(context, bootTime(context, 11_000, 20_000), 'by-code', `Started server on port ${context.port}`)
}

export const JVM: Programs = (
  [
    ['java', java],
    ['lein', lein],
    ['clj', lein],
    ['clojure', lein],
    ['sbt', lein],
  ] as const
).map(
  ([name, program]) =>
    [
      name,
      (argv, context) => (hasRuntime(context, 'java', 'scala', 'clojure') ? program(argv, context) : notFound(name)),
    ] as const,
)

/** Whether the path is where a Go build of this source puts a binary. */
export function isGoBinary({ tree }: ProcessContext, path: string): boolean {
  return hasFile(tree, 'go.mod') && mainPackages(tree).some(({ binary }) => path === `bin/${binary}`)
}

/** A file that is run by its path. */
export const byPath: Program = (argv, context) => {
  const [name = ''] = argv
  const path = inSource(context, name)
  const { tree } = context
  if (isGoBinary(context, path)) return goBinary(argv, context)
  if (hasFile(tree, 'build.sbt') && path === `target/universal/stage/bin/${sbtProject(tree).name}`)
    return jvmApp(argv, context, '')
  if (/^(\w+\/)?(build\/install|target)\/.*\/bin\/\w/.test(path) && hasRuntime(context, 'java', 'scala'))
    return jvmApp(argv, context, '')
  if (name.startsWith('/usr/') || name.startsWith('/bin/'))
    return context.run([name.split('/').at(-1), ...argv.slice(1)].join(' '), context)
  if (!hasFile(tree, path) && tree.omitted === 0) return notFound(name)
  if (/^gradlew$|^mvnw$/.test(path)) return exits(0, 9000)
  return ownProgram(context, bootTime(context, 2000, 5000), path, `Listening on port ${context.port}`)
}

function goBinary(argv: readonly string[], context: ProcessContext): Step {
  if (isOneOff(context)) return exits(0, 600)
  const listens = listensByFlag(argv, ['-port', '--port', '-addr', '--addr', '-p'], context.port, 'by-code')
  const line: Readonly<Record<string, string>> = {
    gin: `[GIN-debug] Listening and serving HTTP on :${context.port}`,
    echo: `⇨ http server started on [::]:${context.port}`,
    fiber: `Fiber listening on http://0.0.0.0:${context.port}`,
  }
  return server(
    context,
    bootTime(context, 2000, 2900),
    listens,
    line[context.runtime.framework] ?? `listening on :${context.port}`,
  )
}

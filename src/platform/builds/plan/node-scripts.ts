import { parseCommand } from '#platform/builds/process/shell.ts'
import { findFiles, hasFile, lockOf } from '#platform/builds/source/tree.ts'
import type { SourceTree } from '#platform/builds/types.ts'
import type { BuildContext } from './buildpack.ts'
import { BuildFailed } from './log.ts'
import { binaryPackage, LOCK_FILES, type Manager, missingFile, type Package } from './package-json.ts'

/** Runs one of package.json's scripts, if it is there. Throws when the script names what is not in the source. */
export function runScript(context: BuildContext, app: Package, manager: Manager, name: string): void {
  const { log, tree, pace, input } = context
  const script = app.scripts[name]
  if (script === undefined) return
  log.detail(manager === 'yarn' ? `Running ${name} (yarn)` : `Running ${name}`)
  log.detail('', `> ${app.name}${app.version === '' ? '' : `@${app.version}`} ${name}`, `> ${script.split('\n')[0]}`, '')
  const failure = scriptFailure(tree, app, script, input.config)
  if (failure === undefined) {
    log.spend(
      /\b(next|nuxt|webpack|react-scripts|ng|gatsby|astro|turbo|vite)\b/.test(script) ? pace(7500, 5000) : pace(2500, 1800),
    )
    log.detail(...outputOf(tree, script))
    return
  }
  log.spend(500)
  log.detail(...failure.lines)
  if (manager === 'npm' && failure.status === 127)
    log.detail(`npm error code 127`, `npm error path /tmp/build_${input.tree.checksum.slice(0, 8)}`)
  throw new BuildFailed(
    'A build script exited with a non-zero exit code',
    `The "${name}" script of package.json failed with exit code ${failure.status}:`,
    `  ${failure.lines.find((line) => line !== '') ?? script}`,
    'Fix it so that it runs from a clean checkout, and deploy again.',
  )
}

/** Why a script cannot work, as far as that can be told from the source: programs and files that it names and that are not there. */
function scriptFailure(
  tree: SourceTree,
  app: Package,
  script: string,
  env: Readonly<Record<string, string>>,
  depth = 0,
): { readonly lines: readonly string[]; readonly status: number } | undefined {
  const production = env.NPM_CONFIG_PRODUCTION === 'true' || env.YARN_PRODUCTION === 'true'
  const packages = new Set(Object.keys(production ? app.dependencies : { ...app.dependencies, ...app.devDependencies }))
  const commands = parseCommand(script, env)
  if (commands === undefined) return { lines: ['sh: 1: Syntax error: Unterminated quoted string'], status: 2 }
  // Beyond `cd` paths are relative to somewhere else, and after || a failure may be meant.
  if (depth > 5 || commands.some(({ argv, joiner }) => argv[0] === 'cd' || joiner === '||')) return undefined
  for (const { argv } of commands) {
    const [program = '', ...args] =
      argv[0] === 'cross-env' ? argv.slice(argv.findIndex((word, i) => i > 0 && !word.includes('='))) : argv
    const other = /^(npm|yarn|pnpm)$/.test(program)
      ? args[0] === 'run' || args[0] === 'run-script'
        ? args[1]
        : undefined
      : undefined
    if (other !== undefined && !args.some((arg) => arg.startsWith('-'))) {
      const next = app.scripts[other]
      if (next === undefined) return { lines: [`npm error Missing script: "${other}"`], status: 1 }
      const failure = scriptFailure(tree, app, next, env, depth + 1)
      if (failure !== undefined) return failure
    }
    const missing = missingFile(tree, program, args)
    if (missing !== undefined) return missing
    const provider = binaryPackage(program)
    if (provider !== undefined && !provider.some((name) => packages.has(name)) && !lockedSomewhere(tree, provider)) {
      return { lines: [`sh: 1: ${program}: not found`], status: 127 }
    }
  }
  return undefined
}

function lockedSomewhere(tree: SourceTree, names: readonly string[]): boolean {
  const locks = LOCK_FILES.filter(([file]) => hasFile(tree, file)).map(([file]) => lockOf(tree, file))
  if (locks.length === 0) return tree.omitted > 0
  return locks.some(
    (lock) =>
      lock === undefined ||
      lock.count > Object.keys(lock.packages).length ||
      names.some((name) => Object.hasOwn(lock.packages, name)),
  )
}

function outputOf(tree: SourceTree, script: string): string[] {
  const sources = findFiles(tree, /\.([cm]?[jt]sx?|vue|svelte)$/).length
  if (/\bnext build\b/.test(script)) {
    return [
      '▲ Next.js',
      '',
      'Creating an optimized production build ...',
      '✓ Compiled successfully',
      '✓ Generating static pages',
      'Finalizing page optimization ...',
    ]
  }
  if (/\bvite build\b/.test(script)) return [`✓ ${sources * 9 + 20} modules transformed.`, 'dist/index.html', '✓ built']
  if (/\b(webpack|react-scripts)\b/.test(script)) return ['Creating an optimized production build...', 'Compiled successfully.']
  return []
}

import type { SourceTree } from '#platform/builds/types.ts'
import { findFiles, hasFile, textOf } from '#platform/builds/source/tree.ts'
import { type BuildContext, type Built, type Buildpack, MB } from './buildpack.ts'
import { installJdk } from './jvm.ts'
import { BuildFailed } from './log.ts'

export const clojure: Buildpack = {
  name: 'heroku/clojure',
  url: 'https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/clojure.tgz',
  label: 'Clojure (Leiningen 2)',
  language: 'clojure',
  looksFor: "a 'project.clj' in the root directory",
  detects: (tree) => hasFile(tree, 'project.clj'),
  build,
}

function build(context: BuildContext): Built {
  const { log, tree, pace, input } = context
  const version = installJdk(context)
  log.step('Installing Clojure 1.12.4.1597 CLI tools')
  log.spend(pace(1300, 700))
  log.detail(
    'Downloading and expanding tar',
    'clojure-tools-1.12.4.1597.tar.gz: OK',
    'Installing libs',
    'Removing download',
    'Use clj -h for help.',
  )
  log.step('Reading Leiningen project properties')
  const project = leinProject(tree)
  if (project === undefined) {
    throw new BuildFailed(
      'Failed to read project.clj',
      'The file is not a valid (defproject ...) form: check that all brackets and quotes are closed.',
    )
  }
  log.step('Installing Leiningen 2.12.0')
  log.spend(pace(900, 500))
  log.step('Building with Leiningen')
  const command = project.uberjar === undefined ? 'lein with-profile production compile :all' : 'lein uberjar'
  log.detail(`Running: ${command}`)
  const work = pace(18_000, 9000)
  for (const { name, number } of input.cached ? [] : project.dependencies.slice(0, 25)) {
    const path = name.includes('/') ? name.replace('/', ' ').split(' ') : [name, name]
    log.spend((work * 0.5) / project.dependencies.length)
    log.detail(
      `Retrieving ${path[0]?.replaceAll('.', '/')}/${path[1]}/${number}/${path[1]}-${number}.jar from ${name.startsWith('org.clojure') ? 'central' : 'clojars'}`,
    )
  }
  const namespaces = findFiles(tree, /^src\/.*\.cljc?$/).map((path) =>
    path
      .replace(/^src\/(clj\/)?|\.cljc?$/g, '')
      .replaceAll('/', '.')
      .replaceAll('_', '-'),
  )
  for (const name of namespaces.slice(0, 25)) {
    log.spend((work * 0.5) / namespaces.length)
    log.detail(`Compiling ${name}`)
  }
  if (project.uberjar !== undefined) log.detail(`Created /tmp/build/target/${project.uberjar}`)
  const web =
    project.uberjar === undefined ? 'lein with-profile production trampoline run' : `java -jar target/${project.uberjar}`
  const framework = project.dependencies.some(({ name }) => /^(ring|compojure|metosin|io\.pedestal|luminus|http-kit)/.test(name))
    ? 'ring'
    : ''
  return {
    description: 'Clojure (Leiningen 2)',
    framework,
    version,
    size: 84 * MB + project.dependencies.length * 1.6 * MB,
    defaults: { web },
  }
}

interface LeinProject {
  readonly name: string
  /** File name of the standalone jar, when the project says that it wants one. */
  readonly uberjar: string | undefined
  readonly dependencies: readonly { readonly name: string; readonly number: string }[]
}

/** Reads project.clj by its shape; undefined when it is no complete `defproject` form. */
export function leinProject(tree: SourceTree): LeinProject | undefined {
  const text = (textOf(tree, 'project.clj') ?? '').replace(/;.*$/gm, '')
  const [, name, version = ''] = /\(\s*defproject\s+([^\s"]+)\s+"([^"]*)"/.exec(text) ?? []
  if (name === undefined || !isBalanced(text)) return undefined
  const named = /:uberjar-name\s+"([^"]+)"/.exec(text)?.[1]
  const short = name.split('/').at(-1) ?? name
  const dependencies = /:dependencies\s+\[((?:\s*\[[^\]]*\](?:\s*\])?)*)/.exec(text)?.[1] ?? ''
  return {
    name: short,
    uberjar:
      named ??
      (/:uberjar\b|:main\s+(\^:skip-aot\s+)?[\w.-]+/.test(text) && /:uberjar\b/.test(text)
        ? `${short}-${version}-standalone.jar`
        : undefined),
    dependencies: [...dependencies.matchAll(/\[\s*([\w.\-/]+)\s+"([^"]+)"/g)].map((match) => ({
      name: match[1] ?? '',
      number: match[2] ?? '',
    })),
  }
}

function isBalanced(text: string): boolean {
  const open: string[] = []
  for (const token of text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|\\.|[()[\]{}"]/g)) {
    const [char] = token
    if (char === '"') return false
    if ('([{'.includes(char)) open.push(char === '(' ? ')' : char === '[' ? ']' : '}')
    else if (')]}'.includes(char) && open.pop() !== char) return false
  }
  return open.length === 0
}

import type { Lock } from '#platform/builds/types.ts'
import type { Files } from './tree.ts'

// Manifests and lock files from lists of packages: 'express@5.1.0 pg@8.16.3'.

const parse = (packages: string): (readonly [name: string, version: string])[] =>
  packages.split(' ').map((item) => {
    const at = item.lastIndexOf('@')
    return [item.slice(0, at), item.slice(at + 1)]
  })

/** `count` is how many packages it pins in all, named ones and theirs; builds then trust that it fits the manifest. */
function lock(packages: string, count: number, about: Lock['about'] = {}, dev: readonly string[] = []): Lock {
  const named = parse(packages)
  return { packages: Object.fromEntries(named), dev, count: Math.max(count, named.length), about }
}

/** The files by which Bundler installs gems. A `Gemfile` that asks for more than is locked does not build. */
export const bundler = (gems: string, count: number, extra = ''): Files => ({
  Gemfile: [
    'source "https://rubygems.org"',
    '',
    'ruby "3.3.9"',
    '',
    ...parse(gems + extra).map(([name, version]) => `gem "${name}", "~> ${version}"`),
    '',
  ].join('\n'),
  'Gemfile.lock': lock(gems, extra === '' ? count : 0, { ruby: '3.3.9', bundler: '2.5.23', platforms: 'ruby, x86_64-linux' }),
})

interface NpmPackage {
  readonly name: string
  readonly scripts: Readonly<Record<string, string>>
  readonly packages: string
  readonly dev?: string
  /** Asked for, but not locked. */
  readonly extra?: string
  readonly count: number
}

export function npm({ name, scripts, packages, dev = 'vitest@4.0.6', extra = '', count }: NpmPackage): Files {
  const ranges = (list: string) => Object.fromEntries(parse(list).map(([item, version]) => [item, `^${version}`]))
  const json = {
    name,
    version: '1.0.0',
    private: true,
    type: 'module',
    engines: { node: '24.x' },
    scripts,
    dependencies: ranges(packages + extra),
    devDependencies: ranges(dev),
  }
  return {
    'package.json': `${JSON.stringify(json, null, 2)}\n`,
    'package-lock.json': lock(
      `${packages} ${dev}`,
      extra === '' ? count : 0,
      { version: '3' },
      parse(dev).map(([item]) => item),
    ),
  }
}

export const pip = (packages: string): Files => ({
  'requirements.txt': `${packages.replaceAll(' ', '\n').replaceAll('@', '==')}\n`,
  '.python-version': '3.13\n',
})

const SPRING = 'org.springframework.boot'

/** What a pom.xml with these Spring Boot starters says. */
export const maven = (artifactId: string, version: string, starters: string, java = 21): Files => ({
  'pom.xml': {
    artifactId,
    version,
    finalName: '',
    compiler: '',
    properties: { 'java.version': String(java) },
    dependencies: starters.split(' ').map((starter) => `${SPRING}:spring-boot-starter-${starter}:`),
    groups: [SPRING],
    modules: [],
  },
})

export const sbt = (
  name: string,
  libraries: string,
  plugin = 'addSbtPlugin("org.playframework" % "sbt-plugin" % "3.0.9")',
): Files => ({
  'build.sbt': `name := "${name}"
scalaVersion := "3.3.7"

lazy val root = (project in file("."))${plugin === '' ? '' : '.enablePlugins(PlayScala)'}

libraryDependencies ++= Seq(
${parse(libraries)
  .map(([path, version]) => `  "${path.replace('/', '" %% "')}" % "${version}",`)
  .join('\n')}
)
`,
  'project/plugins.sbt': `${plugin}\n`,
  'project/build.properties': 'sbt.version=1.11.7\n',
})

export const composer = (packages: string, count: number, extra = ''): Files => ({
  'composer.json': `${JSON.stringify({ name: 'fernwood/blog', require: { php: '^8.4', ...Object.fromEntries(parse(packages + extra).map(([name, version]) => [name, `^${version}`])) } }, null, 4)}\n`,
  'composer.lock': lock(packages, extra === '' ? count : 0, { php: '^8.4' }),
})

export const goModules = (module: string, packages: string, sums = packages): Files => ({
  'go.mod': `module example.com/${module}\n\ngo 1.25\n\nrequire (\n${parse(packages)
    .map(([path, version]) => `\t${path} ${version}`)
    .join('\n')}\n)\n`,
  'go.sum': lock(sums, 0),
})

export const leiningen = (name: string, main: string, packages: string): Files => ({
  'project.clj': `(defproject ${name} "1.0.0"
  :dependencies [${parse(`org.clojure/clojure@1.12.3 ${packages}`)
    .map(([path, version]) => `[${path} "${version}"]`)
    .join('\n                 ')}]
  :main ^:skip-aot ${main}
  :uberjar-name "${name}-standalone.jar"
  :profiles {:uberjar {:aot :all}})
`,
  'system.properties': 'java.runtime.version=21\n',
})

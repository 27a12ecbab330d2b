import type { SourceTree } from '#platform/builds/types.ts'
import { findFiles, hasFile, textOf } from '#platform/builds/source/tree.ts'
import { type BuildContext, type Built, type Buildpack, MB } from './buildpack.ts'
import { countSources, installJdk, readProperties } from './jvm.ts'
import { BuildFailed } from './log.ts'

export const scala: Buildpack = {
  name: 'heroku/scala',
  url: 'https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/scala.tgz',
  label: 'Scala',
  language: 'scala',
  looksFor: "a '*.sbt' file, 'project/build.properties' or 'project/*.scala'",
  detects: (tree) =>
    findFiles(tree, /^([^/]+\.sbt|project\/build\.properties|project\/[^/]+\.scala|\.sbtrc|\.sbt\/[^/]+\.scala)$/).length > 0,
  build,
}

function build(context: BuildContext): Built {
  const { log, tree, pace } = context
  const version = installJdk(context)
  const sbt = readProperties(textOf(tree, 'project/build.properties')).get('sbt.version')
  if (sbt === undefined) {
    throw new BuildFailed(
      'No sbt version is specified',
      hasFile(tree, 'project/build.properties')
        ? 'project/build.properties has no sbt.version.'
        : 'There is no project/build.properties.',
      'Add the file with a line such as sbt.version=1.11.7 and deploy again.',
    )
  }
  if (/^0\.|^1\.[0-2]\b/.test(sbt))
    throw new BuildFailed(
      'Unsupported sbt version',
      `sbt ${sbt} does not run on current Java versions.`,
      'Use sbt 1.11 or newer.',
    )
  log.step('Downloading sbt launcher 1.11.7...')
  log.spend(pace(700, 400))
  log.step('Setting up sbt launcher...')
  log.step('Running: sbt compile stage')
  log.spend(1500)
  log.detail(`[info] [launcher] getting org.scala-sbt sbt ${sbt}  (this may take some time)...`)
  log.spend(pace(6000, 1500))
  log.detail(
    `[info] welcome to sbt ${sbt} (Azul Systems, Inc. Java ${version})`,
    '[info] loading project definition from /tmp/build/project',
  )
  const project = sbtProject(tree)
  const sources = countSources(tree, /^(?:[^/]+\/)?(app|src\/main\/scala)\/.*\.scala$/)
  log.detail(`[info] set current project to ${project.name} (in build file:/tmp/build/)`)
  log.spend(pace(9000, 4500))
  log.detail(
    `[info] compiling ${sources} Scala source${sources === 1 ? '' : 's'} to /tmp/build/target/scala-${project.scala}/classes ...`,
  )
  const work = pace(16_000, 8000)
  log.spend(work)
  if (!project.stages) {
    log.detail('[error] Not a valid command: stage', '[error] Not a valid key: stage', '[error] stage', '[error]      ^')
    throw new BuildFailed(
      'Failed to run sbt',
      'The project has no "stage" task. Add sbt-native-packager to project/plugins.sbt,',
      'enable JavaAppPackaging in build.sbt, and deploy again.',
    )
  }
  log.detail(`[success] Total time: ${Math.round(work / 1000)} s`)
  for (const text of ['Collecting sbt plugin information', 'Collecting dependency information']) {
    log.step(text)
    log.spend(900)
  }
  log.step('Dropping compilation artifacts from the slug')
  log.spend(700)
  const size = 92 * MB + project.dependencies * 1.4 * MB + (project.framework === 'play' ? 18 * MB : 0)
  const defaults = { web: `target/universal/stage/bin/${project.name} -Dhttp.port=$PORT` }
  return {
    description: project.framework === 'play' ? 'Play 2.x' : 'Scala',
    framework: project.framework,
    version,
    size,
    defaults,
  }
}

/** What the build files say, as far as that can be read without running sbt. */
export function sbtProject(tree: SourceTree): {
  readonly name: string
  readonly scala: string
  readonly stages: boolean
  readonly framework: string
  readonly dependencies: number
} {
  const definition = textOf(tree, 'build.sbt') ?? ''
  const plugins = textOf(tree, 'project/plugins.sbt') ?? ''
  const both = `${definition}\n${plugins}`
  const name = /\bname\s*:=\s*"([^"]+)"/.exec(definition)?.[1] ?? /lazy val (\w+)\s*=/.exec(definition)?.[1] ?? 'root'
  const custom = findFiles(tree, /^project\/[^/]+\.(sbt|scala)$/).some((path) => path !== 'project/plugins.sbt')
  return {
    name: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    scala: /scalaVersion\s*:=\s*"([^"]+)"/.exec(definition)?.[1] ?? '3.3.7',
    stages: /sbt-native-packager|"sbt-plugin"|\bstage\b|sbt-scala-native|sbt-heroku/.test(both) || custom || tree.omitted > 0,
    framework: /"sbt-plugin"|PlayScala|PlayJava/.test(both)
      ? 'play'
      : /akka-http|pekko-http/.test(both)
        ? 'akka-http'
        : /http4s/.test(both)
          ? 'http4s'
          : '',
    dependencies: [...definition.matchAll(/%%?\s*"[^"]+"\s*%\s*"/g)].length,
  }
}

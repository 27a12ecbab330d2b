import type { Pom } from '#platform/builds/types.ts'
import { hasFile, textOf } from '#platform/builds/source/tree.ts'
import { type BuildContext, type Built, type Buildpack, MB } from './buildpack.ts'
import { countSources, installJdk, javaMajor, readProperties } from './jvm.ts'
import { BuildFailed } from './log.ts'
import { frameworkOf } from './runtimes.ts'

const FRAMEWORKS = [
  ['org.springframework.boot', 'spring-boot'],
  ['io.quarkus', 'quarkus'],
  ['io.quarkus.platform', 'quarkus'],
  ['io.micronaut', 'micronaut'],
] as const

/** Properties that say which Java to compile for; the first that is set counts. */
const JAVA_PROPERTIES = ['maven.compiler.release', 'java.version', 'maven.compiler.target', 'maven.compiler.source']

const UNREAD = { error: 'the file is larger than 256 KB' }

interface Project {
  readonly artifactId: string
  readonly version: string
  /** Name of the jar, without extension. */
  readonly finalName: string
  readonly java: number
  /** `group:artifact:version`, with properties worked in. */
  readonly dependencies: readonly string[]
  readonly groups: ReadonlySet<string>
  readonly modules: readonly string[]
}

export const java: Buildpack = {
  name: 'heroku/java',
  url: 'https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/java.tgz',
  label: 'Java',
  language: 'java',
  looksFor: "a 'pom.xml' in the root directory",
  detects: (tree) =>
    ['xml', 'atom', 'clj', 'groovy', 'rb', 'scala', 'yaml', 'yml'].some((extension) => hasFile(tree, `pom.${extension}`)),
  build,
}

function build(context: BuildContext): Built {
  const { log, tree, pace, input } = context
  const pom = hasFile(tree, 'pom.xml') ? (tree.documents['pom.xml'] ?? UNREAD) : undefined
  if (pom !== undefined && 'error' in pom) return failOnPom(context, pom.error)
  const project = pom === undefined ? undefined : projectOf(pom.value)
  const version = installJdk(context, project?.java ?? 0)
  const wrapper = hasFile(tree, 'mvnw') && hasFile(tree, '.mvn/wrapper/maven-wrapper.properties')
  if (!wrapper) {
    log.step('Installing Maven 3.9.4...')
    log.spend(pace(1200, 700))
  }
  log.step('Executing Maven')
  log.detail(`$ ${wrapper ? './mvnw' : 'mvn'} -DskipTests clean dependency:list install`)
  const dependencies = project?.dependencies ?? []
  log.detail('[INFO] Scanning for projects...')
  if (project !== undefined) {
    log.detail('[INFO]', `[INFO] Building ${project.artifactId} ${project.version}`, '[INFO]')
    for (const name of project.modules) {
      if (!hasFile(tree, `${name}/pom.xml`) && tree.omitted === 0) {
        log.detail(`[ERROR] Child module /tmp/build/${name} of /tmp/build/pom.xml does not exist`)
        return failOnMaven(`The module "${name}" that pom.xml names is not in the source.`)
      }
    }
  }
  const work = pace(22_000, 9000)
  for (const dependency of input.cached ? [] : dependencies.slice(0, 20)) {
    const [group = '', artifact = '', number = ''] = dependency.split(':')
    log.detail(
      `Downloading from central: https://repo1.maven.org/maven2/${group.replaceAll('.', '/')}/${artifact}/${number === '' ? artifact : number}`,
    )
    log.spend((work * 0.5) / Math.min(20, dependencies.length))
  }
  const sources = countSources(tree, /src\/main\/.*\.(java|kt|groovy)$/)
  if (sources > 0)
    log.detail(
      `[INFO] Compiling ${sources} source file${sources === 1 ? '' : 's'} with javac [debug release ${version.split('.')[0]}] to target/classes`,
    )
  log.spend(work * 0.5)
  if (project !== undefined) log.detail(`[INFO] Building jar: /tmp/build/target/${project.finalName}.jar`)
  log.detail('[INFO] BUILD SUCCESS', `[INFO] Total time:  ${(work / 1000).toFixed(3)} s`)
  const framework = frameworkOf(project?.groups ?? new Set(), FRAMEWORKS)
  const size = 62 * MB + dependencies.length * (framework === '' ? 1.1 : 3.4) * MB
  return { description: 'Java', framework, version, size, defaults: defaultsOf(framework, project) }
}

function defaultsOf(framework: string, project: Project | undefined): Record<string, string> {
  if (project === undefined) return {}
  if (framework === 'spring-boot') return { web: `java -Dserver.port=$PORT $JAVA_OPTS -jar target/${project.finalName}.jar` }
  if (framework === 'quarkus') return { web: 'java -Dquarkus.http.port=$PORT $JAVA_OPTS -jar target/quarkus-app/quarkus-run.jar' }
  if (framework === 'micronaut')
    return { web: `java -Dmicronaut.server.port=$PORT $JAVA_OPTS -jar target/${project.finalName}.jar` }
  return {}
}

function failOnPom({ log }: BuildContext, error: string): never {
  log.step('Executing Maven')
  log.detail(
    '[INFO] Scanning for projects...',
    `[ERROR] [FATAL] Non-parseable POM /tmp/build/pom.xml: ${error}`,
    '[INFO] BUILD FAILURE',
  )
  return failOnMaven(`The pom.xml is not valid: ${error}.`)
}

function failOnMaven(...why: string[]): never {
  throw new BuildFailed(
    'Maven build failed',
    ...why,
    'Make sure that `mvn clean install` works on a clean checkout, and deploy again.',
  )
}

/** What the root pom.xml comes to. Values that only a parent knows stay unresolved. */
function projectOf(pom: Pom): Project {
  const properties = new Map(Object.entries(pom.properties))
  properties.set('project.version', pom.version).set('project.artifactId', pom.artifactId)
  const resolve = (text: string) => text.replace(/\$\{([^}]+)\}/g, (whole, name: string) => properties.get(name) ?? whole)
  const artifactId = resolve(pom.artifactId) || 'app'
  const version = resolve(pom.version) || '1.0'
  const java = [pom.compiler, ...JAVA_PROPERTIES.map((name) => properties.get(name))].find(Boolean) ?? ''
  return {
    artifactId,
    version,
    finalName: resolve(pom.finalName) || `${artifactId}-${version}`,
    java: javaMajor(resolve(java)),
    dependencies: pom.dependencies.map(resolve),
    groups: new Set(pom.groups),
    modules: pom.modules,
  }
}

export const gradle: Buildpack = {
  name: 'heroku/gradle',
  url: 'https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/gradle.tgz',
  label: 'Gradle',
  language: 'java',
  looksFor: "a 'gradlew', 'build.gradle' or 'settings.gradle' in the root directory",
  detects: (tree) =>
    ['gradlew', 'build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'].some((file) => hasFile(tree, file)),
  build: buildGradle,
}

function buildGradle(context: BuildContext): Built {
  const { log, tree, pace } = context
  const script = textOf(tree, 'build.gradle') ?? textOf(tree, 'build.gradle.kts') ?? ''
  const needed = javaMajor(
    /(?:languageVersion\D*|sourceCompatibility\s*=\s*\D*|jvmToolchain\()(\d[\d.]*)/.exec(script)?.[1] ?? '',
  )
  const version = installJdk(context, needed)
  const wrapper = hasFile(tree, 'gradlew')
  if (!wrapper)
    log.warn('Warning: No Gradle wrapper was found.', 'The default Gradle is used. Commit gradlew and the folder gradle/wrapper.')
  else if (!hasFile(tree, 'gradle/wrapper/gradle-wrapper.jar') && tree.omitted === 0) {
    log.step('Building Gradle app...')
    log.detail('Error: Could not find or load main class org.gradle.wrapper.GradleWrapperMain')
    throw new BuildFailed(
      'Failed to run Gradle',
      'The file gradle/wrapper/gradle-wrapper.jar is not in the source; perhaps .gitignore leaves out *.jar.',
      'Commit it with `git add -f gradle/wrapper/gradle-wrapper.jar` and deploy again.',
    )
  }
  const spring = script.includes('org.springframework.boot')
  const task = /\bstage\b/.test(script) ? 'stage' : 'build -x check'
  const wanted = readProperties(textOf(tree, 'gradle/wrapper/gradle-wrapper.properties')).get('distributionUrl') ?? ''
  log.step('Building Gradle app...')
  log.step(`executing ${wrapper ? './gradlew' : 'gradle'} ${task}`)
  const distribution = /gradle-[\w.-]+\.zip/.exec(wanted)?.[0]
  if (distribution !== undefined) log.detail(`Downloading https://services.gradle.org/distributions/${distribution}`)
  const work = pace(22_000, 9000)
  for (const name of ['compileJava', 'processResources', 'classes', ...(spring ? ['bootJar'] : ['jar']), 'assemble', 'build']) {
    log.spend(work / 6)
    log.detail(`> Task :${name}`)
  }
  log.detail('', `BUILD SUCCESSFUL in ${Math.round(work / 1000)}s`)
  const dependencies = [...script.matchAll(/^[ \t]{0,40}(?:implementation|api|runtimeOnly|compile)\b/gm)].length
  const settings = textOf(tree, 'settings.gradle') ?? textOf(tree, 'settings.gradle.kts') ?? ''
  const name = /rootProject\.name\s*=\s*["']([^"']+)/.exec(settings)?.[1] ?? 'app'
  const number = /^version\s*=?\s*["']([^"']+)/m.exec(script)?.[1]
  const jar = `build/libs/${name}${number === undefined ? '' : `-${number}`}.jar`
  const defaults: Record<string, string> = spring ? { web: `java -Dserver.port=$PORT $JAVA_OPTS -jar ${jar}` } : {}
  const framework = spring
    ? 'spring-boot'
    : script.includes('io.micronaut')
      ? 'micronaut'
      : script.includes('io.quarkus')
        ? 'quarkus'
        : ''
  return { description: 'Gradle', framework, version, size: 64 * MB + dependencies * 4.2 * MB, defaults }
}

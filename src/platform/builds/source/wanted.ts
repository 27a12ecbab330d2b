// Which files of a source are looked into, by path.

const MANIFESTS = new Set(
  `Procfile app.json package.json pnpm-workspace.yaml .yarnrc.yml .npmrc
  Gemfile .ruby-version Rakefile config.ru config/puma.rb
  requirements.txt .python-version runtime.txt manage.py
  system.properties build.gradle build.gradle.kts settings.gradle settings.gradle.kts gradle/wrapper/gradle-wrapper.properties
  .mvn/wrapper/maven-wrapper.properties build.sbt project/build.properties project/plugins.sbt
  composer.json go.mod project.clj deps.edn .slugignore`.split(/\s+/),
)

const DOCUMENTS = new Set(['pom.xml', 'pyproject.toml', 'Pipfile'])

const LOCKS = new Set(
  `package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml composer.lock Gemfile.lock Pipfile.lock poetry.lock uv.lock go.sum`.split(
    ' ',
  ),
)

const CODE =
  /\.([cm]?[jt]s|[jt]sx|py|rb|ru|php|java|kts?|scala|sc|go|cljc?|edn|properties|ya?ml|conf|toml|sh)$|(^|\/)(Procfile|package\.json)$/
const OTHERS_CODE = /(^|\/)(node_modules|vendor|\.venv|venv|target|\.yarn|bower_components)\//
const IGNORED = /(^|\/)(__MACOSX|\.git)(\/|$)|(^|\/)(\._[^/]*|\.DS_Store)$/

/** What only describes the archive or its history, and is no part of the source. */
export const isIgnored = (path: string) => IGNORED.test(path)

/** Whether builds read this file's text. Manifests of workspaces and of requirements count too, down to three folders. */
export function isManifest(path: string): boolean {
  if (MANIFESTS.has(path)) return true
  if (/^requirements([-/][\w.-]+)?\.(txt|in)$/.test(path)) return true
  return path.split('/').length <= 4 && !OTHERS_CODE.test(path) && path.endsWith('/package.json')
}

/** Whether it is a manifest in XML or TOML. */
export const isDocument = (path: string) => DOCUMENTS.has(path)

/** Whether names and versions are read from it. */
export const isLock = (path: string) => LOCKS.has(path)

/** Whether the project's own code may be in it. */
export const isCode = (path: string) => CODE.test(path) && !OTHERS_CODE.test(path)
